"""What rules, treaties and impersonal forms lay down in Spanish, Russian and French, and what looks like it and lays nothing down."""

from __future__ import annotations

import pytest

from .sentences import read

RULES = (
    ("es", "La Comisión examinará las solicitudes y presentará un informe al Consejo.", [("obliges", "examinará"), ("obliges", "presentará")]),
    ("es", "Cuando un Vicepresidente presida, tendrá las mismas atribuciones que el Presidente.", [("obliges", "tendrá")]),
    ("es", "El Presidente no podrá votar.", [("prohibits", "no podrá votar")]),
    ("es", "La Comisión celebrará su reunión el 4 de mayo de 2015.", []),
    ("es", "La iniciativa ofrecerá una oportunidad a los expertos.", []),
    ("es", "Los Estados que hayan ratificado el Acuerdo deberán informar.", [("obliges", "deberán informar")]),
    ("es", "Deberá prestarse especial atención a los testigos.", [("obliges", "Deberá prestarse")]),
    ("es", "Se alienta a los Estados a compartir datos.", [("encourages", "Se alienta a")]),
    ("es", "Ningún Estado podrá reclamar esa zona.", [("prohibits", "podrá reclamar")]),
    ("es", "Toda persona tiene derecho a un juicio imparcial.", [("obliges", "tiene derecho a")]),
    ("es", "Continuaremos nuestra labor.", [("undertakes", "Continuaremos")]),
    ("es", "Observo con preocupación el aumento del fraude.", [("expresses-concern", "Observo")]),
    ("ru", "Комиссия рассматривает заявки и представляет Совету свой доклад.", [("obliges", "рассматривает"), ("obliges", "представляет")]),
    ("ru", "Если время истекло, Председатель призывает оратора к порядку.", [("obliges", "призывает")]),
    ("ru", "Комиссия рассматривает этот вопрос с 2015 года.", []),
    ("ru", "Ни у кого не должно быть никаких сомнений.", []),
    ("ru", "Необходимо время.", []),
    ("ru", "Мы продолжим эту работу.", [("undertakes", "продолжим")]),
    ("ru", "Я приветствую принятие бюджета.", [("welcomes", "приветствую")]),
    ("ru", "Каждый человек имеет право на защиту.", [("obliges", "имеет право")]),
    ("fr", "La Commission examine les demandes et présente son rapport au Conseil.", [("obliges", "examine"), ("obliges", "présente")]),
    ("fr", "Lorsque le temps est écoulé, le Président le rappelle à l'ordre.", [("obliges", "rappelle")]),
    ("fr", "Le Comité note les progrès et le prie de poursuivre ses travaux.", [("notes", "note"), ("tasks", "prie")]),
    ("fr", "Il convient de protéger les témoins.", [("recommends", "Il convient de")]),
    ("fr", "Il convient de noter que la fraude recule.", []),
    ("fr", "Le Directeur ne peut ni diriger ni contrôler les enquêtes.", []),
    ("fr", "Il fête comme il se doit l'anniversaire.", []),
    ("fr", "On estime que la fraude recule.", []),
)
TREATIES = (
    ("es", "El presente Acuerdo se interpretará y aplicará de buena fe.", [("obliges", "interpretará")]),
    ("es", "El presente Acuerdo no se aplicará a los buques de guerra.", [("prohibits", "no se aplicará")]),
    ("es", "Nada de lo dispuesto en el presente Acuerdo afectará a esos derechos.", [("prohibits", "afectará")]),
    ("ru", "Настоящее Соглашение толкуется и применяется добросовестно.", [("obliges", "толкуется")]),
    ("ru", "Настоящее Соглашение не применяется к военным кораблям.", [("prohibits", "не применяется")]),
    ("ru", "«Сторона» означает государство.", []),
    ("fr", "Chaque Partie n'applique pas la présente disposition aux navires.", [("prohibits", "n'applique")]),
    ("fr", "La présente disposition ne s'applique qu'aux navires.", [("obliges", "s'applique")]),
)


def found(language: str, text: str, *, treaty: bool) -> list[tuple[str, str]]:
    return [(s.force, text[s.verb.start : s.verb.end]) for s in read(text, language=language, treaty=treaty)]


@pytest.mark.parametrize(("language", "text", "expected"), RULES)
def test_rules_and_impersonal_forms(language: str, text: str, expected: list[tuple[str, str]]) -> None:
    got = found(language, text, treaty=False)
    assert [force for force, _ in got] == [force for force, _ in expected], got
    assert all(words in verb for (_, verb), (_, words) in zip(got, expected, strict=True)), got


@pytest.mark.parametrize(("language", "text", "expected"), TREATIES)
def test_the_present_and_the_future_of_treaties(language: str, text: str, expected: list[tuple[str, str]]) -> None:
    got = found(language, text, treaty=True)
    assert [force for force, _ in got] == [force for force, _ in expected], got
    assert all(words in verb for (_, verb), (_, words) in zip(got, expected, strict=True)), got


@pytest.mark.parametrize(
    ("language", "text", "bearers"),
    [
        ("es", "Solicita a la MONUSCO que proteja a los civiles;", ["la MONUSCO"]),
        ("es", "Invita a todas las jurisdicciones a que compartan datos;", ["todas las jurisdicciones"]),
        ("es", "Insta a la adopción de medidas que protejan a los testigos;", []),
        ("es", "Toma nota del informe y le solicita que siga su labor;", ["le"]),
        ("es", "Exhorta a los Estados y otros interesados pertinentes a que actúen;", ["los Estados", "otros interesados pertinentes"]),
        ("es", "Alienta los esfuerzos de los Estados Miembros para crear conciencia;", ["los Estados Miembros"]),
        ("es", "De conformidad con la presente parte se compartirán los beneficios.", []),
        ("ru", "Просит Механизм продолжать свою работу;", ["Механизм"]),
        ("ru", "Призывает к тому, чтобы все государства, действуя сообща, сотрудничали;", ["все государства"]),
        ("fr", "Invite de même instamment les États parties à agir ;", ["les États parties"]),
        ("de", "Fordert die Staaten, die es nicht getan haben, nachdrücklich auf, zu handeln;", ["die Staaten"]),
        ("de", "Fordert die Regierung und ihre Partner, einschließlich der Banken, auf, zu handeln;", ["die Regierung", "ihre Partner"]),
    ],
)
def test_whom_directives_address(language: str, text: str, bearers: list[str]) -> None:
    treaty = text.startswith("De conformidad")  # a passive of a treaty, beside a noun that an adjunct holds
    assert [text[b.span.start : b.span.end] for s in read(text, language=language, treaty=treaty) for b in s.bearers] == bearers


def test_a_german_party_behind_its_verb_bears_the_duty() -> None:
    text = "Zu diesem Zweck trifft jeder Vertragsstaat die erforderlichen Maßnahmen."
    assert [text[b.span.start : b.span.end] for s in read(text, language="de", treaty=True) for b in s.bearers] == ["jeder Vertragsstaat"]


def test_german_participles_behind_their_object() -> None:
    text = "unter Begrüßung der Maßnahmen, zu ihrer Fortsetzung ermutigend und davon Kenntnis nehmend,"
    assert [s.force for s in read(text, language="de")] == ["welcomes", "encourages", "notes"]
