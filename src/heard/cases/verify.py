"""Proving that no timeline was changed behind Heard's back: every row hashed again, and held against the next.

    for found in verify(): print(found)      "LC-2025-0042, row 3: it was changed after it was recorded."

It finds rows changed, taken away, put in or reordered, also by the owner of the database. It cannot find a
chain that was wholly made again; for that, keep `heads()` somewhere else and compare.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import groupby

from django.db.models import OuterRef, QuerySet, Subquery

from heard.cases.chain import digest, hash_of
from heard.cases.editions import MOVED, held, moved_from, moved_to
from heard.cases.models import Case, Row
from heard.cases.timeline import REDACTED


@dataclass(frozen=True, slots=True)
class Break:
    """One thing that is wrong with a timeline. `seq` is the number of the row, 0 for the case as a whole."""

    reference: str
    seq: int
    sentence: str

    def __str__(self) -> str:
        place = f"{self.reference}, row {self.seq}" if self.seq else self.reference
        return f"{place}: {self.sentence}"


def verify(case_ids: Collection[int] | None = None) -> list[Break]:
    """Everything that is wrong with the timelines of these cases, or of all. Empty where all is well."""
    cases, rows = Case.objects.order_by("pk"), Row.objects.order_by("case_id", "seq")
    if case_ids is not None:
        cases, rows = cases.filter(pk__in=case_ids), rows.filter(case_id__in=case_ids)
    names = (
        "pk",
        "reference",
        "last_seq",
        "authority",
        "procedure",
        "edition",
        "calendar_edition",
        "closures",
    )
    known = {case.pk: case for case in cases.only(*names)}
    breaks: list[Break] = []
    unseen = set(known)
    for case_id, group in groupby(rows.iterator(chunk_size=2000), key=lambda row: row.case_id):
        breaks += _of_case(known[case_id], list(group))
        unseen.discard(case_id)
    for case_id in sorted(unseen):
        breaks.append(
            Break(known[case_id].reference, 0, "it has no rows at all: its whole timeline was taken away.")
        )
    return breaks


def heads(case_ids: Collection[int] | None = None) -> QuerySet[Case, tuple[str, str]]:
    """Pairs of a reference and the hash of its newest row: what to keep outside, to hold later chains against."""
    newest = Row.objects.filter(case_id=OuterRef("pk")).order_by("-seq").values("hash")[:1]
    cases = Case.objects.order_by("pk") if case_ids is None else Case.objects.filter(pk__in=case_ids)
    return cases.annotate(head=Subquery(newest)).values_list("reference", "head")


def _of_case(case: Case, rows: list[Row]) -> Iterator[Break]:
    redacted = {row.answers.get("redacts") for row in rows if row.kind == REDACTED}
    before: Row | None = None
    for row in rows:
        for sentence in _of_row(case, row, before):
            yield Break(case.reference, row.seq, sentence)
        if row.redacted and str(row.seq) not in redacted:
            yield Break(case.reference, row.seq, "its words were taken out, and no fact says so.")
        before = row
    yield from _of_moves(case, rows)
    if rows[-1].seq != case.last_seq:
        sentence = (
            f"its newest row should be {case.last_seq} and is {rows[-1].seq}: rows were taken away or put in."
        )
        yield Break(case.reference, 0, sentence)


def _of_moves(case: Case, rows: list[Row]) -> Iterator[Break]:
    """Whether the editions that the case keeps are those that its facts moved it to, one after the other."""
    moves = [row for row in rows if row.kind == MOVED and not row.redacted]
    ends = [moved_from(row) for row in moves[1:]] + [held(case)]
    for row, kept in zip(moves, ends, strict=False):
        if moved_to(row) != kept:
            yield Break(case.reference, row.seq, "it is not on the editions that this fact moved it to.")


def _of_row(case: Case, row: Row, before: Row | None) -> Iterator[str]:
    expected = before.seq + 1 if before else 1
    if row.seq != expected:
        yield f"it should be row {expected}: one was taken away before it."
    if row.previous_hash != (before.hash if before else ""):
        yield "it does not follow from the row before it."
    if row.authority_id != case.authority_id:
        yield "it is of another authority than its case."
    if row.hash != hash_of(row):
        yield "it was changed after it was recorded."
    if not row.redacted and row.answers_digest != digest(row.salt, row.answers):
        yield "its answers were changed after they were recorded."
