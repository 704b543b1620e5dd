"""Score answers against cases: one idea a file, every score with its n and interval. No model judges anything."""

from assistant.evaluation.scoring.case import score_case
from assistant.evaluation.scoring.marks import Judged, Marks
from assistant.evaluation.scoring.summary import Summary, summarise

__all__ = ["Judged", "Marks", "Summary", "score_case", "summarise"]
