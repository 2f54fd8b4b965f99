"""Citations that resolved to another instrument than the one meant: a draw, judged line by line, kept in `bench/wrong_targets.csv`.

    python -m bench.wrong_targets                    draws again and compares with the table: which lines stand, which changed, which nobody judged
    python -m bench.wrong_targets --show DRAW        prints the lines of a draw that wait for a judgement, with their sentences and their twins'

Draws from resolutions in seven languages (un-akn), each in the order of a hash of the citation itself, so that a changed rule moves single lines and
not the draw:

    random   300 resolved citations, equally many a language: the rate
    again    300 others
    kinds    a fixed number of each kind (symbol, title, short name, reference back) in each language: where faults would be
    extras   targets that carry no link in a text whose publisher links: what score.py counts against precision

Lines `first` are faults of a look before these, mended since.

A line agrees with a link where the publisher's markup leads the same words, or the same paragraph of another language, to that target; the others were
read, with the paragraph and its English twin. The table holds no text: language, symbol, provision, target, judgement, reason.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from types import ModuleType

from bench.citations import CORPUS, Names, scorer
from graph_builder import register, sources
from graph_builder.annotate.citations import citations
from graph_builder.iris import BASE
from graph_builder.resolve import resolve
from graph_builder.structure import segment

TABLE = Path(__file__).resolve().with_name("wrong_targets.csv")
COLUMNS = ("draw", "language", "symbol", "provision", "kind", "target", "link", "judgement", "reason")
LANGUAGES = ("en", "fr", "es", "ru", "ar", "zh", "de")
DRAWS = ("random", "again", "kinds", "extras")
FIRST = "first"
KINDS = ("symbol", "title", "short-name", "anaphor")
RANDOM, EACH_KIND, EXTRAS = 300, 5, 210
JUDGEMENTS = ("right", "wrong", "unsure")


@dataclass(frozen=True)
class Drawn:
    """A citation as it is judged. `target`: the IRI's path after `id/instrument/`; `link`: same (the words are linked to it), twin (the paragraph of
    another language is), none."""

    language: str
    symbol: str
    provision: str
    kind: str
    target: str
    link: str
    status: str
    words: str = ""
    around: str = ""
    extra: bool = False

    @property
    def key(self) -> tuple[str, ...]:
        return (self.language, self.symbol, self.provision, self.kind, self.target)

    def order(self, draw: str) -> str:
        """Its place in a draw."""
        return sha256("|".join((draw, self.language, self.symbol, self.provision, self.target)).encode()).hexdigest()


def read(names: Iterable[str] | None = None) -> list[Drawn]:
    """Every citation with targets of the texts (all, or those named by file), once a provision and target."""
    score, known = scorer(), register.load()
    answers = Names(score, known)
    found: list[Drawn] = []
    links: dict[tuple[str, str], set[str]] = defaultdict(set)
    wanted = set(names) if names is not None else None
    for path in sorted((CORPUS / "un-akn/text").glob("*.txt")):
        if wanted is not None and path.name not in wanted:
            continue
        gold = json.loads((CORPUS / "un-akn/gold" / f"{path.stem}.json").read_text(encoding="utf-8"))
        found += _of(path, gold, score, answers, known, links)
    return [_with_twin(one, links) for one in found]


def _of(
    path: Path, gold: dict[str, object], score: ModuleType, answers: Names, known: register.Register, links: dict[tuple[str, str], set[str]]
) -> list[Drawn]:
    document = segment(sources.read(path), known)
    mentions = citations(document, known)
    forms = {(m.provision, m.span): m.form for m in mentions}
    resolved, _ = resolve(document, mentions, known)
    linked = [(c["start"], c["end"], score.link(c["target"])) for c in gold["citations"]]  # type: ignore[attr-defined]
    symbol, language = str(gold["symbol"]), str(gold["language"])
    text = document.text.text
    for provision in document.provisions:
        start, end = document.text.raw_span(*provision.span)
        links[symbol, provision.path] |= {target for a, b, target in linked if start <= a and b <= end}
    everything = {target for _, _, target in linked}
    found: dict[tuple[str, ...], Drawn] = {}
    for citation in resolved:
        form = forms.get((citation.provision, citation.span), "")
        for target in citation.targets:
            if citation.status not in ("resolved", "anaphoric"):
                continue
            a, b = document.text.raw_span(*citation.span)
            names = {score.link(name) for name in answers.get(target)}
            here = any(x < b and a < y and to in names for x, y, to in linked)
            symbols = {name for name in names if re.match(r"[A-Z]+[/.]", name) and "ANNEX" not in name}
            extra = bool(everything) and citation.status == "resolved" and bool(symbols) and not symbols & everything and score.link(symbol) not in symbols
            around = " ".join(text[max(0, citation.span.start - 150) : citation.span.end + 110].split())
            one = Drawn(
                language,
                symbol,
                citation.provision,
                "anaphor" if citation.status == "anaphoric" else form,
                target.removeprefix(f"{BASE}instrument/"),
                "same" if here else "none",
                citation.status,
                text[citation.span.start : citation.span.end],
                around,
                extra,
            )
            found.setdefault(one.key, one)
            _NAMES[one.target] = frozenset(names)
    return list(found.values())


_NAMES: dict[str, frozenset[str]] = {}
"""Target -> every linked symbol that it answers to."""


def _with_twin(one: Drawn, links: dict[tuple[str, str], set[str]]) -> Drawn:
    if one.link == "none" and links.get((one.symbol, one.provision), set()) & _NAMES.get(one.target, frozenset()):
        return Drawn(**{**one.__dict__, "link": "twin"})
    return one


def drawn(found: Iterable[Drawn]) -> dict[str, list[Drawn]]:
    """The draws, by name."""
    everything = list(found)

    def draw(name: str, each: int, of: Callable[[Drawn], bool], languages: Iterable[str] = LANGUAGES) -> list[Drawn]:
        return [one for code in languages for one in sorted((o for o in everything if o.language == code and of(o)), key=lambda o: o.order(name))[:each]]

    each = -(-RANDOM // len(LANGUAGES))
    return {
        "random": draw("random", each, lambda one: one.status == "resolved")[:RANDOM],
        "again": draw("again", each, lambda one: one.status == "resolved")[:RANDOM],
        "kinds": [one for code in LANGUAGES for kind in KINDS for one in draw("kinds", EACH_KIND, _is(kind), (code,))],
        "extras": draw("extras", EXTRAS // len(LANGUAGES), lambda one: one.extra),
    }


def _is(kind: str) -> Callable[[Drawn], bool]:
    return lambda one: one.kind == kind


def table() -> list[dict[str, str]]:
    """The judged lines."""
    with TABLE.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert not rows or tuple(rows[0]) == COLUMNS, rows[0]
    return rows


def _key(row: dict[str, str]) -> tuple[str, ...]:
    return (row["language"], row["symbol"], row["provision"], row["kind"], row["target"])


def show(draws: dict[str, list[Drawn]], name: str, found: Iterable[Drawn]) -> None:
    """The lines of a draw that no link and no judgement settles, for reading."""
    judged = {_key(row) for row in table()}
    english: dict[tuple[str, str], list[str]] = defaultdict(list)
    for one in found:
        if one.language == "en":
            english[one.symbol, one.provision].append(f"{one.words} = {one.target}")
    for one in draws[name]:
        if one.link == "none" and one.key not in judged:
            twin = "" if one.language == "en" else " | en: " + "; ".join(english[one.symbol, one.provision])[:300]
            print(f"{one.language} {one.symbol} {one.provision} [{one.kind}] {one.words!r} -> {one.target}\n    {one.around}{twin}")


def compare(draws: dict[str, list[Drawn]], found: Iterable[Drawn]) -> int:
    """Prints rates and what changed; 1 where half a per cent of the lines drawn at random stand and are wrong, else 0."""
    now = {one.key: one for one in found}
    at: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for one in now.values():
        at[one.language, one.symbol, one.provision].append(one.target)
    rows = table()
    wrong = lines = standing = 0
    for name in (FIRST, *DRAWS):
        mine = [row for row in rows if row["draw"] == name]
        stands = [row for row in mine if _key(row) in now]
        counts = Counter(row["judgement"] for row in stands)
        links = Counter(row["link"] for row in stands)
        rate = counts["wrong"] / max(1, len(stands))
        print(
            f"{name}: {len(stands)} of {len(mine)} lines stand: {links['same']} agree with the link of their words, {links['twin']} with one of the paragraph"
            f" in another language, {links['none']} carry none and were read; right {counts['right']}, wrong {counts['wrong']},"
            f" unsure {counts['unsure']}: wrong {rate:.2%}"
        )
        for row in mine:
            if row not in stands:
                others = ", ".join(sorted(at[row["language"], row["symbol"], row["provision"]])) or "nothing"
                print(
                    f"    changed ({row['judgement']}): {row['language']} {row['symbol']} {row['provision']} {row['target']}; now cited there: {others[:200]}"
                )
        judged = {_key(row) for row in rows}
        fresh = [one for one in draws.get(name, ()) if one.key not in judged]
        if fresh:
            print(f"    drawn now and not judged: {len(fresh)}, of which {sum(one.link == 'none' for one in fresh)} carry no link (--show {name})")
        if name in ("random", "again"):
            wrong, lines = wrong + sum(row["judgement"] == "wrong" for row in mine), lines + len(mine)
            standing += counts["wrong"]
    print(f"drawn at random: {wrong} of {lines} were wrong, {wrong / max(1, lines):.2%}; {standing} of them stand")
    return int(standing >= 0.005 * lines)


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--show", choices=DRAWS)
    a = parser.parse_args()
    if not CORPUS.exists():
        print(f"no corpus at {CORPUS}: set ANTICRIME_CORPUS", file=sys.stderr)
        return 0
    found = read()
    draws = drawn(found)
    if a.show:
        show(draws, a.show, found)
        return 0
    return compare(draws, found)


if __name__ == "__main__":
    sys.exit(main())
