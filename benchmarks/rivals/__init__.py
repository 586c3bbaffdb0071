"""The same questions, written for other engines in their own languages."""
