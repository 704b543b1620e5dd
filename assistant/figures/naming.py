"""Digits that only name something: sections, documents, telephone numbers, versions, addresses, list markers, clock times.

`named_end` is asked at each run of digits before anything else is read there.
"""

from __future__ import annotations

import re

from assistant.figures.dates import MONTH_WORD

#: Words before a number that make it a name whatever their case: "section 6", "Table 5.1", "p. 12".
_NAMES_TEXT = """quarter section sections sect sect. s. ss. paragraph paragraphs para paras para. paras. chapter chapters table tables figure figures fig fig. figs
    page pages p. pp pp. annex annexes box boxes chart charts article articles clause clauses schedule schedules regulation regulations
    volume volumes vol vol. line lines item items part parts appendix footnote footnotes note notes row rows column columns question questions
    recommendation recommendations principle principles objective objectives goal goals mission missions class room floor flight route channel
    platform exhibit slide appendices paper protocol"""
_NAMES = frozenset(_NAMES_TEXT.split())
#: The same in the case given: "HC 317", "Tier 1", "Office 365", "Year 7".
_EXACT_NAMES_TEXT = """HC HL Cm Cmnd Cmd CP SI SR No No. Nos Nos. number Number nr ref Ref Reference reference ref. Ref. ISBN ISBN: ISBN-10 ISBN-13 ISBN-10: ISBN-13: ISSN version
    Version ver ver. v v. release Release phase Phase stage Stage wave Wave tranche Tranche tier Tier band Band level Level grade Grade step Step type Type group Group lot Lot
    zone Zone junction Junction GPT Covid model Model edition Edition issue Issue DOI DOI: doi doi: ID UIN motion Motion amendment Amendment
    order Order tel tel. Tel Tel. tel: Tel: telephone Telephone Telephone: phone Phone Phone: fax Fax Fax: call Call text Text series Series AI G Web Windows Office Microsoft Building Unit Flat Room
    Catapult ISO ISO/IEC IFRS IAS FRS BS RFC EN PAS Ep Ep. Episode Vision Apollo Formula Radio Day Task Priority Objective Strand Pillar Measure Option
    Scenario Category Cat Key Block Site Plot Gate Terminal Pier Platform Bay Form Post Rule Standing Standard Directive Regulation
    Regulations Decision Resolution Act Agenda Item Target Indicator"""
_EXACT_NAMES = frozenset(_EXACT_NAMES_TEXT.split())
#: Of these, a number that counts or measures is one all the same: "part 3 million", "call 500 patients", "order 30 trains".
_MAY_COUNT_TEXT = """part parts line lines call Call text Text order number Number item items question questions group type class level stage phase step issue model series
    recommendation recommendations room release note notes goal goals mission missions Act objective objectives principle principles floor flight row rows column columns table tables page pages section sections Post
    Target Measure Day chart charts box boxes class paper regulation regulations"""
_MAY_COUNT = frozenset(_MAY_COUNT_TEXT.split())
#: Behind one of these the names go on: "sections 6 and 7", "paragraphs 4.12 to 4.15".
_PLURAL_TEXT = """sections paragraphs paras paras. chapters tables figures figs pages pp pp. annexes boxes charts articles clauses schedules regulations volumes lines items parts
    footnotes notes rows columns questions recommendations principles objectives appendices Nos Nos. ss."""
_PLURAL = frozenset(_PLURAL_TEXT.split())
#: A percentage that a label introduces is no number of a figure: "Figure: 93%".
_SHARE = re.compile(r"\d+(?:[.,]\d+)*[ \u00a0]?(?:%|per ?cent\b)")
_SCHOOL_YEAR = re.compile(r"\bYears?[ \u00a0]$")
_LAST_WORD = re.compile(r"([A-Za-z][A-Za-z/.-]*[:.]?)[ \u00a0:#-]?$")
_RUN = re.compile(r"\d[\d.,/–-]*\d|\d")
_GOES_ON = re.compile(r"(?:[ ]?[,&–-][ ]?|[ ](?:and|to|or)[ ])(?=\d)")
_PHONE = re.compile(
    r"(?:0\d{2,5}\)?[ -]\d{3,4}(?:[ -]?\d{3,4})?(?!\d)|0\d{9,10}(?!\d))|(?:999|112|111|101|105|119)(?=[ -](?:emergency )?(?:calls?|callers?|call-?handl\w+|lines?|numbers?|operators?|responses?|services?)\b)"
)
_PLUS_PHONE = re.compile(r"\d{1,3}[ -]\(?\d{1,5}\)?(?:[ -/]\d{2,8})+|\d{10,13}(?!\d)")
_ISBN = re.compile(r"97[89](?:[- ]\d{1,7}){3}[- ][\dX]|97[89]\d{10}(?!\d)")
_CLOCK = re.compile(r"\d{1,2}(?:[:.]\d{2})?[ \u00a0]?(?:am|pm|a\.m\.|p\.m\.)(?![A-Za-z])|\d{1,2}:\d{2}", re.I)
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)\b", re.I)
#: "3.1.2", "24/7", "2012/13/EU", "3D4": digits strung together by anything but a decimal point.
_SERIAL = re.compile(r"\d+(?:\.\d+){2,}|\d+/\d+(?:/\d+)*(?!\d)|\d+-\d+-\d+(?:-\d+)*|\d+[A-Za-z]{1,3}\d")
_DECADES = re.compile(r"\d{2,4}0s\b")
#: At the start of a line, before a capital: "1.", "(2)", "3)", "1.12", "4.1.2".
_MARKER = re.compile(r"(?:\d{1,3}[.)]|\d{1,2}\)|\d{1,2}(?:\.\d{1,3})+\.?)(?=[ \t]+[A-Z“\"'‘(*_])")
_LINE_START = re.compile(r"(?:^|\n)[ \t>*#(-]*$")
_FOOTNOTE = re.compile(r"\d{1,3}(?:[,–-][ ]?\d{1,3})*\]")
_DAY_OF_MONTH = re.compile(rf"\d{{1,2}}[ \u00a0](?:{MONTH_WORD})\b")
_LEGISLATION = re.compile(r"[ \u00a0]+(?:Act|Regulations?|Order|Bill|Directive)\b")
_LETTERS_AFTER = re.compile(r"\d+[A-Za-z]\d|\d+[A-Z]{2}\b")


def legislation(text: str, end: int) -> bool:
    """Whether a year that ends here is an Act's: "the 1983 Act"."""
    return bool(_LEGISLATION.match(text, end))


def name_before(text: str, start: int) -> tuple[str, bool] | None:
    """The word before `start` that makes a number there a name, and whether a number may count behind it all the same."""
    if not start:
        return None
    last = text[start - 1]
    if last.isalpha() or last in "_/§¶#@":
        return last, False
    if last == "-" and start > 1 and text[start - 2].isalpha():
        return last, False
    before = text[max(0, start - 20) : start]
    if before.endswith(("§ ", "¶ ", "# ")):
        return last, False
    match = _LAST_WORD.search(before) if last in " \u00a0:.#-" else None
    if not match:
        return None
    word = match.group(1)
    lower = word.lower()
    if word.endswith("igure:") and _SHARE.match(text, start):
        return None
    if lower in _NAMES or lower.rstrip(":") in _NAMES or word in _EXACT_NAMES:
        return word, word in _MAY_COUNT or lower in _MAY_COUNT
    if _SCHOOL_YEAR.search(before) and not text[start : start + 3].isdigit():
        return word, False
    return None


def name_end(text: str, start: int, word: str) -> int:
    """The end of the number at `start` that `word` makes a name, with those that follow it: "sections 6 and 7"."""
    run = _RUN.match(text, start)
    end = run.end() if run else start + 1
    while word.lower() in _PLURAL and (more := _GOES_ON.match(text, end)):
        run = _RUN.match(text, more.end())
        if not run:
            break
        end = run.end()
    return end


def passed_end(text: str, start: int, end: int) -> int:
    """The end of the digits at `start` (the first run of them ends at `end`) where their own form makes them no figure, or 0."""
    after = text[end : end + 1]
    first = text[start]
    if first == "9" and (match := _ISBN.match(text, start)):
        return match.end()
    if first in "019" and (match := _PHONE.match(text, start)):
        return match.end()
    before = text[start - 1] if start else "\n"
    if before == "+" and (match := _PLUS_PHONE.match(text, start)):
        return match.end()
    if after in ":.apAP \u00a0" and (match := _CLOCK.match(text, start)):
        return match.end()
    if after in "./-":
        match = _SERIAL.match(text, start)
        if match:
            return match.end()
    elif after.isalpha():
        for pattern in (_ORDINAL, _DECADES, _LETTERS_AFTER):
            if match := pattern.match(text, start):
                return match.end()
    if before == "[" and (match := _FOOTNOTE.match(text, start)):
        return match.end()
    if before in "\n \t>*#(-" and after in ".)" and _LINE_START.search(text[max(0, start - 8) : start]):
        match = _MARKER.match(text, start)
        if match and (start > 7 or not text[:start].strip(" \t>*#(-\n")):
            return match.end()
    if after in " \u00a0" and (match := _DAY_OF_MONTH.match(text, start)):
        return match.end()
    return 0
