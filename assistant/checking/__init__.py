"""Check claims: a draft against the corpus, or a claim against the passages that come with it."""

from assistant.checking.draft import Checked, Checker, CheckReport
from assistant.checking.pairs import judge_pair

__all__ = ["CheckReport", "Checked", "Checker", "judge_pair"]
