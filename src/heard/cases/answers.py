"""Answers to the questions of a fact's kind: checked against the pack, and given their types.

    typed(kind, {"agreed": "yes", "new_date": "2025-12-01"})    -> {"agreed": True, "new_date": date(2025, 12, 1)}

It takes answers as a form posts them or as Python has them, and raises `Invalid` with a sentence for each
question that is not answered as asked. Whether the fact may be recorded at all is not asked here.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from heard.cases.outcome import Invalid
from heard.engine import FactKind, Question

LONGEST = {"text": 500, "long text": 50_000}
LARGEST = 1_000_000_000
ALSO = frozenset({"letter"})
"""Answers that any fact may carry beside its questions: the letter by which it was done."""

YES, NO = ("yes", "true", "on", "1"), ("no", "false", "off", "0")


class Unanswered(ValueError):
    """An answer is not of the kind that its question asks for. Its text is the sentence to show."""


def typed(kind: FactKind, given: Mapping[str, Any]) -> dict[str, Any]:
    """The answers, each with the type of its question; questions left empty are left out. Raises Invalid."""
    problems: dict[str, str] = {}
    answers: dict[str, Any] = {}
    for question in kind.asks:
        try:
            answer = _answer(question, given.get(question.id))
        except Unanswered as problem:
            problems[question.id] = str(problem)
            continue
        if answer is not None:
            answers[question.id] = answer
    asked = {question.id for question in kind.asks}
    for id, answer in given.items():
        if id in ALSO - asked:
            answers[id] = str(answer)
        elif id not in asked:
            problems[id] = _("“%(title)s” has no question “%(id)s”. Leave that answer out.") % {
                "title": kind.title,
                "id": id,
            }
    if problems:
        raise Invalid(problems)
    return answers


def _answer(question: Question, given: Any) -> Any:
    """The answer to one question, or None where it is left empty. Raises Unanswered."""
    if isinstance(given, str):
        given = given.replace("\x00", "").replace("\r\n", "\n").strip()
    if given is None or given == "":
        if question.required:
            raise Unanswered(_("“%(question)s” needs an answer.") % {"question": question.question})
        return None
    return _READERS[str(question.kind)](question, given)


def _choice(question: Question, given: Any) -> str:
    if given not in question.choices:
        raise Unanswered(
            _("Choose one of: %(choices)s.")
            % {"choices": "; ".join(str(words) for words in question.choices.values())}
        )
    return str(given)


def _text(question: Question, given: Any) -> str:
    if not isinstance(given, str):
        raise Unanswered(_("“%(question)s” needs an answer in words.") % {"question": question.question})
    longest = LONGEST[str(question.kind)]
    if len(given) > longest:
        raise Unanswered(
            _("This is %(length)s characters long. Shorten it to %(longest)s or fewer.")
            % {"length": f"{len(given):,}", "longest": f"{longest:,}"}
        )
    return given


def _date(question: Question, given: Any) -> date:
    if isinstance(given, date):
        return given
    try:
        if len(str(given)) != len("2025-11-17"):
            raise ValueError(given)
        return date.fromisoformat(str(given))
    except ValueError:
        raise Unanswered(
            _("“%(given)s” is not a day. Give a real date, such as 17 11 2025.") % {"given": str(given)[:40]}
        ) from None


def _yes_or_no(question: Question, given: Any) -> bool:
    word = str(given).lower()
    if word in YES or word in NO:
        return word in YES
    raise Unanswered(_("“%(question)s” needs the answer yes or no.") % {"question": question.question})


def _number(question: Question, given: Any) -> int:
    try:
        number = int(str(given))
    except ValueError:
        raise Unanswered(
            _("“%(given)s” is not a whole number. Use figures, such as 12.") % {"given": str(given)[:40]}
        ) from None
    if not 0 <= number <= LARGEST:
        raise Unanswered(_("Give a number between 0 and %(largest)s.") % {"largest": f"{LARGEST:,}"})
    return number


_READERS = {
    "choice": _choice,
    "text": _text,
    "long text": _text,
    "date": _date,
    "yes or no": _yes_or_no,
    "number": _number,
}
