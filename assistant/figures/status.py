"""Whether a figure is done, expected or aimed at, from the verbs of its clause, in which `#` stands for the figure.

English marks it in the verb group: a perfect or past verb of doing ("has spent #", "# were fitted") is an outturn, unless
the verb is itself one of planning or granting ("has promised #"); a modal or "is to" looks ahead.
"""

from __future__ import annotations

import re

#: Participles that say that money was promised or a number put forward, not that anything was done.
_PLANNING = (
    r"announc|plann|promis|pledg|committ|allocat|earmark|budget|propos|offer|forecast|expect|project|estimat|target|schedul"
    r"|agree|approv|provid|award|grant|fund|confirm|publish|ask|request|claim|need|requir|intend|assum|modell|predict"
    r"|anticipat|appoint|want|hop|aim|vow|believ|suggest|warn|assess|valu|pric|cost|calculat|identifi|includ|describ|report"
    r"|dedicat|reserv|assign|designat|unveil|commission|authoris|licens|devot|mandat|contract|call|nam|judg|deem|bas|relat|concern"
    r"|limit|capp|rais|increas|reduc|extend|doubl|lower|receiv|restat|revis|compar|secur|gain|earn|open(?=ed up)|plac|decid|consider|said|set|fix"
)
_IRREGULAR = (
    r"spent|built|rebuilt|sold|bought|paid|made|met|won|lost|grew|grown|rose|risen|fell|fallen|ran|held|sat|brought|wrote|written"
    r"|took|taken|hit|left|sent|kept|taught|done|gone|begun|began|came|cut|drew|drawn|shed|seen|saw|fed|led|put in"
)
_DOING = rf"(?:(?!(?:{_PLANNING})[a-z]*ed\b)[a-z]{{2,}}ed|{_IRREGULAR})"
_ADVERB = r"(?:not |[a-z]+ly |already |now |so far |since |also |only |just |never |yet |to date |in fact |each |all )*"
_SIZE = r"(?:up to |about |around |some |roughly |more than |fewer than |less than |nearly |almost |over |under |just |only |at least |a total of |a further |an additional |an extra |another |well |the |its |their |out |off |in )*"
_NO_INFINITIVE = r"(?! to (?!about|around|nearly|almost|over|just|some|more|an?\b|the\b|its\b|date)[a-z])"

_ACHIEVED = re.compile(
    r"\b(?:outturn|actual(?:ly)?|(?<!up )to date|so far|currently|at present|at the moment|in fact|in practice|in the event|provisional(?:ly)?|turned out|out-?turn(?:ed)?|now (?!to\b|puts\b|expects|forecasts|estimates|plans|aims|says|believes|thinks|wants|hopes|needs)[a-z]+s|now (?:get|have|cost|pay|spend|receive|handle|use|earn|make|take|run|hold|employ|use|number))\b"
    r"|\balready\b(?! (?:been )?(?:announced|promised|committed|pledged|allocated|set))"
    rf"|(?<!to )(?<!will )(?<!would )(?<!should )(?<!could )(?<!may )(?<!might )\b(?:has|have|had|having|['’]ve)\b {_ADVERB}(?:been )?{_ADVERB}{_DOING}\b{_NO_INFINITIVE}"
    rf"|(?<!be )(?<!been )(?<!being )(?<!is )(?<!are )(?<!to )(?<!get )\b{_DOING} (?=(?:[a-z]+ly )?{_SIZE}#)"
    rf"|(?<!be )(?<!been )(?<!being )(?<!is )(?<!are )(?<!to )(?<!get )\b{_DOING} (?:for|on) {_SIZE}#"
    rf"|(?<!to )(?<!will )(?<!would )(?<!could )(?<!should )(?<!might )(?<!may )\bsaved (?:the |its )?[a-z]+ {_SIZE}#"
    rf"|\b(?:has|have|had) {_ADVERB}(?:raised|received|earned|gained) {_SIZE}#"
    rf"|# [^#.;,]{{0,60}}\b(?:was|were|has been|have been|had been|got) {_ADVERB}{_DOING}\b"
    rf"|\b(?:came|amounted) to {_SIZE}#"
    rf"|\bhad {_SIZE}#|(?<!would )(?<!will )(?<!could )(?<!should )(?<!might )(?<!may )\b(?:has|have|had) {_ADVERB}(?:cost|had)\b"
    rf"|\b(?:was|were) {_ADVERB}{_DOING} (?:by|with|for|at|in|to|from|on) {_SIZE}#"
)
_TARGET = re.compile(
    r"\b(?:target\w*|standards? (?:of|is|was|being)\b|aim(?:s|ed|ing)?\b|goals?\b|ambitions?\b|objectives?\b|(?:committed|agreed) to (?!date\b)|pledg\w+|vow\w*|wants?\b"
    r"|set out to\b|intend\w*|intention\b|hop(?:es?|ed|ing)\b|seek(?:s|ing)? to\b|supposed to\b|meant to\b|promis\w+ to\b"
    r"|plan(?:s|ned|ning)? (?:to|for|was|were|had)\b|(?:was|were|as|originally|than|been|against) (?:\w+ )?planned\b|planned #|plans? (?:was )?(?:of )?#"
    r"|original(?:ly)? (?:budget|plan|aim)\w*|plan[.,;)]|planned(?=\W*$)|budgeted\b|against a (?:plan|budget)\b)|# (?:\w+ ){0,2}planned\b"
)
_FORECAST = re.compile(
    r"\b(?:forecast\w*|expect(?:s|ed|ing|ation)?\b|project(?:ed|ions?)\b|projects? (?:that|to|#)|(?:will|won['’]t|would|could|should|might|shall|must|ought to|needs? to|ha(?:s|ve) to(?! date)|designed (?:to|for)|(?:required|allowed|licensed) to|capable of)\b"
    r"|(?<!in )(?<!by )(?<!of )(?<!since )(?<!from )(?<!until )(?<!last )(?<!next )(?<!\d )may (?!\d)|set to\b|due (?:to (?=[a-z]+\b)|for\b|in\b|by\b)"
    r"|(?:un)?likely\b|anticipat\w+|planned\b|predict\w*|fores(?:aw|ees?|een)\b|envisag\w+|going to\b|on (?:course|track) (?:to|for)\b|in line to\b"
    r"|yet to\b|pencilled in\b|scheduled\b|(?<!# )to be [a-z]+(?:ed|en|t)\b|(?:is|are|was|were) (?:now |still |each |all )?to (?!date\b|about |blame)[a-z]+\b|stands to\b|assum\w+|estimates? (?:that|it)\b)"
)


#: "The likely cost has grown to #": grown, and not yet spent.
_LIKELY = re.compile(r"\b(?:likely|expected|projected|estimated) (?:cost|bill|price|total|spend(?:ing)?|savings?)s?\b")
#: What is to be bettered is there already: "expected to improve upon the # that have been prevented".
_SURPASSED = re.compile(
    rf"\b(?:(?:improv|build|expand)\w* (?:up)?on|add(?:s|ed|ing)? to|beyond|on top of) (?:the|its|their) {_SIZE}$"
)


#: "Will greatly cut": not done yet, though "cut" may be a past tense.
_MODAL = re.compile(r"\b(?:will|would|could|should|might|may|can|must|to) (?:[a-z]+ly )?$")


def status_of(clause: str) -> frozenset[str]:
    """Any of achieved, target and forecast, as the clause's verbs say.

    >>> sorted(status_of("has shelved plans to buy # drones"))
    ['target']

    >>> sorted(status_of("had installed # by that date"))
    ['achieved']
    >>> sorted(status_of("has promised # for training"))
    []
    >>> sorted(status_of("# gauges were replaced"))
    ['achieved']
    >>> sorted(status_of("recruitment of # judges is due to finish in May"))
    ['forecast']
    """
    clause = clause.lower()
    place = clause.find("#")
    before: dict[str, int] = {}
    after = set()
    for tag, pattern in (("achieved", _ACHIEVED), ("target", _TARGET), ("forecast", _FORECAST)):
        for match in pattern.finditer(clause):
            if tag == "achieved" and _MODAL.search(clause, 0, match.start()):
                continue
            if match.end() <= max(place, 0):
                before[tag] = match.end()
            else:
                after.add(tag)
    if place > 0 and _SURPASSED.search(clause[:place]):
        before = {}
    if "achieved" in before and len(before) > 1:
        # The verb nearest to the figure governs it: "has shelved plans to buy #", "had planned more but installed #".
        ahead = max(end for tag, end in before.items() if tag != "achieved")
        before = {tag: end for tag, end in before.items() if (tag == "achieved") == (before["achieved"] > ahead)}
    likely = {"forecast"} if _LIKELY.search(clause) else set()
    return frozenset(after | before.keys() | likely)
