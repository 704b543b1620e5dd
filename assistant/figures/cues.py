"""Words that show a figure's basis and sense: real or cash, capital or resource, planned or done, saved or spent.

Each table row is (tag, pattern). A pattern is applied to the figure's own clause, in which `#` stands for the figure.
"""

from __future__ import annotations

import re

_DONE = (
    r"(?:achieved|answered|built|checked|closed|earned|finished|fitted|hired|issued|opened|processed|reached|repaired|replaced|trained|collected|completed|delivered|freed|generated|handled|installed|invested|moved"
    r"|prevented|produced|realised|recorded|recruited|recovered|saved|spent|treated)"
)
_MONEY = r"(?:money|funding|cash|investment|spending|resources|funds)"


def _table(rows: tuple[tuple[str, str], ...]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((tag, re.compile(pattern, re.I)) for tag, pattern in rows)


BASIS = _table(
    (
        (
            "cash",
            r"\bcash[- ]terms?\b|\bin cash\b|\bnominal\b|\bbefore (?:adjusting for |allowing for )?inflation\b"
            r"|\bcash (?:sums?|increase|rise|growth|figure|cut|fall)\b|\bunadjusted\b|\bcurrent prices\b",
        ),
        (
            "real",
            r"\breal[- ]terms?\b|\bin real\b|\b(?:after|stripping out|net of|above|beyond|over and above) inflation\b"
            r"|(?<!before )\b(?:adjust\w*|allowing|accounting|correct\w*) for (?:inflation|rising prices)\b"
            r"|\binflation[- ]adjusted\b|\bconstant prices\b|\b20\d\d(?:[-/]\d\d)? prices\b"
            r"|\breal (?:growth|rise|increase|cut|fall|reduction)\b|\bonce inflation\b",
        ),
        ("capital", r"\bcapital\b|\bCDEL\b"),
        (
            "resource",
            r"\bresource\b|\bRDEL\b|\bday-to-day\b|\brevenue (?:funding|budgets?|spending)\b|\bcurrent spending\b"
            r"|\brunning costs\b",
        ),
        (
            "target",
            r"\btarget\w*\b|\baim(?:s|ed|ing)?\b|\bgoal\b|\bambitions?\b|\bcommitted to\b|\bpledge\w*\b"
            r"|\bwants?\b|\bintend\w*\b|\bhop(?:es|ed|ing) to\b|\bplan(?:s|ned|ning)?\b(?! (?:will|to be)\b)(?= to\b| #|\W*$|[.,;])|# (?:was |were )?planned\b"
            r"|\boriginal(?:ly)? (?:budget|plan)\w*\b",
        ),
        ("estimate", r"\bestimat\w+\b"),
        (
            "forecast",
            r"\bforecast\w*\b|\bexpect(?:s|ed|ing)?\b|\bproject(?:ed|ions?)\b|\bwill\b|\bwould\b|\bcould\b|\bshould\b"
            r"|\bset to\b|\bdue to (?=[a-z]+\b)|\bmay\b|\bmight\b|\blikely\b|\banticipat\w+\b|\bplanned\b",
        ),
        (
            "achieved",
            rf"\boutturn\b|\bactual(?:ly)?\b|\bto date\b|\bso far\b|\balready\b(?! (?:been )?(?:announced|promised|committed))"
            rf"|\bcurrently\b|\b(?:has|have|had) (?:\w+ly )?{_DONE}\b"
            rf"|(?<!be )(?<!been )(?<!be fully )(?<!to )\b{_DONE}(?= (?:up to |about |some |more than |nearly |over |only |a total of |an extra )?#)",
        ),
        (
            "new",
            rf"\b(?:new|additional|extra|fresh) (?:#|(?:[\w-]+ ){{0,2}}{_MONEY}\b)|\b(?:is|are|was) (?:genuinely |entirely |wholly )?(?:new|additional)\b"
            rf"|\bgenuinely (?:new|additional)\b|\bnew (?:at|in) (?:this|the) \w+\b|\bfor the first time\b|\bunveil\w*|# (?:of )?(?:is |are )?(?:genuinely )?(?:new|fresh|additional)\b(?= {_MONEY}|[.,;]|\W*$| at\b)",
        ),
        (
            "previously_announced",
            r"\balready (?:been )?(?:announced|promised|committed|set out|pledged)\b|\b(?:first|previously|originally) (?:announced|promised|set out)\b"
            r"|\bannounced (?:in|on|at|last) (?!(?:the|this|today)\b)|\bset out (?:at|in) (?!this\b)|\bwas in \w+['’]s\b"
            r"|\bhad (?:been |already )+(?:announced|promised|set out)\b|\b(?:promised|announced|committed|pledged) (?:at|in) (?:an|the|a) (?:earlier|previous|last)\b"
            r"|\b(?:spending review|statement) (?:contained|included|set out)\b|\bre-?announce\w*\b|\bexisting (?:funding|budgets?|money)\b|\bnot new\b"
            r"|\bset out in (?:the )?(?:spring|autumn|summer|winter)\b|\bis unchanged\b",
        ),
    )
)

SENSE = _table(
    (
        ("saving", r"\bsav(?:e|es|ed|ing|ings)\b|\bgains?\b|\byields?\b|\bbring(?:s|ing)? in\b|\brais(?:es?|ing)\b(?! by| (?:[\w-]+ ){0,3}(?:productivity|standards|quality|output))"),
        ("cost", r"\bcosts?\b|\bcosting\b|\bbill\b|\bspen[dt]\b|\bspending\b(?! (?:period|review|round|plans?))|\bpay(?:s|ing)?\b"),
        ("over", r"\bover(?:[- ]budget|spen\w+)\b|# (?:over|above) (?:budget|plan)\b|# (?:higher|more) than\b|\b(?:higher|above) (?:than )?(?:planned|plan|budget)\b|# higher\b"),
        ("under", r"\bunder(?:[- ]budget|spen\w+)\b|# (?:under|below) (?:budget|plan)\b|# (?:lower|less|fewer) than\b|# lower\b|\b(?:trimmed|cut|reduced|lowered) by\b"),
        ("change", r"\b(?:by|(?:increase|rise|fall|drop|cut|reduction|decrease|growth|jump|gain) of) (?:about |nearly |almost |over |some |around |more than |an? )*#|# (?:more|less|higher|lower|fewer) than\b|# (?:increase|rise|fall|drop|cut|reduction)\b|^\W*(?:up|down) #"),
        ("level", r"\b(?:stood|stands|standing) at (?:about |nearly |almost |over |some |around )*#|\b(?:totall?ed|totals|reach(?:ed|es)) (?:about |nearly |almost |over |some |around )*#|\b(?:rose|risen|fell|fallen|cut|climbed|grown|grew|up|down|reduced|increased|rising|falling)(?: from [^#;.]{1,24})? to (?:about |nearly |almost |over |some |around )*#"),
        ("start", r"\b(?:rose|risen|fell|fallen|grew|grown|climbed|up|down|reduced|increased|rising|falling)\b[^#]{0,12} from #|^\W*from #"),
        ("per_pound", r"\b(?:for|in|of|from) (?:every|each|the) (?:pound|£1)\b"),
        ("part", r"\bof (?:this|these|which|it|the total)\b"),
        ("base", r"(?:\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen)) of (?:the |all |its )?#"),
        ("to_resource", r"\b(?:from|out of) capital\b[^.;]*?\b(?:to|into) (?:the )?(?:resource|day-to-day|revenue|current)\b"),
        ("to_capital", r"\b(?:from|out of) (?:the )?(?:resource|day-to-day|revenue|current)\b[^.;]*?\b(?:to|into) (?:the )?capital\b"),
        ("per_year", r"\b(?:a|per|each|every) year\b|\bper annum\b|\bp\.a\.|\bannually\b|\byearly\b|\bannual\b|\bin each of the (?:next|first|last|coming)\b"),
        ("per_month", r"\b(?:a|per|each|every) month\b|\bmonthly\b"),
        ("per_week", r"\b(?:a|per|each|every) week\b|\bweekly\b"),
        ("total", r"\bin total\b(?! cost)|\ba total of\b|\bcumulative(?:ly)?\b|\bover (?:the (?:next |whole |full |entire |same |coming )?)?(?:forecast period|parliament|spending review period|period|decade|lifetime|(?:\w+ )?years\b)|\bover (?:its|the) (?:whole )?li(?:fe|fetime)\b|\btaken together\b|\bbetween \d{4}"),
    )
)  # fmt: skip

#: Tags that exclude each other: what one figure is, the other is not.
OPPOSED: tuple[tuple[str, str], ...] = (
    ("real", "cash"),
    ("capital", "resource"),
    ("new", "previously_announced"),
)

#: A sentence that says something of all the figures around it: "All of this funding is capital."
_GENERAL = re.compile(r"(?:^|(?<=[.¹²³]\s)|\n)\W*(?:all(?: of)?(?: this| the| these)?|budgets|figures|amounts|totals|prices|sums|costs)\b[^.\n]*?\b(?:is|are|in)\b[^.\n]*", re.I)  # fmt: skip
_DIMENSION = {tag: pair for pair in OPPOSED[:2] for tag in pair}


def basis_of(clause: str) -> frozenset[str]:
    """The basis tags of a clause in which `#` stands for the figure."""
    return frozenset(tag for tag, pattern in BASIS if pattern.search(clause))


def sense_of(clause: str) -> frozenset[str]:
    """The sense tags of a clause in which `#` stands for the figure."""
    return frozenset(tag for tag, pattern in SENSE if pattern.search(clause))


def general_basis(text: str) -> frozenset[str]:
    """The real/cash and capital/resource tags that a general sentence or note gives to all figures of a passage."""
    said: set[str] = set()
    for match in _GENERAL.finditer(text):
        sentence = match.group()
        if not re.search(r"[£$€]\s?\d", sentence):
            said |= {tag for tag in basis_of(sentence) if tag in _DIMENSION}
    return frozenset(tag for tag in said if not (set(_DIMENSION[tag]) - {tag}) & said)


def with_general(own: frozenset[str], general: frozenset[str]) -> frozenset[str]:
    """The tags of a figure with those of a general note, where its own words are silent on that dimension."""
    return own | {tag for tag in general if not set(_DIMENSION[tag]) & own}
