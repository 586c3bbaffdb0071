"""The text of a region's page that a person sends: whom to call, and where to estimate."""

from urllib.parse import unquote, urlsplit

import pytest
from bs4 import BeautifulSoup

from calculator.words.catalogue import LANGUAGES
from calculator.words.plain_text import GSM, GSM_TWO
from compiler.read.offices import display_number
from compiler.render.publication import Publication
from compiler.render.rendering import render
from compiler.render.sending import region_text

PUBLIC = "https://passerelle.example.qc.ca/"
ESTIMATES = {"fr": "estimer/", "en": "en/estimate/"}
# Two messages of several parts.
TWO_PARTS = 2 * 153


@pytest.fixture(scope="module")
def public(publication: Publication) -> Publication:
    return publication._replace(site_url=PUBLIC)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_region_has_its_number_and_link_in_two_messages(
    public: Publication, language: str
) -> None:
    for region in public.directory.regions:
        text = region_text(region, language, public)
        assert display_number(region.telephone).replace("\u00a0", " ") in text
        assert text.endswith(f"{PUBLIC}{ESTIMATES[language]}#region={region.slug}")
        assert set(text) <= GSM
        assert not set(text) & GSM_TWO
        assert len(text) <= TWO_PARTS


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_site_without_an_address_sends_no_link(publication: Publication, language: str) -> None:
    text = region_text(publication.directory.regions[0], language, publication)
    assert "http" not in text
    assert "#" not in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_links_need_no_script_and_send_the_text_that_is_shown(
    public: Publication, language: str
) -> None:
    page = render(public.pages[language, "region/cote-nord"], public)
    (fold,) = BeautifulSoup(page.text, "html.parser").select("details.send")
    shown = fold.select_one(".send-text").get_text()
    assert fold.select_one(".send-text")["translate"] == "no"
    sms, mail = (link["href"] for link in fold.find_all("a"))
    assert sms.startswith("sms:?&body=")
    assert unquote(sms.partition("body=")[2]) == shown
    assert urlsplit(mail).scheme == "mailto"
    subject, _, body = mail.partition("&body=")
    assert unquote(body) == shown.replace("\n", "\r\n")
    assert unquote(subject).endswith("Côte-Nord")
    for link in fold.find_all("a"):
        assert link["target"] == "_self"
        # Whole, whatever reads it: no sign that ends a link or stands for another.
        assert not set(link["href"]) & set(' "<>#\n+')
    for button in fold.find_all("button"):
        assert button.has_attr("hidden")


def test_without_a_contact_for_all_there_is_none(publication: Publication) -> None:
    alone = publication.directory.model_copy(update={"province_wide": ()})
    region = publication.directory.regions[0]
    both = region_text(region, "fr", publication).split("\n")
    only = region_text(region, "fr", publication._replace(directory=alone)).split("\n")
    assert len(both) == 2
    assert only == both[:1]
