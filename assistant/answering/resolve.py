"""Make a follow-up question stand alone, in readable English, from the turns before it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.answering.events import events
from assistant.answering.names import people
from assistant.answering.redating import PREPOSITION, redated, swapped
from assistant.figures import describe
from assistant.figures.gazetteer import organisations
from assistant.figures.quantity import TEMPORAL_UNITS
from assistant.figures.words import terms

_BACK = r"it|that|this|they|them|those|these"
#: A word that points back: "is that new money?", "what will they save?", "the first part".
_REFERS = re.compile(
    rf"\b(?:{_BACK}|ones?|its|their|he|she|his|her|him|there|then|else|the same|the (?:first|second|third|other|last|next|latter|former|remaining)|the (?:total|rest|remainder|money|programme|part|split|deadline|increase|cut|change|difference))\b",
    re.I,
)
#: A question that begins in the middle: "and for prisons?", "over how long?", "by when?", "up by how much?".
_ELLIPTIC = re.compile(
    r"^(?:and|but|or|so|also|then|what about|how about|over (?:how|what)|by (?:when|how|whom|what)|since when|why\??$|why not|really|is that|was that|for (?:what|how|whom)|with what|up by|down by|to (?:whom|what)|from (?:what|when|whom)|until when|how come|compared|including|anything else)\b",
    re.I,
)
_AND = re.compile(r"^(?:(?:and|but|so|or|also|then|ok(?:ay)?|right)[,]?\s+)*(?:(?:what|how) about\s+)?", re.I)
_VERB = re.compile(
    r"\b(?:is|are|was|were|be|been|did|does|do|has|have|had|will|would|can|could|should|may|might|must|say|said|get|gets|got|how|who|when|why|what|where|which|whose)\b",
    re.I,
)
_TIME = re.compile(
    r"\b(?:year|month|week|quarter|day|decade|before|after|later|earlier|last|next|previous|now|then|today|since|\d{4}(?:[-/]\d{2,4})?|q[1-4])\b",
    re.I,
)
#: "What is the Turing Institute getting?": the thing asked about stands between the verb and its partner.
_BETWEEN = re.compile(
    r"^(?P<before>(?:what|how much|how many [\w\s]{2,30}?|when|where|why) (?P<verb>is|are|was|were|did|does|do|will|would|has|have|had|must|should))\s+(?P<thing>(?:the |a |an )?[\w’'&-]+(?: [\w’'&-]+){0,5}?)\s+"
    r"(?P<after>(?:getting|get|gets|got|receiv\w+|given|spend\w*|spent|sav\w+|cost\w*|need\w*|promis\w+|allocat\w+|expect\w*|worth|going to)\b.*)$",
    re.I,
)
#: What opens a question before the thing that it is about.
_OPENING = re.compile(
    r"^(?:(?:and|so|but)\s+)?(?:by )?(?:how (?:much|big|long|far|fast|old|often)|how many|what(?:'s| is| was)? the (?:figure|number|amount|total|cost|date) (?:for|of)|what|when|where|why|who|which|how|is|are|was|were|did|does|do)\b"
    r"(?:\s+(?:(?:extra|new|more)\s+)?(?:money|funding))?(?:\s+(?:is|are|was|were|does|do|did|will|would|has|have|had|can|could|should|must)\b)?"
    r"(?:\s+(?:there|it|being|been|be|going|spent|set aside|put|given|available|for|into|to|on)\b)*\s*",
    re.I,
)
_CLOSING = re.compile(
    r"\s+(?:(?:known|called|used|made|needed|meant|named|famous|like|about)(?: (?:for|as|in|by|to))?|getting|get|gets|got|receive[sd]?|cost|costs|be|go|going|mean|for|worth|made up|split|spent|announced|getting)$",
    re.I,
)
_PERSON = re.compile(r"\b(?:he|she|him)\b", re.I)
_NAME = re.compile(
    r"\b(?:[A-Z][a-z]+(?:-[A-Z][a-z]+)?) (?:[A-Z][a-z]+(?:-[A-Z][a-z]+)?)\b(?! (?:Review|Budget|Statement))"
)
_POINTS = re.compile(
    rf"(?<!before )(?<!after )(?<!than )\b(?:of )?(?P<word>{_BACK}|its|their|there)\b(?! (?:year|month|week|time|day|is|are|was|were)\b)",
    re.I,
)
#: "The first part", "the second": an item of the answer's.
_ITEM = re.compile(
    r"\bthe (?P<place>first|second|third|former|latter|last)(?: (?:one|part|sum|figure|amount|bit|of (?:them|those|these)))?\b(?! \w*(?:year|month|week|quarter|time|day|report|phase|round|place))",
    re.I,
)
_PLACES = {"first": 0, "second": 1, "third": 2, "former": 0, "latter": 1, "last": -1}
#: Words that stand for several, or for a body.
_MANY = frozenset({"they", "them", "their", "those", "these"})
#: What is a part of the thing rather than another thing: "and the part for vans?".
_PART = re.compile(r"^(?:the )?(?:part|share|rest|bit|number|cost|savings?|total|figure|target|deadline)\b", re.I)
_TAIL = re.compile(r"\b(?:for|on|into)\s+(?:[\w’'&-]+\s?){1,6}$", re.I)
#: "How much is there for courts?": the answer's amount is money for the thing.
_GIVES = re.compile(
    r"\b(?:get|gets|getting|got|give|given|going|there|fund\w*|money|budget|receiv\w+|spend|spent|for|allocat\w+)\b",
    re.I,
)
#: What a question asks of the thing before it, where it says no more than that.
_SHORT = (
    (re.compile(r"^over (?:how long|what period|how many years)$", re.I), "Over how long is {} spread?"),
    (re.compile(r"^(?:by|until) when$", re.I), "By when is {} due?"),
    (re.compile(r"^(?:for what|what for)$", re.I), "What is {} for?"),
    (re.compile(r"^(?:by whom|who announced it|who says|who said so|says who)$", re.I), "Who announced {}?"),
    (re.compile(r"^why(?: not)?$", re.I), "Why {}?"),
)
_AUXILIARY = re.compile(r"\b(?:do|does|did|will|would|can|could|should|must|has|have|had)\b", re.I)
_BE = re.compile(r"\b(?:is|are|was|were|the)\b", re.I)
#: How an answer opens that tells nothing, and one whose figures are only near: what it names is not what the talk is about.
_SILENT = "The sources do not say."
_UNSURE = ("The sources do not ", "The sources name no ", "The sources give no ", "The table does not ")
#: "What did the NAO say about AI?", then "what did it recommend?".
_SPEAKER = re.compile(
    r"^what (?:did|does|do|has|have) (?P<who>(?:the )?.+?) (?:say|said|think|find|found|conclude|recommend|argue|warn)\w* (?P<rest>(?:about|on|of|in) .+)$",
    re.I,
)
_SPEAKS = re.compile(
    r"^(?P<what>what|why|who) (?P<did>did|does|do|has|have) (?:it|they|he|she) (?P<verb>say|think|find|conclude|recommend|argue|warn|want|advise|criticise)\b(?P<on>.*)$",
    re.I,
)
_OWN_TOPIC, _MOST_NAMING = 3, 12
_MOST_REFERRING = 7


@dataclass(frozen=True, slots=True)
class Resolved:
    """A question as it would be asked alone; the standalone question that it follows and the answer that it leans on.

    Both are empty where it follows none; so is the answer where none told anything for certain.
    """

    text: str
    before: str = ""
    said: str = ""


def standalone(question: str, history: Sequence[Mapping[str, str]]) -> str:
    """The question as it would be asked alone: the text of `resolve`."""
    return resolve(question, history).text


def resolve(question: str, history: Sequence[Mapping[str, str]]) -> Resolved:
    """The question as it would be asked alone: what points back is named, what was left out is put in.

    A question with content enough of its own, and no word that points back, comes back as it is: a change of topic.
    The topic is that of the last question, made to stand alone in the same way, with the last answer's first figure
    and organisation, read from its text.
    """
    whole, base, said, before, told = "", "", "", "", ""
    for turn in (*history, {"role": "user", "content": question}):
        content = " ".join(turn.get("content", "").split())
        if turn.get("role") == "user" and content:
            own = _own(content)
            # "And the year before?" asks the last question again, whatever the talk is about.
            before = whole if own and _TIME.search(own) and not _VERB.search(own) else base
            whole = rewritten(content, before, said) if base else content
            told = said
            said = said if needs_history(content) else ""
            base = whole if _sets_topic(content) or not base else base
        elif turn.get("role") == "assistant" and not content.startswith(_SILENT):
            telling = bool(_first_figure(content) or people(content))
            said = content if (telling or not said) and not content.startswith(_UNSURE) else said
    return Resolved(whole, before, told) if whole != " ".join(question.split()) else Resolved(question)


def _own(question: str) -> str:
    """A question without its "and" and "what about"."""
    return _AND.sub("", question.strip().rstrip("?.! ")).strip()


def _sets_topic(question: str) -> bool:
    """Whether later follow-ups are about this question's thing: it stands alone, or asks the same of another thing."""
    asked = question.strip().rstrip("?.! ")
    own = _AND.sub("", asked).strip() or asked
    return not needs_history(question) or (own != asked and not _VERB.search(own) and not _shortened(own))


def _shortened(own: str) -> str:
    return next((sentence for pattern, sentence in _SHORT if pattern.search(own)), "")


def needs_history(question: str) -> bool:
    """Whether a question leans on what was said before: it points back, begins in the middle, or says too little."""
    own = terms(question)
    if _ELLIPTIC.search(question.strip()):
        return True
    named = bool(organisations(question) or events(question) or _NAME.search(question))
    if _REFERS.search(question):
        return len(own) <= _MOST_REFERRING - 2 * named
    return len(own) < _OWN_TOPIC and not named and not describe(question)


def rewritten(question: str, before: str, said: str) -> str:
    """A follow-up in the light of the standalone question before it and the answer that was given to that."""
    if not needs_history(question):
        return question
    asked = question.strip().rstrip("?.! ")
    own = _AND.sub("", asked).strip() or asked
    short = _shortened(own)
    if own != asked and not short and not _VERB.search(own):
        return _of_another(own, before)
    speaker, speaks = _SPEAKER.match(before.rstrip("?.! ")), _SPEAKS.match(own)
    if speaker and speaks:
        rest = speaks["on"].strip() or speaker["rest"]
        return _asked(f"{speaks['what']} {speaks['did']} {speaker['who']} {speaks['verb']} {rest}")
    thing, beside = topic(before, said)
    named = people(said) or people(before)
    if _PERSON.search(own) and named:
        return _asked(_PERSON.sub(named[0], own))
    if not thing:
        return f"On “{before.strip()}”{beside}: {own}?"
    if short:
        return _asked(short.format(thing + beside))
    thing += beside
    item = _ITEM.search(own)
    meant = _item_of(said, item.group("place")) if item else ""
    if item and meant:
        return _asked(f"{own[: item.start()]}the {meant}{own[item.end() :]}")
    pointing = _POINTS.search(own)
    if pointing and not (pointing["word"].lower() in _MANY and not _is_many(thing)):
        return _asked(own[: pointing.start()] + _for(pointing.group(), pointing["word"], thing) + own[pointing.end() :])
    return f"{_asked(own)[:-1]}, regarding {thing}?"


_INTERJECTION = re.compile(r"^(?:(?:ok(?:ay)?|wow|now|right|interesting|great|thanks|so|and|but)[.,!]?\s+)+", re.I)
#: "Tell me about the fund", "Describe the programme": all that follows is the thing.
_TELL = re.compile(
    r"^(?:(?:can|could) you )?(?:please )?(?:(?:tell me|i(?:['’]d like| want| would like) to (?:know|learn)) (?:more |something )?about|describe|explain|list|give me (?:the )?(?:details|figures) (?:of|on|for))\s+",
    re.I,
)


def topic(question: str, said: str = "") -> tuple[str, str]:
    """What a standalone question is about, as a noun phrase, and in brackets the answer's first figure and new names.

    The noun phrase is empty where the question has none that can stand alone.
    """
    asked = _INTERJECTION.sub("", re.sub(r"\s*\([^)]*\)", "", question).strip().rstrip("?.! "))
    beside = [one for one in (_first_figure(said), *_new_names(said, question)) if one and one not in asked]
    tells = _TELL.match(asked)
    opening = tells or _OPENING.match(asked)
    rest = asked[opening.end() :] if opening else asked
    thing = _CLOSING.sub("", rest).strip(" ,")
    auxiliary = _AUXILIARY.search(opening.group()) if opening else None
    verbal = (auxiliary is not None or not opening or not _BE.search(opening.group())) and thing == rest.strip(" ,")
    if (verbal and not tells) or not thing or _VERB.search(thing) or len(thing.split()) > _MOST_NAMING:
        thing = ""
    elif beside and beside[0][:1] in "£$€" and _GIVES.search(question):
        thing, beside = f"the {beside[0]} for {thing}", beside[1:]
    return thing, f" ({', '.join(beside)})" if beside else ""


def _of_another(words: str, before: str) -> str:
    """The question before, asked of something else: "and for prisons?" after "How much is there for courts?"."""
    stem = before.strip().rstrip("?.! ")
    joined = PREPOSITION.match(words)
    dated = redated(words, stem)
    if dated:
        return dated
    if _TIME.search(words) or _PART.match(words):
        return f"{stem} — and {words}?"
    other = swapped(words, stem)
    if other:
        return other
    if joined:
        same = list(re.finditer(rf"\b{joined.group(1)}\s+", stem, re.I))
        if same:
            return f"{stem[: same[-1].start()]}{words}?"
    tail = _TAIL.search(stem)
    if not joined and tail:
        return f"{stem[: tail.start()]}{tail.group().split()[0]} {words}?"
    between = _BETWEEN.match(stem)
    if between:
        bare = PREPOSITION.sub("", words)
        head = re.split(r" (?:for|of|in|at) ", bare)[0]
        many = head.endswith("s") and not head.endswith("ss")
        verb = {"is": "are", "was": "were", "does": "do", "has": "have"} if many else {}
        opening = between["before"][: -len(between["verb"])] + verb.get(between["verb"].lower(), between["verb"])
        return f"{opening} {bare} {between['after']}?"
    return f"{stem} — and {words}?"


def _for(matched: str, word: str, thing: str) -> str:
    """What stands in the place of a word that points back."""
    opening = "of " if matched.lower().startswith("of ") else ""
    if word.lower() in ("its", "their"):
        return f"{opening}{thing}’s"
    return f"in {thing}" if word.lower() == "there" else f"{opening}{thing}"


def _asked(words: str) -> str:
    words = " ".join(words.split()).strip(" ,")
    return f"{words[:1].upper()}{words[1:].rstrip('?')}?"


def _first_figure(said: str) -> str:
    figures = [one.quantity for one in describe(said)]
    telling = [one for one in figures if one.unit not in TEMPORAL_UNITS and one.unit != "year"]
    return next((one.text for one in telling), "")


def _item_of(said: str, place: str) -> str:
    """What an answer says of the figure at that place of those that it gives: "£45 million for open homes"."""
    figures = [one for one in describe(said) if one.quantity.unit not in TEMPORAL_UNITS]
    at = _PLACES[place.lower()]
    if len(figures) < 2 or at >= len(figures):
        return ""
    return re.sub(r"^(?:and|or)\s+", "", said[slice(*figures[at].clause)].strip(" ,.;"))


def _is_many(thing: str) -> bool:
    """Whether a noun phrase is a plural or a body, which "they" may mean."""
    head = re.split(r" (?:for|of|in|at|on|from|to|found) ", thing)[0]
    return bool(organisations(thing)) or (head.endswith("s") and not head.endswith("ss"))


def _new_names(said: str, question: str) -> list[str]:
    """The body that an answer names, where it names one and no more."""
    named = organisations(said)
    return [name for name in named if len(named) == 1 and name not in organisations(question)]
