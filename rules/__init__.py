"""The rules of PAAS Action and Interagir: dated values and criteria in plain Python.

`rules.participant.participant` answers for a person. Nothing here knows a language, a
screen or a network; the same files run under CPython 3.11 or later and in Pyodide.
"""

RULES_VERSION = "2026.11.1"
