"""JUnit XML: one test case a case, so that any CI shows the run."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any
from xml.etree import ElementTree

_FORBIDDEN = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def junit(name: str, rows: Sequence[dict[str, Any]]) -> bytes:
    """The document. A case that is not as wanted is a failure; one that raised is an error."""
    failed = [row for row in rows if row["outcome"] not in ("right", "failed")]
    errors = [row for row in rows if row["outcome"] == "failed"]
    counts = {"tests": str(len(rows)), "failures": str(len(failed)), "errors": str(len(errors))}
    suite = ElementTree.Element("testsuite", {"name": name, **counts})
    for row in rows:
        case = ElementTree.SubElement(
            suite, "testcase", classname=row["type"], name=f"{row['id']} {_clean(row['question'])}"
        )
        if row["outcome"] == "right":
            continue
        tag = "error" if row["outcome"] == "failed" else "failure"
        wanted = ", ".join(one["value"] for one in row["expected"]) or row["expected_text"]
        told = ElementTree.SubElement(
            case, tag, type=row["outcome"], message=_clean(f"{row['outcome']}: {row['cause']}")
        )
        told.text = _clean(f"expected: {wanted}\nanswer: {row['answer']}")
    return bytes(ElementTree.tostring(suite, encoding="utf-8", xml_declaration=True))


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("\ufffd", text)
