"""What a web page says of itself: title, author, date, publisher, address and licence."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lxml.etree import _Element

_LICENCES = (
    (re.compile(r"Open Government Licence(?:\s+v?(\d\.\d))?", re.I), "Open Government Licence v3.0"),
    (re.compile(r"Open Parliament Licence", re.I), "Open Parliament Licence v3.0"),
    (re.compile(r"creativecommons\.org/licenses/(by[a-z-]*)/(\d\.\d)", re.I), "CC"),
)


def metadata_of(page: _Element, data: bytes) -> dict[str, str]:
    """Title, author, date, publisher, address and licence as the page gives them."""
    from trafilatura.metadata import extract_metadata

    def named(name: str) -> str:
        found = page.xpath(f'//meta[@name="{name}" or @property="{name}"]/@content')
        return " ".join(str(found[0]).split()) if found else ""

    guess: Any = extract_metadata(page)
    text = " ".join(page.itertext()) if len(data) < 5_000_000 else ""
    licence = next(
        (
            _licence(match, name)
            for pattern, name in _LICENCES
            if (match := pattern.search(text + named("dcterms.license")))
        ),
        "",
    )
    links = " ".join(page.xpath("//a[contains(@href,'creativecommons.org/licenses')]/@href")[:1])
    if not licence and (match := _LICENCES[2][0].search(links)):
        licence = _licence(match, "CC")
    date = _day(named("govuk:first-published-at") or named("article:published_time")) or _day(guess.date or "")
    author = guess.author or _stated_author(page)
    publisher = guess.sitename or named("og:site_name")
    if publisher.upper() == "GOV.UK" and author:
        publisher = author
    heading = page.xpath("//h1")
    title = guess.title or (" ".join(" ".join(heading[0].itertext()).split()) if heading else "")
    return {
        "title": re.sub(r"\s+[-|–]\s+GOV\.UK$", "", title),
        "author": author,
        "publisher": publisher,
        "date": date,
        "url": guess.url or "",
        "licence": licence,
    }


def _stated_author(page: _Element) -> str:
    """The author that the page's linked data names, a person or an organisation."""
    for words in page.xpath('//script[@type="application/ld+json"]/text()'):
        try:
            data = json.loads(words)
        except ValueError:
            continue
        for item in data if isinstance(data, list) else [data]:
            author = item.get("author") if isinstance(item, dict) else None
            first = author[0] if isinstance(author, list) and author else author
            name = first.get("name") if isinstance(first, dict) else first
            if isinstance(name, str) and name.strip():
                return " ".join(name.split())
    return ""


def _licence(match: re.Match[str], name: str) -> str:
    return f"CC {match.group(1).upper()} {match.group(2)}" if name == "CC" else name


def _day(stamp: str) -> str:
    return stamp[:10] if re.match(r"\d{4}-\d\d-\d\d", stamp) else ""
