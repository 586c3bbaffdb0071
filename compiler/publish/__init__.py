"""From rendered pages to the published site: files, scripts, headers, search, API."""
