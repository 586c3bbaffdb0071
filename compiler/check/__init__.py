"""Checks of the writing that need a dictionary or a library: spelling and readability."""
