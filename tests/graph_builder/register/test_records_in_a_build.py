"""A file of adoption records beside other sources: its votes are in the store, and no reader of texts is asked to read it."""

import json
from pathlib import Path

from graph_builder import pipeline, store

RECORD = {
    "symbol": "A/RES/90/1",
    "title": "Lamps",
    "adoption_type": "By a recorded vote",
    "adoption_date": "7 October 2035",
    "MS_in_favour": ["FRANCE", "ATLANTIS"],
    "MS_in_favour_count": "2",
    "MS_against": ["BRAZIL"],
    "MS_against_count": "1",
}


def test_records_are_built_with_the_other_sources(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "records.json").write_text(json.dumps(RECORD), encoding="utf-8")
    text = "A/RES/90/2. More lamps\n\nThe General Assembly,\n\nRecalling its resolution 90/1,\n\n1. Urges Member States to keep lamps lit.\n"
    (tmp_path / "in" / "A_RES_90_2.en.txt").write_text(text, encoding="utf-8")
    report = pipeline.build([tmp_path / "in"], tmp_path / "store")
    assert [row.file_name for row in report.coverage] == ["A_RES_90_2.en.txt"]
    assert {"adoption-unknown-name", "adoption-counts"} <= {f.code for f in report.findings}
    exported = b"".join(store.EmbeddedStore(tmp_path / "store").export()).decode()
    votes = {
        line.split()[0]
        for line in exported.splitlines()
        if "ontology#voteCast>" in line and line.startswith("<https://w3id.org/anticrime/id/instrument/un/a/res/90-1/")
    }
    assert {vote.rsplit("/", 1)[1] for vote in votes} == {"fra>", "bra>"}
    assert '<https://w3id.org/anticrime/id/source/records.json> <https://w3id.org/anticrime/ontology#fileName> "records.json"' in exported
