"""Lighthouse, as a phone sees the site: every layout in both languages."""
