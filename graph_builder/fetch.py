"""Fetches official texts by symbol, politely, into a folder with a manifest.

What goes in: symbols or register keys, languages, a folder. What comes out: files named `SYMBOL.LANG.EXT`, `manifest.csv` (file, language,
sha256, origin, licence, date and what a conditional request needs), and a report. Addresses are rows of `lexicons/addresses.csv`.

Polite: robots.txt is obeyed, each host has its pause, `Retry-After` is heard, what is held already is not asked for again, or only
conditionally. Bounded: redirects, bytes and seconds of each answer. A run that was killed goes on where it stopped: the manifest is
written after every file. This module must not know what the texts say; the clock and the network are here and nowhere before.
"""

from __future__ import annotations

import csv
import os
import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from hashlib import sha256
from pathlib import Path
from urllib.parse import quote, urljoin, urlsplit
from urllib.robotparser import RobotFileParser

import httpx

from graph_builder.errors import AnticrimeError, SourceError
from graph_builder.iris import parse_symbol
from graph_builder.lexicons import split, table
from graph_builder.model import Finding
from graph_builder.register import Register
from graph_builder.sources.sniff import sniff

AGENT = "anticrime/0.1 (+https://w3id.org/anticrime)"
MANIFEST = "manifest.csv"
ATTEMPTS = 5
PAUSE = 2.0
"""Seconds before the second attempt; doubled for each further one."""
LONGEST_WAIT = 300.0
MAX_BYTES = 128 << 20
SECONDS = 180.0
"""An answer that is not complete by then is given up."""
REDIRECTS = 6

_WORDS = {"en": "English", "fr": "French", "es": "Spanish", "ru": "Russian", "de": "German", "it": "Italian", "ar": "Arabic", "zh": "Chinese"}
_SERIES = re.compile(r"vol\. (\d{1,5}).{0,40}?No\. (\d{1,6})")
_EXTENSIONS = {"pdf": "pdf", "xml": "xml", "docx": "docx", "html": "html", "text": "txt"}


@dataclass(frozen=True)
class Address:
    """A row of `addresses.csv`."""

    id: str
    form: str
    languages: tuple[str, ...]
    template: str
    index: str
    pattern: str
    media: str
    delay: float
    licence: str


@dataclass(frozen=True)
class Entry:
    """A row of the manifest. `status`: held, or why the text is missing."""

    file: str
    language: str
    sha256: str
    origin: str
    licence: str
    symbol: str
    address: str
    fetched: str
    bytes: str
    etag: str = ""
    modified: str = ""
    status: str = "held"


@dataclass(frozen=True)
class Report:
    """What a run did: entries by what became of them, and a finding for each text that could not be had."""

    fetched: tuple[Entry, ...] = ()
    unchanged: tuple[Entry, ...] = ()
    held: tuple[Entry, ...] = ()
    findings: tuple[Finding, ...] = ()


class Refused(Exception):
    """An address that will not give the text, now or ever; the next one is tried."""


def addresses() -> tuple[Address, ...]:
    """The rows of the table, in order."""
    columns = ("id", "form", "languages", "template", "index", "pattern", "media", "delay", "licence", "status")
    return tuple(
        Address(row.id, row["form"], split(row["languages"]), row["template"], row["index"], row["pattern"], row["media"], float(row["delay"]), row["licence"])
        for row in table("addresses.csv", columns, key=("form", "template"))
    )


@dataclass
class Fetcher:
    """The network side: one client, its pauses, robots and index pages. `sleep`, `now` and `clock` are given for tests."""

    client: httpx.Client
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic
    attempts: int = ATTEMPTS
    pause: float = PAUSE
    seconds: float = SECONDS
    max_bytes: int = MAX_BYTES
    _last: dict[str, float] = field(default_factory=dict)
    _robots: dict[str, RobotFileParser | None] = field(default_factory=dict)
    _pages: dict[str, str] = field(default_factory=dict)

    @classmethod
    def open(cls) -> Fetcher:
        timeout = httpx.Timeout(30.0, connect=15.0)
        return cls(httpx.Client(headers={"User-Agent": AGENT}, timeout=timeout, follow_redirects=True, max_redirects=REDIRECTS))

    def get(self, url: str, delay: float, headers: dict[str, str] | None = None) -> httpx.Response:
        """A whole answer, 200 or 304. Refused where the address does not give it: each attempt waits longer, or as long as the host asks."""
        if urlsplit(url).scheme not in ("http", "https"):
            raise Refused(f"is no web address: {url}")
        if not self.allowed(url):
            raise Refused("robots.txt of the host forbids it")
        reason = ""
        for attempt in range(self.attempts):
            if attempt:
                self.sleep(min(LONGEST_WAIT, self.pause * 2 ** (attempt - 1)))
            self.wait(url, delay)
            try:
                response = self._once(url, headers or {})
            except httpx.TooManyRedirects as error:
                raise Refused("redirects in a circle") from error
            except (httpx.UnsupportedProtocol, httpx.InvalidURL) as error:
                raise Refused(f"leads to an address that is none ({error})") from error
            except httpx.TimeoutException:
                reason = "is too slow"
                continue
            except httpx.RemoteProtocolError:
                reason = "breaks off before the end"
                continue
            except httpx.TransportError as error:
                reason = f"does not answer ({error})"
                continue
            if response.status_code in (200, 304):
                return response
            if response.status_code in (429, 500, 502, 503, 504):
                reason = f"answers {response.status_code}"
                asked = self._retry_after(response)
                if asked > LONGEST_WAIT:
                    raise Refused(f"{reason} and asks to come back in {asked:.0f} seconds")
                if asked:
                    self.sleep(asked)
                continue
            raise Refused(f"answers {response.status_code}")
        raise Refused(f"{reason} ({self.attempts} attempts)")

    def _once(self, url: str, headers: dict[str, str]) -> httpx.Response:
        end = self.clock() + self.seconds
        with self.client.stream("GET", url, headers=headers) as response:
            if response.status_code not in (200, 304):
                return response
            chunks, size = [], 0
            for chunk in response.iter_bytes():
                size += len(chunk)
                if size > self.max_bytes:
                    raise Refused(f"is longer than {self.max_bytes:,} bytes")
                if self.clock() > end:
                    raise httpx.ReadTimeout("whole answer", request=response.request)
                chunks.append(chunk)
            raw = response.headers.get("Content-Length", "")
            if raw.isdigit() and not response.headers.get("Content-Encoding") and size < int(raw) and response.status_code == 200:
                raise httpx.RemoteProtocolError("shorter than announced", request=response.request)
            kept = {name: value for name, value in response.headers.items() if name.lower() not in ("content-encoding", "content-length", "transfer-encoding")}
            return httpx.Response(response.status_code, headers=kept, content=b"".join(chunks), request=response.request)

    def wait(self, url: str, delay: float) -> None:
        """Keeps the pause of the host."""
        host = urlsplit(url).netloc
        robots = self._robots.get(host)
        asked = robots.crawl_delay(AGENT) if robots is not None else None
        delay = max(delay, min(float(asked), 30.0) if asked else 0.0)
        if host in self._last and (left := self._last[host] + delay - self.clock()) > 0:
            self.sleep(left)
        self._last[host] = self.clock()

    def allowed(self, url: str) -> bool:
        """What robots.txt of the host says; a host without one allows."""
        parts = urlsplit(url)
        if parts.netloc not in self._robots:
            self._robots[parts.netloc] = self._read_robots(f"{parts.scheme}://{parts.netloc}/robots.txt")
        robots = self._robots[parts.netloc]
        return robots is None or robots.can_fetch(AGENT, url)

    def _read_robots(self, url: str) -> RobotFileParser | None:
        try:
            response = self.client.get(url)
        except (httpx.HTTPError, httpx.InvalidURL):
            return None
        if response.status_code != 200:
            return None
        parser = RobotFileParser()
        parser.parse(response.text[: 1 << 19].splitlines())
        return parser

    def page(self, url: str, delay: float) -> str:
        """An index page, read once a run."""
        if url not in self._pages:
            self._pages[url] = self.get(url, delay).text
        return self._pages[url]

    @staticmethod
    def _retry_after(response: httpx.Response) -> float:
        value = response.headers.get("Retry-After", "")
        if value.isdigit():
            return float(value)
        try:
            return max(0.0, (parsedate_to_datetime(value) - datetime.now(UTC)).total_seconds()) if value else 0.0
        except (TypeError, ValueError):
            return 0.0


def fetch(
    wanted: Sequence[str],
    folder: Path,
    *,
    languages: Sequence[str] = ("en",),
    register: Register | None = None,
    refresh: bool = False,
    table_of: Sequence[Address] | None = None,
    fetcher: Fetcher | None = None,
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
    say: Callable[[str], None] = lambda line: None,
) -> Report:
    """Fetches each wanted text in each language. One that cannot be had never stops the others.

    `wanted`: symbols in any usual spelling, or register keys. What the manifest holds with the right digest is not fetched again;
    with `refresh` the host is asked whether it has changed.
    """
    folder.mkdir(parents=True, exist_ok=True)
    manifest = read_manifest(folder / MANIFEST)
    rows = tuple(table_of) if table_of is not None else addresses()
    own = fetcher is None
    fetcher = fetcher or Fetcher.open()
    done: dict[str, list[Entry]] = {"fetched": [], "unchanged": [], "held": []}
    findings: list[Finding] = []
    try:
        for name in wanted:
            target = _target(name, register)
            if target is None:
                findings.append(
                    Finding(
                        "fetch-unknown", "warning", name, "is no symbol or register key with a known address", "write it as the document prints it: A/RES/55/25"
                    )
                )
                continue
            for language in languages:
                known = manifest.get((target.name, language))
                if known and _whole(folder, known) and not refresh:
                    done["held"].append(known)
                    continue
                outcome, entry, finding = _one(target, language, known if known and _whole(folder, known) else None, folder, rows, fetcher, now)
                if finding:
                    findings.append(finding)
                    say(f"{target.name} {language}: {finding.message}")
                else:
                    say(f"{target.name} {language}: {outcome}, {entry.file}")
                    done[outcome].append(entry)
                if outcome != "unchanged" and not (finding and known and known.status == "held"):
                    manifest[target.name, language] = entry
                    write_manifest(folder / MANIFEST, manifest)
    finally:
        if own:
            fetcher.client.close()
    return Report(tuple(done["fetched"]), tuple(done["unchanged"]), tuple(done["held"]), tuple(findings))


@dataclass(frozen=True)
class _Target:
    name: str
    form: str
    values: tuple[tuple[str, str], ...]


def _target(name: str, register: Register | None) -> _Target | None:
    symbol = parse_symbol(name)
    if symbol is not None:
        session = symbol.numbers.split("/")[0] if "/" in symbol.numbers else ""
        values = (("symbol", symbol.text), ("numbers", symbol.numbers), ("file", symbol.numbers.replace("/", "_")), ("session", session))
        return _Target(symbol.text, symbol.form, values)
    instrument = register.by_key.get(name) if register is not None else None
    series = _SERIES.search(instrument.treaty_series or "") if instrument is not None else None
    if instrument is not None and series:
        return _Target(instrument.key, "treaty-series", (("symbol", instrument.key), ("volume", series[1]), ("number", series[2])))
    return None


def _one(
    target: _Target, language: str, known: Entry | None, folder: Path, rows: Sequence[Address], fetcher: Fetcher, now: Callable[[], datetime]
) -> tuple[str, Entry, Finding | None]:
    """One text from the first address that gives it."""
    reasons: list[str] = []
    for row in rows:
        if language not in row.languages or not target.form.startswith(row.form):
            continue
        try:
            url = _url(row, target, language, fetcher)
            headers = {}
            if known and known.address == row.id:
                headers = {name: value for name, value in (("If-None-Match", known.etag), ("If-Modified-Since", known.modified)) if value}
            response = fetcher.get(url, row.delay, headers)
            if response.status_code == 304 and known:
                return "unchanged", known, None
            data = response.content
            _check(data, row, response)
        except Refused as refused:
            reasons.append(f"{row.id} {refused}")
            continue
        file = f"{re.sub(r'[^A-Za-z0-9().-]+', '_', target.name)}.{language}.{_EXTENSIONS[row.media]}"
        digest = sha256(data).hexdigest()
        entry = Entry(
            file=file,
            language=language,
            sha256=digest,
            origin=str(response.request.url) if response.request else url,
            licence=row.licence,
            symbol=target.name,
            address=row.id,
            fetched=now().strftime("%Y-%m-%dT%H:%M:%SZ"),
            bytes=str(len(data)),
            etag=response.headers.get("ETag", ""),
            modified=response.headers.get("Last-Modified", ""),
        )
        if known and known.sha256 == digest and known.file == file:
            return "unchanged", known, None
        _write(folder / file, data)
        return "fetched", entry, None
    message = "; ".join(reasons) or f"no address is known for it in {language}"
    entry = Entry("", language, "", "", "", target.name, "", now().strftime("%Y-%m-%dT%H:%M:%SZ"), "", status=message)
    finding = Finding(
        "fetch-failed",
        "warning",
        f"{target.name} ({language})",
        f"could not be fetched: {message}",
        "correct the row in lexicons/addresses.csv, or try again later",
    )
    return "failed", entry, finding


def _url(row: Address, target: _Target, language: str, fetcher: Fetcher) -> str:
    values = {**dict(target.values), "lang": language, "word": _WORDS.get(language, language)}
    quoted = {name: quote(value, safe="") for name, value in values.items()}
    if row.index:
        page = fetcher.page(_fill(row.index, quoted), row.delay)
        found = re.search(_fill(row.pattern, {name: re.escape(value) for name, value in values.items()}), page)
        if not found:
            raise Refused("does not list it")
        quoted["match"] = quote(found[1], safe="/%()_-.~")
    return urljoin("https:", _fill(row.template, quoted))


def _fill(template: str, values: dict[str, str]) -> str:
    return re.sub(r"\{([a-z]+)\}", lambda m: values.get(m[1], m[0]), template)


def _check(data: bytes, row: Address, response: httpx.Response) -> None:
    """Refused where the answer is not of the kind the row promises: an error page, mostly."""
    if not data:
        raise Refused("answers nothing")
    try:
        kind = sniff(data, _EXTENSIONS[row.media])
    except SourceError as error:
        raise Refused(error.message) from error
    if kind != row.media:
        raise Refused(f"answers {kind} ({response.headers.get('Content-Type', 'no type')}) where {row.media} is expected")
    if kind == "pdf" and b"%%EOF" not in data[-2048:]:
        raise Refused("answers a PDF that is cut")


def _write(path: Path, data: bytes) -> None:
    part = path.with_name(f".{path.name}.part")
    part.write_bytes(data)
    os.replace(part, path)


def _whole(folder: Path, entry: Entry) -> bool:
    path = folder / entry.file
    return bool(entry.file) and entry.status == "held" and path.is_file() and sha256(path.read_bytes()).hexdigest() == entry.sha256


def read_manifest(path: Path) -> dict[tuple[str, str], Entry]:
    """The entries of a manifest by symbol and language; empty where there is none."""
    if not path.exists():
        return {}
    names = [column.name for column in fields(Entry)]
    with path.open(encoding="utf-8", newline="") as stream:
        rows = csv.DictReader(stream)
        if not set(names[:8]) <= set(rows.fieldnames or ()):
            raise AnticrimeError("is no manifest of this program", place=str(path.name), hint="give another folder, or move the file away")
        return {(row["symbol"], row["language"]): replace(Entry(*[""] * 9), **{name: row.get(name) or "" for name in names}) for row in rows}


def write_manifest(path: Path, entries: dict[tuple[str, str], Entry]) -> None:
    """Writes the manifest whole, sorted by symbol and language."""
    names = [column.name for column in fields(Entry)]
    part = path.with_name(f".{path.name}.part")
    with part.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(names)
        for key in sorted(entries):
            writer.writerow([getattr(entries[key], name) for name in names])
    os.replace(part, path)
