"""The files of the site beside its pages: for other programs, for servers, for auditors."""

import json
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from calculator.words.catalogue import LANGUAGES
from compiler.publish import directory_files, headers
from compiler.publish.api import api_files
from compiler.publish.offline import manifests
from compiler.publish.vcard import vcards
from compiler.read.contact import security_txt
from compiler.read.pages import ROOTS
from compiler.read.words import words_of
from compiler.render.postal_field import TOWNS
from compiler.render.publication import Publication, runs_webassembly
from compiler.render.result_files import all_result_files

PROJECT = Path(__file__).resolve().parents[2]

# The beginnings of paths that hold the hash of the content.
HASHED = ("assets/passerelle.", "calculator/", "engine/", "results/", "search/")


def published_files(publication: Publication, rules: list[headers.Rule]) -> Mapping[str, str]:
    """Texts by their paths from the site's root; `rules` are those of `header_rules`."""
    url = publication.site_url
    sitemaps = (f"Sitemap: {url}{ROOTS[language]}sitemap.xml\n" for language in LANGUAGES)
    files = {
        "robots.txt": "User-agent: *\nAllow: /\n" + "".join(sitemaps),
        "sbom.cdx.json": publication.kept.text(
            "bill-of-materials", [], lambda: _bill_of_materials(url)
        ),
        "_headers": headers.written(rules),
        # For static hosts that look for one page of missing addresses only.
        "_redirects": "".join(
            f"/{ROOTS[language]}* /{ROOTS[language]}404.html 404\n"
            for language in reversed(LANGUAGES)
        ),
        # Not below api/: what is kept for use without a network must hold it.
        TOWNS: json.dumps(
            directory_files.towns(publication.directory), ensure_ascii=False, separators=(",", ":")
        ),
        **all_result_files(publication),
        **manifests({language: words_of(language) for language in LANGUAGES}),
        **vcards(publication.pages, publication.directory, url),
        **{
            f"api/{name}": text
            for name, text in api_files(publication.directory, url, publication.kept).items()
        },
    }
    if publication.contact:
        files[".well-known/security.txt"] = security_txt(
            publication.contact, url, publication.built
        )
    return files


def _bill_of_materials(url: str) -> str:
    # Not before it is needed: most builds have the last one's.
    from compiler.publish.bill_of_materials import bill_of_materials

    return bill_of_materials(PROJECT, url)


def header_rules(publication: Publication) -> list[headers.Rule]:
    """The response headers of every page and file."""
    engine = [page.address for page in publication.pages if runs_webassembly(page)]
    return headers.rules(
        urlsplit(publication.site_url).path,
        # A worker has the policy of its script's response.
        engine=[*engine, "calculator/*"],
        framed=[page.address for page in publication.pages if page.meta.get("bare")],
        hashed=HASHED,
    )


def nginx_files(rules: list[headers.Rule]) -> Mapping[str, str]:
    """The files that deploy/nginx includes, by name."""
    return {
        "nginx-maps.conf": headers.nginx_maps(rules),
        "nginx-headers.conf": headers.nginx_headers(rules),
    }
