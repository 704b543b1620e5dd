"""Words that show a figure's basis and sense: real or cash, capital or resource, planned or done, saved or spent.

Each table row is (tag, pattern, example). A pattern is applied to the figure's own clause in lower case, in which `#`
stands for the figure: it is in lower case too, which is read much faster than a pattern that ignores case. `tests/figures/test_cues.py` reads every example.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from assistant.figures.status import status_of
from assistant.figures.words import terms

_MONEY = (
    r"(?:money|funding|cash|investment|spending|resources?|funds?|capital|support|package|sum|grants?|programme|budget)"
)
#: Words that may stand between a verb or preposition and its figure.
_SIZE = r"(?:about |around |roughly |nearly |almost |over |some |more than |less than |just |only |well |at least |up to |an? |the |its |their |additional |extra |further |total of )*"
#: Behind a figure they say who did something: "adopted by 90% of trusts".
_DOERS = r"(?: of)? (?:(?:all|the|nhs|our|its|english|local|eligible|uk) )*(?:trusts|councils|forces|schools|departments|people|users|patients|staff|officers|employees|households|firms|businesses|companies|practices|hospitals|bodies|respondents|organisations|authorities|customers|claimants|taxpayers|providers|charities|members|public|population)\b"
_MISSING = r"miss(?:es|ed)|exceed(?:s|ed)|fell short|short|outnumber(?:s|ed)|over\w+|under\w+|strengthened|supplemented|ahead|behind|(?<!taken )(?<!backed )up|down"
_EVENT = r"(?:(?:the )?(?:last|previous|earlier|an earlier) [\w ]{0,20}|(?:the )?(?:\w+ )?(?:20\d\d )?(?:spending review|spending round|spring statement|autumn statement|autumn budget|spring budget|comprehensive spending review|manifesto)(?: (?:of )?20\d\d)?|(?:back in )?(?:the )?(?:january|february|march|april|may|june|july|august|september|october|november|december|spring|summer|autumn|winter)(?:['’]s)?\b(?! 20\d\d to)|20\d\d|\d{1,2} \w+)"
_TOLD = r"(?:made available|received|won|provided|awarded|granted|introduced|launched|secured|announced|promised|pledged|confirmed|set out|unveiled|agreed|committed|revealed|trailed|made public|published|allocated|included|contained|earmarked)"
#: "Signed up", "set up": the particle of another verb, not a move.
_PHRASAL_TEXT = """signed sign set sets taken take took made make makes speed sped build built clear cleared free freed open opened add adds added end ended back
    backed follow bring snapped bought racked split broken close closed shut lay laid speeding setting freeing opening building taking making"""


def _particle(word: str) -> str:
    """The word where no such verb stands before it; the word comes first, so that the verbs are asked for it alone."""
    return word + "".join(rf"(?<!\b{verb} {word})" for verb in _PHRASAL_TEXT.split())


_UP = rf"(?:go(?:es|ing|ne)? up|went up|ris(?:e|es|ing|en)|rose|increas\w+|gr[eo]w\w*|climb\w*|jump\w*|surg\w+|soar\w*|swell\w*|swoll\w+|uplift\w*|lift(?:s|ed|ing)|expan\w+|rais\w+|boost\w*|doubl\w*|trebl\w*|tripl\w*|lengthen\w*|widen\w*|gain(?:s|ed)?|improv\w+|crept up|(?<!-){_particle('up')}(?! to)(?!-)|higher|upward\w*)"
_DOWN = rf"(?:f[ae]ll(?:s|en|ing)?|decreas\w+|declin\w+|drop\w*|reduc\w+|cuts?|cutting|lower\w*|shr[aiu]nk\w*|slump\w*|slip\w*|slid\w*|dip(?:s|ped)?|tumbl\w+|plung\w+|s[aiu]nk|eas(?:ed|es|ing)|contract(?:ed|ion)|shorten\w*|narrow\w*|shav\w+|trim\w*|slash\w*|halv\w+|ax(?:ed?|ing)|shed|{_particle('down')}(?!-)|downward\w*)"
_MOVE = rf"(?:{_UP}|{_DOWN})"
_MORE = r"(?:more|extra|additional|higher|longer|slower|later|greater|larger|bigger|dearer|worse|better)"
_FEWER = r"(?:less|fewer|lower|shorter|smaller|cheaper|quicker|faster|sooner|short of|below|under)"
_MOVE_NOUN = r"(?:increase|rise|jump|gain|growth|uplift|boost|surge|hike|climb|improvement|fall|drop|cut|reduction|decrease|decline|dip|slump|squeeze|contraction|shortfall|overspend|underspend|gap|difference)s?"

_Row = tuple[str, str, str]
_Table = tuple[tuple[str, re.Pattern[str], str], ...]


def _table(rows: tuple[_Row, ...]) -> _Table:
    return tuple((tag, re.compile(pattern), example) for tag, pattern, example in rows)


BASIS = _table(
    (
        (
            "cash",
            r"\bcash[- ]terms?\b|\bin cash\b|\bnominal(?:ly)?\b|\b(?:money|current) (?:terms|prices)\b|\bunadjusted\b|\bprices of the day\b"
            r"|, cash\)|\bcash (?:spending|(?:over|under)sp[ae]n\w+|budgets?|sums?|increase|rise|growth|figure|cut|fall|uplift|basis|totals?|terms?)\b|\bin actual (?:money|pounds)\b"
            r"|\b(?:before|without|ignoring|disregarding|leaving aside|no|not|excluding|with no)\b (?:any )?(?:(?:allowance|adjust\w*|allowing|accounting|correct\w*|adjustment) (?:is made )?(?:for )?)?(?:general )?(?:inflation|rising prices|price rises)\b",
            "growth of # in cash terms",
        ),
        (
            "real",
            r", real\)|\b(?:real[- ]terms?\b|in real\b|(?:after|stripping out|strip out|stripped of|net of|over and above|discounting|taking account of|taking out|removing) (?:the effects? of )?(?:general )?(?:inflation|price rises)\b"
            r"|(?:above|beyond|faster than|ahead of) inflation\b|above-inflation\b|once (?:inflation|price rises|rising prices|prices)\b"
            r"|(?<!before )(?<!without )(?<!not )(?:adjust\w*|allowing|accounting|allowance|correct\w*|account is taken) (?:is made )?(?:for|of) (?:inflation|rising prices|price rises)\b"
            r"|inflation[- ](?:adjusted|proofed)\b|constant[- ]prices?\b|20\d\d(?:[-/–]\d\d)? (?:prices|money)\b|today['’]s (?:prices|money)\b|deflated\b"
            r"|real (?:growth|rise|increase|cut|fall|reduction|uplift|decline|value|(?:[a-z]+ ){0,2}(?:incomes?|wages?|earnings))\b)",
            "# after allowing for inflation",
        ),
        (
            "capital",
            r"\bcapital\b(?! (?:city|gains?|allowances?))|\bcdel\b|\binvestment budgets?\b|\bnew infrastructure\b|\b(?:buildings?|infrastructure) (?:budget|spending|funding|money)\b|\bbricks[- ]and[- ]mortar\b",
            "# of CDEL",
        ),
        (
            "resource",
            r"\bresource\b|\brdel\b|\bday[- ]to[- ]day\b|\brevenue (?:funding|budgets?|spending|grants?|money)\b|\bcurrent (?:spending|expenditure|budgets?)\b|\b(?:running|operating) (?:costs|expenses|budgets?)\b",
            "# of day-to-day spending",
        ),
        ("estimate", r"\bestimat\w+\b", "an estimated # properties"),
        (
            "new",
            rf"\b(?:(?:new|additional|extra|fresh|brand[- ]new) (?:#|commitments?\b|(?:[\w-]+ ){{0,3}}{_MONEY}\b)|(?:is|are|was|being) (?:genuinely |entirely |wholly |all |completely |actually )?(?:new|additional|fresh)\b"
            rf"|(?:genuinely|entirely|wholly|newly) (?:new|additional|announced|found)\b|new (?:at|in|to|with|for) (?:this|the|today)\b|(?:for )?the first (?:time|such)\b|unveil\w*\b(?! (?:in|at|last|on|back|as part)\b)|this (?:budget|statement|review) (?:provides|announces|allocates|adds|commits|makes) (?:a further|an additional|an extra|new)\b|announced (?:today|in this|in the budget|at this)\b"
            rf"|not (?:been )?(?:(?:previously|already) (?:announced|known)|announced (?:before|previously|already))\b|top-up\b)"
            rf"|# (?:in |of |as |is |are |being )*(?:genuinely |entirely |wholly )?(?:new|fresh|additional|extra)\b(?= {_MONEY}|[.,;]|\W*$| at\b| (?:[\w-]+ ){{1,2}}{_MONEY})",
            "# of fresh investment",
        ),
        (
            "previously_announced",
            rf"\b(?:(?:already|first|previously|originally|earlier|long since) (?:been )?{_TOLD}\b|(?:had|has|have) (?:been |already |previously |first |long since )*{_TOLD}(?! (?:today|in this|in the budget|at this))\b(?= (?:in|at|by|last|on|under|as part)\b|\W*$|[.,;)])"
            rf"|{_TOLD} (?:as long ago as |back )?(?:in|at|on|by|under|as part of)? ?{_EVENT}|re-?(?:announc|badg|packag|hash|cycl|stat)\w*(?: of| money| cash)?\b(?! platform)|reheated\b|(?:existing|old|planned|agreed) (?:funding|budgets?|money|plans|cash|allocations?)\b|not (?:new|additional|fresh)\b|no new\b"
            rf"|\bat (?:the )?spending (?:review|round) 20\d\d,? (?:[a-z]+ ){{0,3}}(?:committed|announced|promised|pledged|set out|provided|allocated)\b|\balready (?:spends|pays|gets|receives|provides|gives|spent|paid)\b|none of (?:it|this|which) (?:is|was) new\b|(?:carried|rolled) (?:over|forward)\b|(?:is |are |, )unchanged\b|\b(?:held|frozen|kept|maintained) at\b|was (?:already )?in (?:the )?{_EVENT}|(?:spending review|spending round|statement|manifesto) (?:contained|included|set out|promised|had)\b|dat(?:es|ing) (?:back to|from)\b|redirect\w*|reallocat\w*|repriorit\w*|already (?:in|part of|within) (?:the |its |existing )?(?:plans?|baselines?|budgets?|forecasts?|settlement)\b)",
            "# was first announced at Spending Review 2023",
        ),
    )
)

SENSE = _table(
    (
        ("saving", r"\b(?:sav(?:e|es|ed|ing|ings)|gains?|yield(?:s|ed|ing)?|(?:bring|brings|bringing|brought) in|recover(?:s|ed|ing)?|(?<!-)efficienc(?:y (?:saving|gain|target|plan|programme)s?|ies)|receipts)\b|\brais(?:es?|ing)\b(?! (?:by|from|to|the)\b| (?:[\w-]+ ){0,3}(?:productivity|standards|quality|output))|\brevenues?\b(?! (?:funding|budget|spending|grant|and customs))|\bbenefits? (?:of|worth|at|are|is|were)\b", "the move saves # a year"),
        ("cost", r"\b(?:costs?\b(?! saving)|costing\b|bills?\b|spen[dt]\b|spends\b|spending\b(?! (?:period|review|round|plans?))|pay(?:s|ing)?\b|(?<!-)paid\b|outlay\b|expenditure\b|price tag\b)", "it will cost # over five years"),
        ("over", rf"\bover(?:[- ]budget|sp[ae]n\w+|shot|ran|run|shoot)\b|# (?:\w+ )?(?:over|above|more than|higher than|beyond|ahead of) (?:the |its |their |what )*(?:original |initial |agreed )?(?:budget|plan|target|forecast|cap|allocation|was|had|it|expected)|# (?:\w+ ){{0,2}}more than (?:was |had |it |been |the department |originally )*(?:planned|plan|budgeted|expected|forecast|intended)\b|# (?:higher|above|more) than\b|# higher\b|\b(?:exceed\w*|beat|overshot) (?:\w+ ){{1,4}}by {_SIZE}#", "# more than planned"),
        ("under", rf"\bunder(?:[- ]budget|sp[ae]n\w+|shot|ran|shoot)\b|# (?:\w+ )?(?:under|below|less than|fewer than|lower than|short of|behind) (?:the |its |their |what )*(?:original |initial |agreed )?(?:budget|plan|target|forecast|cap|allocation|was|had|it|expected)|# (?:\w+ ){{0,2}}(?:fewer|less|lower) than\b|# lower\b|\bshortfall\b|\bfell short\b|\b(?:missed|undershot|fell short of) (?:\w+ ){{1,4}}by {_SIZE}#|\b(?:trimmed|cut|reduced|lowered) by\b", "# under budget"),
        ("change", rf"(?<!taken up )(?<!backed up )(?<!matched )(?<!followed )(?<!accompanied )\bby {_SIZE}#(?!{_DOERS})|\b(?:{_MISSING}) by {_SIZE}#|(?:(?<!\bin )(?<!\bat )(?<!\bfor )#|#(?! more\b)) (?:(?!is\b|are\b|was\b|were\b|has\b|have\b|had\b|fall\b)[a-z-]+ ){{0,3}}(?:{_MORE}|{_FEWER})\b(?! (?:than )?(?:#|£|\d))|\b{_MOVE_NOUN} (?:in [\w' ]{{3,40}} )?(?:was |is |came to |amount\w* to |totalled |worth )?(?:of |at )?{_SIZE}#|# (?:[a-z-]+ )?{_MOVE_NOUN}\b|\b(?:added|lost|gained|shed) {_SIZE}#", "cases fell by #"),
        ("level", rf"\b(?:(?:stood|stands|standing|remain\w*|peaked|settled) at|totall?(?:ed|s|ing)|reach(?:ed|es|ing)|numbered|hit) {_SIZE}#|\btaking (?:it|the \w+) to {_SIZE}#|\bto {_SIZE}#$|, to {_SIZE}#(?=\W*$)", "standing at #"),
        ("start", rf"\b(?:increase|rise|growth|fall|drop|reduction|decrease|improvement|advance) (?:[^#;.]{{0,30}} )?on (?:the )?{_SIZE}#|\b(?:compared (?:with|to)|against|extended|revised|slipped|moved|goes|going|went|gone)\b[^#;.]{{0,60}} from {_SIZE}#|^\W*(?:up |down )?from {_SIZE}#|\b(?:compared (?:with|to)|against|versus|as against) {_SIZE}#(?! (?:target|planned|plan|that|which))(?! (?:in|for|at|among) (?:an? |the )?(?!\d|the\b|an\b|previous|preceding|year|same|last|first|start|beginning|end|outset|time|launch|peak|height|turn|spring|summer|autumn|winter|january|february|march|april|may|june|july|august|september|october|november|december)[a-z]{{3,}})|# (?:\w+ )?(?:a year|the year|in the (?:previous|same)|twelve months|a decade|the previous|the month)[^#;.]{{0,20}} (?:earlier|before(?! (?:inflation|tax|fees))|previous\w*|ago)", "compared with #"),
        ("deficit", r"\b(?:deficit|shortfall|black hole|hole|funding gap|in the red)\b", "a deficit of #"),
        ("surplus", r"\b(?:surplus(?:es)?|headroom|in the black)\b", "a surplus of #"),
        ("earlier", r"\bbefore the (?:change|rise|cut|increase|move|reform)\b|\b(?:previously|formerly|used to)\b(?! (?:announced|set out|promised|published))|(?<!than )(?<!on )(?<!from )(?<!with )(?<!to )(?<!against )\b(?:(?:the |a )?(?:year|winter|summer|spring|autumn|month|quarter|decade|week) (?:before|earlier)\b(?! (?:the|it|they|that|this)\b)|(?:(?<!than the )(?<!on the )(?<!from the )(?<!with the )(?<!to the )(?<!against the )\b(?:previous|preceding|prior)) (?:financial )?(?:year|winter|summer|month|quarter|decade|week)\b)", "# the year before"),
        ("current", r"\b(?:last|this|the latest|the past) (?:financial )?(?:year|month|quarter|week|winter|summer|autumn|spring)\b(?! (?:of|before)\b)|\b(?:currently|today|now|at (?:present|the moment))\b", "# last year"),
        ("original", r"\boriginal(?:ly)?\b|\binitial(?:ly)?\b|\bat the outset\b|\bfirst (?:estimate|budget|costed|put|thought|claimed|planned|expected|forecast|said)|\bonce (?:priced|costed|put|thought|estimated|expected|budgeted|set)\b|\bwhen (?:it was )?(?:approved|launched|first)", "an original budget of #"),
        ("to_cut", r"\b(?:reduc|cut|lower|shrink|slash|trim|eas|tackl|clear)\w* (?:(?:down|back) )?(?:on )?the (?:current |existing |estimated )?#", "reduce the # that doctors spend"),
        ("per_pound", r"\b(?:for|in|of|from|on) (?:every|each|the|a) (?:pound\b|£1(?![\d.,]| ?(?:m|b|t|k)))", "# for every pound"),
        ("part", r"\bof (?:this|these|which|whom|them|it|the total|that|that sum|the sum|the package)\b", "of which # is capital"),
        ("base", r"(?:\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|[a-z]+teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:-[a-z]+)?))(?: \w+){0,2} (?:out )?of (?:the |all |its |a (?:possible |total of )?)?(?:first |last |next |remaining )?#", "six of # licence types"),
        ("to_resource", r"\b(?:from|out of) (?:its )?capital\b[^.;]*?\b(?:to|into) (?:its )?(?:the )?(?:resource|day-to-day|revenue|current)\b", "moved # from capital to resource"),
        ("to_capital", r"\b(?:from|out of) (?:its |the )?(?:resource|day-to-day|revenue|current)\b[^.;]*?\b(?:to|into) (?:its |the )?capital\b", "moved # from resource to capital"),
        ("per_year", r"\b(?:(?<!\bfor )(?<!\bover )(?<!\bwithin )(?<!\bafter )(?<!\bthan )(?<!\bpassed )(?<!\bin )(?<!\bexceeded )(?<!\btook )(?<!\blasted )(?<!\bhalf )a|per|each|every) year\b(?! (?:earlier|ago|before|later|on(?=[,.;]|$| year)|to (?:the|(?!be\b|come\b)[a-z])))|\bper annum\b|\bp\.?a\.?\b(?= |$)|\bannually\b|\byearly\b|\bannual(?:ised)?\b(?! (?:report|accounts?|review|conference|survey|meeting|plan|statement))|\bin each of the (?:next|first|last|coming|following|\w+ years)\b|\bevery one of the \w+ years\b|\brecurr(?:ing|ent)\b|\byear after year\b", "# a year"),
        ("per_month", r"\b(?:a|per|each|every) month\b(?! (?:earlier|ago|before|later))|\bmonthly\b(?! (?:note|report|bulletin|briefing|figures|statistics|update|release|newspaper)s?\b)", "# a month"),
        ("per_week", r"\b(?:a|per|each|every) week\b(?! (?:earlier|ago|before|later))|\bweekly\b(?! (?:note|report|bulletin|briefing|figures|statistics|update|release|newspaper)s?\b)", "# each week"),
        ("per_day", r"\b(?:a|per|each|every) day\b(?! (?:earlier|ago|before|later))|\bdaily\b(?! (?:note|report|bulletin|briefing|figures|statistics|update|release|newspaper)s?\b)", "# a day"),
        ("total", r"\bin total\b(?! cost)|\ba total of\b|\bcumulative(?:ly)?\b|\b(?:over|across|during|spread over|for) (?:(?:the|its|their|a) )?(?:(?:next|whole|full|entire|same|coming|course of the|following|combined) )*(?:forecast (?:period|horizon)|parliament|spending review period|period|decade|lifetime|planning period|(?:[\w-]+ ){0,2}years\b|\w+-year\b)|\bover (?:its|the) (?:whole )?li(?:fe|fetime)\b|\btaken together\b|\ball told\b|\bwhole-life\b|\blifetime\b|\bone-off\b", "# in total over the forecast period"),
        ("headcount", r"\bheadcount\b|\bindividuals\b|\bhead count\b", "# by headcount"),
        ("fte", r"\bequivalent of # full[- ]time\b|\bfull[- ]time[- ]equivalents?\b|\bftes?\b|\bwtes?\b|\bwhole[- ]time[- ]equivalents?\b", "# full-time equivalents"),
        ("average", r"\baverage\w*\b|\bmean\b|\btypical(?:ly)?\b", "# on average"),
        ("median", r"\bmedian\b|\btypical(?:ly)?\b", "a median of #"),
        ("asked", r"\b(?:ask(?:s|ed|ing)? for|sought|seek(?:s|ing)?|request\w*|bid(?:s|ding)? for|demand(?:s|ed|ing)?|wants?|favour(?:s|ed)|recommend(?:s|ed|ing|ation)?|call(?:s|ed|ing) for|lobb\w+|appl(?:y|ied|ying) for|wanted)\b", "had asked for #"),
        ("allocated", r"\b(?:receiv\w+|gets?|got(?= (?:#|an?\b|the\b))|given|handed|secur\w+)\b|\b(?:(?:allocat|earmark|provid|budget)\w*|awarded|granted|funded)\b|\bset aside\b|\bsettlement\b|\bavailable\b|\bcommitt?(?:ed|ment)\b|\bpromis\w+\b|\bpledg\w+\b", "# is set aside for hubs"),
    )
)  # fmt: skip

#: The same of clauses that hold a word of moving.
MOVES = _table(
    (
        ("change", rf"\b(?!rais|doubl|trebl|tripl){_MOVE} (?:sharply |slightly |again |further |back |steadily )?{_SIZE}#", "grew #"),
        ("change", rf"\b{_MOVE}\b[^#.;]* by {_SIZE}#", "fell sharply by #"),
        ("level", rf"\b{_MOVE}\b(?: (?:from|by) [^#;.]{{1,24}}| [£€$]?\d[\d.,]*(?:%|m|bn)?(?: million| billion)?)?(?: [\w-]+){{0,4}} to {_SIZE}#", "rising to # in 2028-29"),
        ("start", rf"\b{_MOVE}\b[^#;.]{{0,60}} from {_SIZE}#", "rose from # to"),
    )
)  # fmt: skip

#: "Take # out of", "# will be added to": put on or taken off without a word for rising or falling.
_PUT_ON = re.compile(rf"\badd(?:s|ed|ing)? {_SIZE}#|# [^#.;,]{{0,30}}\b(?:be|been|is|are|was|were) added\b")
_TAKEN_OFF = re.compile(
    rf"\b(?:tak(?:e|es|en|ing)|took|strip(?:s|ped|ping)?|remov(?:e|es|ed|ing)|shav(?:e|es|ed|ing)|wip(?:e|es|ed|ing)|knock(?:s|ed|ing)?) {_SIZE}# (?:out|off|from)\b|# [^#.;,]{{0,30}}\b(?:be|been|is|are|was|were) (?:removed|taken (?:out|off)|stripped)\b"
)
#: What a figure is not: "rather than capital", "as opposed to day-to-day".
_CONTRAST = re.compile(r"\b(?:as opposed to|rather than|instead of|as distinct from|unlike|not counting|, not)\b(?: [^\s,.;#]+){1,6}")  # fmt: skip
_MOVE_WORD = re.compile(rf"\b(?:(?P<up>{_UP})|{_DOWN})\b")
#: "# a hospital": what there is one of for each figure. Units of time are rates.
_OF_EACH = re.compile(
    r"# (?:an?|per|each) (?!year|month|week|day|hour|quarter|decade|further|total|time|third|half)([a-z]{3,})(?=[.,;)]|$| (?:and|or|in|on average)\b)"
)
#: "Up from # now": what a plan starts from holds today.
_NOW = re.compile(r"# (?:[a-z]+ ){0,2}(?:now|today|currently|at present)\b")
#: The year whose prices a sum is given in.
_PRICES = re.compile(r"\b(?:(20\d\d(?:[-/–]\d\d)?) (?:prices|money)|(?:today['’]s|current) (?:prices|money))\b")
#: "# of all calls": what a share is a share of.
_WHOLE = re.compile(r"# (?:of|in) (?:all |the |its |their |our |total |overall |every |these |those )*(?!what\b|whatever\b|whom\b|them\b)([a-z][\w’'-]*(?: (?![a-z]+ed\b|saw\b|took\b|go(?:es)?\b|went\b|get\b|got\b|can\b|could\b|may\b|this\b|last\b|next\b|by\b|at\b|from\b|to\b|with\b|after\b|who\b|which\b|that\b|in\b|on\b|for\b|and\b|or\b|is\b|are\b|was\b|were\b|had\b|have\b|has\b|will\b|would\b|said\b)[a-z][\w’'-]*){0,2})")  # fmt: skip
_PLURAL = re.compile(r"[a-z-]{3,}(?<!s)s\b(?!['’])")
#: "Reaching a further #" adds to the level.
_MORE_OF_IT = re.compile(r"\b(?:further|additional|extra|another|more) #")
#: How many characters before a figure the word for its move may stand.
_REACH = 90
_AFTER = re.compile(rf"# (?:[a-z-]+ ){{0,3}}?(?:(?P<up>{_MORE}|increase|rise|jump|gain|growth|uplift|boost|surge|hike|up on|up(?= (?:in|over|since|from)\b|[.,;]|$)|above)|(?P<down>{_FEWER}|fall|drop|cut|reduction|decrease|decline|dip|slump|down on|down(?= (?:in|over|since|from)\b|[.,;]|$)|off(?! (?:the )?(?:coast|road|line|site)s?)))\b")  # fmt: skip

#: Words by which a claim owns that its figure is a change, a gap or a saving and not a level.
_CHANGING = re.compile(
    rf"\b(?:{_MOVE}|{_MOVE_NOUN}|{_MORE}|{_FEWER}|change\w*|sav\w+|slow\w*|fast\w*|delay\w*|late|behind|ahead|early|short|over|missed|lost|loss\w*|top-up|on top|add(?:s|ed|ing)?|new|further|another|overr[au]n|slippage|excess|surplus|deficit|remov\w+|clos\w+|shed(?:s|ding)?|ax(?:e|es|ed|ing)|scrap\w*|shut\w*|vanish\w*|disappear\w*|(?:will|to|would|could|may) go\b(?! (?:to|up|on|into)\b)|clear\w*|(?:tak|knock|shav|lop|strip)\w*\b[^.;]{{0,30}}\b(?:off|out of|from)|took\b[^.;]{{0,30}}\boff|worsen\w*|net|t(?:ak(?:e|es|en|ing)|ook) on|free[sd]?|untouched|unused|unspent|prevent\w*)\b",
    re.I,
)

#: Tags that exclude each other: what one figure is, the other is not.
OPPOSED: tuple[tuple[str, str], ...] = (
    ("real", "cash"),
    ("capital", "resource"),
    ("new", "previously_announced"),
)

#: A sentence that says something of all the figures around it: "All of this funding is capital."
_GENERAL = re.compile(
    r"(?:^|\n)\W*(?:capital|resource|cash|real)[\w ]{0,20}only(?=\.)|(?:^|(?<=[.¹²³;:)]\s)|\n)\W*(?:\d\s+|notes?:?\s+|sources?:?\s+)*(?:unless otherwise stated,? |except where (?:stated|shown),? )?(?:all(?: of)?(?: this| the| these| its)?|both|every|the|these)?\s?(?:budgets?|figures|amounts|totals|prices|sums|costs|values|spending|funding|money|numbers|cells|it)?\b[^.\n£$€#\d]*?\b(?:is|are|shown|expressed|stated|given|in)\b[^.\n]*",
    re.I,
)
_ALL = re.compile(
    r"\b(?:only|all|both|neither|none|every|figures|amounts|budgets|totals|sums|prices|values|costs|numbers|cells)\b",
    re.I,
)
_DIMENSION = {tag: pair for pair in OPPOSED for tag in pair}


#: "None of it is new", "no part of that is additional".
_NOT_NEW = re.compile(
    r"\b(?:not|no|(?:(?:none|no part|nothing) (?:of|in) (?:it|this|that|these|them|which)|neither(?: [a-z]+)?) (?:is|are|was)) (?:new|additional|fresh)\b"
)


def _said(clause: str) -> str:
    return _RESPONDENTS.sub(" ", _CONTRAST.sub(" ", _PAPER.sub("", clause).lower()))


#: "83% planned to cut": the plan of those counted, and a figure that holds.
_RESPONDENTS = re.compile(
    r"(?<=[#%\d] )(?:of (?:[a-z']+ ){1,4})?(?:plan|expect|intend|hope|want|aim)(?:s|ed|ned)? to (?!be\b)"
)


#: A newspaper's name is no rate: "Computer Weekly", "the Daily Mail".
_PAPER = re.compile(r"(?<=[a-z] )(?:Weekly|Daily|Monthly|Annual)\b|\b(?:Weekly|Daily|Monthly) (?=[A-Z])")


@lru_cache(maxsize=4096)
def basis_of(clause: str) -> frozenset[str]:
    """The basis tags of a clause in which `#` stands for the figure."""
    said = _said(clause)
    tags = {tag for tag, pattern, _ in BASIS if pattern.search(said)} | status_of(said)
    if "new" in tags and _NOT_NEW.search(said):
        tags = tags - {"new"} | {"previously_announced"}
    return frozenset(tags)


@lru_cache(maxsize=4096)
def sense_of(clause: str) -> frozenset[str]:
    """The sense tags of a clause in which `#` stands for the figure: those of the table, and `up` or `down` of its move."""
    said = _said(clause)
    moves = tuple(_MOVE_WORD.finditer(said))
    rows = SENSE + MOVES if moves else SENSE
    way = _way(said, moves)
    tags = {tag for tag, pattern, _ in rows if pattern.search(said)} | ({way} if way else set())
    if "start" in tags:
        tags = tags - {"start"} | {"current", "now"} if _NOW.search(said) else tags | {"earlier"}
    prices = _PRICES.search(said)
    if prices:
        tags.add(f"prices_{prices.group(1) or 'today'}")
    whole = _WHOLE.search(said)
    if whole:
        # "Of libraries rely": the noun is the last plural, where there is one.
        named = _PLURAL.findall(whole.group(1))[-1:] or [whole.group(1)]
        tags |= {f"of_{stem}" for stem in terms(named[0])[-1:]}
    of_each = _OF_EACH.search(said)
    if of_each:
        tags |= {f"each_{stem}" for stem in terms(of_each.group(1))}
    return frozenset(tags - {"level"} if _MORE_OF_IT.search(said) else tags)


def speaks_of_change(clause: str) -> bool:
    """Whether the clause owns that its figure is a change, a gap, an addition or a saving."""
    return bool(_CHANGING.search(clause))


def _way(clause: str, moves: Sequence[re.Match[str]]) -> str | None:
    """Which way the move nearest to the figure goes: the words right after it, else the last before it."""
    after = _AFTER.search(clause)
    if after:
        return "up" if after.group("up") else "down"
    place = clause.find("#") if "#" in clause else len(clause)
    last = next((move for move in reversed(moves) if place - _REACH <= move.start() < place), None)
    if _PUT_ON.search(clause) or _TAKEN_OFF.search(clause):
        return "up" if _PUT_ON.search(clause) else "down"
    return ("up" if last.group("up") else "down") if last else None


#: A note that is nothing but a basis: "Notes: Cash terms."
_NOTE = re.compile(
    r"(?:^|\n|[.;:)]\s)\W*(?:(?:notes?|figures|amounts)\b:?\s*)?(?:all )?(?:in )?(?:cash|real|nominal|capital|resource|constant|current)(?:[- ]terms| prices| only)?\s*(?=[.;\n]|$)",
    re.I,
)


def general_basis(text: str) -> frozenset[str]:
    """The real/cash and capital/resource tags that a general sentence or note gives to all figures of a passage."""
    said: set[str] = set()
    for match in _NOTE.finditer(text):
        said |= {tag for tag in basis_of(f"# {match.group()}") if tag in _DIMENSION}
    for match in _GENERAL.finditer(text):
        sentence = match.group()
        if not re.search(r"[£$€]\s?\d", sentence) and _ALL.search(sentence):
            said |= {tag for tag in basis_of(sentence) if tag in _DIMENSION}
    return frozenset(tag for tag in said if not (set(_DIMENSION[tag]) - {tag}) & said)


def with_general(own: frozenset[str], general: frozenset[str]) -> frozenset[str]:
    """The tags of a figure with those of a general note, where its own words are silent on that dimension."""
    return own | {tag for tag in general if not set(_DIMENSION[tag]) & own}
