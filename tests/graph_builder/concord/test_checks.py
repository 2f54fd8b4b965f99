"""Bad input that only a build can see: a paragraph beyond the last, two texts under one symbol."""

from __future__ import annotations

from pathlib import Path

from graph_builder.pipeline import build

ENACTING = "The General Assembly,\n\nRecalling the Charter of the United Nations,\n\n"
FIRST = f"A/RES/70/901\n\n70/901. Harbours\n\n{ENACTING}1. Urges Member States to cooperate;\n\n2. Requests the Secretary-General to report.\n"
SECOND = (
    f"A/RES/71/902\n\n71/902. Ports\n\n{ENACTING}1. Recalls paragraph 9 of resolution 70/901;\n\n2. Reaffirms paragraph 2 of resolution 70/901;\n\n"
    "3. Urges Member States to cooperate.\n"
)


def findings(folder: Path, texts: dict[str, str]) -> list[tuple[str, str]]:
    sources = folder / "sources"
    sources.mkdir()
    for name, text in texts.items():
        (sources / name).write_text(text, encoding="utf-8")
    report = build([sources], folder / "store")
    return [(finding.code, finding.message) for finding in report.findings]


def test_a_paragraph_beyond_the_last_is_a_finding(tmp_path: Path) -> None:
    found = findings(tmp_path, {"A_RES_70_901.en.txt": FIRST, "A_RES_71_902.en.txt": SECOND})
    assert [message for code, message in found if code == "pin-beyond-last"] == ["paragraph 9 of A/RES/70/901 is cited; its last is 2"]


def test_two_texts_under_one_symbol_are_a_finding(tmp_path: Path) -> None:
    other = FIRST.replace("Harbours", "Fisheries").replace("to cooperate", "to fish less")
    found = findings(tmp_path, {"A_RES_70_901.en.txt": FIRST, "copy.en.txt": other})
    assert "two-texts" in [code for code, _ in found]
