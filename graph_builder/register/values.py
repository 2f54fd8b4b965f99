"""The frozen values of the register: instruments, their titles and relations, actors and their names.

What goes in: nothing. What comes out: the types that `loading` fills and everybody reads. This module must not know files.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from graph_builder.iris import Symbol
from graph_builder.model import PartialDate

KINDS = (
    *("Convention", "Protocol", "Declaration", "Decision", "Resolution", "ActionPlan", "Charter", "FinalAct", "Strategy"),
    *("ConceptDocument", "Document", "MinisterialStatement", "PresidentialStatement"),
)
"""Local names of the ontology's instrument classes."""

LEGAL_NATURES = ("legally-binding", "politically-binding", "recommendation", "mixed")
ACTOR_KINDS = ("Organization", "Organ", "Office", "State", "ActorGroup")
STATUSES = ("verified", "unverified", "project")
"""Of a row: seen at its source; given there but not confirmed; known to the project (the names of common bearers)."""

RELATIONS = {
    "recalls": "recalls",
    "reaffirms": "reaffirms",
    "cites": "cites",
    "endorses": "endorses",
    "supplements": "supplements",
    "amends": "amends",
    "corrects": "corrects",
    "annexed_to": "annexedTo",
    "follows_up": "followsUp",
    "implements": "implements",
    "replaces": "replaces",
}
"""Relation of the register -> property of the ontology."""

DERIVING = ("follows_up", "implements", "supplements", "amends")
"""Relations that are a derivation; the others are not."""

MAY_BE_EARLIER = ("annexed_to", "corrects")
"""Relations that may lead to something adopted later."""

USES = ("anywhere", "marked", "line")
"""How a title may be matched, see `Title.use`."""


@dataclass(frozen=True, slots=True)
class Title:
    """A name of an instrument in one language.

    `kind`: `title` (official) or `short`. `use` says where its words mean the instrument:

    * `anywhere`: in running text, wherever they stand ("Palermo Convention", "UNTOC");
    * `marked`: only with kind word, number, date or quotation marks beside them, since they are common words: "Organized Crime" is
      MC.DEC/5/06, the words "organized crime" are not;
    * `line`: only as a whole title line: the title belongs first to another instrument (a resolution that bears the title of the
      convention it adopts), or is shared by so many that it names none.

    `shared_by`: IRIs of the other instruments of the same name ("Palermo Protocol" names two): a match alone does not resolve; all are candidates.
    `common` is short for: not `anywhere`.
    """

    id: str
    """Rule id for annotations: "title.untoc.en.1"."""
    instrument: str
    language: str
    kind: str
    text: str
    use: str
    status: str
    shared_by: tuple[str, ...] = ()

    @property
    def common(self) -> bool:
        return self.use != "anywhere"


@dataclass(frozen=True, slots=True)
class Relation:
    """`source` IRI, relation of the register (a key of RELATIONS), target IRI; `where` as the facts say ("preamble para. 4")."""

    subject: str
    relation: str
    object: str
    where: str
    sources: tuple[str, ...]
    status: str


@dataclass(frozen=True)
class Instrument:
    """One instrument of the register."""

    iri: str
    key: str
    kind: str
    organisation: str
    status: str
    symbol: Symbol | None = None
    symbols: tuple[str, ...] = ()
    """Every spelling of its symbol that the graph should hold, the canonical first."""
    adopters: tuple[str, ...] = ()
    """Actor keys of the adopting organs."""
    adopted_on: PartialDate | None = None
    date_kind: str = "adoption"
    """adoption, or signature: opening for signature, where that is the date a treaty is known by."""
    adopted_at: str = ""
    meeting: str = ""
    entry_into_force: PartialDate | None = None
    treaty_series: str = ""
    legal_nature: str = ""
    topics: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    """Where the facts were seen, the issuing organisation's own address first."""
    unverified: tuple[str, ...] = ()
    """Fields that no page confirmed."""
    titles: tuple[Title, ...] = ()

    @property
    def organ(self) -> str | None:
        return self.adopters[0] if self.adopters else None

    @property
    def treaty(self) -> bool:
        """Convention or protocol, or another text of binding nature that States become parties to (the Charter of the United Nations)."""
        return self.kind in ("Convention", "Protocol") or (self.kind == "Charter" and self.legal_nature == "legally-binding")

    def title(self, language: str = "en") -> str | None:
        """The official title in a language, else in English, else in any."""
        official = [t for t in self.titles if t.kind == "title"] or list(self.titles)
        for wanted in (language, "en"):
            if found := next((t.text for t in official if t.language == wanted), None):
                return found
        return official[0].text if official else None

    @property
    def label(self) -> str:
        """What people call it by in a list: its own symbol, else its key."""
        return str(self.symbol) if self.symbol is not None and self.symbol.annex is None else self.key


@dataclass(frozen=True, slots=True)
class ActorName:
    """`kind`: pref (one a language), alt, acronym, or source (a spelling of a source of records: "TURKIYE")."""

    actor: str
    language: str
    kind: str
    text: str
    status: str


@dataclass(frozen=True, slots=True)
class Membership:
    """`from_date`, `to_date`: as known, else empty."""

    member: str
    group: str
    from_date: str
    to_date: str
    sources: tuple[str, ...]
    status: str


@dataclass(frozen=True)
class Actor:
    key: str
    iri: str
    kind: str
    part_of: str | None = None
    iso3: str = ""
    iso2: str = ""
    names: tuple[ActorName, ...] = ()
    memberships: tuple[Membership, ...] = ()
    sources: tuple[str, ...] = ()
    unverified: tuple[str, ...] = ()
    status: str = "verified"

    def name(self, language: str = "en") -> str:
        """The preferred name in a language, else in English, else the key."""
        for wanted in (language, "en"):
            if found := next((n.text for n in self.names if n.language == wanted and n.kind == "pref"), None):
                return found
        return next((n.text for n in self.names), self.key)


_NOT_WORD = re.compile(r"[\W_]+")


@lru_cache(maxsize=32768)
def fold(text: str) -> str:
    """A title or name for comparison: lower case, accents and punctuation away, single blanks.

    >>> fold("Déclaration sur l’OSCE – n° 5")
    'declaration sur l osce n 5'
    """
    if text.isascii():
        return _NOT_WORD.sub(" ", text.lower()).strip()
    plain = unicodedata.normalize("NFKD", text.casefold())
    return _NOT_WORD.sub(" ", "".join(c for c in plain if not unicodedata.combining(c))).strip()
