"""The results of the rules as HTML: cards, the table of all results, what to do next."""
