"""The same statement in the words of another engine."""

import sqlglot


def spark_sql(sql: str) -> str:
    """A statement of DuckDB's in Spark's words."""
    return str(sqlglot.transpile(sql, read="duckdb", write="spark", pretty=True)[0])
