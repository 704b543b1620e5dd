"""A topic in, a briefing out: figures and findings of the sources, each bound to its citation, and documents to send."""

from assistant.briefing.brief import Brief, Briefer, KeyFigure, Section
from assistant.briefing.export import to_csv, to_html, to_markdown
from assistant.briefing.word import to_docx

__all__ = ["Brief", "Briefer", "KeyFigure", "Section", "to_csv", "to_docx", "to_html", "to_markdown"]
