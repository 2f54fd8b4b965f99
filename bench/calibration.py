"""How sure annotations are: classes of citations and derivations counted against the gold, and the table of confidences checked and written.

    python -m bench.calibration [--step N] [--write]

Prints, for each class of `graph_builder/lexicons/confidences.csv` that can be counted, right of judged, the estimate, its lower bound (Wilson, 95 %) and what
the table says; then how well the table predicts: by bins (predicted, observed), Brier score, expected calibration error. Half of the texts (by hash of
their symbol) make the estimates, the other half tests them. `--write` writes the estimates into the table; `--step N` reads every Nth text.

What counts as right:

    citation     un-akn, seven languages. Symbols: the publisher's link of the same words leads to the target; where it leads elsewhere, what more of the other
                 languages' links say; where the words carry none, a link of the same paragraph in another language (else not judged). Names: lines judged
                 by hand (`bench/wrong_targets.csv`). References back: those lines, else the same target is cited there in most other languages.
    derivation   hand gold en and fr, and the founding gold: the statement derives from the ground

An estimate is (right + 1) / (judged + 2), so that small numbers stay near one half; contextual grounds are kept under 0.5 whatever the count. Rows that
nothing counts keep their number, and say "convention".
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

from bench.citations import CORPUS, Names, scorer
from bench.wrong_targets import table as judged_by_hand
from graph_builder import annotate, lexicons, register, sources
from graph_builder.annotate.citations import citations
from graph_builder.derive import derive
from graph_builder.iris import BASE, instrument_of
from graph_builder.lexicons.confidences import COLUMNS, confidence
from graph_builder.model import Citation, Document
from graph_builder.resolve import resolve
from graph_builder.structure import segment

TABLE = lexicons.FOLDER / "confidences.csv"
LEAST = 5
"""Fewer judged cases than this change no row."""
MOST = 0.995
CAPS = {"derivation.contextual.commitments": 0.4, "derivation.contextual.obligations": 0.3}
"""Grounds that no words name stay under one half whatever the count, and obligations lower: they are each State's own."""
BINS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 0.98, 1.01)


@dataclass(frozen=True)
class Case:
    """One annotation judged: its class, whether it is right, and the text it stands in."""

    name: str
    right: bool
    text: str

    @property
    def tests(self) -> bool:
        """Whether its text is of the half that tests."""
        return sha256(self.text.encode()).digest()[0] % 2 == 1


def estimate(right: int, cases: int) -> float:
    """The rule of succession."""
    return min(MOST, (right + 1) / (cases + 2))


def wilson(right: int, cases: int, z: float = 1.96) -> float:
    """Lower bound of the share of right ones (Wilson 1927)."""
    if not cases:
        return 0.0
    share = right / cases
    middle = share + z * z / (2 * cases)
    spread = z * ((share * (1 - share) + z * z / (4 * cases)) / cases) ** 0.5
    return float((middle - spread) / (1 + z * z / cases))


@dataclass(frozen=True)
class _Seen:
    symbol: str
    language: str
    provision: str
    citation: Citation
    form: str
    here: frozenset[str]
    """Targets of the links of the words."""


def cases_of_citations(step: int) -> list[Case]:
    """Citations of un-akn, judged by links, twins and hand."""
    score, known = scorer(), register.load()
    answers = Names(score, known)
    seen: list[_Seen] = []
    links: dict[tuple[str, str], dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    cited: dict[tuple[str, str], dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    stems = sorted({path.name.split(".")[0] for path in (CORPUS / "un-akn/text").glob("*.txt")})[::step]
    for path in sorted((CORPUS / "un-akn/text").glob("*.txt")):
        if path.name.split(".")[0] not in stems:
            continue
        gold = json.loads((CORPUS / "un-akn/gold" / f"{path.stem}.json").read_text(encoding="utf-8"))
        document = segment(sources.read(path), known)
        mentions = citations(document, known)
        forms = {(m.provision, m.span): m.form for m in mentions}
        linked = [(c["start"], c["end"], score.link(c["target"])) for c in gold["citations"]]
        for provision in document.provisions:
            start, end = document.text.raw_span(*provision.span)
            links[gold["symbol"], provision.path][gold["language"]] |= {target for a, b, target in linked if start <= a and b <= end}
        for citation in resolve(document, mentions, known)[0]:
            a, b = document.text.raw_span(*citation.span)
            here = frozenset(to for x, y, to in linked if x < b and a < y)
            seen.append(
                _Seen(
                    gold["symbol"],
                    gold["language"],
                    citation.provision,
                    citation,
                    forms.get((citation.provision, citation.span), ""),
                    here,
                )
            )
            cited[gold["symbol"], citation.provision][gold["language"]].update(citation.targets)
    hand = {(r["language"], r["symbol"], r["provision"], r["target"]): r["judgement"] for r in judged_by_hand() if r["link"] == "none"}
    found: list[Case] = []
    for one in seen:
        right = _judge(one, links, cited, answers, score.link, hand)
        if right is not None:
            found.append(Case(f"citation.{one.citation.how}", right, one.symbol))
    return found


def _judge(one: _Seen, links, cited, answers, link, hand) -> bool | None:  # type: ignore[no-untyped-def]
    citation = one.citation
    if citation.status not in ("resolved", "anaphoric", "collective") or not citation.targets:
        return None
    if citation.how == "symbol.year-contradicts":
        return None  # the links copy the misprint
    by_hand = [hand.get((one.language, one.symbol, one.provision, target.removeprefix(f"{BASE}instrument/"))) for target in citation.targets]
    if any(by_hand):
        return "wrong" not in by_hand
    names = {link(name) for target in citation.targets for name in answers.get(target)}
    elsewhere = [targets for language, targets in links.get((one.symbol, one.provision), {}).items() if language != one.language]
    saying_so = sum(bool(targets & names) for targets in elsewhere)
    if one.form == "symbol":
        if one.here & names:
            return True
        against = sum(bool(targets & one.here) for targets in elsewhere)  # a link may be a slip: the other languages decide
        return saying_so > against if one.here and saying_so != against else True if saying_so and not one.here else None
    if citation.status == "resolved" or citation.how == "anaphor.shortened":
        return None  # nobody links names, and a name that one language knows another may not: read by hand alone
    others = [targets for language, targets in cited[one.symbol, one.provision].items() if language != one.language]
    if len(others) < 3:
        return None
    agreeing = sum(not set(citation.targets).isdisjoint(targets) for targets in others)
    return 2 * agreeing > len(others)


def cases_of_derivations() -> list[Case]:
    """Derivations inside the spans of the hand gold in English and French, and of the founding gold."""
    score, known = scorer(), register.load()
    answers = Names(score, known)
    found: list[Case] = []
    for language in ("en", "fr"):
        gold = json.loads((CORPUS / f"hand/{language}.gold.json").read_text(encoding="utf-8"))
        for name in sorted({item["file"] for item in gold}):
            path = next(p for p in (CORPUS / "un-en/text" / name, CORPUS / "un-fr/text" / name, CORPUS / "hand/text" / name) if p.exists())
            document = segment(sources.read(path), known)
            found += _derivations(document, [item for item in gold if item["file"] == name], answers, score, known)
    return found + _founding(answers, score, known)


def _derivations(document: Document, items, answers, score, known) -> list[Case]:  # type: ignore[no-untyped-def]
    acts, _ = annotate.statements(document, known)
    cited, _ = resolve(document, citations(document, known, acts), known)
    found = []
    for d in derive(document, acts, cited, known):
        assert d.statement is not None
        verb = document.text.raw_span(*acts[d.statement].verb)
        item = next((i for i in items if i["start"] <= verb.start < i["end"]), None)
        if item is None or d.basis == "contextual":
            continue
        here = [s for s in item["statements"] if s["verb"] is not None and abs(item["start"] + s["at"] - verb.start) <= len(s["verb"])]
        here = here or [s for s in item["statements"] if s["verb"] is None and s["force"] == acts[d.statement].force]
        if not here:
            continue  # the gold has no such statement: another figure counts that
        grounds = [g["target"] for s in here for g in s.get("derives_from") or []]
        names = {score.symbol(n) for n in answers.get(instrument_of(d.ground) or d.ground)} | answers.get(instrument_of(d.ground) or d.ground)
        right = any(g in names or score.symbol(str(g)) in names or str(g).startswith("title:") for g in grounds)
        found.append(Case(f"derivation.{d.rule}", right, document.source.file_name))
    return found


def _founding(answers, score, known) -> list[Case]:  # type: ignore[no-untyped-def]
    path = Path(__file__).resolve().parent.parent / "corpus" / "tirana-declaration.fr.ocr.txt"
    gold = json.loads((CORPUS / "seed/gold.json").read_text(encoding="utf-8"))
    wanted = {(s["paragraph"], score.symbol(g), basis) for s in gold["statements"] for g, basis, *_ in s.get("derives_from") or []}
    document = segment(sources.read(path), known)
    acts, _ = annotate.statements(document, known)
    cited, _ = resolve(document, citations(document, known, acts), known)
    found = []
    for d in derive(document, acts, cited, known):
        assert d.statement is not None
        paragraph = acts[d.statement].provision.removeprefix("par/").split("/")[0]
        names = {score.symbol(n) for n in answers.get(instrument_of(d.ground) or d.ground)}
        found.append(Case(f"derivation.{d.rule}", any((paragraph, n, d.basis) in wanted for n in names), "founding"))
    return found


def counted(cases: list[Case]) -> dict[str, tuple[int, int]]:
    """Class -> (right, judged)."""
    right, judged = Counter(c.name for c in cases if c.right), Counter(c.name for c in cases)
    return {name: (right[name], judged[name]) for name in sorted(judged)}


def reliability(cases: list[Case], predicted: dict[str, float]) -> None:
    """Bins of predicted and observed, Brier score and expected calibration error."""
    rows = [(predicted[c.name], c.right) for c in cases if c.name in predicted]
    if not rows:
        return
    brier = sum((p - r) ** 2 for p, r in rows) / len(rows)
    error = 0.0
    for low, high in pairwise(BINS):
        inside = [(p, r) for p, r in rows if low <= p < high]
        if inside:
            mean, seen = sum(p for p, _ in inside) / len(inside), sum(r for _, r in inside) / len(inside)
            error += len(inside) / len(rows) * abs(mean - seen)
            print(f"    {low:.2f}–{min(high, 1):.2f}  n {len(inside):6}  predicted {mean:.3f}  observed {seen:.3f}")
    print(f"    Brier {brier:.4f}  expected calibration error {error:.4f}  n {len(rows)}")


def written(name: str, right: int, cases: int) -> float:
    """The confidence of a class: its estimate, under its cap."""
    return round(min(estimate(right, cases), CAPS.get(name, MOST)), 3)


SOURCES = {"citation": "un-akn: links, twins, hand", "derivation": "hand gold en and fr, founding gold"}


def write(counts: dict[str, tuple[int, int]]) -> None:
    """Writes estimates into the table; rows that nothing counts stay."""
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    comments = [line for line in lines if line.startswith("#")]
    rows = list(csv.DictReader(line for line in lines if not line.startswith("#")))
    for row in rows:
        right, cases = counts.get(row["id"], (0, 0))
        if cases >= LEAST or (row["id"].startswith("derivation.") and cases):
            row |= {"confidence": str(written(row["id"], right, cases)), "right": str(right), "cases": str(cases), "source": SOURCES[row["id"].split(".")[0]]}
    with TABLE.open("w", encoding="utf-8", newline="") as out:
        out.writelines(f"{line}\n" for line in comments)
        writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--step", type=int, default=1)
    parser.add_argument("--write", action="store_true")
    a = parser.parse_args()
    if not CORPUS.exists():
        print(f"no corpus at {CORPUS}: set ANTICRIME_CORPUS", file=sys.stderr)
        return 0
    for title, cases in (("citations", cases_of_citations(a.step)), ("derivations", cases_of_derivations())):
        counts = counted(cases)
        print(f"{title}: {len(cases)} judged")
        for name, (right, judged) in counts.items():
            print(f"    {name:44} {right:6} of {judged:6}  {written(name, right, judged):.3f}  lower {wilson(right, judged):.3f}  table {confidence(name):.3f}")
        print(f"  what the table says ({title}, all)")
        reliability(cases, {name: confidence(name) for name in counts})
        halves = counted([c for c in cases if not c.tests])
        print(f"  estimates of one half of the texts, tested on the other ({title})")
        reliability([c for c in cases if c.tests], {name: written(name, *halves[name]) for name in halves})
        if a.write:
            write(counts)
    return 0


if __name__ == "__main__":
    sys.exit(main())
