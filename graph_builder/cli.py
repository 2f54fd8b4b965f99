"""The command line: `anticrime build | validate | query | serve | export | check | fetch | evaluate`, and the commands of `history_commands`.

Data on stdout, logs and progress on stderr, `error:` then `hint:`. Exit codes: 0 fine, 1 findings (a refused source among them), 2 cannot run.
"""

from __future__ import annotations

import importlib
import json
import logging
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from graph_builder import history_commands
from graph_builder.errors import AnticrimeError, QueryRefused, StoreError

FINE, FINDINGS, CANNOT_RUN = 0, 1, 2
DEFAULT_STORE = Path("store")

app = typer.Typer(
    name="anticrime",
    help="Who promised what, to whom, how strongly, in which words, on the basis of which earlier promise.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
history_commands.register(app)
stderr = Console(stderr=True, highlight=False, soft_wrap=True)


def say(text: str) -> None:
    """A line of log."""
    print(text, file=sys.stderr)


def fail(error: AnticrimeError) -> int:
    place = f"{error.place}: " if error.place else ""
    where = f" (line {error.line}, column {error.column})" if isinstance(error, QueryRefused) and error.line else ""
    say(f"error: {place}{error.message}{where}")
    if error.hint:
        say(f"hint: {error.hint}")
    return CANNOT_RUN


Store = Annotated[str, typer.Option("--store", help="Folder of a built store, or the URL of a SPARQL 1.1 endpoint.")]


@contextmanager
def _progress() -> Iterator[Callable[[str, int, int], None]]:
    """Bars on a terminal, nothing elsewhere."""
    if not stderr.is_terminal:
        yield lambda stage, done, all_of: None
        return
    with Progress(TextColumn("{task.description:>9}"), BarColumn(), MofNCompleteColumn(), console=stderr, transient=True) as bars:
        tasks: dict[str, Any] = {}

        def show(stage: str, done: int, all_of: int) -> None:
            if stage not in tasks:
                tasks[stage] = bars.add_task(stage, total=all_of)
            bars.update(tasks[stage], completed=done, total=all_of)

        yield show


@app.command()
def build(
    source: Annotated[list[Path] | None, typer.Argument(help="Files or folders; the shipped corpus where none is named.")] = None,
    store: Annotated[Path, typer.Option("--store", help="Folder to write the store to.")] = DEFAULT_STORE,
    register: Annotated[Path | None, typer.Option("--register", help="Folder of the register; the shipped one by default.")] = None,
    workers: Annotated[int, typer.Option("--workers", min=0, help="Processes; 0: one a processor.")] = 0,
    as_json: Annotated[bool, typer.Option("--json", help="The coverage ledger on stdout as JSON.")] = False,
) -> None:
    """Read sources and build a store; the old store serves until the new one is whole."""
    from dataclasses import asdict

    from graph_builder import pipeline

    with _progress() as progress:
        report = pipeline.build(
            source or pipeline.default_sources(), store, register_dir=register, workers=workers or pipeline.default_workers(), progress=progress
        )
    for finding in report.findings:
        if finding.severity == "violation":
            say(f"error: {finding.place}: {finding.message}")
        elif finding.severity == "warning":
            say(f"warning: {finding.place}: {finding.message}")
        else:
            continue
        if finding.hint:
            say(f"hint: {finding.hint}")
    if as_json:
        ledger = {
            "build": report.build_hash,
            "quads": report.quads,
            "coverage": [asdict(row) for row in report.coverage],
            "findings": [asdict(finding) for finding in report.findings],
            "unknown": [{"language": language, "opening": words, "times": times} for language, words, times in report.unknown],
        }
        print(json.dumps(ledger, ensure_ascii=False, indent=1))
    names = ("paragraphs", "statements", "commitments", "citations", "citations_resolved", "derivations")
    total = {name: sum(getattr(row, name) for row in report.coverage) for name in names}
    say(
        f"read {len(report.coverage)} of {len(report.coverage) + len(report.refused)} sources: {total['paragraphs']} paragraphs,"
        f" {total['statements']} statements ({total['commitments']} commitments), {total['citations']} citations"
        f" ({total['citations_resolved']} resolved), {total['derivations']} derivations; {report.quads} quads in {store}"
    )
    raise typer.Exit(FINDINGS if report.refused else FINE)


@app.command()
def validate(
    store: Store = str(DEFAULT_STORE),
    engine: Annotated[str, typer.Option("--engine", help="fast, or pyshacl (the reference, slow).")] = "fast",
    form: Annotated[str, typer.Option("--format", help="text, json, junit or sarif.")] = "text",
) -> None:
    """Check a store against the shapes: what was checked, how often, what fails, with the sentence."""
    from graph_builder.store import open_store
    from graph_builder.validate import render, validate_store

    with open_store(store) as opened:
        report = validate_store(opened, engine=engine)
    print(render(report, form))
    raise typer.Exit(FINE if report.conforms else FINDINGS)


@app.command()
def query(
    text: Annotated[str | None, typer.Argument(metavar="QUERY", help="A SPARQL query; the project's prefixes are known.")] = None,
    file: Annotated[Path | None, typer.Option("-f", "--file", help="Read the query from a file; - for standard input.")] = None,
    store: Store = str(DEFAULT_STORE),
    as_json: Annotated[bool, typer.Option("--json", help="SPARQL JSON results (graphs: JSON-LD).")] = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="CSV results.")] = False,
    timeout: Annotated[float, typer.Option("--timeout", min=0.1, help="Seconds after which the query is stopped.")] = 60.0,
) -> None:
    """Ask a store in SPARQL."""
    from graph_builder.store import open_store

    if (text is None) == (file is None):
        raise StoreError("name a query or a file with one", hint="anticrime query 'SELECT * { ?s ?p ?o } LIMIT 5', or -f question.rq")
    if file is not None:
        try:
            text = sys.stdin.read() if str(file) == "-" else file.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise StoreError(f"cannot be read ({error})", place=str(file), hint="check the path; queries are UTF-8") from error
    accept = (
        "application/sparql-results+json, application/ld+json;q=0.9"
        if as_json
        else "text/csv, text/turtle;q=0.9"
        if as_csv
        else "text/tab-separated-values, text/turtle;q=0.9"
    )
    with open_store(store) as opened:
        answer = opened.query(text or "", accept, timeout=timeout)
    sys.stdout.flush()
    sys.stdout.buffer.write(answer.body)
    if answer.body and not answer.body.endswith(b"\n"):
        sys.stdout.buffer.write(b"\n")
    sys.stdout.buffer.flush()


@app.command()
def export(
    store: Store = str(DEFAULT_STORE),
    form: Annotated[str, typer.Option("--format", help="nquads.")] = "nquads",
    output: Annotated[Path | None, typer.Option("-o", "--output", help="File to write; standard output by default.")] = None,
) -> None:
    """Write everything in a store, the materialised closure too, as sorted N-Quads."""
    from graph_builder.store import open_store

    if form != "nquads":
        raise StoreError(f"does not know the format {form!r}", hint="--format nquads")
    with open_store(store) as opened:
        if output is None:
            for chunk in opened.export():
                sys.stdout.buffer.write(chunk)
            sys.stdout.buffer.flush()
            return
        partial = output.with_name(output.name + ".part")
        with partial.open("wb") as out:
            for chunk in opened.export():
                out.write(chunk)
        partial.replace(output)


@app.command()
def serve(
    store: Store = str(DEFAULT_STORE),
    host: Annotated[str, typer.Option("--host", help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="Port to listen on.")] = 8000,
) -> None:
    """Serve SPARQL, the JSON API and the pages."""
    importlib.import_module("api").serve(store, host=host, port=port)


@app.command()
def check(
    register: Annotated[Path | None, typer.Option("--register", help="Folder of the register; the shipped one by default.")] = None,
) -> None:
    """Check the register: duplicate keys, impossible dates, dangling relations, titles in the wrong language."""
    from graph_builder.register import check as check_register

    findings = check_register(register)
    for finding in findings:
        print(f"{finding.severity}: {finding.place}: {finding.message}" + (f" ({finding.hint})" if finding.hint else ""))
    raise typer.Exit(FINDINGS if any(f.severity == "violation" for f in findings) else FINE)


@app.command()
def merges(
    store: Store = str(DEFAULT_STORE),
    as_json: Annotated[bool, typer.Option("--json", help="Merges as JSON, with every place where a name was seen.")] = False,
) -> None:
    """Titles that were taken for one instrument: both names, likeness, rule, confidence, how often each was seen. Undone in register/merges.csv."""
    from dataclasses import asdict

    from graph_builder.merge_log import merged
    from graph_builder.store import open_store

    with open_store(store) as opened:
        found = merged(opened)
    if as_json:
        print(json.dumps([asdict(merge) for merge in found], ensure_ascii=False, indent=1))
        return
    for merge in found:
        print(
            f"{merge.rule}\t{merge.confidence}\t{merge.likeness}\n  - {merge.merged_title}\t{merge.merged}\t{len(merge.merged_seen)}"
            f"\n  + {merge.kept_title}\t{merge.kept}\t{len(merge.kept_seen)}"
        )


@app.command()
def fetch(
    wanted: Annotated[list[str], typer.Argument(help="Symbols in any usual spelling, or register keys: A/RES/55/25 untoc.")],
    to: Annotated[Path, typer.Option("--to", help="Folder for the texts and their manifest.csv.")] = Path("texts"),
    language: Annotated[list[str] | None, typer.Option("--language", help="Language code; may be repeated. English by default.")] = None,
    refresh: Annotated[bool, typer.Option("--refresh", help="Ask the hosts whether what is held has changed.")] = False,
) -> None:
    """Fetch official texts politely, with a manifest; goes on where it was stopped."""
    from graph_builder.fetch import fetch as fetch_texts
    from graph_builder.register import load

    report = fetch_texts(wanted, to, languages=tuple(language or ("en",)), register=load(), refresh=refresh, say=say)
    for entry in (*report.fetched, *report.unchanged, *report.held):
        print(to / entry.file)
    for finding in report.findings:
        say(f"warning: {finding.place}: {finding.message}")
        say(f"hint: {finding.hint}")
    say(f"{len(report.fetched)} fetched, {len(report.unchanged)} unchanged, {len(report.held)} held already, {len(report.findings)} not to be had")
    raise typer.Exit(FINDINGS if report.findings else FINE)


@app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True})
def evaluate(context: typer.Context) -> None:
    """Measure against a corpus with gold (options: docs/guide/measuring.md); needs a checkout of the project."""
    from graph_builder.pipeline import ROOT

    if not (ROOT / "bench" / "evaluate.py").is_file():
        raise StoreError("the evaluation is part of the checkout, not of the installed package", hint="clone the project and run: make evaluate")
    sys.path.insert(0, str(ROOT))
    raise typer.Exit(importlib.import_module("bench.evaluate").main(context.args))


def main() -> None:
    """Console script: errors of the project become two lines and exit code 2."""
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING, format="%(levelname)s: %(message)s")
    try:
        app()
    except AnticrimeError as error:
        raise SystemExit(fail(error)) from None
    except Exception:
        traceback.print_exc()
        say("error: a fault of anticrime, shown above")
        say("hint: report it with the command and its input")
        raise SystemExit(CANNOT_RUN) from None
    except KeyboardInterrupt:
        say("stopped")
        raise SystemExit(130) from None
    except BrokenPipeError:
        sys.stderr.close()
        raise SystemExit(FINE) from None


if __name__ == "__main__":
    main()
