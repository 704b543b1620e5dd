"""A topic in, a briefing out: figures and findings of the sources, each bound to its citation, and documents to send."""

from assistant.briefing.brief import Brief, Briefer, KeyFigure, Section, Unconfirmed
from assistant.briefing.export import to_csv, to_markdown
from assistant.briefing.pdf import to_pdf
from assistant.briefing.word import to_docx

__all__ = [
    "Brief",
    "Briefer",
    "KeyFigure",
    "Section",
    "Unconfirmed",
    "to_csv",
    "to_docx",
    "to_markdown",
    "to_pdf",
]
