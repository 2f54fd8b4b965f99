"""Near-duplicate titles over all texts of a build made one instrument, with a log of every merge.

What goes in: the readings of a build, the register with what people have decided (`register/merges.csv`). What comes out: the same readings with the
merged names replaced, and one `Merge` for each. This module must not know RDF, nor how two titles are compared (`titles`).

Only instruments known by title alone are merged: into another such, into a text held under its title, or into an instrument of the register. Names share
words that few titles have (`COMMON`), so each is compared with few others: the work grows with the number of titles, not with its square. A name without
year that could be of two years is left as it is. `different` in the register stops a merge, and every chain of merges that would lead to it; `same`
makes one. The same readings in any order give the same merges.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from graph_builder.concord.titles import RULES, Name, compare, likeness, read
from graph_builder.iris import BASE, instrument_of
from graph_builder.lexicons.confidences import confidence
from graph_builder.model import Citation, Reading
from graph_builder.register import Register

COMMON = 40
"""A word in more titles than this brings no two together."""
SHARED = 0.5
"""Least share of the shorter title's rarer words that two titles have in common, for them to be compared."""
FORCED = "register.same"
_TITLED = (f"{BASE}instrument/title/", f"{BASE}instrument/text/")


@dataclass(frozen=True, slots=True)
class Merge:
    """`merged` is the same instrument as `kept`. `score`: likeness of the two titles' letters. `seen`: provisions (IRIs) that cite it under the merged
    name, `kept_seen` under the kept one; of the register's own names none may be held."""

    kept: str
    merged: str
    kept_title: str
    merged_title: str
    language: str
    score: float
    rule: str
    confidence: float
    seen: tuple[str, ...] = ()
    kept_seen: tuple[str, ...] = ()
    source: str = ""
    """Of a merge by the register: who decided."""


@dataclass
class _Known:
    """An instrument that may be merged, as the texts show it."""

    iri: str
    titles: Counter[tuple[str, str]] = field(default_factory=Counter)
    """(language, title) -> how often it is written so."""
    seen: set[str] = field(default_factory=set)
    texts: set[str] = field(default_factory=set)
    first: str = ""
    """The first day on which it was certainly cited (ISO)."""
    held: bool = False
    registered: bool = False
    year: int | None = None


@dataclass(frozen=True, slots=True)
class _Pair:
    left: str
    right: str
    rule: str
    score: float
    titles: tuple[str, str]
    language: str

    @property
    def rank(self) -> tuple[int, float, str, str]:
        return (RULES.index(self.rule), -self.score, self.left, self.right)


def merge_titles(readings: Sequence[Reading], register: Register) -> tuple[list[Reading], tuple[Merge, ...]]:
    """The readings with merged names replaced by those kept, in the same order; and the merges, by the kept IRI and the merged one."""
    known = _gather(readings)
    if not known:
        return list(readings), ()
    everything = {**known, **_of_register(register, known)}
    merges = tuple(_merges(everything, _pairs(everything, register), register))
    if not merges:
        return list(readings), ()
    names = {merge.merged: merge for merge in merges}
    return [_renamed(reading, names) for reading in readings], merges


def _gather(readings: Iterable[Reading]) -> dict[str, _Known]:
    """What the texts cite by title, and what they are themselves known by."""
    known: dict[str, _Known] = {}
    for reading in readings:
        document = reading.document
        own = document.identity
        if own.iri.startswith(_TITLED) and own.title:
            mine = known.setdefault(own.iri, _Known(own.iri))
            mine.held = True
            mine.titles[document.language, " ".join(own.title.split())] += 1
        for citation in reading.citations:
            if citation.title is None or len(citation.targets) != 1 or not citation.targets[0].startswith(_TITLED):
                continue
            one = known.setdefault(citation.targets[0], _Known(citation.targets[0]))
            one.titles[document.language, " ".join(citation.title.split())] += 1
            one.seen.add(f"{own.iri}/{citation.provision}" if citation.provision else own.iri)
            one.texts.add(own.iri)
            if own.adopted_on is not None:
                one.first = min(one.first or own.adopted_on.last, own.adopted_on.last)
    for one in known.values():
        one.year = _year_of(one.iri)
    return known


def _year_of(iri: str) -> int | None:
    parts = iri.removeprefix(f"{BASE}instrument/title/").split("/")
    return int(parts[0]) if len(parts) > 1 and len(parts[0]) == 4 and parts[0].isdigit() else None


def _of_register(register: Register, known: Mapping[str, _Known]) -> dict[str, _Known]:
    """The register's instruments by the titles that are theirs alone."""
    languages = {language for one in known.values() for language, _ in one.titles}
    found: dict[str, _Known] = {}
    for title in register.titles:
        if title.kind == "title" and title.use == "anywhere" and not title.shared_by and title.language in languages and title.instrument not in known:
            one = found.setdefault(title.instrument, _Known(title.instrument, registered=True))
            one.titles[title.language, title.text] += 1
    for iri, one in found.items():
        adopted = register.by_iri[iri].adopted_on
        one.year = adopted.year if adopted is not None else None
    return found


def _pairs(known: Mapping[str, _Known], register: Register) -> list[_Pair]:
    """The pairs of names that a rule makes one, language by language, the surest first."""
    names: dict[str, dict[tuple[str, str], Name]] = defaultdict(dict)
    for iri in sorted(known):
        for language, title in sorted(known[iri].titles):
            names[language][iri, title] = read(title, language, known[iri].year)
    best: dict[tuple[str, str], _Pair] = {}
    for language in sorted(names):
        places = _places(register, language)
        often = Counter(word for name in names[language].values() for word in dict.fromkeys(name.words))
        for one, other in _near(names[language], often):
            if known[one[0]].registered and known[other[0]].registered:
                continue
            left, right = names[language][one], names[language][other]
            if _too_early(known[one[0]], known[other[0]]):
                continue
            rule = compare(left, right, places, often)
            if rule is None:
                continue
            (a, title_a), (b, title_b) = sorted((one, other))
            pair = _Pair(a, b, rule, likeness(left, right), (title_a, title_b), language)
            kept = best.get((a, b))
            if kept is None or pair.rank < kept.rank:
                best[a, b] = pair
    return sorted(_unambiguous(best.values(), known, names), key=lambda pair: pair.rank)


def _near(names: Mapping[tuple[str, str], Name], often: Mapping[str, int]) -> Iterator[tuple[tuple[str, str], tuple[str, str]]]:
    """Pairs that share half of the rarer words, or all their letters but the small words'. In Chinese, runs of two characters stand for words."""
    index: dict[str, list[int]] = defaultdict(list)
    keys = sorted(names)
    units = [_units(names[key]) for key in keys]
    count = Counter(unit for found in units for unit in found)
    whole: dict[str, list[int]] = defaultdict(list)
    for n, key in enumerate(keys):
        shared: Counter[int] = Counter()
        rarer = [unit for unit in units[n] if count[unit] <= COMMON]
        for unit in rarer:
            shared.update(index[unit])
            index[unit].append(n)
        letters = "".join(sorted("".join(names[key].words)))
        same = whole[letters]
        least = {m: sum(count[unit] <= COMMON for unit in units[m]) for m in shared}
        near = {m for m, times in shared.items() if times >= SHARED * max(1, min(len(rarer), least[m]))}
        for m in sorted(near.union(same[-COMMON:])):
            if keys[m][0] != key[0]:
                yield keys[m], key
        same.append(n)


def _units(name: Name) -> tuple[str, ...]:
    if name.language == "zh":
        return tuple(dict.fromkeys(a + b for a, b in zip(name.words, name.words[1:], strict=False)))
    return tuple(dict.fromkeys(name.words))


def _places(register: Register, language: str) -> frozenset[str]:
    """Words of the names of States: what differs in one of them is of another place."""
    return frozenset(
        word
        for actor in register.actors.values()
        if actor.kind == "State"
        for name in actor.names
        if name.language == language
        for word in read(name.text, language).words
    )


def _too_early(one: _Known, other: _Known) -> bool:
    """Whether one is cited before the year of the other."""
    return any(a.first and b.year is not None and int(a.first[:4]) < b.year for a, b in ((one, other), (other, one)))


def _unambiguous(pairs: Iterable[_Pair], known: Mapping[str, _Known], names: Mapping[str, Mapping[tuple[str, str], Name]]) -> Iterator[_Pair]:
    """Without those of a name that has no year with names of several years, those of a short title that several go on from in several ways,
    and those of one name with two of the register."""
    several = list(pairs)
    years: dict[str, set[int]] = defaultdict(set)
    registered: dict[str, set[str]] = defaultdict(set)
    longer: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    year = {iri: one.year for iri, one in known.items()}
    for found in names.values():
        for (iri, _), name in found.items():
            year[iri] = year[iri] if year[iri] is not None else name.year
    for pair in several:
        for one, other in ((pair.left, pair.right), (pair.right, pair.left)):
            if (of := year[other]) is not None:
                years[one].add(of)
            if known[other].registered:
                registered[one].add(other)
        if pair.rule == "subtitle":
            short, long = sorted((names[pair.language][iri, title].words for iri, title in zip((pair.left, pair.right), pair.titles, strict=True)), key=len)
            longer[f"{pair.language} {' '.join(short)}"].append(long)
    for pair in several:
        short = min((names[pair.language][iri, title].words for iri, title in zip((pair.left, pair.right), pair.titles, strict=True)), key=len)
        goes_on = longer.get(f"{pair.language} {' '.join(short)}", [])
        if pair.rule == "subtitle" and any(a[: len(b)] != b for a in goes_on for b in goes_on if len(b) <= len(a)):
            continue
        if any(year[one] is None and year[other] is not None and len(years[one]) > 1 for one, other in ((pair.left, pair.right), (pair.right, pair.left))):
            continue
        if any(known[other].registered and len(registered[one]) > 1 for one, other in ((pair.left, pair.right), (pair.right, pair.left))):
            continue
        yield pair


class _Groups:
    """Names made one step by step, where nothing speaks against it."""

    def __init__(self, known: Mapping[str, _Known], apart: Iterable[tuple[str, str]]) -> None:
        self.known = known
        self.apart: dict[str, set[str]] = defaultdict(set)
        for a, b in apart:
            self.apart[a].add(b)
            self.apart[b].add(a)
        self.members: dict[str, list[str]] = {}
        self.root: dict[str, str] = {}

    def of(self, iri: str) -> list[str]:
        return self.members.setdefault(self.root.setdefault(iri, iri), [iri])

    def join(self, one: str, other: str, *, forced: bool = False) -> bool:
        ours, theirs = self.of(one), self.of(other)
        if ours is theirs:
            return False
        together = [*ours, *theirs]
        if any(not self.apart[iri].isdisjoint(together) for iri in ours):
            return False
        if not forced:
            facts = [self.known[iri] for iri in together if iri in self.known]
            if (
                len({fact.year for fact in facts if fact.year is not None}) > 1
                or sum(fact.registered for fact in facts) > 1
                or sum(fact.held for fact in facts) > 1
            ):
                return False
        for iri in theirs:
            self.root[iri] = self.root[one]
        self.members.pop(other, None)
        self.members[self.root[one]] = together
        return True


def _merges(known: Mapping[str, _Known], pairs: Sequence[_Pair], register: Register) -> Iterator[Merge]:
    groups = _Groups(known, [(d.a, d.b) for d in register.decisions if not d.same])
    forced: dict[str, list[str]] = defaultdict(list)
    decided = {frozenset((d.a, d.b)): d for d in register.decisions if d.same}
    for decision in register.decisions:
        if decision.same and decision.b in known:
            groups.join(decision.a, decision.b, forced=True)
            forced[decision.a].append(decision.b)
    said = {frozenset((pair.left, pair.right)): pair for pair in pairs}
    best: dict[str, _Pair] = {}
    for pair in pairs:
        groups.join(pair.left, pair.right)
        for iri in (pair.left, pair.right):
            best.setdefault(iri, pair)
    for members in sorted(sorted(group) for group in groups.members.values() if len(group) > 1):
        kept = min(members, key=lambda iri: _preference(iri, known, forced, members))
        for merged in members:
            if merged == kept or merged not in known:
                continue
            by_register = decided.get(frozenset((kept, merged))) or next(
                (d for d in register.decisions if d.same and merged in (d.a, d.b) and {d.a, d.b} <= set(members)), None
            )
            direct = said.get(frozenset((kept, merged)))
            by_rule = direct or best.get(merged)
            language, title = _title(known[merged])
            kept_title = _title(known[kept], language)[1] if kept in known else _registered_title(register, kept, language)
            if by_register is not None:
                rule, sure = FORCED, confidence(f"merge.{FORCED}")
            elif by_rule is not None:
                rule, sure = f"merge.{by_rule.rule}", confidence(f"merge.{by_rule.rule}")
            else:
                continue
            score = direct.score if direct is not None else likeness(read(title, language), read(kept_title, language))
            yield Merge(
                kept,
                merged,
                kept_title,
                title,
                language,
                score,
                rule,
                sure,
                tuple(sorted(known[merged].seen)),
                tuple(sorted(known[kept].seen)) if kept in known else (),
                by_register.source if by_register is not None else "",
            )


def _preference(iri: str, known: Mapping[str, _Known], forced: Mapping[str, list[str]], members: Sequence[str]) -> tuple[bool, bool, bool, bool, int, str]:
    """What is kept: what a person named first; else the register's, the text's that is held, the dated one, the one that most texts use."""
    one = known.get(iri)
    names_others = any(other in members for other in forced.get(iri, ()))
    taken_over = any(iri in others for others in forced.values())
    if one is None:
        return (not names_others or taken_over, False, False, False, 0, iri)
    return (not names_others or taken_over, not one.registered, not one.held, one.year is None, -len(one.texts), iri)


def _title(one: _Known, language: str | None = None) -> tuple[str, str]:
    """(language, title) as it is written most often, in a language where one is asked for and there is such a title."""
    fitting = [item for item in one.titles.items() if item[0][0] == language] or list(one.titles.items())
    return min(fitting, key=lambda item: (-item[1], item[0]))[0] if fitting else ("en", one.iri)


def _registered_title(register: Register, iri: str, language: str) -> str:
    known = register.by_iri.get(iri)
    if known is None:
        return iri
    titles = [t.text for t in known.titles if t.language == language] or [t.text for t in known.titles]
    return titles[0] if titles else known.key


def _renamed(reading: Reading, names: Mapping[str, Merge]) -> Reading:
    """A reading in which merged names are the kept ones; citations of one thing twice in one mention become one."""
    identity = reading.document.identity
    document = reading.document
    if (own := names.get(identity.iri)) is not None:
        document = replace(document, identity=replace(identity, iri=own.kept))
    citations = tuple(_citation(citation, names, document.identity.iri) for citation in reading.citations)
    derivations = tuple(
        replace(d, ground=names[of].kept + d.ground[len(of) :]) if (of := instrument_of(d.ground) or d.ground) in names else d for d in reading.derivations
    )
    if document is reading.document and citations == reading.citations and derivations == reading.derivations:
        return reading
    return replace(reading, document=document, citations=citations, derivations=derivations)


def _citation(citation: Citation, names: Mapping[str, Merge], own: str) -> Citation:
    if not any(t in names for t in citation.targets) and not any(c.instrument in names for c in citation.candidates):
        return citation
    targets = tuple(dict.fromkeys(names[t].kept if t in names else t for t in citation.targets))
    candidates = tuple(replace(c, instrument=names[c.instrument].kept) if c.instrument in names else c for c in citation.candidates)
    merge = names.get(citation.targets[0]) if len(citation.targets) == 1 else None
    title = merge.kept_title if merge is not None and citation.title is not None else citation.title
    status = "self" if targets == (own,) and citation.status == "resolved" else citation.status
    return replace(citation, targets=targets, candidates=candidates, title=title, status=status)


__all__ = ["FORCED", "Merge", "merge_titles"]
