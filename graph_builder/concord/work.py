"""One instrument with all its versions: joint provisions, statements, citations, and divergences.

Statements of a provision are aligned by order and force, citations by what they cite; the numbers in their IRIs follow the first version
(the language of adoption where a text names it, else English first), whatever the order in which sources were given.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from graph_builder.concord.align import align
from graph_builder.lexicons import split, table
from graph_builder.model import LANGUAGES, Citation, Finding, Provision, Reading, Span, Statement

UNAUTHENTIC = {("un", "de"), ("un", "it")}
"""(organisation, language) of versions that are no official text: the UN's six languages are authentic, its German documents are
translations (A/RES/3355(XXIX))."""


@dataclass(frozen=True)
class Version:
    """One expression of an instrument: `tag` is its IRI part (`fr`, `fr-2`); `copies` are further sources of the same text."""

    tag: str
    reading: Reading
    copies: tuple[Reading, ...] = ()

    @property
    def language(self) -> str:
        return self.reading.document.language


@dataclass(frozen=True)
class Joint:
    """A provision, statement or citation of the instrument: its IRI path below it, and (version index, index in that reading) of each occurrence."""

    path: str
    members: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Side:
    """What one version says at a divergence; `span` is in its normal text."""

    version: int
    span: Span
    value: str


@dataclass(frozen=True)
class Divergence:
    """A point where versions differ. `subject` is the path of the statement or provision; `kind`: force, count, citation."""

    subject: str
    kind: str
    sides: tuple[Side, Side]


@dataclass(frozen=True)
class Work:
    """One instrument as read from all its sources."""

    iri: str
    versions: tuple[Version, ...]
    provisions: tuple[Joint, ...]
    statements: tuple[Joint, ...]
    citations: tuple[Joint, ...]
    forces: Mapping[str, str] = field(default_factory=dict)
    """Statement path -> the force of the instrument's statement."""
    divergences: tuple[Divergence, ...] = ()
    findings: tuple[Finding, ...] = ()

    def statement_paths(self) -> dict[tuple[int, int], str]:
        """(version, index in its reading) -> statement path."""
        return {member: joint.path for joint in self.statements for member in joint.members}

    def told(self, joint: Joint) -> Statement:
        """What the version says whose force is the instrument's: with it goes whether the statement is a commitment."""
        said = [self.versions[v].reading.statements[k] for v, k in joint.members]
        return next((s for s in said if s.force == self.forces.get(joint.path)), said[0])

    def citation_paths(self) -> dict[tuple[int, int], str]:
        return {member: joint.path for joint in self.citations for member in joint.members}


@cache
def _usual() -> Mapping[frozenset[str], frozenset[str]]:
    """Pair of forces -> the languages whose drafting habit it is; no language: any."""
    rows = table("usual_pairs.csv", ("id", "left", "right", "source"), key=("left", "right"), optional=("languages",))
    return {frozenset((row["left"], row["right"])): frozenset(split(row.get("languages", ""))) for row in rows}


def usual(left: str, right: str, languages: Iterable[str]) -> bool:
    """Whether versions in these languages show this pair of forces by drafting habit.

    >>> usual("recommends", "encourages", ("en", "ru")), usual("recommends", "encourages", ("en", "es"))
    (True, False)
    """
    of = _usual().get(frozenset((left, right)))
    return of is not None and (not of or not of.isdisjoint(languages))


@cache
def _strengths() -> dict[str, int]:
    rows = table("forces.csv", ("id", "strength", "act_type"), optional=("broader", "source", "note"))
    return {row.id: int(row["strength"]) for row in rows}


def concord(readings: Iterable[Reading]) -> tuple[Work, ...]:
    """Works sorted by IRI. The order of `readings` is the manifest order: it decides only between texts of one language."""
    groups: dict[str, list[Reading]] = defaultdict(list)
    for reading in readings:
        groups[reading.document.identity.iri].append(reading)
    return tuple(_work(iri, groups[iri]) for iri in sorted(groups))


def _work(iri: str, readings: Sequence[Reading]) -> Work:
    original = next((r.document.identity.original_language for r in readings if r.document.identity.original_language), None)
    versions, findings = _versions(readings, original)
    provisions = _join_provisions(versions)
    statements, forces, force_divergences = _join_statements(versions, provisions, original)
    citations, citation_divergences = _join_citations(versions, provisions)
    return Work(iri, versions, provisions, statements, citations, forces, (*force_divergences, *citation_divergences), findings)


def _versions(readings: Sequence[Reading], original: str | None) -> tuple[tuple[Version, ...], tuple[Finding, ...]]:
    """Groups sources that hold the same text; the original language first, then English, then the fixed order."""
    by_text: dict[tuple[str, str], list[Reading]] = {}
    for reading in readings:
        by_text.setdefault((reading.document.language, " ".join(reading.document.text.text.split())), []).append(reading)
    rank = {language: k for k, language in enumerate(LANGUAGES)}
    ordered = sorted(
        by_text.values(),
        key=lambda group: (group[0].document.language != original, rank.get(group[0].document.language, len(rank)), group[0].document.language),
    )
    seen: Counter[str] = Counter()
    versions, findings = [], []
    for group in ordered:
        language = group[0].document.language
        seen[language] += 1
        tag = language if seen[language] == 1 else f"{language}-{seen[language]}"
        versions.append(Version(tag, group[0], tuple(group[1:])))
        if seen[language] == 2:
            first = next(v for v in versions if v.tag == language)
            findings.append(
                Finding(
                    "two-texts",
                    "warning",
                    group[0].document.source.file_name,
                    f"differs from {first.reading.document.source.file_name}, which gives the same instrument in the same language",
                    "both are read as expressions of their own; pages show the first",
                )
            )
    return tuple(versions), tuple(findings)


def _join_provisions(versions: Sequence[Version]) -> tuple[Joint, ...]:
    """By path; printed order of the first version that has them."""
    members: dict[str, list[tuple[int, int]]] = {}
    for v, version in enumerate(versions):
        for k, provision in enumerate(version.reading.document.provisions):
            members.setdefault(provision.path, []).append((v, k))
    return tuple(Joint(path, tuple(found)) for path, found in members.items())


def _by_provision(version: Version) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for k, statement in enumerate(version.reading.statements):
        found[statement.provision].append(k)
    return found


def _pair_cost(left: Statement, right: Statement, *, same_count: bool) -> float:
    """A call and a bare assertion are one statement only where both versions count the same: elsewhere the pair is more likely a slip of reading."""
    if left.force == right.force:
        return 0.0
    if frozenset((left.force, right.force)) in _usual():
        return 0.5
    strengths = _strengths()
    directive = strengths.get(left.force, 0) > 0, strengths.get(right.force, 0) > 0
    if directive[0] == directive[1]:
        return 1.0
    return 1.9 if same_count else 2.5


def _join_statements(
    versions: Sequence[Version], provisions: Sequence[Joint], original: str | None
) -> tuple[tuple[Joint, ...], dict[str, str], list[Divergence]]:
    indexes = [_by_provision(version) for version in versions]
    joints: list[Joint] = []
    forces: dict[str, str] = {}
    divergences: list[Divergence] = []
    for provision in provisions:
        slots: list[list[tuple[int, int]]] = []
        counts: list[tuple[int, int]] = []
        for v, version in enumerate(versions):
            own = indexes[v].get(provision.path, [])
            if any(member[0] == v for member in provision.members):
                counts.append((v, len(own)))
            if not own:
                continue
            read = version.reading.statements
            heads = [versions[slot[0][0]].reading.statements[slot[0][1]] for slot in slots]

            def cost(i: int, j: int, heads: list[Statement] = heads, read: Sequence[Statement] = read, own: list[int] = own) -> float:
                return _pair_cost(heads[i], read[own[j]], same_count=len(heads) == len(own))

            merged: list[list[tuple[int, int]]] = []
            for i, j in align(len(slots), len(own), cost):
                slot = list(slots[i]) if i is not None else []
                if j is not None:
                    slot.append((v, own[j]))
                merged.append(slot)
            slots = merged
        for n, slot in enumerate(slots, 1):
            path = f"{provision.path}/statement/{n}"
            joints.append(Joint(path, tuple(slot)))
            forces[path] = _joint_force(versions, slot, original)
            divergences += _force_divergences(versions, path, slot)
        if counts and any(n != counts[0][1] for _, n in counts):
            first = counts[0]
            for v, n in counts[1:]:
                if n != first[1]:
                    sides = tuple(_provision_side(versions, provision, w, str(m)) for w, m in (first, (v, n)))
                    divergences.append(Divergence(provision.path, "count", (sides[0], sides[1])))
    return tuple(joints), forces, divergences


def _provision_side(versions: Sequence[Version], provision: Joint, v: int, value: str) -> Side:
    k = next(index for version, index in provision.members if version == v)
    return Side(v, versions[v].reading.document.provisions[k].span, value)


def authentic(version: Version) -> bool:
    """Whether a version is an official text."""
    return (version.reading.document.identity.organisation or "", version.language) not in UNAUTHENTIC


def _joint_force(versions: Sequence[Version], slot: Sequence[tuple[int, int]], original: str | None) -> str:
    """The language of adoption decides where a text names it; else what most authentic versions say, the first version among equals."""
    said = [(versions[v], versions[v].reading.statements[k].force) for v, k in slot]
    for version, force in said:
        if original is not None and version.language == original:
            return force
    votes = [force for version, force in said if authentic(version)] or [force for _, force in said]
    count = Counter(votes)
    best = max(count.values())
    return next(force for force in votes if count[force] == best)


def _force_divergences(versions: Sequence[Version], path: str, slot: Sequence[tuple[int, int]]) -> list[Divergence]:
    (v0, k0), *others = slot
    first = versions[v0].reading.statements[k0]
    found = []
    for v, k in others:
        other = versions[v].reading.statements[k]
        if other.force != first.force and not usual(other.force, first.force, (versions[v0].language, versions[v].language)):
            found.append(Divergence(path, "force", (Side(v0, first.span, first.force), Side(v, other.span, other.force))))
    return found


def _citation_key(citation: Citation) -> tuple[str, ...]:
    if citation.targets:
        many = citation.status in ("collective", "anaphoric") and len(citation.targets) > 1
        return ("many" if many else "one", *citation.targets, *citation.pins)
    return (citation.status, citation.symbol or "")


def _join_citations(versions: Sequence[Version], provisions: Sequence[Joint]) -> tuple[tuple[Joint, ...], list[Divergence]]:
    """By provision and target: the nth mention of a target in one version is the nth in another."""
    slots: dict[str, dict[tuple[str, ...], list[tuple[int, int]]]] = defaultdict(dict)
    cited: dict[str, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    for v, version in enumerate(versions):
        nth: Counter[tuple[str, ...]] = Counter()
        for k, citation in enumerate(version.reading.citations):
            key = (citation.provision, *_citation_key(citation))
            nth[key] += 1
            slots[citation.provision].setdefault((*key, str(nth[key])), []).append((v, k))
            if citation.status in ("resolved", "collective"):
                cited[citation.provision][v].update(citation.targets)
    joints = [Joint(f"citation/{n}", tuple(members)) for n, members in enumerate(slots.get("", {}).values(), 1)]  # in the head of the text, in no provision
    divergences = []
    for provision in provisions:
        for n, members in enumerate(slots.get(provision.path, {}).values(), 1):
            joints.append(Joint(f"{provision.path}/citation/{n}", tuple(members)))
        present = [v for v, _ in provision.members]
        by_version = cited.get(provision.path, {})
        if len(present) > 1 and by_version:
            first = present[0]
            for v in present[1:]:
                if by_version.get(v, set()) != by_version.get(first, set()):
                    sides = [_provision_side(versions, provision, w, " ".join(sorted(by_version.get(w, set())))) for w in (first, v)]
                    divergences.append(Divergence(provision.path, "citation", (sides[0], sides[1])))
    return tuple(joints), divergences


def provision_of(version: Version, path: str) -> Provision | None:
    return version.reading.document.by_path.get(path)
