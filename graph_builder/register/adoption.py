"""Reads records of adoption: how the General Assembly adopted a resolution, who voted how, who sponsored it.

What goes in: a text of JSON objects, one after another, each one resolution (votes by State, sponsors, committee, agenda item, subjects), and the
register, whose names of States the record's spelling is matched to. What comes out: frozen `Adoption` values, and findings for each name that is no
State's and each object that is no record. This module must not know RDF.

A sponsor "on behalf of" a group is the State that speaks for it; the group is matched where the register names it. "Submitted by the Chair of the
Committee" is no sponsor: it is kept in `submitted`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from graph_builder.errors import SourceError
from graph_builder.iris import Symbol, from_code
from graph_builder.model import Finding, PartialDate
from graph_builder.register.lookup import Register
from graph_builder.register.values import fold

VOTES = ("in favour", "against", "abstaining")
_VOTE_FIELDS = {"in favour": "MS_in_favour", "against": "MS_against", "abstaining": "MS_abstaining"}
TYPES = {"without a vote": "without a vote", "by a recorded vote": "recorded vote", "by consensus": "consensus"}
_NEEDED = ("symbol", "adoption_type", "adoption_date")
_BEHALF = re.compile(r"^(?P<state>[^,(]+(?:\([^)]*\))?)\s*[,(]?\s*O[NF] BEHALF OF (?:THE )?(?P<group>.+?)\)?$", re.IGNORECASE)
_MEMBERS_OF = re.compile(r"^STATES MEMBERS OF THE UNITED NATIONS THAT ARE MEMBERS OF (?:THE )?", re.IGNORECASE)
_CAPACITY = re.compile(r"^(?P<state>[^,(]+)\s*\(IN ITS CAPACITY AS [^)]*\)$", re.IGNORECASE)
_REPRESENTATIVE = re.compile(
    r"^(?:INTRODUCED IN THE COMMITTEE BY )?(?:THE )?REPRESENTATIVE OF (?P<state>.+?) (?:\()?ON BEHALF OF (?:THE )?(?P<group>.+?)\)?$", re.IGNORECASE
)
_SUBMITTED = re.compile(r"^(?:SUBMITTED BY|ON THE BASIS OF|INTRODUCED )|\bAND ON THE BASIS OF INFORMAL CONSULTATIONS", re.IGNORECASE)
_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")
_DATE = re.compile(r"(\d{1,2}) ([A-Za-z]+) (\d{4})")


@dataclass(frozen=True, slots=True)
class Vote:
    """`actor` is an actor key; `cast` one of VOTES; `name` as the record spells it."""

    actor: str
    cast: str
    name: str


@dataclass(frozen=True, slots=True)
class Adoption:
    """How one resolution was adopted. `counts`: votes in favour, against and abstaining as the record states them."""

    symbol: Symbol
    title: str
    adopted_on: PartialDate | None
    adoption_type: str
    session: str = ""
    meeting: str = ""
    committee: str | None = None
    """Actor key of the Main Committee; None: without reference to one."""
    agenda_items: tuple[str, ...] = ()
    agenda_title: str = ""
    draft: str = ""
    votes: tuple[Vote, ...] = ()
    counts: tuple[int, int, int] = (0, 0, 0)
    sponsors: tuple[str, ...] = ()
    """Actor keys, in order of key."""
    groups: tuple[str, ...] = ()
    """Actor keys of the groups on whose behalf a sponsor spoke."""
    submitted: tuple[str, ...] = ()
    """Who submitted the draft, in the record's words, where it was no State."""
    subjects: tuple[str, ...] = ()
    record: str = ""
    """Symbol of the meeting's verbatim record."""


@dataclass(frozen=True)
class Records:
    """`names`: how many names of States the records hold, `matched` how many of them were found in the register."""

    adoptions: tuple[Adoption, ...]
    findings: tuple[Finding, ...]
    names: int
    matched: int


@dataclass(frozen=True)
class RecordFile:
    """A file of records as read: its name and digest, and what it holds."""

    file_name: str
    sha256: str
    records: Records


def read_file(path: Path, register: Register) -> RecordFile | None:
    """The records of a file; None where it is no file of records (then it is some other kind of source)."""
    if path.suffix.lower() != ".json":
        return None
    try:
        data = path.read_bytes()
        text = data.decode("utf-8")
    except (OSError, UnicodeDecodeError):
        return None
    return RecordFile(path.name, sha256(data).hexdigest(), read_records(text, register, file_name=path.name)) if is_records(text) else None


def is_records(text: str) -> bool:
    """Whether a text begins like a file of adoption records."""
    if not text.lstrip("\ufeff \t\r\n").startswith("{"):
        return False
    try:
        first, _ = json.JSONDecoder().raw_decode(text.lstrip("\ufeff \t\r\n"))
    except ValueError:
        return False
    return isinstance(first, dict) and all(key in first for key in _NEEDED)


def read_records(text: str, register: Register, *, file_name: str = "") -> Records:
    """All records of a text. SourceError where it holds no JSON objects at all; an object that is no record is a finding."""
    findings: list[Finding] = []
    adoptions: list[Adoption] = []
    matcher = _Matcher(register)
    seen: dict[str, int] = {}
    for number, (record, fault) in enumerate(_objects(text, file_name), 1):
        place = f"{file_name}: object {number}"
        if record is None:
            findings.append(Finding("adoption-unreadable", "violation", place, fault, "the records after it are not read"))
            break
        symbol = from_code(str(record.get("symbol", "")))
        if symbol is None or not all(key in record for key in _NEEDED):
            missing = [key for key in _NEEDED if key not in record]
            findings.append(
                Finding(
                    "adoption-no-record",
                    "violation",
                    place,
                    f"has no {', '.join(missing)}" if missing else f"{record.get('symbol')!r} is no symbol",
                    "the object is passed over",
                )
            )
            continue
        if symbol.text in seen:
            findings.append(Finding("adoption-twice", "warning", place, f"{symbol} stands in object {seen[symbol.text]} too", "the first is kept"))
            continue
        seen[symbol.text] = number
        adoptions.append(_adoption(symbol, record, matcher, findings, place))
    findings += [
        Finding(
            "adoption-unknown-name",
            "warning",
            file_name,
            f"{name!r} ({count} times) is no name of a State or group of the register",
            "add it to actor_names.states.csv as `source`",
        )
        for name, count in sorted(matcher.unknown.items())
    ]
    return Records(tuple(adoptions), tuple(findings), matcher.names, matcher.names - sum(matcher.unknown.values()))


def _objects(text: str, file_name: str) -> Iterator[tuple[dict[str, object] | None, str]]:
    """The objects of a text, one after another; after a broken one (None, why)."""
    decoder, at = json.JSONDecoder(), 0
    text = text.lstrip("\ufeff")
    while True:
        while at < len(text) and text[at].isspace():
            at += 1
        if at >= len(text):
            return
        try:
            value, at = decoder.raw_decode(text, at)
        except ValueError as error:
            if at == 0:
                raise SourceError("holds no JSON objects", place=file_name, hint="records are JSON objects, one after another") from error
            yield None, f"broken at character {at}: {error}"
            return
        for item in value if isinstance(value, list) else (value,):
            yield (item, "") if isinstance(item, dict) else ({}, "")


class _Matcher:
    """Names of States to actor keys, counting what it meets. A name is split where two stand in one cell ("CHILE,DOMINICAN REPUBLIC")."""

    def __init__(self, register: Register) -> None:
        self.names = 0
        self.unknown: dict[str, int] = {}
        self.known: Mapping[str, str] = _known(register)

    def state(self, name: str) -> str | None:
        return self.known.get(fold(name)) or self.known.get(fold(name.replace("REPUBLIC OF ", "", 1)))

    def find(self, name: str) -> list[str]:
        self.names += 1
        if (key := self.state(name)) is not None:
            return [key]
        parts = [self.state(part) for part in name.split(",")]
        if len(parts) > 1 and all(parts):
            self.names += len(parts) - 1
            return [key for key in parts if key is not None]
        clean = " ".join(name.split())
        self.unknown[clean] = self.unknown.get(clean, 0) + 1
        return []


def _known(register: Register) -> dict[str, str]:
    """Folded name -> actor key: States in English and in the spellings of sources, then organisations and groups."""
    found: dict[str, str] = {}
    for wanted in (("State",), ("Organization", "ActorGroup", "Organ", "Office")):
        for actor in register.actors.values():
            if actor.kind in wanted:
                for name in actor.names:
                    if name.language == "en":
                        found.setdefault(fold(name.text), actor.key)
    return found


def _text(record: Mapping[str, object], key: str) -> str:
    value = record.get(key, "")
    text = " ".join(str(value).split()) if isinstance(value, str | int) else ""
    return "" if text in ("N.A.", "N/A") else text


def _list(record: Mapping[str, object], key: str) -> list[str]:
    value = record.get(key)
    return [item for item in value if isinstance(item, str) and item.strip()] if isinstance(value, list) else []


def _count(record: Mapping[str, object], key: str) -> int:
    text = _text(record, key)
    return int(text) if text.isdigit() else 0


def _adoption(symbol: Symbol, record: Mapping[str, object], matcher: _Matcher, findings: list[Finding], place: str) -> Adoption:
    votes: dict[str, Vote] = {}
    for cast in VOTES:
        for name in _list(record, _VOTE_FIELDS[cast]):
            for actor in matcher.find(name):
                if actor in votes and votes[actor].cast != cast:
                    findings.append(Finding("adoption-voted-twice", "warning", place, f"{name} votes {votes[actor].cast} and {cast}", "the first is kept"))
                votes.setdefault(actor, Vote(actor, cast, name.strip()))
    counts = (_count(record, "MS_in_favour_count"), _count(record, "MS_against_count"), _count(record, "MS_abstaining_count"))
    found = tuple(sum(vote.cast == cast for vote in votes.values()) for cast in VOTES)
    adoption_type = TYPES.get(_text(record, "adoption_type").lower(), "")
    if not adoption_type:
        findings.append(Finding("adoption-type", "warning", place, f"{_text(record, 'adoption_type')!r} is no type of adoption", f"known: {', '.join(TYPES)}"))
    if votes and adoption_type != "recorded vote":
        findings.append(
            Finding("adoption-votes", "warning", place, f"{symbol} has votes but was adopted {adoption_type or 'in an unknown way'}", "the votes are left out")
        )
        votes = {}
    elif adoption_type == "recorded vote" and found != counts:
        stated, listed = "-".join(map(str, counts)), "-".join(map(str, found))
        findings.append(
            Finding("adoption-counts", "warning", place, f"{symbol}: the record states {stated} votes and lists {listed}", "the listed votes are written")
        )
    sponsors, groups, submitted = _sponsors([*_list(record, "sponsors"), *_list(record, "additional_sponsors")], matcher)
    date = _date(_text(record, "adoption_date"))
    if date is None:
        findings.append(Finding("adoption-date", "warning", place, f"{_text(record, 'adoption_date')!r} is no date", "left out"))
    return Adoption(
        symbol=symbol,
        title=_text(record, "title"),
        adopted_on=date,
        adoption_type=adoption_type,
        session=_text(record, "session"),
        meeting=_text(record, "adoption_meeting"),
        committee=matcher.known.get(fold(_text(record, "committee"))),
        agenda_items=tuple(re.findall(r"\d{1,3}(?: \([a-z]{1,2}\))?", _text(record, "agenda_item"))),
        agenda_title=_text(record, "agenda_item_name"),
        draft=_text(record, "originating_document"),
        votes=tuple(votes[key] for key in sorted(votes)),
        counts=counts,
        sponsors=tuple(sorted(sponsors)),
        groups=tuple(sorted(groups)),
        submitted=tuple(submitted),
        subjects=_subjects(record.get("subjects")),
        record=_text(record, "pv"),
    )


def _sponsors(names: list[str], matcher: _Matcher) -> tuple[set[str], set[str], list[str]]:
    """(States, groups they spoke for, submissions by a chair or committee in the record's words)."""
    sponsors: set[str] = set()
    groups: set[str] = set()
    submitted: dict[str, None] = {}
    for name in names:
        text = " ".join(name.split())[:400]
        behalf = _REPRESENTATIVE.match(text) or (None if _SUBMITTED.search(text) else _BEHALF.match(text) or _CAPACITY.match(text))
        if behalf is not None:
            sponsors.update(matcher.find(behalf["state"]))
            group = _MEMBERS_OF.sub("", behalf.groupdict().get("group") or "")
            if (key := matcher.known.get(fold(group))) is not None:
                groups.add(key)
        elif _SUBMITTED.search(text):
            submitted[text] = None
        else:
            sponsors.update(matcher.find(text))
    return sponsors, groups, list(submitted)


def _subjects(value: object) -> tuple[str, ...]:
    """Terms of the record, each given as [term, thesaurus]; numbers of agenda items among them are none."""
    terms = [item[0] for item in value if isinstance(item, list) and item and isinstance(item[0], str)] if isinstance(value, list) else []
    return tuple(sorted({" ".join(term.split()) for term in terms if any(c.isalpha() for c in term)}))


def _date(text: str) -> PartialDate | None:
    """From "21 September 2020", or an ISO date with or without a time."""
    if re.match(r"\d{4}-\d\d-\d\d", text):
        try:
            return PartialDate.parse(text[:10])
        except ValueError:
            return None
    match = _DATE.fullmatch(text)
    if match is None or match[2].lower() not in _MONTHS:
        return None
    try:
        return PartialDate.parse(f"{match[3]}-{_MONTHS.index(match[2].lower()) + 1:02}-{int(match[1]):02}")
    except ValueError:
        return None
