"""The compiler: documents, data and rules → the site."""
