"""A whole population: the rules as SQL, for DuckDB on one machine and Spark on many.

`python -m population` is the tool; handbook/population.md is its guide. Nothing here is part of
the site's calculator or of the bundle.
"""
