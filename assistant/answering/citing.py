"""A citation of the words of a passage."""

from __future__ import annotations

from assistant.answering.answer import Citation
from assistant.answering.draft import Quote


def citation_of(quote: Quote, number: int) -> Citation:
    """The citation of a quote under its number in the text; offsets are those of the document."""
    passage, document = quote.evidence.passage, quote.evidence.document
    return Citation(
        id=number,
        document_id=document.id,
        title=document.title,
        publisher=document.publisher,
        date=document.date,
        url=document.url,
        kind=document.kind.value,
        locator=quote.locator,
        quote=quote.text,
        start=passage.start + quote.start,
        end=passage.start + quote.end,
        digest=document.digest,
    )
