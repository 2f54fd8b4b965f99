"""Statements: which performative acts a document's provisions hold, how strong each is, and where its bearer stands.

What goes in: a `Document`. What comes out: `drafts(document)`, the statements before their actors are known (see `drafts.py`), and
the openings of provisions that no lexicon row knows. This package must not know the register, citations or RDF; it knows no
language either: everything about one stands in tables of `graph_builder/lexicons`, one file a language.

`performatives.LANG.csv`, one row a verb and sense:
    id          rule id, written into the statement
    lemma       rows of one lemma share its forms: only the first row gives them, later rows (with `object` or `organ`) leave them empty
    participle  forms of the preamble ("recalling", "consciente", "ссылаясь на"), separated by `|`
    finite      forms with the body as subject, third person present ("recalls", "rappelle", "ссылается на")
    first       forms with "we" or a plural speaker ("recall", "rappelons|rappellent")
    force       a concept of forces.csv
    object      a class of objects.LANG.csv that must follow (reaffirms + commitment: recommits); empty: any
    organ       keys of the adopting body, `|` (un-sc); empty: any
    position    opening: only where the sentence opens with it; minute: only after an opening of kind `minute` (At its 5th meeting...);
                speaker: only straight after a speaker; own: not behind a directive; joined: nor behind a comma alone; reason: in a preamble, or opening;
                act: in a preamble only opening; empty: anywhere
    trait       modal: a modal over an actor in its that-clause decides the force; clause: so only behind a comma;
                light: the verb means little without its noun, which
                then belongs to the anchor ("expresses its concern")
    unless      words that, standing right after the form, make it something else ("requests for": a noun)
    source      on what the row rests
    example     a sentence that must be read by this row (a test runs each)
  Forms are lower case, straight apostrophe, one blank between words. `~` is a short gap for adverbs ("takes ~ note"), `…` a long one
  within the clause ("fordert … auf"): the anchor is the whole when nothing stands in the gap, else the first part.

`objects.LANG.csv`: id, class, forms, reach (characters after the verb within which the form must begin), example. Classes used so far: commitment, concern,
  condemnation, call, request, invitation, encouragement, demand, support, appreciation, intention, with-concern, with-satisfaction,
  states (addressees not subject to the speaker), further-contributions, decision-that. `that-duty` (a that-clause with shall) and
  `that-ban` (shall not) are built in.
`modals.LANG.csv`: id, lemma, forms, force, subject, organisation, position, that, unless, source, example.
    subject       a frame kind that the subject must be: we-only, promiser, party, state, nobody; none: impersonal; empty: any
    organisation  osce, un...; empty: any
    position      treaty: only in articles; rule: there, and in undated sentences about a `rule-subject`; empty: anywhere
    that          what the modal makes of a that-clause: duty, ban, advice; empty: nothing
  A form that begins with `*` is a word ending ("nous" + "*erons").
`adverbs.LANG.csv`: id, forms, intensity (a concept of the intensity scheme; empty: none), example: words passed over beside a performative.
`frames.LANG.csv`: id, kind, forms, note: the small words that decide whether a form is an act of the speaker; docs/guide/add-a-language.md
  lists the kinds and what each answers.
`qualifiers.LANG.csv`: id, kind (condition, limit, deadline, discretion, softener), forms, extent (phrase, clause), example.
"""
