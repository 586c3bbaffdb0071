"""The questions as a form, and what was typed into it as the input of the rules."""
