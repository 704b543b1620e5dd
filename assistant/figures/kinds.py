"""What a figure counts or is a share of, from the grammar of its clause."""

from __future__ import annotations

import re

from assistant.figures.clauses import subject_phrase, verbs
from assistant.figures.nouns import singular
from assistant.figures.printing import printed
from assistant.figures.quantity import Figure
from assistant.figures.units import measure_factor
from assistant.figures.values import is_count
from assistant.figures.words import alike, coverage, synonyms, terms


def noun_clash(claim: Figure, source: Figure) -> str | None:
    """ "42,000 sessions" said to be 42,000 patients."""
    one, other = claim.quantity, source.quantity
    if source.counted and other.unit == "number" and is_count(one) and one.noun:
        held = terms(source.counted if source.subject.startswith("of whom") else f"{source.counted} {source.subject}")
        head = singular(source.counted.split()[-1])
        same = head == one.unit or _may_be_the_same(one.unit, head) or _done(claim, source)
        return (
            None
            if same or coverage(terms(one.unit), held)
            else f"{printed(other)} counts {source.counted}, not {one.noun}."
        )
    if other.unit == "number" and is_count(one) and one.noun and not source.in_table:
        named = terms(f"{source.subject} {source.lead} {source.topic}")
        around = f"{source.subject} {source.lead} {source.topic}".lower()
        peopled = is_people(one.unit) and any(is_people(singular(word)) for word in re.findall(r"[a-z]+", around))
        any_count = peopled or bool({one.unit, singular(one.unit)} & _ANY_COUNT)
        if not coverage(terms(one.unit), named) and not any_count and named:
            return f"{printed(other)} counts no {one.noun}."
    if not (is_count(one) and is_count(other)) or "number" in (one.unit, other.unit) or one.unit == other.unit:
        return None
    if measure_factor(one.unit, other.unit) or "fte" in claim.sense & source.sense:
        return None
    claimed, given = set(terms(one.noun)) | {one.unit}, set(terms(other.noun)) | {other.unit}
    shared = {singular(word) for word in claimed} & {singular(word) for word in given}
    if shared - ({*terms(one.noun), *terms(other.noun)} if is_people(one.unit) != is_people(other.unit) else set()):
        return None
    if {*shared} & {one.unit, other.unit, *terms(one.unit), *terms(other.unit)} or coverage(
        terms(one.unit), terms(f"{other.noun} {other.unit}")
    ):
        return None
    if _may_be_the_same(one.unit, other.unit):
        return None
    if one.unit in _SAYS_LITTLE or (other.unit == "person" and coverage(terms(one.unit), terms(source.subject))):
        return None  # "recruits" of people who were recruited
    if _done(claim, source):
        return None
    if other.unit in _BODIES and not is_people(one.unit):
        return None  # universities are institutions
    said = set(terms(claim.subject))
    if any(synonyms(term) & said for term in terms(other.unit)) and not said & set(terms(other.unit)):
        return None  # "111,000 posts were empty" of vacancies
    return f"{printed(other)} counts {other.noun or other.unit}, not {one.noun or one.unit}."


def _may_be_the_same(one: str, other: str) -> bool:
    """Whether two nouns for people may name the same ones: prisoners are people, and pupils children; nurses are no
    doctors, and people are not known to be doctors."""
    if {one, other} <= _CALLINGS:
        return one == other
    if "volunteer" in (one, other) and {one, other} & _PAID:
        return False
    if any({one, other} <= same for same in _SAME):
        return True
    return is_people(one) and is_people(other) and (other != "person" or one not in _TRADES)


def is_people(noun: str) -> bool:
    """Whether a noun in the singular is one for people: listed, or formed like "viewer" and "therapist"."""
    return noun in PEOPLE or (bool(_DOER.search(noun)) and noun not in _NO_DOER)


_DOER = re.compile(r"[a-z]{3}(?:er|ist|ian|woman|man)$")
_NO_DOER_TEXT = """scanner computer container order charger boiler letter paper number centre cluster tower trailer server printer counter shelter corner river water heater
    meter chapter voucher tender register quarter folder locker router transformer drawer provider employer operator supplier carrier lender insurer retailer
    manufacturer broadcaster developer publisher importer exporter newspaper helicopter freezer filter burner poster sticker barrier theatre
    disaster offer matter power tier cancer border chamber copper layer timber sewer spacer silver summer winter danger finger flower
    hanger charter quarter cover trigger header reminder laser digger bulldozer tanker freighter fighter bomber cruiser trawler"""
_NO_DOER = frozenset(_NO_DOER_TEXT.split())
#: Nouns that name the same things in other words.
_SAME = (
    frozenset(("building", "property", "premises", "home", "house", "dwelling")),
    frozenset(("job", "post", "role", "position", "person", "worker", "employee")),
    frozenset(("journey", "trip", "ride")),
    frozenset(("library", "branch", "place", "site", "venue", "outlet")),
)


#: Callings of which nobody has two.
_CALLINGS = frozenset(
    (
        "adviser",
        "apprentice",
        "assistant",
        "carer",
        "doctor",
        "driver",
        "farmer",
        "inspector",
        "judge",
        "magistrate",
        "nurse",
        "soldier",
        "teacher",
        "volunteer",
    )
)
_SAYS_LITTLE = frozenset(("place", "thing", "one", "occasion"))
_TRADES = _CALLINGS | {"officer", "official", "employer", "detective", "guard"}
_PAID = frozenset(("employee", "staff", "worker"))


def _done(claim: Figure, source: Figure) -> bool:
    """Whether the claim counts by the name of a deed what the source says was done: completions of homes completed."""
    deed = terms(claim.quantity.unit) if _DEED.search(claim.quantity.unit) else ()
    done = verbs(f"{source.lead} {source.subject}")
    return bool(deed) and all(alike(term, done) for term in deed)


_DEED = re.compile(r"(?:[ts]ion|ment|ing|start)$")


def counted_elsewhere(claim: Figure, source: Figure, other: Figure) -> str | None:
    """ "There were 112,600 children" of a passage that counts 112,600 households and, beside them, 145,800 children."""
    one, its, beside = claim.quantity, source.quantity, other.quantity
    if one.noun and its.noun and its.unit == one.unit == beside.unit:
        return _other_sort(claim, source, other)
    if not (one.noun and its.noun) or not is_count(one) or its.unit == one.unit or "fte" in claim.sense & source.sense:
        return None
    if coverage(terms(one.unit), terms(its.noun)) == 1 or (one.unit == "person" and is_people(its.unit)):
        return None
    if beside.noun and beside.unit == one.unit:
        return f"{printed(its)} counts {its.noun}, and {printed(beside)} {beside.noun}."
    named = is_people(one.unit) and set(terms(one.unit)) <= set(terms(f"{other.subject} {beside.noun}"))
    if named and not set(terms(one.unit)) & set(terms(f"{source.subject} {source.lead} {source.topic}")):
        return f"{printed(its)} counts {its.noun}, not {one.noun}."
    return None


def _other_sort(claim: Figure, source: Figure, other: Figure) -> str | None:
    """ "10,920 wholetime firefighters" of a passage that counts 31,180 of them, and 10,920 on-call ones."""
    own, its, beside = (
        set(terms(figure.quantity.noun)) - set(terms(figure.quantity.unit)) for figure in (claim, source, other)
    )
    told = own & beside - its
    if (
        not told
        or not its - beside
        or any(alike(term, terms(f"{source.subject} {source.quantity.noun}")) for term in told)
    ):
        return None
    return f"{printed(source.quantity)} counts {source.quantity.noun}, and {printed(other.quantity)} {other.quantity.noun}."


#: Nouns that may stand for what is counted, whatever it is.
_ANY_COUNT = frozenset(
    [
        "person",
        "people",
        "one",
        "case",
        "item",
        "thing",
        "time",
        "place",
        "member",
        "individual",
        "number",
        "total",
        "unit",
        "user",
    ]
)


#: Nouns in the singular for people by what they do or are: two of them may name the same people.
_PEOPLE_TEXT = """adult adviser analyst applicant apprentice assistant baby barrister borrower boy builder buyer cadet caller candidate carer
    caseworker child claimant cleaner clerk commuter constable convict cook councillor customer cyclist defendant dependant detective diplomat doctor
    donor driver electrician employee engineer farmer father firefighter fisherman fitter girl graduate guard guest homeowner individual
    infant inmate inspector installer joiner judge juror labourer landlord lawyer learner leaver lecturer magistrate man member
    midwife migrant mother motorist nurse offender officer official operative paramedic parent passenger patient peer pensioner person
    pilot planner policeman porter postman prisoner pupil ranger reader recruit refugee researcher reservist resident respondent sailor
    saver scientist servant shopper soldier solicitor staff student survivor suspect taxpayer teacher technician teenager tenant toddler tourist
    trainee traveller troop tutor veteran victim visitor volunteer voter warden witness woman worker youngster"""
PEOPLE = frozenset(_PEOPLE_TEXT.split())


_BODIES = frozenset(("institution", "organisation", "body", "establishment"))

#: "The number of people in hotels": what is counted is people.
_COUNT_OF = re.compile(r"^(?:the |an? |some )?(?:total |overall |average )?(?:number|count|total|volume) of ", re.I)
_SAYS_THAT = re.compile(
    r"^.*\b(?:says?|said|found|finds|shows?|showed|reports?|reported|estimates?|estimated|told \w+) that "
)
_TAIL = re.compile(
    r"\s(?:of|in|for|to|at|by|on|from|with|across|this|last|next|since|over|under|who|which|that)\s.*$", re.I
)


def head_clash(claim: Figure, source: Figure) -> str | None:
    """ "Crossings have passed 32,000" counts crossings: a claim that counts boats takes a word of theirs for their head."""
    one, other = claim.quantity, source.quantity
    if not (is_count(one) and one.noun) or other.unit != "number" or source.in_table or source.counted:
        return None
    phrase = _COUNT_OF.sub("", subject_phrase(_SAYS_THAT.sub("", source.subject)))
    head = phrase and _head(phrase)
    if not head or not {one.unit, singular(one.unit)} & set(map(singular, phrase.lower().split())):
        return None
    if singular(head) == singular(one.unit) or head in claim.subject.lower():
        return None
    if is_people(one.unit) and re.search(
        rf"\b{re.escape(head)} (?:of|by|from) (?:[a-z]+ )*{re.escape(one.unit)}", phrase, re.I
    ):
        return None  # each of the resignations of detectives is a detective's
    return f"{printed(other)} counts {head}, not {one.noun}."


_OF_COUNTS = frozenset(("numbers", "levels", "totals", "figures", "counts"))


def _head(phrase: str) -> str:
    """The plural that ends a noun phrase, without what hangs on it: "crossings" of "small boat crossings this year"."""
    words = _TAIL.sub("", f"{phrase} ").split()
    if words and words[-1].lower() in _OF_COUNTS:
        return ""  # "staff numbers" counts staff
    return words[-1].lower() if words and singular(words[-1].lower()) != words[-1].lower() else ""


def whole_clash(claim: Figure, source: Figure) -> str | None:
    """ "41% of starts" of what the source says is 41% of spending."""
    one, its = _whole(claim), _whole(source)
    if not one or not its or coverage(one, terms(source.subject)) or coverage(its, terms(claim.subject)):
        return None
    if any({*one, *its} <= set(terms(" ".join(same))) for same in _SAME):
        return None
    if _ECONOMY & set(one) and _ECONOMY & set(its):
        return None
    return f"In the source {printed(source.quantity)} is a share of something else."


#: Names of the whole economy.
_ECONOMY = frozenset(terms("GDP economy income output"))


def _whole(figure: Figure) -> tuple[str, ...]:
    return tuple(tag[3:] for tag in figure.sense if tag.startswith("of_"))
