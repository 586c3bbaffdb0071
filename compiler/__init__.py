"""Turns documents, data and rules into the site."""
