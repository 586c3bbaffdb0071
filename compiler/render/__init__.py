"""From documents and data to the Markdown that MkDocs is given."""
