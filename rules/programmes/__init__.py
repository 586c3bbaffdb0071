"""One module a programme, and beside it what its document states (`<id>.toml`)."""
