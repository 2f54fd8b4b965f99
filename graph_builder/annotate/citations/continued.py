"""Titles that no table knows, where only the kind of instrument has a capital letter: "la Déclaration de Bamako sur …", "Конвенция о …"; and titles in
quotation marks after a word that says so ("la stratégie intitulée « … »").

In: a text's tokens and nouns. Out: `Continued`s: the span of each title, its words, and whether its end is certain. Such a title is written like any words;
it goes on from its kind by a preposition or an adjective of names (`complement` of `anaphora.LANG.csv`) until a stop, a year, or a word that no title holds
(`title-stop`). Where it may as well go on or have ended before ("… et les …"), the end is not certain, and nothing is minted from it: the mention stays
open with its words. English and Chinese, whose writing marks whole titles, are read by `unregistered`. This module must not know the register.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from graph_builder.annotate.citations.anaphora import ReferenceReader
from graph_builder.annotate.citations.nouns import Lexeme, Lexicon
from graph_builder.annotate.citations.tokens import Found, Tokens, plain
from graph_builder.model import Span
from graph_builder.values import dataclass

LANGUAGES = frozenset(("fr", "es", "it", "ru"))
OPEN_TITLE = "title.open"
"""Rule of a title whose end is not certain."""
_SURE = frozenset(("convention", "protocol", "declaration", "charter", "covenant", "treaty", "statute", "agreement"))
_LONG = frozenset(("plan", "programme", "platform", "code", "guidelines"))
"""Kinds that are instruments in their long form alone: "Programme d'action", not the programme of an organisation."""
_GENERAL = frozenset(("charter", "statute"))
"""Kinds that a text knows by themselves: what follows "la Charte" may speak of its provisions."""
_KINDS = _SURE | _LONG | {"principles", "rules"}
_QUOTED = re.compile(r"\s{0,2}[«“„\"]\s?(?P<title>[^«»“”„\"\n]{8,200}?)\s?[»”“\"]")
_LONGEST = 18
"""Words of a title; a longer one has most likely ended before."""
_BEGINNING = re.compile(r"(?:^|[.;:\n(•–—«“\"-])\s*$")


@dataclass(frozen=True, slots=True)
class Continued:
    """`title`: the words, the kind of instrument in its first form; `year`: as written after it."""

    span: Span
    title: str
    year: str
    certain: bool
    rule: str


class ContinuedReader:
    """Reads the titles of one text."""

    def __init__(self, tokens: Tokens, lexicon: Lexicon, references: ReferenceReader, small: Mapping[str, frozenset[str]]) -> None:
        """`small`: the words of `citation_words.csv` by role."""
        self.tokens, self.lexicon, self.references = tokens, lexicon, references
        self.text = tokens.text
        self.stop, self.entitled, self.ands = small["title-stop"], small["entitled"], small["and"]
        self.inner = small["glue"] | small["title-inner"]
        self.alone, self.listed = small["title-alone"], small["title-list"]
        self.begins, self.speakers = small["title-begins"], small["dated"]

    def read(self, events: list[tuple[Found, Lexeme]]) -> list[Continued]:
        """All titles, in order."""
        if self.lexicon.language not in LANGUAGES:
            return []
        found: list[Continued] = []
        nouns = {f.first for f, lexeme in events if lexeme.type == "noun" and self.text[f.start].isupper()}
        for noun, lexeme in events:
            if lexeme.type != "noun" or lexeme.value not in _KINDS or (found and noun.start < found[-1].span.end):
                continue
            capital = self.text[noun.start].isupper()
            marked = self._in_marks(noun, lexeme) if capital or lexeme.value in _SURE else None
            hit = marked or (self._going_on(noun, lexeme, nouns) if capital else None)
            if hit is not None:
                found.append(hit)
        return found

    def _in_marks(self, noun: Found, lexeme: Lexeme) -> Continued | None:
        """A title in quotation marks after "entitled"."""
        at = noun.last
        while at < len(self.tokens.starts) and at - noun.last < 4:
            if plain(self._word(at)) in self.entitled:
                match = _QUOTED.match(self.text, self.tokens.ends[at])
                return Continued(Span(noun.start, match.end()), " ".join(match["title"].split()), "", True, lexeme.rule + ".quoted") if match else None
            at += 1
        return None

    def _word(self, at: int) -> str:
        return self.text[self.tokens.starts[at] : self.tokens.ends[at]]

    def _begins(self, noun: Found, lexeme: Lexeme) -> bool:
        """Whether a title may go on from here."""
        if noun.last >= len(self.tokens.starts) or not self.references.titled(noun) or (lexeme.value in _LONG and noun.last - noun.first < 2):
            return False
        if lexeme.value not in _SURE and _BEGINNING.search(self.text[max(0, noun.start - 4) : noun.start]):
            return False
        first = plain(self._word(noun.last))
        second = plain(self._word(noun.last + 1)) if noun.last + 1 < len(self.tokens.starts) else ""
        if (self.begins and first not in self.begins) or first in self.speakers or second in self.speakers:
            return False
        small = self._word(noun.last)[:1].islower() and not (len(second) > 1 and self._word(noun.last + 1)[:1].isupper())
        return not (lexeme.value in _GENERAL and small)

    def _going_on(self, noun: Found, lexeme: Lexeme, nouns: set[int]) -> Continued | None:
        if not self._begins(noun, lexeme):
            return None
        last, certain, year, capitals = noun.last, False, "", False
        adjective = plain(self._word(noun.last)) not in self.inner
        at = noun.last
        while at < len(self.tokens.starts) and at - noun.last < _LONGEST:
            gap = self.text[self.tokens.ends[at - 1] : self.tokens.starts[at]]
            word = self._word(at)
            folded = plain(word)
            following = self._word(at + 1) if at + 1 < len(self.tokens.starts) else ""
            if "," in gap and folded in self.listed and not following.isdigit() and at - noun.last > 2 and not {at, at + 1} & nouns:
                break  # "Convention sur l'interdiction de l'emploi, de la production…": a list within the title
            if gap.strip(" \t\u00a0'’-‑\n") or "\n\n" in gap or "--" in gap or " -" in gap:
                certain = True
                break
            if folded in self.stop:
                certain = folded not in self.inner
                break
            if at == noun.last + 1 and adjective and folded not in self.inner:
                certain = True  # "le Protocole additionnel"
                break
            if word.isdigit():
                year = word if len(word) == 4 and word[:2] in ("19", "20") else ""
                if year and plain(following) in self.inner:
                    at += 1  # "Convention internationale de 1973 pour …"
                    continue
                certain = True
                break
            if folded in self.ands and (at + 1 in nouns or at + 2 in nouns):
                certain = True
                break
            if at in nouns or (folded in self.ands and not (capitals and following[:1].isupper())):
                break  # another instrument, or a second part: nobody can say where the title ends
            if capitals and word[:1].islower() and folded not in self.inner and folded not in self.ands:
                certain = True
                break
            if word[:1].isupper() and at > noun.last:
                capitals = self.lexicon.language == "es"  # Spanish titles are written with capitals throughout
            if folded not in self.inner and folded not in self.ands:
                last = at + 1
            at += 1
        if last == noun.last:
            return None
        written = plain(" ".join(self.text[noun.start : self.tokens.ends[last - 1]].split()))
        certain = (certain or at == len(self.tokens.starts)) and written not in self.alone
        end = self.tokens.ends[last - 1]
        head = self.text[noun.start : noun.end]
        if self.lexicon.language == "ru":
            head = self.lexicon.first_form(lexeme.value, head)
        return Continued(Span(noun.start, end), " ".join(f"{head}{self.text[noun.end : end]}".split()), year, certain, lexeme.rule + ".continued")
