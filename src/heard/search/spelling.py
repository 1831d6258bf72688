"""British and American spellings of one word, so that each finds the other.

    variants("behaviour")     -> ("behaviour", "behavior")
    variants("organized")     -> ("organized", "organised")

What does not exist ("surprize") does no harm: it finds nothing. It puts no mistakes right; `suggesting.py` does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_OUR = (
    "arb arm behavi cand clam col demean endeav enam ferv fav flav glam harb hon hum lab neighb od parl ranc rig rum"
    " savi sav splend succ trem tum val vap vig"
)
_RE = "calib cent fib lit lust meag met saltpet scept sepulch somb spect theat"
_LL = (
    "cancel travel label counsel model signal fuel total level quarrel marvel bevel channel cruel dial duel enamel"
    " equal funnel grovel initial jewel libel medal panel pedal pencil revel rival shovel shrivel snivel spiral stencil"
    " swivel towel trial tunnel unravel victual yodel"
)
_WORDS = (
    "acknowledgement acknowledgment",
    "acknowledgements acknowledgments",
    "aeroplane airplane",
    "ageing aging",
    "aluminium aluminum",
    "artefact artifact",
    "caesarean cesarean",
    "catalogue catalog",
    "cheque check",
    "cheques checks",
    "cosy cozy",
    "defence defense",
    "dialogue dialog",
    "diarrhoea diarrhea",
    "draught draft",
    "enrol enroll",
    "enrolment enrollment",
    "foetal fetal",
    "foetus fetus",
    "fulfil fulfill",
    "fulfilment fulfillment",
    "grey gray",
    "instalment installment",
    "instalments installments",
    "jewellery jewelry",
    "judgement judgment",
    "judgements judgments",
    "kerb curb",
    "learnt learned",
    "burnt burned",
    "dreamt dreamed",
    "spelt spelled",
    "leant leaned",
    "licence license",
    "licences licenses",
    "licenced licensed",
    "manoeuvre maneuver",
    "moustache mustache",
    "mum mom",
    "mums moms",
    "mummy mommy",
    "oedema edema",
    "oesophagus esophagus",
    "offence offense",
    "offences offenses",
    "plough plow",
    "practice practise",
    "practices practises",
    "practiced practised",
    "practicing practising",
    "pretence pretense",
    "programme program",
    "programmes programs",
    "pyjamas pajamas",
    "sceptical skeptical",
    "skilful skillful",
    "tyre tire",
    "tyres tires",
    "whilst while",
    "wilful willful",
    "woollen woolen",
)

_PAIRS = {one: set(group.split()) for group in _WORDS for one in group.split()}
_SHAPES = (
    # organise, organized, organisation; analyse, analyzing
    (re.compile(r"^(\w{2,})(is|iz)(e[ds]?|ers?|ing|ations?|able)$"), ("is", "iz")),
    (re.compile(r"^(\w{2,})(ys|yz)(e[ds]?|ers?|ing)$"), ("ys", "yz")),
    (re.compile(rf"^({_OUR.replace(' ', '|')})(our|or)(\w*)$"), ("our", "or")),
    (re.compile(rf"^({_RE.replace(' ', '|')})(re|er)(s?)$"), ("re", "er")),
    (re.compile(rf"^({_RE.replace(' ', '|')})(r|er)(ed)$"), ("r", "er")),
    (
        re.compile(rf"^({'|'.join(one[:-1] for one in _LL.split())})(ll|l)(ed|ing|ers?|ors?|ist|ists)$"),
        ("ll", "l"),
    ),
    (
        re.compile(r"^(an|gyn|h|leuk|orthop|p|encyclop|arch|septic|tox)(ae|e)(m|sth|d|co|o|t)(\w+)$"),
        ("ae", "e"),
    ),
)


def variants(word: str) -> tuple[str, ...]:
    """The word as it was written, in small letters, and its other spellings."""
    word = word.lower()
    others = _PAIRS.get(word) or set(_reshaped(word))
    return (word, *sorted(others - {word}))


def _reshaped(word: str) -> Iterator[str]:
    for shape, endings in _SHAPES:
        found = shape.match(word)
        if found:
            before, _, *after = found.groups()
            yield from (f"{before}{ending}{''.join(after)}" for ending in endings)
