"""Units of time and of measurement: how they are printed and the one name that each has here."""

from __future__ import annotations

import re
from decimal import Decimal

#: (name, words in the singular, symbols). A symbol is case-sensitive.
_TIME: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = (
    ("second", ("second", "sec"), ()),
    ("minute", ("minute", "min"), ()),
    ("hour", ("hour", "hr"), ("h",)),
    ("day", ("day",), ()),
    ("night", ("night",), ()),
    ("week", ("week", "wk"), ()),
    ("fortnight", ("fortnight",), ()),
    ("month", ("month", "mth"), ()),
    ("quarter", ("quarter",), ()),
    ("year", ("year", "yr"), ("ys",)),
    ("decade", ("decade",), ()),
    ("century", ("century", "centurie"), ()),
)
TIME_UNITS = frozenset(name for name, _, _ in _TIME)
_TIME_NAMES = {word: name for name, words, symbols in _TIME for word in (*words, *symbols)}
#: What one unit of time holds of the next smaller kind, in days for the calendar's and in seconds for the clock's.
SECONDS = {
    "second": Decimal(1),
    "minute": Decimal(60),
    "hour": Decimal(3600),
    "day": Decimal(86400),
    "week": Decimal(604800),
    "month": Decimal(2629746),
    "year": Decimal(31556952),
}
_QUALIFIER = r"(?:(?:more|extra|additional|further|full|whole|consecutive|calendar|working|new)[ \u00a0]+)?"
_TIME_WORDS = r"seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|nights?|weeks?|wks?|fortnights?|months?|mths?|quarters?|years?|yrs?|decades?|centur(?:y|ies)"
#: "22 minutes", "5-year", "3h", "five working days".
TIME = re.compile(
    rf"[ \u00a0-]?(?:{_QUALIFIER}(?i:(?P<word>{_TIME_WORDS}))\b(?!['’]s\b)(?:[- ]olds?\b)?|(?P<symbol>h|ys)(?![A-Za-z0-9/]))"
)
#: "an hour", "a year", behind which the words must say that it is a length of time.
ONE_TIME = re.compile(r"(?i:an?)[ \u00a0]+(?:(?:whole|full)[ \u00a0]+)?(?i:(?P<word>second|minute|hour|day|week|fortnight|month|year|decade|century))\b(?!['’])")  # fmt: skip


def time_unit(match: re.Match[str]) -> str:
    """The name of a `TIME` or `ONE_TIME` match's unit: "hrs" is "hour"."""
    word = (match.groupdict().get("word") or match.groupdict().get("symbol") or "").lower()
    return _TIME_NAMES.get(word) or _TIME_NAMES[word[:-1]]


#: (name, words in the singular, symbols).
_MEASURE: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = (
    ("millimetre", ("millimetre", "millimeter"), ("mm",)),
    ("centimetre", ("centimetre", "centimeter"), ("cm",)),
    ("decimetre", ("decimetre", "decimeter"), ("dm",)),
    ("metre", ("metre", "meter"), ()),
    ("kilometre", ("kilometre", "kilometer"), ("km",)),
    ("nanometre", ("nanometre", "nanometer"), ("nm",)),
    ("micrometre", ("micrometre", "micrometer", "micron"), ("μm", "µm")),
    ("mile", ("mile",), ("mi",)),
    ("yard", ("yard",), ("yd", "yds")),
    ("foot", ("foot", "feet"), ("ft",)),
    ("inch", ("inch", "inche"), ('"', "″")),
    ("square metre", ("square metre", "square meter"), ("m2", "m²", "m^2", "sqm", "sq m")),
    ("square kilometre", ("square kilometre", "square kilometer"), ("km2", "km²", "km^2", "sq km")),
    ("square mile", ("square mile",), ("sq mi",)),
    ("square foot", ("square foot", "square feet"), ("sq ft",)),
    ("hectare", ("hectare",), ("ha",)),
    ("acre", ("acre",), ()),
    ("cubic metre", ("cubic metre", "cubic meter"), ("m3", "m³", "m^3")),
    ("cubic kilometre", ("cubic kilometre", "cubic kilometer"), ("km3", "km³", "km^3")),
    ("cubic foot", ("cubic foot", "cubic feet"), ()),
    ("cubic centimetre", ("cubic centimetre", "cubic centimeter"), ("cm3", "cm³", "cc")),
    ("litre", ("litre", "liter"), ()),
    ("millilitre", ("millilitre", "milliliter"), ("ml", "mL")),
    ("centilitre", ("centilitre", "centiliter"), ("cl",)),
    ("gallon", ("gallon",), ()),
    ("pint", ("pint",), ()),
    ("barrel", ("barrel",), ("bbl",)),
    ("microgram", ("microgram",), ("μg", "µg", "mcg")),
    ("milligram", ("milligram", "milligramme"), ("mg",)),
    ("gram", ("gram", "gramme"), ("g",)),
    ("kilogram", ("kilogram", "kilogramme", "kilo"), ("kg", "kgs")),
    ("tonne", ("tonne", "metric ton"), ()),
    ("kilotonne", ("kilotonne",), ("kt",)),
    ("megatonne", ("megatonne",), ("Mt",)),
    ("ton", ("ton",), ("t",)),
    ("pound", (), ("lb", "lbs")),
    ("ounce", ("ounce",), ("oz",)),
    ("watt", ("watt",), ("W",)),
    ("kilowatt", ("kilowatt",), ("kW",)),
    ("megawatt", ("megawatt",), ("MW",)),
    ("gigawatt", ("gigawatt",), ("GW",)),
    ("terawatt", ("terawatt",), ("TW",)),
    ("kilowatt hour", ("kilowatt hour", "kilowatt-hour"), ("kWh",)),
    ("megawatt hour", ("megawatt hour", "megawatt-hour"), ("MWh",)),
    ("gigawatt hour", ("gigawatt hour", "gigawatt-hour"), ("GWh",)),
    ("terawatt hour", ("terawatt hour", "terawatt-hour"), ("TWh",)),
    ("hertz", ("hertz",), ("Hz",)),
    ("kilohertz", ("kilohertz",), ("kHz",)),
    ("megahertz", ("megahertz",), ("MHz",)),
    ("gigahertz", ("gigahertz",), ("GHz",)),
    ("volt", ("volt",), ()),
    ("bit", ("bit",), ()),
    ("kilobit", ("kilobit",), ("kb",)),
    ("megabit", ("megabit",), ("Mb",)),
    ("gigabit", ("gigabit",), ("Gb",)),
    ("byte", ("byte",), ()),
    ("kilobyte", ("kilobyte",), ("KB", "kB")),
    ("megabyte", ("megabyte",), ("MB",)),
    ("gigabyte", ("gigabyte",), ("GB",)),
    ("terabyte", ("terabyte",), ("TB",)),
    ("megapixel", ("megapixel",), ("MP",)),
    ("kilometre per hour", ("kilometre per hour", "kilometer per hour"), ("km/h", "km/hr", "kmh", "kph", "kmph")),
    ("mile per hour", ("mile per hour",), ("mph",)),
    ("metre per second", ("metre per second", "meter per second"), ("m/s",)),
    ("megabit per second", ("megabit per second",), ("Mbps", "Mbit/s", "Mb/s")),
    ("gigabit per second", ("gigabit per second",), ("Gbps", "Gbit/s")),
    ("degree celsius", ("degree celsius", "degree celcius", "degree centigrade", "deg celsius", "celsius", "celcius", "degree c", "deg c"), ("°C", "° C", "º C", "ºC")),
    ("degree fahrenheit", ("degree fahrenheit", "degree farenheit", "deg fahrenheit", "fahrenheit", "farenheit", "degree f", "deg f"), ("°F", "° F", "ºF")),
    ("kelvin", ("kelvin",), ()),
    ("degree", ("degree", "deg"), ("°", "º")),
)  # fmt: skip
#: What one unit holds of the first of its kind: metres, square metres, litres, grams, watt hours, watts, bytes.
_KINDS: tuple[dict[str, str], ...] = (
    {"millimetre": "0.001", "centimetre": "0.01", "metre": "1", "kilometre": "1000", "mile": "1609.344", "yard": "0.9144", "foot": "0.3048", "inch": "0.0254"},
    {"square metre": "1", "hectare": "10000", "square kilometre": "1000000", "acre": "4046.8564224", "square mile": "2589988.110336", "square foot": "0.09290304"},
    {"millilitre": "0.001", "centilitre": "0.01", "litre": "1", "cubic metre": "1000", "pint": "0.56826125", "gallon": "4.54609"},
    {"milligram": "0.001", "gram": "1", "kilogram": "1000", "tonne": "1000000", "kilotonne": "1000000000", "megatonne": "1000000000000", "ton": "1016046.9088", "pound": "453.59237", "ounce": "28.349523125"},
    {"kilowatt hour": "1000", "megawatt hour": "1000000", "gigawatt hour": "1000000000", "terawatt hour": "1000000000000"},
    {"watt": "1", "kilowatt": "1000", "megawatt": "1000000", "gigawatt": "1000000000", "terawatt": "1000000000000"},
    {"byte": "1", "kilobyte": "1000", "megabyte": "1000000", "gigabyte": "1000000000", "terabyte": "1000000000000"},
    {"megabit per second": "1", "gigabit per second": "1000"},
)  # fmt: skip
_SIZES = {name: (kind, Decimal(size)) for kind, sizes in enumerate(_KINDS) for name, size in sizes.items()}


def measure_factor(one: str, other: str) -> Decimal | None:
    """How many of the other unit of measurement one of the first is, 1000 for a kilometre in metres; None where they
    measure different things."""
    (kind, size), (its_kind, its_size) = _SIZES.get(one, (-1, Decimal(1))), _SIZES.get(other, (-2, Decimal(1)))
    return size / its_size if kind == its_kind else None


MEASURES = frozenset(name for name, _, _ in _MEASURE)
_WORD_NAMES = {word: name for name, words, _ in _MEASURE for word in words}
_SYMBOL_NAMES = {symbol: name for name, _, symbols in _MEASURE for symbol in symbols}


def _spaced(word: str) -> str:
    """A pattern of the word, plural in its first word too: "square miles", "degrees celsius", "miles per hour"."""
    first, *rest = word.split(" ")
    return r"[ \u00a0]".join(
        [re.escape(first) + ("(?:s|\\.)?" if first != "deg" or rest else "\\.?"), *map(re.escape, rest)]
    )


_WORDS = "|".join(_spaced(word) + ("s?" if " " in word else "") for word in sorted(_WORD_NAMES, key=len, reverse=True))
_SYMBOLS = "|".join(re.escape(symbol) for symbol in sorted(_SYMBOL_NAMES, key=len, reverse=True))
_MEASURE_AFTER = re.compile(
    rf"[ \u00a0-]?(?:[\[{{](?P<boxed>{_SYMBOLS})[\]}})]|(?i:(?P<word>{_WORDS}))(?![A-Za-z])|(?P<symbol>{_SYMBOLS})(?![A-Za-z0-9^/²³]))"
)
#: What follows a unit of measurement only where the word is no unit: "5,000 degree apprenticeships".
_NOT_A_UNIT = re.compile(r"[ -](?:apprentice|course|holder|programme|student|rate)", re.I)
_SYMBOL_STARTS = frozenset(symbol[0] for symbol in _SYMBOL_NAMES) | {"[", "{"}
_WORD_STARTS = frozenset(word[0] for word in _WORD_NAMES)


def measure_at(text: str, position: int) -> tuple[str, int] | None:
    """The unit of measurement printed at `position`, behind a number, and its end: ("kilometre", end); or None."""
    first = text[position : position + 1]
    if first in " \u00a0-":
        first = text[position + 1 : position + 2]
    if first not in _SYMBOL_STARTS and first.lower() not in _WORD_STARTS:
        return None
    match = _MEASURE_AFTER.match(text, position)
    if not match or _NOT_A_UNIT.match(text, match.end()):
        return None
    symbol = match.group("symbol") or match.group("boxed")
    if symbol == '"' and text.count('"', 0, position) % 2:
        return None  # the end of a quotation
    if symbol:
        # "100t" and "5 g" are printed so; "5 t" hardly ever means tons.
        return None if symbol == "t" and text[position] in " \u00a0-" else (_SYMBOL_NAMES[symbol], match.end())
    word = re.sub(r"[ \u00a0]+", " ", match.group("word").lower()).replace(".", "")
    return _word_unit(word), match.end()


def _word_unit(word: str) -> str:
    if word in _WORD_NAMES:
        return _WORD_NAMES[word]
    first, _, rest = word.partition(" ")
    for candidate in (word.removesuffix("s"), f"{first.removesuffix('s')} {rest}".strip()):
        for form in (candidate, candidate.removesuffix("s")):
            if form in _WORD_NAMES:
                return _WORD_NAMES[form]
    return word


def unit_named(printed: str) -> str:
    """The name of a unit of measurement or time as another source prints it, or the words themselves in lower case."""
    found = measure_at(printed, 0)
    if found and found[1] == len(printed):
        return found[0]
    match = TIME.fullmatch(printed)
    return time_unit(match) if match else printed.lower()
