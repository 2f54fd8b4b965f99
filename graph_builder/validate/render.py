"""A report as text, JSON, JUnit XML and SARIF 2.1.0.

What goes in: a `Report`. What comes out: a string. It must not know engines or stores.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Mapping
from xml.sax.saxutils import escape, quoteattr

from graph_builder.errors import StoreError
from graph_builder.validate.report import Place, Report, ShapeFinding

SHOWN = 200
"""Findings that the text shows; the other formats hold all."""
QUOTED = 160
"""Characters of a quote that the text shows."""
_LEVELS = {"Violation": "error", "Warning": "warning", "Info": "note"}


def _local(iri: str) -> str:
    return iri.rpartition("#")[2]


def _about(finding: ShapeFinding) -> str:
    parts = [finding.focus]
    if finding.path:
        parts.append(finding.path)
    if finding.value and finding.value != finding.focus:
        parts.append(finding.value)
    return " ".join(parts)


def _short(quote: str) -> str:
    """A quote on one line, its middle left out where it is long."""
    words = " ".join(quote.split())
    return json.dumps(words if len(words) <= QUOTED else f"{words[: QUOTED // 2]} … {words[-QUOTED // 2 :]}", ensure_ascii=False)


def text(report: Report, language: str = "en") -> str:
    """For a terminal: findings with their sentences, then what was checked how many times."""
    lines = []
    for finding in report.findings[:SHOWN]:
        lines.append(f"{finding.severity} {_local(finding.shape)}: {finding.message(language)}")
        lines.append(f"  {_about(finding)}")
        for place in finding.places:
            page = f", page {place.page}" if place.page is not None else ""
            lines.append(f"  {place.file_name}:{place.start}-{place.end}{page}: {_short(place.quote)}")
    if len(report.findings) > SHOWN:
        lines.append(f"... and {len(report.findings) - SHOWN} more")
    counts = ", ".join(f"{number} {severity}" for severity, number in report.by_severity.items())
    lines.append(f"{'conforms' if report.conforms else 'does not conform'}: {counts}; {len(report.checked)} shapes, engine {report.engine}")
    lines.append("checked (focus nodes, findings):")
    per_node = _per_node_shape(report)
    lines += [f"  {_local(shape):32} {number:>8} {per_node[shape]:>6}" for shape, number in report.checked.items()]
    return "\n".join(lines) + "\n"


def _per_node_shape(report: Report) -> Mapping[str, int]:
    """Findings per shape with a target: a property shape counts with the node shape whose name it begins with."""
    counts: dict[str, int] = defaultdict(int)
    for finding in report.findings:
        name = finding.shape
        while name not in report.checked and "-" in name:
            name = name.rpartition("-")[0]
        counts[name] += 1
    return counts


def _place(p: Place) -> dict[str, object]:
    return {"fileName": p.file_name, "start": p.start, "end": p.end, "quote": p.quote, "page": p.page, "evidence": p.evidence or None}


def as_dict(report: Report) -> dict[str, object]:
    """The report as plain JSON values: what the service shows."""
    return {
        "conforms": report.conforms,
        "engine": report.engine,
        "counts": dict(report.by_severity),
        "checked": [{"shape": shape, "focusNodes": number, "findings": _per_node_shape(report)[shape]} for shape, number in report.checked.items()],
        "findings": [
            {
                "severity": f.severity,
                "shape": f.shape,
                "focus": f.focus,
                "path": f.path,
                "value": f.value,
                "component": f.component,
                "message": dict(f.messages),
                "places": [_place(p) for p in f.places],
            }
            for f in report.findings
        ],
    }


def as_json(report: Report, language: str = "en") -> str:
    return json.dumps(as_dict(report), ensure_ascii=False, indent=1) + "\n"


def junit(report: Report, language: str = "en") -> str:
    """One test case per shape with a target; its findings are the failures."""
    grouped: dict[str, list[ShapeFinding]] = defaultdict(list)
    for finding in report.findings:
        name = finding.shape
        while name not in report.checked and "-" in name:
            name = name.rpartition("-")[0]
        grouped[name].append(finding)
    failures = sum(any(f.severity == "Violation" for f in grouped[shape]) for shape in report.checked)
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f'<testsuite name="anticrime shapes" tests="{len(report.checked)}" failures="{failures}">']
    for shape, number in report.checked.items():
        lines.append(f'  <testcase classname="shapes" name={quoteattr(_local(shape))}>')
        lines.append(f'    <properties><property name="focus nodes" value="{number}"/></properties>')
        for finding in grouped[shape]:
            places = "".join(f"\n{p.file_name}:{p.start}-{p.end}: {p.quote}" for p in finding.places)
            body = _xml(f"{_local(finding.shape)}\n{_about(finding)}{places}")
            if finding.severity == "Violation":
                lines.append(f"    <failure message={quoteattr(_xml(finding.message(language), text=False))}>{body}</failure>")
            else:
                lines.append(f"    <system-out>{finding.severity}: {body}</system-out>")
        lines.append("  </testcase>")
    return "\n".join((*lines, "</testsuite>")) + "\n"


def _xml(words: str, *, text: bool = True) -> str:
    """Without the characters that XML 1.0 cannot hold (production 2)."""
    legal = "".join(c if c in "\t\n\r" or " " <= c <= "\ud7ff" or "\ue000" <= c <= "\ufffd" or c >= "\U00010000" else "\ufffd" for c in words)
    return escape(legal) if text else legal


def sarif(report: Report, language: str = "en") -> str:
    """SARIF 2.1.0 (OASIS): shapes as rules, sentences as locations in code points."""
    used = sorted({f.shape for f in report.findings})
    messages = {f.shape: f for f in report.findings}
    results = []
    for f in report.findings:
        places = [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": p.file_name},
                    "region": {"charOffset": p.start, "charLength": p.end - p.start, "snippet": {"text": p.quote}},
                }
            }
            for p in f.places
        ]
        results.append(
            {
                "ruleId": _local(f.shape),
                "ruleIndex": used.index(f.shape),
                "level": _LEVELS[f.severity],
                "message": {"text": f"{f.message(language)} {_about(f)}"},
                "locations": [{**place, "logicalLocations": [{"fullyQualifiedName": f.focus}]} for place in places]
                or [{"logicalLocations": [{"fullyQualifiedName": f.focus}]}],
            }
        )
    rules = [{"id": _local(shape), "helpUri": shape, "shortDescription": {"text": messages[shape].message(language)}} for shape in used]
    run = {"tool": {"driver": {"name": "anticrime", "rules": rules}}, "columnKind": "unicodeCodePoints", "results": results}
    document = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


FORMATS: Mapping[str, Callable[[Report, str], str]] = {"text": text, "json": as_json, "junit": junit, "sarif": sarif}


def render(report: Report, form: str = "text", language: str = "en") -> str:
    """The report in one of `FORMATS`. StoreError for another."""
    if form not in FORMATS:
        raise StoreError(f"no such format: {form}", hint=f"one of {', '.join(FORMATS)}")
    return FORMATS[form](report, language)
