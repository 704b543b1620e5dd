"""`briefing check --pairs`: claims with their own passages in, verdicts out."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from assistant.checking import judge_pair
from assistant.errors import InputError


def run_pairs(pairs: Path, out: Path) -> int:
    """Judge each line of a file, in order. A line that fails gives {"id", "error"} and the exit code is 3."""
    if not pairs.is_file():
        raise InputError(f"{pairs}: no such file; check the path")
    failed = 0
    with pairs.open(encoding="utf-8", errors="replace") as lines, out.open("w", encoding="utf-8") as verdicts:
        for number, line in enumerate(lines, 1):
            if line.strip():
                result = _verdict(line, number)
                failed += "error" in result
                verdicts.write(json.dumps(result, ensure_ascii=False) + "\n")
    if failed:
        print(f"briefing: {failed} of the pairs in {pairs} failed; see their lines in {out}", file=sys.stderr)
    return 3 if failed else 0


def _verdict(line: str, number: int) -> dict[str, Any]:
    identity: Any = number
    try:
        pair = json.loads(line)
        identity = pair.get("id", number)
        return judge_pair(pair)
    except (ValueError, TypeError, KeyError, AttributeError):
        return {"id": identity, "error": f"line {number}: not a pair of the form {{id, source, claim, figure}}"}
