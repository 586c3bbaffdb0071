"""The code by which another site embeds the calculator."""

from collections.abc import Mapping

from bs4 import BeautifulSoup

from compiler.read.pages import Page
from compiler.render.embedding import embed_code


def parsed(code: str) -> BeautifulSoup:
    return BeautifulSoup(code, "html.parser")


def test_embed_code_is_frame_with_height_script() -> None:
    frame, script = parsed(embed_code("https://a.example/embed/", "A title")).find_all(True)
    assert frame["src"] == "https://a.example/embed/#view=steps"
    assert frame["title"] == "A title"
    assert frame["allow"] == "clipboard-write"
    text = script.get_text()
    # It hears its own frames only, each for itself, and of them only numbers.
    assert "if (frame.contentWindow !== source) continue;" in text
    assert "Number.isFinite(data)" in text
    assert "Number.isFinite(data?.top)" in text
    assert "innerHTML" not in text


def test_attributes_are_escaped() -> None:
    page = parsed(embed_code('https://a.example/"><b>', 'It’s <b>"this"</b> & that'))
    assert not page.find_all("b")
    (frame,) = page.find_all("iframe")
    assert frame["title"] == 'It’s <b>"this"</b> & that'


def test_embed_pages_show_code_with_site_address(
    rendered: Mapping[tuple[str, str], Page],
) -> None:
    for language, address in (("fr", "integrer/calculateur/"), ("en", "en/embed/calculator/")):
        text = rendered[language, "embed"].text
        assert f'src="{address}#view=steps"' in text
        assert f'title="{rendered[language, "embedded"].meta["title"]}"' in text
