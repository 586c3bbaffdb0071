"""The calculator: questions and answers in words and HTML, and what runs them in a browser.

Python here runs both when the site is built and in Pyodide, and needs the standard
library only. `handle_request.answer` is what the browser calls.
"""
