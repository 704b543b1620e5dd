"""What a question asks of its figure besides a unit, read off its words, and how sources say it. An example beside each."""

from __future__ import annotations

import re

from assistant.figures.words import terms

#: A figure is asked for each of the things that the group names.  Example above each.
EACH = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        # "How is the money split between regions?": the only row whose noun has to be one of the members below.
        r"\b(?:split|divided|divvied up|shared(?: out)?|distributed|broken down|apportioned|parcelled out)\b[^?]{0,20}?\b(?:between|among|amongst|across|by) (?:(?:the|each|local|different|individual|english|various) )*([a-z]+s)\b(?! and\b)",
        # "What will the fund spend in each region?"
        r"\b(?:in|for|to|by|from|at|on) (?:each|every)(?: of the)? (?:\d+ )?(?:[\w-]+ ){0,2}?(?!year|month|week|day|quarter|hour|time|case\b)([a-z]+?)(?:\?|$|,| (?:in|of|with|by|from)\b)",
        # "How much will each force get?"
        r"\b(?:will|would|does|do|did|has|have|is|are|can) each (?:of the )?(?:[\w-]+ ){0,2}?([a-z]+) (?:get|receive|have|spend|be|pay|cost|need|save|lose|make|given|getting|receiving|taking|take)\b",
        # "How much will it save each household?"
        r"\b(?:cost|costs|save|saves|give|gives|pay|pays|benefit|benefits) (?:each|every) (?:[\w-]+ ){0,2}?([a-z]+)(?:\?|$|,| (?:in|of|with|by|from)\b)",
        # "What will the schools cost per pupil?"
        r"\bper (?!year|annum|month|week|day|hour|quarter|cent\b)(?-i:([a-z]+))(?=\?|$|,| (?:in|of|at|a|each|this|by|for)\b)",
        # "What are the savings by department?"
        r"\bby (department|region|council|constituency|county|city|trust|force)\b",
    )
)
#: What money or work is parted among; of the bodies the names are organisations, of the others places.
MEMBERS = frozenset(
    terms(
        "department ministry region nation country council authority force trust school court hospital city county area unit body"
        " constituency board agency provider site prison college university office pupil patient household taxpayer officer practice"
    )
)
BODIES = frozenset(terms("department ministry body board agency"))
#: "What is the hourly cost?"
RATE = re.compile(
    r"\b(?P<span>hour|dai|week|month)ly (?:cost|rate|bill|fee|charge|price|spend\w*)\b|\b(?:an|per|each) (?P<each>hour|day|week|month)\b",
    re.I,
)
#: Those that stand for one another where money is for each.
HEADS = frozenset(terms("person head capita people"))
#: "Four use cases each."
DISTRIBUTED = re.compile(r"\beach\b(?=[.,;]|$)", re.I)
OF_ONE = re.compile(r"\b(?:each|every|per)((?: [\w-]+){1,3})|\ban? ([\w-]+)", re.I)
#: What sources say in these words or not at all: no other amount stands for it.
ATTRIBUTES = frozenset(
    terms(
        "salary wage bonus compensation compensate penalty fine rent profit redundancy pension tuition subsidy royalty refund"
        " donor donate consultant consultancy contractor supplier bidder shareholder lawsuit litigation"
    )
)
#: Asks what was done, rather than what is planned: "How much has been saved so far?".
SO_FAR = re.compile(r"\b(?:so far|to date|already|as yet|up to now|actually|(?:has|have) (?:now )?been)\b", re.I)
DONE = re.compile(
    r"\b(?:saved|spent|delivered|achieved|freed|recovered|banked|reali[sz]ed|built|opened|hired|recruited|trained|bought|installed|created|closed"
    r"|sold|caught|prevented|paid|scanned|used|completed|received|cut|lost|helped|fitted|upgraded|signed up|resulted)\b",
    re.I,
)
#: Deeds that one source calls by one verb and another by another.
KINDS_OF_DOING = tuple(
    frozenset(terms(words)) for words in ("saved freed released", "installed fitted upgraded", "built opened created")
)
SMALL_LETTERS = re.compile(r"\b[a-z]+\b")
#: Asks for a day to come: "When will the pilot report?".
AHEAD = re.compile(r"\bwill\b|\bmust\b|\bgoing to\b", re.I)
ACTUAL = re.compile(r"\b(?:actual|realised) (?:savings?|costs?|spend\w*|number|total|outturn|receipts|bill)\b", re.I)
#: Asks what it costs to run something: "What are the running costs of the centre?", "What does the fund cost to run?".
UPKEEP = re.compile(
    r"^(?:and |so )?(?:what|how (?:much|high|big)) (?:(?:is|are|was|were|will|would|does|do|be|the|annual|yearly|total|estimated) )*"
    r"(?:(?:running|operating|maintenance|staffing) (?:costs?|bills?|expenses)|upkeep|cost of (?:running|maintaining|operating|staffing))\b"
    r"|\bcosts?\b.{0,60}\bto (?:run|maintain|operate|keep up|set up|establish|launch)\b",
    re.I,
)
RUNS = frozenset(
    terms("cost run running operate operating maintain maintenance upkeep staffing expense bill set establish launch")
)
OF_TIME = frozenset(terms("annual yearly year total estimated"))
#: Nouns for people, and for those who work, who may be counted by one of them here and by another there.
PEOPLE = frozenset(
    terms("people person claimant member customer respondent individual user adult pensioner participant patient")
)
WORKING = frozenset(terms("people person staff official servant employee worker post job role doctor nurse officer"))
IN_SHARES = re.compile(r"\bper ?cent|\bshare\b|\bproportion\b|%", re.I)
NAME = r"[A-Z][\w’'&.-]*(?: (?:[A-Z][\w’'&.-]*|of|for|and|the))*"
#: Asks for what somebody said: "according to the NAO", "What did Davies's speech say?".
BY = re.compile(
    rf"\b(?:according to|as quoted by|in the words of|cited by|estimated by) (?:the )?(?P<one>{NAME})"
    rf"|\b(?:did|does|do|has|have) (?:the )?(?P<other>{NAME})(?:['’]s [\w ]{{0,40}})? (?:say|said|cite|report|calculate|count|think|quote|estimate)\b"
)
#: "The 2021 National AI Strategy": a year that is part of a name.
NAMING_YEAR = re.compile(r"\b(?:the|a|an|its|their|this|\w+['’]s?) (?=\d{4} (?-i:[A-Z]))", re.I)
#: Says by a place who speaks, not where: "in the Sheffield MP's words".
ELECTED = re.compile(r"\b(?:[A-Z][\w-]+ ){1,3}(?:MPs?|MSP|peer|councillor)\b")
#: Asks what came out of a study: "What was the result of the pilot?".
RESULT = re.compile(
    r"\b(?:results?|outcomes?|findings?|conclusions?) (?:of|from) [^?]{0,60}\b(?:pilots?|trials?|evaluations?|tests?|stud(?:y|ies)|consultations?|experiments?)\b"
    r"|\b(?:pilots?|trials?|evaluations?|tests?|experiments?)\b[^?]{0,40}\b(?:conclude|find|found|show|showed|result in|report its)\b",
    re.I,
)
FOUND = re.compile(
    r"\b(?:found|finds|showed|shows|shown|concluded|concludes|resulted?|cut|saved|reduced|raised|improved|identified)\b",
    re.I,
)
STUDY = frozenset(terms("pilot trial evaluation test study consultation experiment"))
#: Asks for the names of bodies or places, not for a figure: "Which hospitals will get the scanners?".
WHICH = re.compile(
    r"^(?:so |and |but )?which (?:[\w-]+ ){0,2}?(?:councils|hospitals|trusts|forces|schools|departments|ministries|regions|areas|towns|cities|prisons|courts|firms|companies"
    r"|suppliers|universities|surgeries|practices|sites|bodies|organisations|countries|nations|authorities|agencies)\b(?!.*\b(?:more|most|less|least|fewer|\w+er|\w+est) )",
    re.I,
)
