"""IRIs minted from names, and names read back from IRIs: `parse_iri(mint(name)) == name` for every kind.

What goes in: names as values (an instrument by symbol, register key, title or file; what stands below an instrument; actors, sources,
graphs, concepts). What comes out: absolute IRIs. This module must not know the register or any text.

    id/instrument/un/a/res/55-25            Instrument(symbol=A/RES/55/25)
    id/instrument/untoc                     Instrument(key="untoc")
    id/instrument/title/2004/sofia-plan     Instrument(title="2004/sofia-plan")
    id/instrument/text/six                  Instrument(text="six")
    id/instrument/untoc/art/5/par/1/a       Part(instrument, "art/5/par/1/a")
    id/actor/unodc                          Thing("actor", "unodc")
    concept/force/urges                     Concept("force", "urges")
"""

from __future__ import annotations

import os
import re
import unicodedata
from urllib.parse import unquote

from graph_builder.errors import IriError
from graph_builder.iris.symbols import RESERVED, Symbol, from_path
from graph_builder.values import dataclass

BASE = os.environ.get("ANTICRIME_BASE", "https://w3id.org/anticrime/id/")
"""Where the data's IRIs begin. The one setting: an institution that publishes its own graph sets ANTICRIME_BASE."""
AC = "https://w3id.org/anticrime/ontology#"
CONCEPT = "https://w3id.org/anticrime/concept/"

_INSTRUMENT = "instrument/"
_KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_FIRST_SEGMENTS = frozenset(("un", "osce", "coe", "eu", "ilo", "text", "title"))
_ENCODED = re.compile(r'[\x00-\x20<>"{}|^`\\%/?#\x7f]')
THINGS = ("actor", "source", "graph", "activity", "agent", "dataset", "membership")
"""First segments of IRIs that are no instrument's."""


@dataclass(frozen=True, slots=True)
class Instrument:
    """The name of an instrument: exactly one of the four is set. `title` is "YEAR/slug" or "slug"; `text` a file name without language and ending."""

    symbol: Symbol | None = None
    key: str | None = None
    title: str | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """What stands below an instrument: `path` is "par/2", "par/2/statement/1", "expression/fr"."""

    instrument: Instrument
    path: str

    @property
    def kind(self) -> str:
        """statement, citation, expression, evidence... where such a segment stands in the path (the last counts); else provision."""
        for segment in reversed(self.path.split("/")):
            if segment in _PART_KINDS:
                return segment
        return "provision"


_PART_KINDS = RESERVED - {"par", "pre", "art", "annex", "div", "fn", "text", "title"}


@dataclass(frozen=True, slots=True)
class Thing:
    """`kind` is one of THINGS; `name` a key or file name; `path` what stands below it ("text", "edit/1")."""

    kind: str
    name: str
    path: str = ""


@dataclass(frozen=True, slots=True)
class Concept:
    scheme: str
    key: str


Name = Instrument | Part | Thing | Concept


def encode(segment: str) -> str:
    """A text as one path segment of an IRI: letters of every script stay, what an IRI may not hold is percent-encoded."""
    if segment in (".", ".."):
        return segment.replace(".", "%2E")
    return _ENCODED.sub(lambda m: "".join(f"%{byte:02X}" for byte in m[0].encode()), segment)


def slug(title: str) -> str:
    """A title as a path segment: lower case, words joined by hyphens, at most 80 characters at a word's end."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", title.lower()) if not unicodedata.combining(c))
    words = re.findall(r"\w+", unicodedata.normalize("NFC", plain).replace("_", " "))
    out = ""
    for word in words:
        if out and len(out) + len(word) >= 80:
            break
        out = f"{out}-{word}" if out else word[:80]
    return out or "untitled"


def mint(name: Name) -> str:
    """The absolute IRI of a name; IriError where the name has no IRI."""
    if isinstance(name, Concept):
        return f"{CONCEPT}{name.scheme}/{encode(name.key)}"
    if isinstance(name, Thing):
        if name.kind not in THINGS:
            raise IriError(f"no kind of IRI: {name.kind!r}", hint=f"known kinds: {', '.join(THINGS)}")
        return BASE + name.kind + "/" + encode_path(name) + (f"/{name.path}" if name.path else "")
    if isinstance(name, Part):
        return f"{mint(name.instrument)}/{name.path}"
    return BASE + _INSTRUMENT + _instrument_path(name)


def encode_path(name: Thing) -> str:
    """Graph names have a path of their own ("source/x.txt"); every other name is one segment."""
    if name.kind == "graph":
        return "/".join(encode(part) for part in name.name.split("/", 1))
    return encode(name.name)


def _instrument_path(name: Instrument) -> str:
    if name.symbol is not None:
        return name.symbol.path
    if name.key is not None:
        if not _KEY.fullmatch(name.key) or name.key in _FIRST_SEGMENTS:
            raise IriError(f"not a register key: {name.key!r}", hint="keys are lower-case letters, digits and single hyphens")
        return name.key
    if name.title is not None:
        return "title/" + "/".join(encode(part) for part in name.title.split("/", 1))
    if name.text is not None:
        return "text/" + encode(name.text)
    raise IriError("an instrument without symbol, key, title or text has no IRI")


def parse_iri(iri: str) -> Name | None:
    """The name of an IRI minted here, with its base; None where it is none of ours."""
    if iri.startswith(CONCEPT):
        scheme, _, key = iri[len(CONCEPT) :].partition("/")
        return Concept(scheme, unquote(key)) if scheme and key and "/" not in key else None
    if not iri.startswith(BASE):
        return None
    rest = iri[len(BASE) :]
    if rest.startswith(_INSTRUMENT):
        return _parse_instrument(rest[len(_INSTRUMENT) :])
    kind, _, below = rest.partition("/")
    if kind not in THINGS or not below:
        return None
    if kind == "graph":
        return Thing(kind, "/".join(unquote(part) for part in below.split("/", 1)))
    name, _, path = below.partition("/")
    return Thing(kind, unquote(name), path)


def _parse_instrument(path: str) -> Instrument | Part | None:
    segments = path.split("/")
    if not all(segments):
        return None
    if segments[0] == "text" and len(segments) > 1:
        return _with_part(Instrument(text=unquote(segments[1])), segments[2:])
    if segments[0] == "title" and len(segments) > 1:
        dated = re.fullmatch(r"\d{4}", segments[1]) is not None and len(segments) > 2
        end = 3 if dated else 2
        return _with_part(Instrument(title="/".join(unquote(s) for s in segments[1:end])), segments[end:])
    if segments[0] in _FIRST_SEGMENTS:
        # the symbol ends where a segment begins that no symbol holds
        end = next((i for i, segment in enumerate(segments) if segment in RESERVED), len(segments))
        symbol = from_path("/".join(segments[:end]))
        return _with_part(Instrument(symbol=symbol), segments[end:]) if symbol is not None else None
    if not _KEY.fullmatch(segments[0]):
        return None
    return _with_part(Instrument(key=segments[0]), segments[1:])


def _with_part(instrument: Instrument, segments: list[str]) -> Instrument | Part:
    return Part(instrument, "/".join(segments)) if segments else instrument


def mint_instrument(name: Symbol | str) -> str:
    """The IRI of an instrument by symbol, or by register key.

    >>> from graph_builder.iris.symbols import from_code
    >>> mint_instrument(from_code("MC.DEC/5/06")).removeprefix(BASE), mint_instrument("untoc").removeprefix(BASE)
    ('instrument/osce/mc/dec/5-06', 'instrument/untoc')
    """
    return mint(Instrument(symbol=name) if isinstance(name, Symbol) else Instrument(key=name))


def title_iri(title: str, year: int | None = None) -> str:
    """The IRI of an instrument that is known by title (and year) alone."""
    return mint(Instrument(title=f"{year:04}/{slug(title)}" if year else slug(title)))


def text_iri(name: str) -> str:
    """The IRI of a text with neither symbol nor title, by its file name without language and ending."""
    return mint(Instrument(text=name))


def provision_iri(instrument: str, path: str) -> str:
    return f"{instrument}/{path}"


def statement_iri(provision: str, number: int) -> str:
    return f"{provision}/statement/{number}"


def citation_iri(provision: str, number: int) -> str:
    return f"{provision}/citation/{number}"


def expression_iri(instrument: str, language: str, number: int = 1) -> str:
    """The first text of a language is `expression/fr`, a second, different one `expression/fr-2`."""
    return f"{instrument}/expression/{language}" + (f"-{number}" if number > 1 else "")


def actor_iri(key: str) -> str:
    return mint(Thing("actor", key))


def source_iri(file_name: str) -> str:
    return mint(Thing("source", file_name))


def graph_iri(name: str) -> str:
    """`name`: "register", "ontology", "inferred", "build", or "source/FILE"."""
    return mint(Thing("graph", name))


def concept_iri(scheme: str, key: str) -> str:
    return mint(Concept(scheme, key))


def instrument_of(iri: str) -> str | None:
    """The instrument an instrument's or part's IRI belongs to."""
    name = parse_iri(iri)
    if isinstance(name, Part):
        return mint(name.instrument)
    return iri if isinstance(name, Instrument) else None
