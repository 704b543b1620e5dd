from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from assistant.errors import InputError
from assistant.evaluation.truth import default_table, examine, load


def _altered(tmp_path: Path, column: str, value: str, row: int = 1) -> Path:
    with default_table().open(encoding="utf-8", newline="") as stream:
        cells = list(csv.reader(stream))
    cells[row][cells[0].index(column)] = value
    text = io.StringIO(newline="")
    csv.writer(text).writerows(cells)
    path = tmp_path / "truth.csv"
    path.write_text(text.getvalue(), encoding="utf-8", newline="")
    return path


def test_the_table_of_this_checkout_has_no_fault() -> None:
    faults, rows = examine(default_table())
    assert faults == []
    assert len(rows) == 200


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("value", "4.2bn"),
        ("bound", "roughly"),
        ("basis", "guess"),
        ("period_kind", "weekly"),
        ("agreement", "perhaps"),
        ("commitment_id", "Programme Total"),
        ("as_printed", "£4.3bn"),
        ("value_upper", "1"),
        ("part_of", "no-such-row"),
        ("source_ids", ""),
        ("start", "March"),
        ("in_seeds", "maybe"),
        ("unit", "£"),
        ("measure", ""),
        ("disputed_values", "about £2bn"),
    ],
)
def test_a_fault_is_reported_with_file_line_and_column(tmp_path: Path, column: str, value: str) -> None:
    path = _altered(tmp_path, column, value)
    faults, _ = examine(path)
    assert any(fault.startswith(f"{path}:2: {column}") for fault in faults), faults


def test_a_row_with_a_cell_too_many_is_located(tmp_path: Path) -> None:
    text = default_table().read_text(encoding="utf-8")
    path = tmp_path / "truth.csv"
    path.write_text(text.rstrip() + "\na,b,c\n", encoding="utf-8")
    assert any("3 cells where the header has 22" in fault for fault in examine(path)[0])


def test_an_id_used_twice_names_both_lines(tmp_path: Path) -> None:
    path = _altered(tmp_path, "commitment_id", "programme-total", row=2)
    assert any("is on line 2 too" in fault for fault in examine(path)[0])


def test_a_missing_column_stops_the_reading(tmp_path: Path) -> None:
    path = tmp_path / "truth.csv"
    path.write_text("commitment_id,value\na,1\n", encoding="utf-8")
    faults, rows = examine(path)
    assert f"{path}:1: measure: column is missing" in faults
    assert rows == {}


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", None])
def test_an_unreadable_table_is_an_input_error(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "truth.csv"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(InputError):
        load(path)


def test_relatives_are_parents_and_parts_but_not_siblings() -> None:
    table = load()
    near = table.relatives(["police-facial-recognition"])
    assert "police-technology" in near
    assert "justice-package" not in near
