"""The forms in which a question sets two things side by side."""

from __future__ import annotations

import re

#: Words that say that a question has two sides, with the sides in `a` and `b`. The first that matches wins; `lead` is a
#: preposition of b that its counterpart has too, `rest` is there where b may be several things to be taken from a. Example beside each.
FRAMES = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        # "What is the difference between the £3.4bn and what Table 5.1 comes to?"
        r"\b(?:difference|gap|distance)(?: \w+){0,2} between (?P<a>.+?) and (?P<b>.+)",
        # "Take the receipts off the cost."
        r"\b(?:take|subtract|deduct|knock) (?P<b>.+?) (?:off|away from|out of|from) (?P<a>.+)",
        # "Savings minus costs", "the benefits after taking off the cost"; "spending excluding capital" is one figure's name.
        r"(?P<a>.+?),? (?:minus|less|net of|after taking off|once you take off) (?P<b>(?P<rest>.+))",
        # "The fund that is left after police technology and fraud AI"
        r"(?P<a>.+?),? (?:(?:is|are|was|were) )?(?:left|remaining|remains) (?:for .+ )?(?:after|once) (?P<b>(?P<rest>.+))",
        # "The £34m as a share of the package"
        r"(?P<a>.+?),? as an? (?:share|proportion|percentage|fraction|multiple|slice|part) of (?P<b>.+)",
        # "Add the 38 million hours to the £230m."
        r"\badd (?P<a>.+?) to (?P<b>.+)",
        # "How far below the ceiling is this year's bill?"
        r"\bhow (?:far|much|many)(?: \w+)? (?:above|below|over|under|short of|beyond|behind|ahead of) (?P<b>.+?) (?:is|are|was|were|did|does|do|has|have) (?P<a>.+)",
        # "By how much did the authority beat its target?"
        r"\b(?:how much|how many|how far)\b.{0,20}? (?:did|does|do|has|have|will|is|was|are|were) (?P<a>.+?) (?:beat|exceed(?:ed)?|miss(?:ed)?|overshoot|outstrip(?:ped)?|surpass(?:ed)?|(?:fall|fell|fallen) short of|above|below|short of|over|under|ahead of|behind) (?P<b>.+)",
        # "How does the IFS forecast compare with the OBR's?"
        r"\bhow (?:do|does|did) (?P<a>.+?) compare (?:with|to|against) (?P<b>.+)",
        r"\bcompare (?P<a>.+?) (?:with|to|and|against) (?P<b>.+)",
        r"(?P<a>.+?),? (?:versus|vs?\.?|/|compared (?:with|to)|as against|against) (?P<b>.+)",
        # "Has the planned growth outpaced the average?"
        r"^(?:is|are|was|were|do|does|did|has|have|had|will) (?P<a>.+?) (?:outpaced?|outstrip(?:ped)?|exceed(?:ed)?|overtak(?:e|en)|outweigh(?:ed)?|outnumber(?:ed)?|beat(?:en)?) (?P<b>.+)",
        # "How far did rents move between the freeze and May 2021?"
        r"\bbetween (?P<a>.+?) and (?P<b>.+)",
        r"\bfrom (?P<a>.+?) to (?P<b>.+)",
        # "Which got more, police or justice?"
        r"(?P<a>.+?)(?<!\bup)(?<!\bmore)(?<!\bdown)(?<!\bhigher)(?<!\brise)(?<!\bgrow),? or (?P<lead>in |to |for |by |at |on |from )?(?P<b>.+)",
        # "Is the north further ahead than the south?"
        r"(?P<a>.+?) than (?P<lead>in |to |for |by |at |on |from )?(?P<b>.+)",
        # "What do police technology and fraud detection come to?"
        r"(?P<a>.+?),? (?:and (?:another )?|plus |\+ ?)(?P<b>.+)",
    )
)
