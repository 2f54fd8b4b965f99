"""Is the vocabulary consistent, and a sample graph with it? HermiT (an OWL 2 DL reasoner) answers, through owlready2.

What goes in: Turtle or N-Triples files. What comes out: a frozen `Consistency`. It must not know how a graph is built; a whole build is not reasoned
over (`reason.closure` makes what queries need), only the vocabulary and samples. Needs Java. Pellet, which owlready2 also ships, is under
AGPL and is never called.

HermiT refuses datatypes outside the OWL 2 datatype map, xsd:date among them: they are ignored here, and the shapes check them.
"""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import owlready2
import pyoxigraph as ox

import ontology
from graph_builder.errors import AnticrimeError

_IMPORTS = ox.NamedNode("http://www.w3.org/2002/07/owl#imports")
_FORMATS = {".nt": ox.RdfFormat.N_TRIPLES, ".nq": ox.RdfFormat.N_QUADS, ".ttl": ox.RdfFormat.TURTLE}


class ReasonerError(AnticrimeError):
    """The reasoner cannot run or stopped before it answered."""

    code = "reasoner"


@dataclass(frozen=True, slots=True)
class Consistency:
    """`unsatisfiable`: IRIs of classes that can have no member; of an inconsistent graph nothing more is known."""

    consistent: bool
    unsatisfiable: tuple[str, ...] = ()

    @property
    def sound(self) -> bool:
        """Consistent, and every class can have a member."""
        return self.consistent and not self.unsatisfiable


def java() -> str | None:
    """The Java that HermiT would run in; None where there is none."""
    return shutil.which(str(owlready2.JAVA_EXE))


def check(samples: Iterable[Path | bytes] = (), *, alignments: bool = False) -> Consistency:
    """Reasons over the ontology's modules and schemes, with `samples` (files, or Turtle bytes) and, if asked, the alignments.

    ReasonerError without Java, or where HermiT fails otherwise.
    """
    if java() is None:
        raise ReasonerError("HermiT needs Java, and there is none", hint="install a Java runtime, as openjdk-17-jre-headless")
    triples = set[ox.Triple]()
    for source in (*ontology.modules(), *(ontology.alignment_files() if alignments else ()), *samples):
        quads = ox.parse(source, format=ox.RdfFormat.TURTLE) if isinstance(source, bytes) else ox.parse(path=str(source), format=_FORMATS[source.suffix])
        triples.update(ox.Triple(q.subject, q.predicate, q.object) for q in quads if q.predicate != _IMPORTS)
    text = ox.serialize(sorted(triples, key=str), format=ox.RdfFormat.N_TRIPLES) or b""
    world = owlready2.World()
    try:
        graph = world.get_ontology(f"{ontology.ONTOLOGY}/check#")
        graph.load(fileobj=io.BytesIO(text))
        with graph:
            owlready2.sync_reasoner_hermit(world, debug=0, ignore_unsupported_datatypes=True)
        return Consistency(True, tuple(sorted(str(c.iri) for c in world.inconsistent_classes() if c is not owlready2.Nothing)))
    except owlready2.OwlReadyInconsistentOntologyError:
        return Consistency(False)
    except owlready2.OwlReadyError as error:
        raise ReasonerError(f"HermiT stopped ({str(error).splitlines()[0] if str(error) else type(error).__name__})", hint="see its message above") from error
    finally:
        world.close()
