"""A made-up letter, and text that tries to be more than text, for the tests of letters."""

from datetime import UTC, date, datetime

from hypothesis import strategies as st

from heard.letters.blocks import Block, BulletList, Document, Field, Heading, Letterhead, Paragraph
from heard.letters.text_format import read, settled

MADE_AT = datetime(2025, 11, 17, 9, 30, tzinfo=UTC)

LETTERHEAD = Letterhead(
    authority="Exampleshire County Council",
    authority_address=("Complaints team", "County Hall", "Exampleton EX1 1EX"),
    contact=("01234 567890", "complaints@exampleshire.example"),
    recipient=("Ms Ima Imaginary", "12 Made-up Lane", "Exampleton", "EX2 2EX"),
    dated=date(2025, 11, 17),
    reference="EX-2025-0042",
)

BODY = """\
Dear Ms Imaginary,

Thank you for your complaint about the visit on Saturday. We are sorry that nobody came.

# What we found

- the visit was cancelled on Friday
- nobody told you or Robin
  and nobody telephoned

## What we will do

The team manager will telephone you.

# If you are not happy with this answer

You can ask the Ombudsman at any time: www.lgo.org.uk.

Yours sincerely,

Olive Sample
Complaints officer
"""


def letter(body: str | tuple[Block, ...] = BODY, *, title: str = "Response to your complaint") -> Document:
    """The made-up letter with this body, given as draft text or as blocks."""
    return Document(title, LETTERHEAD, read(body) if isinstance(body, str) else body)


HOSTILE = (
    '#eval("1 + 1")',
    '#import "@preview/evil:1.0.0": *',
    "$x^2$ _em_ *strong* `code` ~tilde~ @label <label>",
    "\\ \\\\ \\u{41} \\n \\[[not_a_field]] C:\\files\\",
    "// comment? /* comment? */ https://example.org/a//b",
    "''.__class__.__mro__ {{ ''.__class__ }} {% raw %} ${7*7} #{7*7} <%= 7*7 %>",
    "<script>alert(1)</script> <img src=x onerror=alert(1)> &lt;b&gt; &amp;",
    '" onmouseover="alert(1) \' --',
    "https://example.org/?a=1&lt=2&copy=3&amp;d",
    "# not a heading",
    "- not an item",
    "[[due]] [[ due ]] [[[due]]] \\[[due]] ]] [[",
    "= not a heading either",
    "+ not numbered\n/ term: not a term",
    "%(reference)s {page} {pages} %s",
    "Zoë Żółć Łukasz Ñandú O’Brien – “quoted”",
    "Олена Ковальчук Ελένη Nguyễn",
    "مثال על דוגמה ਉਦਾਹਰਣ উদাহরণ ઉદાહરણ उदाहरण எடுத்துக்காட்டு",
    "a\u202eb\u2066c\x00\x07\ufeffd\ufffe",
    '=HYPERLINK("http://example.org")',
    "x" * 3000,
)

# Characters for which the letter's own font surely has a glyph, marks of every format among them.
_LATIN = st.characters(
    min_codepoint=32, max_codepoint=0x17F, exclude_categories=("Cc", "Cf"), exclude_characters="ŉſ"
)
LATIN_TEXT = st.text(_LATIN | st.sampled_from("#-[]\\$_*`@<>&{}%=/~\"' \n"), max_size=200)
ANY_TEXT = st.text(max_size=200)

_PIECES = st.one_of(
    st.text(st.sampled_from("ab [[]]\\#-|é"), min_size=1, max_size=12),
    st.sampled_from([Field("due"), Field("due day"), Field("must_say right-to-stage-2")]),
)
_LINES = st.lists(_PIECES, max_size=4).map(tuple)
_BLOCKS = st.one_of(
    st.builds(Heading, _LINES, st.sampled_from([1, 2])),
    st.builds(Paragraph, st.lists(_LINES, max_size=3).map(tuple)),
    st.builds(BulletList, st.lists(st.lists(_LINES, max_size=3).map(tuple), max_size=3).map(tuple)),
)
BLOCKS = st.lists(_BLOCKS, max_size=5).map(settled)
