"""What a validation says: frozen values that renderers and the service read.

What goes in: nothing. What comes out: `Report`, `ShapeFinding`, `Place`. It must not know engines or stores.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType

SEVERITIES = ("Violation", "Warning", "Info")
"""Local names of the SHACL severities, the gravest first. Only a Violation makes a graph not conform."""


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """The sentence a finding leads to: the quoted words, in which file, at which code points."""

    file_name: str
    start: int
    end: int
    quote: str
    page: int | None = None
    evidence: str = ""
    """IRI of the evidence node."""


@dataclass(frozen=True, slots=True)
class ShapeFinding:
    """One result of one shape. `focus`, `value` and `path` are in N-Triples and SPARQL path syntax."""

    severity: str
    shape: str
    """IRI of the shape that raised it."""
    focus: str
    path: str | None
    value: str | None
    component: str
    """Local name of the SHACL constraint component."""
    messages: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}), hash=False)
    """Language tag -> message."""
    places: tuple[Place, ...] = ()

    @property
    def key(self) -> tuple[int, str, str, str, str, str]:
        """What makes two findings the same, and their order in a report: messages and places follow from it."""
        return (SEVERITIES.index(self.severity), self.shape, self.focus, self.path or "", self.value or "", self.component)

    def message(self, language: str = "en") -> str:
        """The message in `language`, else in English, else any."""
        return self.messages.get(language) or self.messages.get("en") or next(iter(self.messages.values()), self.component)


@dataclass(frozen=True)
class Report:
    """The outcome of a validation. `checked`: shape IRI -> how many focus nodes it looked at, shapes that met none included."""

    engine: str
    findings: tuple[ShapeFinding, ...]
    checked: Mapping[str, int]

    @cached_property
    def conforms(self) -> bool:
        """True when no finding is a Violation."""
        return not any(finding.severity == "Violation" for finding in self.findings)

    @cached_property
    def by_severity(self) -> Mapping[str, int]:
        """Severity -> number of findings; all three are there."""
        counts = Counter(finding.severity for finding in self.findings)
        return {severity: counts[severity] for severity in SEVERITIES}

    @cached_property
    def by_shape(self) -> Mapping[str, int]:
        """Shape IRI -> number of findings, of shapes that raised any."""
        return dict(sorted(Counter(finding.shape for finding in self.findings).items()))
