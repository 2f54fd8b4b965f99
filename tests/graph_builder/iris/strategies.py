"""Random symbols of every form of the table."""

from hypothesis import strategies as st

from graph_builder.iris.symbols import Symbol, forms, from_code

_roman = st.sampled_from(["I", "II", "III", "IV", "V", "VII", "IX", "XX", "XXV", "XXX", "S-VI", "ES-II"])
_letter = st.sampled_from(["", "", "", "A", "B", "C", "A-B"])
_year = st.integers(1946, 2099).map(str)
_small, _any = st.integers(1, 99).map(str), st.integers(1, 999).map(str)


def _numbers(grammar: str) -> st.SearchStrategy[str]:
    old = st.builds("{}{}({})".format, _any, _letter, _roman)
    match grammar:
        case "session":
            return st.one_of(st.builds("{}/{}{}".format, st.one_of(_small, _small.map("S-{}".format), _small.map("ES-{}".format)), _any, _letter), old)
        case "year":
            return st.one_of(st.builds("{}/{}{}".format, _year, _any, _letter), old)
        case "number-year":
            return st.builds("{}({})".format, st.integers(1, 9999), _year)
        case "plain":
            return st.builds("{}/{}".format, _year, _any)
        case "padded" | "number":
            return _any
        case "year-in-brackets":
            return st.builds("({}){}".format, st.one_of(_year, st.integers(70, 99)), _small)
        case "eu-act":
            return st.builds("{}/{}/{}".format, _year, _any, st.sampled_from(["JHA", "EU", "EC", "EEC", "CFSP"]))
        case "eu-com":
            return st.builds("({}) {} final".format, _year, _any)
        case "eu-ta":
            return st.builds("{}_TA({}){:04}".format, _small, _year, st.integers(1, 9999))
        case "osce-assembly":
            return st.builds(" ({:02}) {} E".format, st.integers(0, 99), st.sampled_from(["D", "RP"]))
        case "osce":
            return st.one_of(_any, st.builds("{}/{:02}".format, _any, st.integers(0, 99)))
    raise ValueError(grammar)


@st.composite
def symbols(draw: st.DrawFn) -> Symbol:
    form = draw(st.sampled_from((*forms(), None)))
    if form is None:
        code = draw(st.sampled_from(["A/75", "S", "E/CN.7", "A/C.3/75", "A/HRC", "CTOC/COP", "A/AC.261", "E/CN.15/2019", "UNEP/EA.4"]))
        text = f"{code}/{draw(st.one_of(_any, _year.map(lambda y: y + '/3'), _small.map('L.{}'.format), _small.map('CRP.{}'.format), _small.map('6(Sect.{})'.format)))}"
        if draw(st.booleans()):
            text += f"-S/{draw(_year)}/{draw(_any)}"
    else:
        blank = " " if " " in form.code or form.code.endswith(")") else ""
        text = form.code + blank + draw(_numbers(form.numbers))
        if form.numbers == "osce" and draw(st.booleans()):
            text = text.replace(".", f"({draw(_small)}).", 1)
    text += draw(st.sampled_from(["", "", "/Corr.1", "/Rev.2", "/Add.1", "/Rev.1/Add.3"]))
    if form is not None:
        text += draw(st.sampled_from(["", "", ", annex", ", annex I", ", annex IV", ", annex 2", ", annex B"]))
    symbol = from_code(text)
    assert symbol is not None, text
    return symbol
