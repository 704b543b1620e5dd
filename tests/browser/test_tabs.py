"""The other tabs of the page, and what holds for all of them, with a real browser."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from assistant import Assistant
from assistant.index.build import ingest
from tests.browser.conftest import Watched, served
from tests.conftest import shared

ASKED = "How much did Spring Budget 2024 give the Public Sector Fraud Authority, and what for?"
DRAFT = (
    "The Spring Budget gave the Public Sector Fraud Authority £34m for AI against fraud. "
    "The Ministry of Defence gets £34m of AI against fraud. The NHS gets £9.9bn for lighthouses on 12 May 1987."
)


def check(window: Watched, draft: str) -> None:
    window.tab("Check")
    window.page.locator("#draft textarea").fill(draft)
    window.page.locator("#check").click()
    window.page.wait_for_selector("#checked .mark")


def write(window: Watched, topic: str) -> None:
    window.tab("Brief")
    window.page.locator("#topic textarea, #topic input").fill(topic)
    window.page.locator("#write").click()
    window.page.wait_for_selector(".briefing")


def figures(window: Watched) -> None:
    window.tab("Figures")
    window.page.wait_for_selector("#ledger tbody tr")


def sources(window: Watched) -> None:
    window.tab("Sources")
    window.page.wait_for_selector("#sources tbody tr")


def test_a_draft_is_marked_and_each_mark_opens_the_source(window: Watched, tmp_path: Path) -> None:
    page = window.page
    check(window, DRAFT)
    assert page.locator("#checked .summary strong").inner_text().endswith("not checked.")
    wrong = page.locator("#checked .mark.misattributed")
    assert "⇄" in wrong.inner_text() and "about something else" in wrong.inner_text()
    wrong.click()
    pane = page.locator(".pane.opened:visible")
    assert "Ministry of Defence" in pane.locator(".why").inner_text()
    assert pane.locator("mark").first.inner_text().startswith("£34")
    with page.expect_download() as given:
        page.get_by_text("Download the figures (CSV)").click()
    rows = list(csv.DictReader(Path(given.value.path()).read_text("utf-8-sig").splitlines()))
    assert {row["verdict"] for row in rows} >= {"supported", "misattributed"}


def test_a_draft_is_opened_from_a_file(window: Watched, tmp_path: Path) -> None:
    file = tmp_path / "draft.txt"
    file.write_text(DRAFT, "utf-8")
    window.tab("Check")
    window.page.locator("#open-draft input[type=file], input[type=file]").first.set_input_files(file)
    window.page.wait_for_function("document.querySelector('#draft textarea').value.includes('Fraud Authority')")


def test_the_ledger_is_filtered_sorted_and_exported(window: Watched) -> None:
    page = window.page
    figures(window)
    whole = page.locator("#ledger .count strong").inner_text()
    page.locator("#ledger select[name=unit]").select_option("money")
    page.locator("#ledger input[name=words]").fill("police")
    page.get_by_role("button", name="Show", exact=True).click()
    page.wait_for_function("whole => document.querySelector('#ledger .count strong').textContent !== whole", arg=whole)
    page.get_by_role("button", name="Sort by figure").click()
    page.wait_for_selector("#ledger th[aria-sort=descending]")
    assert all("£" in text for text in page.locator("#ledger tbody .figure").all_inner_texts())
    page.locator("#ledger tbody .figure").first.click()
    assert page.locator(".pane.opened:visible mark").count()
    page.get_by_role("button", name="Export these as CSV").click()
    with page.expect_download() as given:
        page.get_by_text("Download the chosen figures (CSV)").click()
    rows = list(csv.DictReader(Path(given.value.path()).read_text("utf-8-sig").splitlines()))
    assert len(rows) == int(page.locator("#ledger .count strong").inner_text().replace(",", ""))
    values = [float(row["value"]) for row in rows]
    assert values == sorted(values, reverse=True)


def test_a_bar_leads_to_its_source_and_its_name_to_its_rows(window: Watched) -> None:
    page = window.page
    figures(window)
    bar = page.locator(".barred").first
    printed = bar.locator(".bar-value").inner_text()
    bar.click()
    assert page.locator(".pane.opened:visible mark").first.inner_text() in (printed, printed.replace("bn", " billion"))
    name = page.locator(".who").first.inner_text()
    page.locator(".who").first.click()
    page.wait_for_function(
        "name => document.querySelector('#ledger select[name=organisation]').value === name", arg=name
    )
    page.locator(".column-mark:enabled").last.click()
    page.wait_for_function("document.querySelector('#ledger select[name=year]').value !== ''")


def test_a_briefing_is_edited_in_place_checked_and_downloaded(window: Watched) -> None:
    page = window.page
    write(window, "police technology")
    page.locator(".briefing .lead .field").fill("The police get £999 billion for technology over four years")
    page.get_by_role("button", name="Keep my changes and check them").click()
    page.wait_for_selector("#brief .notice.differ")
    assert "£999 billion" in page.locator("#brief .notice.differ").inner_text()
    with page.expect_download() as given:
        page.get_by_text("Download for Word").click()
    assert Path(given.value.path()).read_bytes()[:2] == b"PK"
    with page.expect_download() as given:
        page.get_by_text("Download PDF").click()
    assert Path(given.value.path()).read_bytes().startswith(b"%PDF")
    with page.expect_download() as given:
        page.get_by_text("Download Markdown").click()
    told = Path(given.value.path()).read_text("utf-8")
    assert "£999 billion" in told and "Not confirmed by the sources" in told


def test_the_sources_are_listed_and_nothing_can_be_uploaded_unless_it_is_allowed(window: Watched) -> None:
    sources(window)
    rows = window.page.locator("#sources tbody tr")
    assert rows.count() == int(window.page.locator("#sources .count strong").inner_text().replace(",", ""))
    assert window.page.locator("#upload").count() == 0


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 1280), ("light", 390)])
def test_axe_finds_nothing_wrong_on_any_tab(chromium: Any, address: str, scheme: str, width: int) -> None:
    window = Watched(chromium, address, color_scheme=scheme, viewport={"width": width, "height": 860})
    found = {"first": window.violations()}
    window.ask(ASKED).locator(".chip").first.click()
    found["ask"] = window.violations()
    # On a narrow screen the sheet lies over the page.
    window.page.keyboard.press("Escape")
    window.ask("Was the NHS given £3.4m for technology?")
    found["corrected"] = window.violations()
    for name, opened in (
        ("check", lambda: check(window, DRAFT)),
        ("figures", lambda: figures(window)),
        ("brief", lambda: write(window, "fraud")),
        ("sources", lambda: sources(window)),
    ):
        opened()
        found[name] = window.violations()
    window.context.close()
    assert not any(found.values()) and window.complaints == [], found


def test_the_switch_to_dark_is_kept(window: Watched) -> None:
    page = window.page
    page.locator("#theme").click()
    page.reload()
    page.wait_for_selector(".first")
    assert page.evaluate("document.body.classList.contains('dark')")


@pytest.mark.parametrize(("width", "height"), [(390, 844), (320, 640), (640, 430)])
def test_nothing_is_cut_off_at_phone_width_or_twofold_size(
    chromium: Any, address: str, width: int, height: int
) -> None:
    window = Watched(chromium, address, viewport={"width": width, "height": height})
    window.ask(ASKED).locator(".chip").first.click()
    page = window.page
    assert page.locator(".pane.opened").bounding_box()["y"] > 0, "the evidence is a sheet from below"
    page.keyboard.press("Escape")
    for show in (lambda one: check(one, DRAFT), figures, lambda one: write(one, "police technology"), sources):
        show(window)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    window.context.close()


def test_the_browser_asks_nothing_of_any_other_host(window: Watched, address: str) -> None:
    window.ask(ASKED).locator(".chip").first.click()
    check(window, DRAFT)
    figures(window)
    write(window, "fraud")
    sources(window)
    assert [url for url in window.asked if not url.startswith((address, "data:", "blob:"))] == []


def test_a_keyboard_alone_reaches_an_answer_and_its_source(window: Watched) -> None:
    page = window.page
    page.locator("#composer textarea").focus()
    page.keyboard.type(ASKED)
    page.keyboard.press("Enter")
    page.wait_for_selector(".turn.answered")
    page.locator("#composer textarea").focus()
    for _ in range(30):
        page.keyboard.press("Shift+Tab")
        if "chip" in page.evaluate("document.activeElement.className"):
            break
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    assert page.locator(".pane.opened mark").count()


def test_hostile_documents_put_nothing_on_the_page(chromium: Any, indexes: Path, tmp_path: Path) -> None:
    lines = shared("data/hostile/injections.jsonl").read_text("utf-8").splitlines()
    texts = [json.loads(line)["text"] for line in lines]
    chosen = texts[:: max(1, len(texts) // 40)] + [text for text in texts if "<" in text or "](" in text][:40]
    marked = "<img src=http://evil.example/x onerror=alert(1)><script>alert(2)</script> [x](http://evil.example) ![y](http://evil.example/y) ${alert(3)} {{this}}"
    for number, text in enumerate(chosen):
        body = f"The Lighthouse Board was given £{number + 2} million for lamps {marked}. {text}"
        title = json.dumps(f"Lamps {number} <b onclick=alert(4)>bold</b>")
        (tmp_path / f"{number}.md").write_text(
            f'---\nid: hostile-{number}\ntitle: {title}\npublisher: "<i>Board</i>"\nkind: press\ndate: 2024-03-06\n'
            f'url: javascript:alert(5)\nlicence: "<u>none</u>"\n---\n\n# Lamps\n\n{body}\n',
            "utf-8",
        )
    ingest([tmp_path], indexes / "browser-hostile")
    with Assistant.open("browser-hostile") as assistant, served(assistant) as address:
        window = Watched(chromium, address)
        page = window.page
        for question in ("How much was the Lighthouse Board given for lamps?", "What is the £5 million for?", marked):
            turn = window.ask(question)
            for button in turn.locator(".cite, .chip").all()[:4]:
                if button.evaluate("each => each.tagName") == "BUTTON":
                    button.click()
        check(window, f"The Lighthouse Board was given £3 million for lamps. {marked}")
        page.locator("#checked .mark").first.click()
        figures(window)
        page.locator("#ledger .figure").first.click()
        sources(window)
        tabs = page.locator(".gradio-container")
        assert tabs.locator("script, iframe, img[src*=evil], b[onclick], i, u").count() == 0
        assert page.locator("a[href*='evil'], a[href^='javascript']").count() == 0
        assert [url for url in window.asked if "evil" in url] == [] and window.complaints == []
        window.context.close()
