"""Looks at a query before anything runs it: form, size, nesting, and what it may not do.

What goes in: the text of a query. What comes out: a `Checked` query, or `QueryRefused` with line and column. This module must not
know any store, and it must be safe on any input: one pass over the text, no recursion (a parser of SPARQL recurses, and dies
of a few thousand brackets).

Refused: text over the length limit, brackets nested over the depth limit, chains of operators or paths that a parser would turn
into as deep a tree, unclosed strings, updates, `SERVICE` and `LOAD` (they open addresses), `FROM` of a graph the store
does not hold. A tokeniser alone would not do for `SERVICE`: `FILTER(1<2)SERVICE?x#>` looks like an IRI from `<` on, and
`SERVICE:x{` like a prefixed name; both are looked at again.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import NamedTuple

from graph_builder.errors import QueryRefused
from graph_builder.store.prefixes import PREFIXES

MAX_LENGTH = 100_000
MAX_DEPTH = 64
MAX_CHAIN = 500
"""Operators in one group of brackets: `a || b || c …` becomes a tree as deep as it is long."""

FORMS = {"SELECT": "select", "ASK": "ask", "CONSTRUCT": "graph", "DESCRIBE": "graph"}
PAIRS = {"(": ")", "{": "}", "[": "]"}
CHAINING = frozenset({"UNION", "MINUS", "OPTIONAL", "LATERAL"})
UPDATES = frozenset({"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "COPY", "MOVE", "ADD", "WITH"})

_TOKEN = re.compile(
    r"""(?P<blank>[ \t\r\n]+)
      | (?P<comment>\#[^\r\n]*)
      | (?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
      | (?P<quote>\"{3}|'{3}|["'])
      | (?P<variable>[?$]\w+)
      | (?P<tag>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
      | (?P<name>[^\W\d_][\w-]*)
      | (?P<local>:[\w%-]*)
      | (?P<open>[({\[])
      | (?P<close>[)}\]])
      | (?P<chain>[!/|^+*-]|&&)
      | (?P<other>[\w]+|.)
    """,
    re.VERBOSE | re.DOTALL,
)
_SERVICE_AFTER_BRACKET = re.compile(r"\).*service", re.IGNORECASE | re.DOTALL)


class Token(NamedTuple):
    kind: str
    text: str
    start: int


@dataclass(frozen=True, slots=True)
class Checked:
    """A query that may run: its text, its form (select, ask, graph), and whether it names its own dataset."""

    text: str
    form: str
    dataset: bool = False


def position(text: str, offset: int) -> tuple[int, int]:
    """Line and column, counted from 1, of an offset."""
    before = text[:offset]
    return before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1


def _refuse(text: str, offset: int, message: str, hint: str) -> QueryRefused:
    line, column = position(text, offset)
    return QueryRefused(message, hint=hint, line=line, column=column)


def _string_end(text: str, start: int, quote: str) -> int:
    """The offset after the string that opens at `start`, -1 where nothing closes it."""
    at = start + len(quote)
    short = len(quote) == 1
    while at < len(text):
        c = text[at]
        if c == "\\":
            at += 2
        elif text.startswith(quote, at):
            return at + len(quote)
        elif short and c in "\r\n":
            return -1
        else:
            at += 1
    return -1


def tokens(text: str) -> list[Token]:
    """The tokens of a query without blanks and comments; QueryRefused where a string is not closed.

    >>> [t.text for t in tokens('ASK { ?s ac:order 2 } # all')]
    ['ASK', '{', '?s', 'ac', ':order', '2', '}']
    """
    found: list[Token] = []
    at = 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        assert match is not None  # `other` takes any character
        kind = match.lastgroup or "other"
        if kind == "quote":
            end = _string_end(text, at, match.group())
            if end < 0:
                raise _refuse(text, at, "the string is never closed", "close it with the quotation mark that opens it")
            found.append(Token("string", text[at:end], at))
            at = end
            continue
        if kind not in ("blank", "comment"):
            found.append(Token(kind, match.group(), at))
        at = match.end()
    return found


def _no_network(text: str, token: Token) -> None:
    word = token.text.upper()
    named = token.kind in ("name", "other") and "SERVICE" in word and (word == "SERVICE" or not word[0].isalpha())
    hidden = token.kind == "iri" and _SERVICE_AFTER_BRACKET.search(token.text) is not None
    if named or hidden:
        raise _refuse(text, token.start, "SERVICE is refused: only this graph answers", "ask the other endpoint yourself and join the results")


def _brackets(text: str, found: list[Token]) -> None:
    open_ones: list[Token] = []
    chains = [0]
    if any(token.kind == "iri" and ("(" in token.text or ")" in token.text) for token in found):
        _depth(text, found)  # `FILTER(?a<?b&&(?c>?d))`: what looks like an IRI may hold brackets, so only their number is bounded
        return
    for token in found:
        if token.kind == "open":
            if len(open_ones) == MAX_DEPTH:
                raise _refuse(text, token.start, f"brackets are nested more than {MAX_DEPTH} deep", "split the query, or write it flatter")
            open_ones.append(token)
            chains.append(0)
        elif token.kind == "close":
            if not open_ones or PAIRS[open_ones[-1].text] != token.text:
                raise _refuse(text, token.start, f"the query is malformed: {token.text!r} closes nothing here", "check the brackets")
            open_ones.pop()
            chains.pop()
        elif token.kind == "chain" or token.text.upper() in CHAINING:
            chains[-1] += 1
            if chains[-1] > MAX_CHAIN:
                raise _refuse(text, token.start, f"more than {MAX_CHAIN} operators in one group", "use VALUES or IN for long lists")
    if open_ones:
        last = open_ones[-1]
        raise _refuse(text, last.start, f"the query is malformed: {last.text!r} is never closed", "check the brackets")


def _depth(text: str, found: list[Token]) -> None:
    if sum(text.count(bracket) for bracket in "({[") > MAX_DEPTH:
        raise _refuse(text, 0, f"the query has IRIs with round brackets and more than {MAX_DEPTH} brackets", "percent-encode the brackets in IRIs")
    if sum(token.kind == "chain" for token in found) > MAX_CHAIN:
        raise _refuse(text, 0, f"more than {MAX_CHAIN} operators", "use VALUES or IN for long lists")


def _prologue(found: list[Token]) -> tuple[int, dict[str, str]]:
    """Where the prologue ends, and the prefixes it declares."""
    at, declared = 0, dict(PREFIXES)
    while at < len(found):
        word = found[at].text.upper()
        if word == "BASE" and at + 1 < len(found) and found[at + 1].kind == "iri":
            at += 2
        elif word == "PREFIX":
            at += 1
            name = ""
            while at < len(found) and found[at].kind != "iri":
                name += found[at].text
                at += 1
            if at < len(found):
                declared[name.removesuffix(":")] = found[at].text[1:-1]
                at += 1
        else:
            break
    return at, declared


def _named_graph(found: list[Token], at: int, prefixes: dict[str, str]) -> tuple[str, Token] | None:
    token = found[at] if at < len(found) else None
    if token is None:
        return None
    if token.kind == "iri":
        return token.text[1:-1], token
    prefix, local = "", ""
    if token.kind == "name" and at + 1 < len(found):
        prefix, at = token.text, at + 1
    parts = []
    end = found[at].start
    while at < len(found) and found[at].start == end and found[at].kind in ("local", "name", "other", "chain"):
        parts.append(found[at].text)
        end += len(found[at].text)
        at += 1
    local = "".join(parts)
    return prefixes.get(prefix, prefix + ":") + local.removeprefix(":"), token


def _datasets(text: str, found: list[Token], start: int, prefixes: dict[str, str], graphs: Collection[str] | None) -> bool:
    named = False
    for at in range(start, len(found)):
        token = found[at]
        if token.text == "{":
            break
        if token.kind == "name" and token.text.upper() == "FROM":
            nxt = at + 1
            if nxt < len(found) and found[nxt].kind == "name" and found[nxt].text.upper() == "NAMED":
                nxt += 1
            graph = _named_graph(found, nxt, prefixes)
            if graph is None:
                continue
            named = True
            if graphs is not None and graph[0] not in graphs:
                raise _refuse(text, graph[1].start, f"FROM <{graph[0]}>: no such graph in this store", "list them: SELECT DISTINCT ?g { GRAPH ?g {} }")
    return named


def check(text: str, graphs: Collection[str] | None = None) -> Checked:
    """Lets a query pass, or raises QueryRefused. `graphs`: the named graphs of the store; None lets every FROM pass.

    >>> check("SELECT * { ?s a ac:Commitment }").form
    'select'
    """
    if not text.strip():
        raise QueryRefused("the query is empty", hint="write a SELECT, ASK, CONSTRUCT or DESCRIBE query", line=1, column=1)
    if len(text) > MAX_LENGTH:
        raise QueryRefused(f"the query has {len(text)} characters, more than {MAX_LENGTH}", hint="split it", line=1, column=1)
    if "\x00" in text:
        raise _refuse(text, text.index("\x00"), "the query holds a NUL character", "remove it")
    found = tokens(text)
    start, prefixes = _prologue(found)
    if start >= len(found):
        raise _refuse(text, len(text), "the query ends before it asks anything", "write a SELECT, ASK, CONSTRUCT or DESCRIBE query")
    word = found[start].text.upper()
    if word in UPDATES:
        raise _refuse(text, found[start].start, f"{word} is an update: this endpoint is read-only", "write a SELECT, ASK, CONSTRUCT or DESCRIBE query")
    if word not in FORMS:
        raise _refuse(
            text, found[start].start, f"this is no query: it begins with {found[start].text[:40]!r}", "write a SELECT, ASK, CONSTRUCT or DESCRIBE query"
        )
    for at, token in enumerate(found):
        after_colon = at > 0 and found[at - 1].kind == "local" and found[at - 1].start + len(found[at - 1].text) == token.start
        if not after_colon:
            _no_network(text, token)
    _brackets(text, found)
    return Checked(text, FORMS[word], _datasets(text, found, start, prefixes, graphs))


_SYNTAX = re.compile(r"error at (\d+):(\d+)(?:: expected (?:one of )?(.*))?", re.DOTALL)
_EXPLAINED = (
    ("Prefix not found", "a prefix is used that is not declared"),
    ("overrides an existing variable", "AS names a variable that already has a value"),
    ("variable that is unbound", "SELECT names a variable that is neither bound, grouped nor aggregated"),
)


def syntax_refusal(message: str, text: str) -> QueryRefused:
    """The parser's complaint about `text` ("error at 2:12: expected ...") as a QueryRefused that says what stands there."""
    match = _SYNTAX.search(message)
    if match is None:
        return QueryRefused(f"the query is malformed: {message[:200]}", hint="see the SPARQL 1.1 grammar", line=1, column=1)
    line, column = int(match.group(1)), int(match.group(2))
    reason = next((words for mark, words in _EXPLAINED if mark in message), "")
    if not reason:
        lines = text.split("\n")
        rest = " ".join("\n".join([lines[line - 1][column - 1 :], *lines[line:]]).split()) if line <= len(lines) else ""
        one = re.fullmatch(r'"?([A-Z{}()]+)"?', match.group(3) or "")
        due = f"{one.group(1)} is expected" if one else ""
        reason = due or (f"{rest[:30]!r} is not expected here" if rest else "it ends too early, or what stands before its end may not stand there")
    return QueryRefused(f"the query is malformed: {reason}", hint="see the SPARQL 1.1 grammar", line=line, column=column)


def with_dataset(text: str, default: Collection[str], named: Collection[str]) -> str:
    """The query with the graphs that a request names beside it (SPARQL 1.1 Protocol, 2.1.4), written as FROM and FROM NAMED.

    QueryRefused where the query names graphs itself. The line numbers of the query stay.

    >>> with_dataset("SELECT * WHERE { ?s ?p ?o }", ["http://x/g"], [])
    'SELECT * FROM <http://x/g> WHERE { ?s ?p ?o }'
    """
    if not default and not named:
        return text
    for graph in (*default, *named):
        if not re.fullmatch(r'[^<>"{}|^`\\\x00-\x20]+', graph):
            raise QueryRefused(f"{graph[:80]!r} is no graph name", hint="give the IRI of a graph", line=1, column=1)
    if check(text).dataset:
        raise QueryRefused("the query names its graphs with FROM, and the request names others", hint="name them in one place", line=1, column=1)
    clauses = " ".join([*(f"FROM <{graph}>" for graph in default), *(f"FROM NAMED <{graph}>" for graph in named)])
    found = tokens(text)
    at, _ = _prologue(found)
    if found[at].text.upper() == "CONSTRUCT" and at + 1 < len(found) and found[at + 1].text == "{":
        depth = 0
        for end in range(at + 1, len(found)):
            depth += {"{": 1, "}": -1}.get(found[end].text, 0)
            if depth == 0:
                at = end
                break
    place = next((token.start for token in found[at + 1 :] if token.text == "{" or (token.kind == "name" and token.text.upper() == "WHERE")), None)
    if place is None:
        return f"{text}\n{clauses}"
    return f"{text[:place]}{clauses} {text[place:]}"
