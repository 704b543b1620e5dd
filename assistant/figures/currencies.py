"""Currencies: their ISO 4217 codes, the signs and words that print them, and the hundredths they part into."""

from __future__ import annotations

import re
from decimal import Decimal

#: (code, signs and abbreviations before or after the number, plural-free names, names of the hundredth).
_TABLE: tuple[tuple[str, tuple[str, ...], tuple[str, ...], tuple[str, ...]], ...] = (
    ("GBP", ("£", "UK£", "GB£"), ("pound sterling", "british pound", "pound", "sterling", "quid"), ("pence", "penny", "pennies")),
    ("USD", ("$", "US$", "U.S.$", "U.S$", "U.S. $"), ("united states dollar", "us dollar", "u.s. dollar", "american dollar", "dollar", "buck"), ("us cent", "cent")),
    ("EUR", ("€",), ("euro",), ("euro cent", "eurocent")),
    ("JPY", ("¥", "JP¥"), ("japanese yen", "yen"), ()),
    ("CNY", ("CN¥", "元", "RMB"), ("chinese yuan", "yuan renminbi", "yuan", "renminbi", "kuai"), ()),
    ("CHF", ("Fr.",), ("swiss franc",), ()),
    ("AUD", ("A$", "AU$"), ("australian dollar",), ("australian cent",)),
    ("CAD", ("C$", "CA$"), ("canadian dollar",), ("canadian cent",)),
    ("NZD", ("NZ$",), ("new zealand dollar",), ()),
    ("HKD", ("HK$",), ("hong kong dollar",), ()),
    ("SGD", ("S$",), ("singapore dollar",), ()),
    ("TWD", ("NT$",), ("taiwan dollar", "new taiwan dollar"), ()),
    ("JMD", ("J$",), ("jamaican dollar",), ()),
    ("MXN", ("MX$", "MXN$", "Mex$"), ("mexican peso",), ()),
    ("BRL", ("R$",), ("brazilian real", "brazilian reais"), ()),
    ("ARS", (), ("argentine peso", "argentinian peso"), ()),
    ("CLP", (), ("chilean peso",), ()),
    ("COP", (), ("colombian peso",), ()),
    ("PHP", ("₱",), ("philippine peso", "filipino peso"), ()),
    ("INR", ("₹", "Rs.", "Rs"), ("indian rupee", "rupee"), ("paise",)),
    ("LKR", ("ரூ",), ("sri lankan rupee",), ()),
    ("PKR", (), ("pakistani rupee",), ()),
    ("NPR", (), ("nepalese rupee",), ()),
    ("IDR", (), ("indonesian rupiah", "rupiah"), ()),
    ("BDT", ("৳",), ("bangladeshi taka", "taka"), ()),
    ("THB", ("฿",), ("thai baht", "baht"), ()),
    ("VND", ("₫",), ("vietnamese dong", "dong"), ()),
    ("KRW", ("₩",), ("south korean won", "korean won"), ()),
    ("MYR", (), ("malaysian ringgit", "ringgit"), ()),
    ("SEK", (), ("swedish krona", "swedish kronor"), ()),
    ("NOK", (), ("norwegian krone", "norwegian kroner"), ()),
    ("DKK", (), ("danish krone", "danish kroner"), ()),
    ("ISK", (), ("icelandic krona", "icelandic króna"), ()),
    ("PLN", ("zł",), ("polish zloty", "zloty", "polish złoty"), ()),
    ("CZK", (), ("czech koruna", "czech crown"), ()),
    ("HUF", (), ("hungarian forint", "forint"), ()),
    ("RON", (), ("romanian leu",), ()),
    ("BGN", (), ("bulgarian lev",), ()),
    ("RUB", ("₽",), ("russian rouble", "russian ruble", "rouble", "ruble"), ("kopeck", "kopek")),
    ("UAH", ("₴",), ("ukrainian hryvnia", "hryvnia"), ()),
    ("TRY", ("₺",), ("turkish lira",), ()),
    ("ILS", ("₪",), ("israeli shekel", "new israeli shekel", "shekel"), ()),
    ("EGP", (), ("egyptian pound",), ()),
    ("SAR", (), ("saudi riyal",), ()),
    ("QAR", (), ("qatari riyal", "qatari rial"), ()),
    ("IRR", (), ("iranian rial",), ()),
    ("AED", (), ("emirati dirham", "uae dirham", "united arab emirates dirham"), ()),
    ("MAD", (), ("moroccan dirham",), ()),
    ("KWD", (), ("kuwaiti dinar",), ()),
    ("JOD", (), ("jordanian dinar",), ()),
    ("IQD", (), ("iraqi dinar",), ()),
    ("RSD", (), ("serbian dinar",), ()),
    ("ZAR", (), ("south african rand", "rand"), ()),
    ("NGN", ("₦",), ("nigerian naira", "naira"), ()),
    ("GHS", ("₵",), ("ghanaian cedi", "cedi"), ()),
    ("KES", ("KSh",), ("kenyan shilling",), ()),
    ("NLG", (), ("netherlands guilder", "dutch guilder", "guilder"), ()),
    ("DEM", ("DM",), ("deutsche mark", "deutschmark", "german mark", "deutschemark"), ()),
    ("FRF", (), ("french franc",), ()),
    ("BEF", (), ("belgian franc",), ()),
    ("ITL", (), ("italian lira", "italian lire"), ()),
    ("ESP", (), ("spanish peseta", "peseta"), ()),
    ("PTE", (), ("portuguese escudo", "escudo"), ()),
    ("IEP", (), ("irish pound", "punt"), ()),
    ("ATS", (), ("austrian schilling",), ()),
    ("FIM", (), ("finnish markka", "markka"), ()),
    ("GRD", (), ("greek drachma", "drachma"), ()),
    ("BTC", ("₿",), ("bitcoin",), ()),
)  # fmt: skip
#: Hundred-millionths, tenths: (name, code, share of one).
_OTHER_PARTS = (
    ("satoshi", "BTC", Decimal("0.00000001")),
    ("mao", "CNY", Decimal("0.1")),
    ("jiao", "CNY", Decimal("0.1")),
)

CODES = frozenset(code for code, *_ in _TABLE)
#: In lower case these are written as often as in capitals.
_LOWER = frozenset({"gbp", "usd", "eur", "jpy", "cny", "rmb", "chf", "cad", "aud", "nzd", "hkd", "inr", "sek", "nok", "dkk", "sgd", "mxn", "btc", "zar"})  # fmt: skip

_SIGNS = {sign.lower().replace(" ", ""): code for code, signs, _, _ in _TABLE for sign in signs} | {"rmb": "CNY"}
_NAMES = {name: code for code, _, names, _ in _TABLE for name in names}
_PARTS = {name: (code, Decimal("0.01")) for code, _, _, parts in _TABLE for name in parts} | {
    name: (code, share) for name, code, share in _OTHER_PARTS
}


def _any(options: object) -> str:
    return "|".join(re.escape(str(one)) for one in sorted(options, key=lambda one: -len(str(one))))  # type: ignore[call-overload]


_SIGN_CHARACTERS = "$£€¥₹₱฿₫₩₽₴₺₪₦₵₿"
_LETTERED = _any({sign[:-1] for sign in _SIGNS if sign[-1] == "$" and len(sign) > 1})
#: Single letters stand apart from their sign nowhere ("a $5m scheme"), but for Canada's.
_APART = _any({sign[:-1] for sign in _SIGNS if sign[-1] == "$" and len(sign) > 2} | {"c"})
_CODE = _any(CODES | {"RMB"}) + "|" + _any(_LOWER)
#: A sign or code before a number: "£", "US$", "hk $", "GBP ", "USD50", "Rs. ".
BEFORE = re.compile(
    rf"(?:(?:(?i:{_LETTERED})|(?i:{_APART})[ \u00a0])?[{_SIGN_CHARACTERS}][ \u00a0]?|(?:{_CODE})[ \u00a0]?(?=[-−]?[\d.])|Rs\.?[ \u00a0]?(?=\d)|(?:KSh|DM)[ \u00a0]?(?=\d))"
)
#: A sign, code or name after a number: " €", " million dollars", " MUSD", "元".
AFTER = re.compile(
    rf"(?:[ \u00a0-]?(?:(?i:(?P<name>{_any(_NAMES)})s?)|(?P<code>{_CODE})|M(?P<million>USD|EUR|GBP|SEK|NOK|DKK|CHF|CAD|AUD|JPY))(?![A-Za-z0-9])"
    rf"|[ \u00a0]?(?P<sign>[{_SIGN_CHARACTERS}](?![ \u00a0]?\d)|[$€](?=[ ]\d[\d,.]*[ ]?[$€])|元|zł|ரூ))"
)
#: A part of a unit of currency: "30p" is read in money.py; " cents", " pence", "-cent".
PART = re.compile(rf"[ \u00a0-]?(?i:(?P<part>{_any(_PARTS)})s?)(?![A-Za-z])")
#: Words that may begin a sign or code before a number, in lower case, for the scan.
FIRST_WORDS = frozenset(code.lower() for code in CODES | {"RMB", "KSH", "DM", "RS"}) | frozenset(
    re.split(r"[.$]", sign)[0] for sign in _SIGNS if sign[0].isascii() and sign[0].isalpha()
)
SIGN_CHARACTERS = _SIGN_CHARACTERS


def code_before(match: re.Match[str]) -> str:
    """The ISO code of a `BEFORE` match."""
    printed = match.group().strip().replace(" ", "").replace("\u00a0", "").lower()
    return _SIGNS.get(printed) or (_SIGNS[printed[-1]] if printed[-1] in _SIGNS else printed.upper())


def code_after(match: re.Match[str]) -> tuple[str, int]:
    """The ISO code of an `AFTER` match, and the power of ten that its printed form adds ("MEUR" is millions)."""
    if match.group("name"):
        return _NAMES[match.group("name").lower()], 0
    if match.group("million"):
        return match.group("million"), 6
    printed = (match.group("code") or match.group("sign")).lower()
    return _SIGNS.get(printed, printed.upper()), 0


def part_of(match: re.Match[str]) -> tuple[str, Decimal]:
    """The ISO code of a `PART` match and the share of one that it is: "cents" is ("USD", 0.01)."""
    return _PARTS[match.group("part").lower()]
