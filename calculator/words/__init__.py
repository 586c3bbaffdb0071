"""The words of the page: messages by language, numbers and dates written out, HTML."""
