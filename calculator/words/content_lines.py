"""Content lines of iCalendar (RFC 5545, 3.1) and vCard 3.0 (RFC 2426, 2.6).

The calendar file is made in the browser, where only the standard library is at hand; the
vCards of the build are written by the same functions.
"""

from collections.abc import Iterable

LONGEST_LINE = 75  # octets, the line's end not counted


def content_lines(lines: Iterable[str]) -> str:
    """A file's text: each line folded where it is too long, and ended by CRLF."""
    return "".join(f"{folded(line)}\r\n" for line in lines)


def escaped(text: str) -> str:
    """A text as a property's value; line breaks become ``\\n``."""
    for character in ("\\", ";", ","):
        text = text.replace(character, f"\\{character}")
    return text.replace("\r\n", "\n").replace("\n", "\\n")


def folded(line: str) -> str:
    """A line cut so that none is longer than 75 octets, and no character is cut."""
    pieces: list[str] = [""]
    room = LONGEST_LINE
    for character in line:
        size = len(character.encode())
        if size > room:
            pieces.append("")
            room = LONGEST_LINE - 1  # the space that begins the next line
        pieces[-1] += character
        room -= size
    return "\r\n ".join(pieces)
