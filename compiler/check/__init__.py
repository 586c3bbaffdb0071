"""Checks of documents, of their words and of the pages made from them."""
