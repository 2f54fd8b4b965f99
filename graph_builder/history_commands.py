"""The commands that ask a store over time: `lineage`, `question`, `diff`, `chain`.

What goes in: names as people write them. What comes out: tables or JSON on stdout, what must be said aloud on stderr. The answers are made in
`history` and `diff`; this module knows only how a command line shows them.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from graph_builder.errors import StoreError

if TYPE_CHECKING:
    from graph_builder.history.lineage import Line, Lineage
    from graph_builder.history.words import Quote
    from ontology.questions import Parameter

FINE, FINDINGS = 0, 1
DEFAULT_STORE = "store"
Store = Annotated[str, typer.Option("--store", help="Folder of a built store, or the URL of a SPARQL 1.1 endpoint.")]


def register(app: typer.Typer) -> None:
    """Adds the commands to the application."""
    for command in (lineage, question, diff, chain):
        app.command()(command)


def _say(text: str) -> None:
    print(text, file=sys.stderr)


def instrument_iri(name: str) -> str:
    """The IRI of an instrument in any usual spelling of its symbol, by register key or title."""
    from graph_builder.iris import mint_instrument
    from graph_builder.register import load

    found = load().find_instrument(name)
    if found.instrument is not None:
        return found.instrument.iri
    if found.symbol is not None:
        return mint_instrument(found.symbol)
    raise StoreError(f"knows no instrument {name!r}", hint=f"near: {', '.join(found.near)}" if found.near else "name it by symbol, register key or title")


def thing_iri(name: str) -> str:
    """The IRI of an instrument by any name, or of anything by its IRI or path after `id/`."""
    from graph_builder.iris import BASE

    if name.startswith(("http://", "https://")):
        return name
    if name.removeprefix("id/").startswith("instrument/"):
        return BASE + name.removeprefix("id/")
    return instrument_iri(name)


def lineage(
    thing: Annotated[str, typer.Argument(metavar="THING", help="A statement or provision by IRI or path after id/, an instrument by any name.")],
    store: Store = DEFAULT_STORE,
    direction: Annotated[str, typer.Option("--direction", help="ancestors, descendants or both.")] = "both",
    depth: Annotated[int, typer.Option("--depth", min=1, max=32, help="Steps of the longest path.")] = 32,
    basis: Annotated[str | None, typer.Option("--basis", help="Steps of these bases alone: explicit,anaphoric,register (named) ...")] = None,
    as_of: Annotated[str | None, typer.Option("--as-of", help="Only what had been adopted by then: 2006, 2006-12 or 2006-12-05.")] = None,
    least: Annotated[float, typer.Option("--min-confidence", min=0.0, max=1.0, help="Confidence that a path must have.")] = 0.0,
    language: Annotated[str, typer.Option("--lang", help="Language of the quotes where there are several.")] = "en",
    as_json: Annotated[bool, typer.Option("--json", help="Paths, steps and quotes as JSON.")] = False,
) -> None:
    """What a commitment or an instrument derives from and what derives from it, path by path, with the words at both ends, as of a date."""
    from graph_builder.history.lineage import DIRECTIONS, Limits, whole
    from graph_builder.history.lineage import lineage as find
    from graph_builder.history.notes import lineage_notes
    from graph_builder.history.words import symbols, words
    from graph_builder.model import PartialDate
    from graph_builder.reason.lineage import WEAKNESS
    from graph_builder.store import open_store

    bases = tuple(part.strip() for part in (basis or "").split(",") if part.strip())
    if direction not in DIRECTIONS:
        raise StoreError(f"knows no direction {direction!r}", hint=f"one of {', '.join(DIRECTIONS)}")
    if wrong := [part for part in bases if part not in WEAKNESS]:
        raise StoreError(f"knows no basis {wrong[0]!r}", hint=f"one or more of {', '.join(WEAKNESS)}")
    try:
        day = PartialDate.parse(as_of) if as_of else None
    except ValueError as error:
        raise StoreError(f"--as-of {as_of!r} is no date", hint="write 2006, 2006-12 or 2006-12-05") from error
    iri = thing_iri(thing)
    if any(c in iri for c in '<>"{}|^`\\') or any(c <= " " for c in iri):
        raise StoreError(f"{thing!r} is no IRI", hint="take it from `anticrime query` or the JSON interface")
    limits = Limits(direction, depth, bases, least, day)
    with open_store(store) as opened:
        if not opened.ask(f"ASK {{ {{ <{iri}> ?p ?o }} UNION {{ ?s ?q <{iri}> }} }}"):
            raise StoreError(f"says nothing of <{iri}>", place=store, hint="build its text, or take the IRI from `anticrime query`")
        answer = find(opened, iri, limits)
        quotes = words(opened, (edge.node for line in answer.lines for edge in line.steps), language=language)
        names = symbols(opened, {whole(end) for line in answer.lines for edge in line.steps for end in (edge.derived, edge.ground)} | {whole(iri)})
    notes = lineage_notes(answer, limits)
    if as_json:
        print(json.dumps(_lineage_json(answer, quotes, notes), ensure_ascii=False, indent=1))
        return
    for line in answer.lines:
        _show_line(line, quotes, names)
    for note in notes:
        _say(note)
    for circle in answer.cycles:
        _say(f"circle: {' '.join(circle)}")
    for old, newer in answer.replaced.items():
        _say(f"{names.get(old, old)} was replaced by {', '.join(newer)}")


def _lineage_json(answer: Lineage, quotes: Any, notes: list[str]) -> dict[str, Any]:
    lines = [
        {
            **{name: value for name, value in asdict(line).items() if name != "steps"},
            "steps": [{**asdict(edge), "quotes": [asdict(quote) for quote in quotes[edge.node]]} for edge in line.steps],
        }
        for line in answer.lines
    ]
    shown = {"thing": answer.thing, "standing": answer.standing, "notes": notes, "lines": lines, "cycles": answer.cycles, "left_out": dict(answer.left_out)}
    return {**shown, "replaced": dict(answer.replaced), "dates": {iri: asdict(dates) for iri, dates in answer.dates.items()}}


def _show_line(line: Line, quotes: Any, names: Any) -> None:
    from graph_builder.history.lineage import whole

    def called(iri: str) -> str:
        owner = whole(iri)
        return f"{names.get(owner, owner)}{iri[len(owner) :].replace('/', ' ', 1)}"

    doubt = "" if line.standing == "certain" else f"\t{line.standing}"
    print(f"{line.direction}\t{line.basis}\t{line.confidence:g}\t{called(line.derived)}\t{called(line.ground)}{doubt}")
    for number, edge in enumerate(line.steps, 1):
        if len(line.steps) > 1:
            print(f"  {number}. {edge.basis} {edge.confidence:g}: {called(edge.derived)} -> {called(edge.ground)}")
        for quote in quotes[edge.node]:
            print(f"     {quote.end}: {_shown(quote)}")


def _shown(quote: Quote) -> str:
    return " ".join((quote.repaired or quote.text).split())


def _value(parameter: Parameter, text: str) -> str:
    """A parameter's value: an `iri` may be an IRI, a path after `id/` or `concept/`, a key, or the name of an instrument or actor."""
    from graph_builder.iris import BASE, CONCEPT, actor_iri
    from graph_builder.register import load

    if parameter.kind != "iri" or text.startswith(("http://", "https://")):
        return text
    if text.startswith("concept/") or parameter.name in ("topic", "force"):
        return CONCEPT + (text.removeprefix("concept/") if text.startswith("concept/") else f"{parameter.name}/{text}")
    if text.split("/")[0] in ("instrument", "actor", "source", "graph"):
        return BASE + text
    if parameter.name in ("state", "group", "bearer", "counterparty"):
        wanted = text.casefold()
        for actor in load().actors.values():
            if wanted in {actor.key, *(name.text.casefold() for name in actor.names)}:
                return actor_iri(actor.key)
        raise StoreError(f"knows no actor {text!r}", hint="name it by register key, or by its name in any language")
    return instrument_iri(text)


def question(
    key: Annotated[str | None, typer.Argument(metavar="KEY", help="A competency question by number or name; all are listed where none is named.")] = None,
    values: Annotated[list[str] | None, typer.Argument(metavar="NAME=VALUE", help="Its parameters: day=2006-12 state=France ...")] = None,
    store: Store = DEFAULT_STORE,
    as_json: Annotated[bool, typer.Option("--json", help="SPARQL JSON results.")] = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="CSV results.")] = False,
    timeout: Annotated[float, typer.Option("--timeout", min=0.1, help="Seconds after which the query is stopped.")] = 60.0,
) -> None:
    """Ask one of the competency questions with your own values; what the answer must be read with goes to stderr."""
    from graph_builder.store import open_store
    from ontology.questions import questions

    if key is None:
        for one in questions():
            taken = " ".join(f"{p.name}={p.kind}" for p in one.parameters)
            print(f"{one.number}\t{one.key[3:]}\t{one.titles['en']}\t{taken}")
        return
    asked = next((one for one in questions() if key in (one.key, one.key[3:]) or str(one.number) == key.lstrip("0")), None)
    if asked is None:
        raise StoreError(f"knows no question {key!r}", hint="`anticrime question` lists them")
    known = {parameter.name: parameter for parameter in asked.parameters}
    given: dict[str, str] = {}
    for pair in values or ():
        name, equals, text = pair.partition("=")
        if not equals or name not in known:
            raise StoreError(f"question {asked.number} has no parameter {pair!r}", hint=f"it takes {', '.join(known) or 'none'}, as NAME=VALUE")
        given[name] = _value(known[name], text.strip())
    try:
        query = asked.bind(given)
    except ValueError as error:
        raise StoreError(str(error), hint="see the parameters in `anticrime question`") from error
    accept = "application/sparql-results+json" if as_json else "text/csv" if as_csv else "text/tab-separated-values"
    with open_store(store) as opened:
        answer = opened.query(query, accept, timeout=timeout)
    sys.stdout.flush()
    sys.stdout.buffer.write(answer.body if answer.body.endswith(b"\n") else answer.body + b"\n")
    sys.stdout.buffer.flush()
    if note := asked.notes.get("en"):
        _say(note)


def diff(
    before: Annotated[str, typer.Argument(metavar="BEFORE", help="A store; with --store: an instrument of it.")],
    after: Annotated[str, typer.Argument(metavar="AFTER", help="The later store; with --store: the later instrument.")],
    store: Annotated[str | None, typer.Option("--store", help="Compare two instruments of this store, in any usual spelling of their symbols.")] = None,
    language: Annotated[str, typer.Option("--lang", help="Language version to compare.")] = "en",
    as_json: Annotated[bool, typer.Option("--json", help="Changes as JSON.")] = False,
) -> None:
    """Say what changed between two stores, or between two instruments of one: added, dropped, strengthened, weakened, reworded."""
    from graph_builder import diff as comparing
    from graph_builder.store import open_store

    if store is None:
        with open_store(before) as old, open_store(after) as new:
            changes = comparing.between_stores(comparing.said(old, language=language), comparing.said(new, language=language))
    else:
        names = [instrument_iri(name) for name in (before, after)]
        with open_store(store) as opened:
            sides = [comparing.said(opened, language=language, instrument=iri) for iri in names]
        for name, statements in zip((before, after), sides, strict=True):
            if not statements:
                raise StoreError(f"has no statement of {name} in {language!r}", place=store, hint="build its text first, or choose --lang")
        changes = comparing.between_instruments(*sides)
    if as_json:
        print(json.dumps([asdict(change) for change in changes], ensure_ascii=False, indent=1))
    else:
        for change in changes:
            forces = " -> ".join(said.force for said in (change.before, change.after) if said is not None)
            shown = change.after or change.before
            assert shown is not None
            print(f"{','.join((change.kind, *change.also))}\t{forces}\t{shown.iri}\t{shown.words[:160]}")
    raise typer.Exit(FINDINGS if changes else FINE)


def chain(
    instrument: Annotated[str, typer.Argument(help="The latest instrument to look back from, in any usual spelling of its symbol.")],
    store: Store = DEFAULT_STORE,
    language: Annotated[str, typer.Option("--lang", help="Language version to compare.")] = "en",
    as_json: Annotated[bool, typer.Option("--json", help="Steps and changes as JSON.")] = False,
) -> None:
    """Say how force and wording changed along a chain of recurring instruments, from the first to the one named."""
    from graph_builder import diff as comparing
    from graph_builder.store import open_store

    iri = instrument_iri(instrument)
    with open_store(store) as opened:
        steps = comparing.chain(opened, iri, language=language)
    if not steps:
        raise StoreError(f"knows nothing that {instrument} continues", place=store, hint="build the earlier texts too, or compare two with `anticrime diff`")
    if as_json:
        print(json.dumps([asdict(step) for step in steps], ensure_ascii=False, indent=1))
    else:
        for step in steps:
            print(f"{step.before_symbol} -> {step.after_symbol}")
            if step.changes is None:
                print(f"  not held in {language!r}")
            for change in step.changes or ():
                forces = " -> ".join(said.force for said in (change.before, change.after) if said is not None)
                print(f"  {','.join((change.kind, *change.also))}\t{forces}")
                for mark, side in (("-", change.before), ("+", change.after)):
                    if side is not None:
                        print(f"    {mark} {side.words}")
    raise typer.Exit(FINDINGS if any(step.changes for step in steps) else FINE)
