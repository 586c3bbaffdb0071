"""The rules of PAAS Action and Interagir: dated values and criteria in plain Python.

`rules.participant.participant` answers for a person. Nothing here knows a language, a
screen or a network; the same files run under CPython 3.11 or later and in Pyodide.
"""

from datetime import date

RULES_VERSION = "2026.11.2"

# The day on which the values were last compared with what the ministry publishes. Of a later day
# the same values are only the last known ones. It changes with a release, after that comparison.
VALUES_KNOWN_UNTIL = date(2026, 11, 28)
