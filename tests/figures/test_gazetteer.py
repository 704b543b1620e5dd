"""Organisations and places by name and alias."""

from __future__ import annotations

import pytest

from assistant.figures.gazetteer import organisations, places


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The PSFA and DWP share it.", ("Public Sector Fraud Authority", "Department for Work and Pensions")),
        ("HM Courts and Tribunals Service", ("HM Courts & Tribunals Service",)),
        ("The MoJ's settlement", ("Ministry of Justice",)),
        ("In London the Met and the Met Office", ("Metropolitan Police", "Met Office")),
        ("met by the met office", ()),
    ],
)
def test_an_alias_gives_the_canonical_name(text: str, names: tuple[str, ...]) -> None:
    assert organisations(text) == names


def test_a_place_inside_an_organisation_s_name_is_not_a_place() -> None:
    assert places("NHS England said so") == ()
    assert places("hospitals in England and the Scottish Government") == ("England", "Scotland")
