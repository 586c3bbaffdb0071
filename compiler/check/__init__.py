"""Checks of documents, of their wording and of the pages made from them."""
