"""A language that was added by rows alone: a Portuguese text of our own, read from beginning to end."""

from __future__ import annotations

from graph_builder import annotate, register, structure
from graph_builder.model import SourceText

from .sentences import acts, read

TEXT = (
    "Recordando a sua resolução sobre a corrupção e sublinhando a importância da cooperação,",
    "Profundamente preocupados com o aumento da fraude,",
    "Reafirma o seu compromisso de combater o crime organizado;",
    "Insta os Estados a ratificar a Convenção e solicita ao Secretário-Geral que apresente um relatório até 31 de dezembro de 2030;",
    "Decide que todos os Estados devem congelar os fundos;",
    "Solicita a todos os Estados:",
    "(a) Que adotem leis;",
    "(b) Que partilhem dados;",
    "Toma nota com satisfação do relatório;",
)


def test_forces() -> None:
    assert [force for _, force in acts(*TEXT, language="pt")] == [
        "recalls",
        "stresses",
        "expresses-concern",
        "recommits",
        "urges",
        "tasks",
        "obliges",
        "urges",
        "urges",
        "welcomes",
    ]


def test_commitments_and_deadline() -> None:
    found = read(*TEXT, language="pt")
    assert [s.commitment for s in found] == [False, False, False, True, True, True, True, True, True, False]
    assert [q.value for s in found for q in s.qualifiers] == ["2030-12-31"]


def test_articles() -> None:
    assert acts("Cada Estado Parte deve adotar leis.", language="pt", treaty=True) == [("deve adotar", "obliges")]
    assert acts("Os Estados Partes cooperam entre si.", language="pt", treaty=True) == [("cooperam", "obliges")]


RESOLUTION = """A Assembleia Geral,

Recordando a sua resolução sobre a corrupção,

Profundamente preocupada com o aumento da fraude,

1. Reafirma o seu compromisso de combater o crime organizado;

2. Insta os Estados a ratificar a Convenção e solicita ao Secretário-Geral que apresente um relatório;
"""


def test_a_whole_resolution_is_segmented_and_read() -> None:
    registered = register.load()
    source = SourceText("resolucao.pt.txt", "", "text/plain", RESOLUTION, language="pt")
    document = structure.segment(source, registered)
    found = annotate.statements(document, registered)[0]
    assert [(s.provision, s.force, [m.actor for m in s.bearers]) for s in found] == [
        ("pre/1", "recalls", []),
        ("pre/2", "expresses-concern", []),
        ("par/1", "recommits", []),
        ("par/2", "urges", ["states"]),
        ("par/2", "tasks", ["un-sg"]),
    ]
