"""A language that was added by rows alone: a Portuguese text of our own, read from beginning to end."""

from __future__ import annotations

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
