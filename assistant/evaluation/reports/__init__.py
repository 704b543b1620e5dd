"""What a run or a comparison looks like: JSON for programs, Markdown, self-contained HTML, JUnit XML."""

from assistant.evaluation.reports.comparing import write_comparison
from assistant.evaluation.reports.running import write_run

__all__ = ["write_comparison", "write_run"]
