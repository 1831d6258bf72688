"""Answers as text turned into what they are: days, numbers, yes and no, choices.

Example: answer_of(question, "2025-11-20") is date(2025, 11, 20) for a question of kind date.
It says what is wrong with an answer; whether the fact may be recorded at all is for `permitted`.
"""

from __future__ import annotations

from datetime import date

from heard.engine.facts import Answer
from heard.engine.procedure import AnswerKind, Question

LONGEST_TEXT = 500
LONGEST_LONG_TEXT = 50_000


class BadAnswer(ValueError):
    """An answer that its question does not take; the message says what to write instead."""


def answer_of(question: Question, text: str) -> Answer:
    """The answer in its own type. Raises BadAnswer with a sentence for the person who wrote it."""
    if question.kind is AnswerKind.CHOICE:
        if text not in question.choices:
            raise BadAnswer(
                f"'{text}' is not an answer to '{question.question}' Choose one of: {', '.join(question.choices)}."
            )
        return text
    if question.kind is AnswerKind.DATE:
        return _day(question, text)
    if question.kind is AnswerKind.YES_OR_NO:
        if text not in ("yes", "no"):
            raise BadAnswer(f"'{text}' is not an answer to '{question.question}' Answer yes or no.")
        return text == "yes"
    if question.kind is AnswerKind.NUMBER:
        if not text.isdecimal() or len(text) > 9:
            raise BadAnswer(f"'{text}' is not a whole number. Answer '{question.question}' in figures.")
        return int(text)
    longest = LONGEST_TEXT if question.kind is AnswerKind.TEXT else LONGEST_LONG_TEXT
    if len(text) > longest:
        raise BadAnswer(
            f"The answer to '{question.question}' has {len(text):,} characters; it can have {longest:,}."
        )
    return text


def day_of(text: str) -> date | None:
    """A day written as 2025-11-03, and in no other way; None for anything else."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if found.isoformat() == text else None


def _day(question: Question, text: str) -> date:
    found = day_of(text)
    if found is None:
        raise BadAnswer(
            f"'{text}' is not a day. Answer '{question.question}' as year-month-day, for example 2025-11-03."
        )
    return found
