"""The same statement in the words of another engine."""


def spark_sql(sql: str) -> str:
    """A statement of DuckDB's in Spark's words."""
    # Not before it is needed: reading its code takes a moment of each build.
    import sqlglot

    return str(sqlglot.transpile(sql, read="duckdb", write="spark", pretty=True)[0])
