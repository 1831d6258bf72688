"""Issuing on a real database: what keeps a letter back, what is recorded and kept, and the files read back."""

import hashlib
from io import BytesIO

import pikepdf
import pytest

from heard.cases import standing
from heard.cases.history import of as history_of
from heard.cases.models import Row
from heard.cases.outcome import Invalid, NotRecorded, Refused, Stale
from heard.cases.record import Striking, strike_out
from heard.cases.verify import verify
from heard.letters import issuing as issuing_module
from heard.letters.drafting import Change, draft, restore, save
from heard.letters.issuing import Issuing, issue, template_hash
from heard.letters.kept import document_of
from heard.letters.models import Letter, LetterFile
from heard.letters.outcome import NotAsShown, NotReady
from heard.letters.rendering import render_html
from heard.letters.written import as_written, template_of
from tests.letters.writing import ON, RIGHT, WORDS, answer, case_of, pdf_words, word_words
from tests.things.council import key

OUTCOME = {"outcome": "partly_upheld"}


@pytest.fixture
def letter(case, officer):
    """A stage 1 response that is ready."""
    return answer(case, officer)


def kinds(case):
    return [row.kind for row in Row.objects.filter(case=case)]


def reworded(letter, officer, old, new):
    """The letter with some of its text changed."""
    assert old in letter.body
    return save(letter.pk, Change(letter.body.replace(old, new), letter.filled, letter.version), officer, ON)


def refused(letter, officer):
    """The sentences with which it is refused; nothing is recorded or kept."""
    before = list(Row.objects.values())
    with pytest.raises(NotReady) as problem:
        issue(letter.pk, Issuing(OUTCOME), officer, ON)
    letter.refresh_from_db()
    assert not letter.is_issued
    assert list(Row.objects.values()) == before
    assert not LetterFile.objects.exists()
    return problem.value.readiness.sentences()


def test_issuing_records_the_fact_once_and_opens_the_right(case, officer, letter):
    done = issue(letter.pk, Issuing(OUTCOME), officer, ON)
    assert done.recorded.standing.right("ask-for-stage-2").state == "open"
    assert done.recorded.standing.duty("stage-1-response").met_on == ON
    row = Row.objects.get(case=case, kind="stage1.responded")
    assert row.answers == {"outcome": "partly_upheld", "letter": str(letter.pk)}
    assert (row.date, row.recorded_by, row.seq) == (ON, officer, 2)
    assert next(line for line in history_of(case) if line.seq == 2).letter == str(letter.pk)
    again = issue(letter.pk, Issuing(OUTCOME), officer, ON)
    assert again.repeated
    assert again.letter.pk == letter.pk
    assert kinds(case) == ["complaint.received", "stage1.responded"]
    assert not verify([case.pk])


def test_a_letter_keeps_what_it_was_when_it_was_sent(case, officer, letter):
    kept = issue(letter.pk, Issuing(OUTCOME), officer, ON).letter
    shown = render_html(document_of(kept))
    assert (kept.dated, kept.seq, kept.issued_by) == (ON, 2, officer)
    assert kept.answers["outcome"] == "partly_upheld"
    assert kept.template_hash == template_hash(template_of(kept))
    assert kept.sent["values"]["first_due"] == "Monday 17 November 2025"
    case.complainant.name = "Somebody Else"
    case.complainant.save()
    case.authority.contact = "Elsewhere"
    case.authority.save()
    again = render_html(document_of(Letter.objects.get(pk=letter.pk)))
    assert again == shown
    assert "Jo Invented" in shown
    assert "Somebody Else" not in shown


def test_the_pdf_is_accessible_and_says_what_it_must(case, officer, letter):
    files = issue(letter.pk, Issuing(OUTCOME), officer, ON).letter.files
    file = files.get(kind="pdf")
    assert [one.kind for one in files.all()] == ["pdf", "word"]
    assert file.name == "MU-2025-0001-stage-1-response.pdf"
    words = pdf_words(file.content)
    for said in (
        "Dear Jo Invented,",
        RIGHT,
        *WORDS.values(),
        "12 Made-up Lane",
        "Wednesday 12 November 2025",
    ):
        assert said in words
    assert "www.lgo.org.uk" in words
    assert "[[" not in words
    with pikepdf.open(BytesIO(bytes(file.content))) as pdf:
        assert str(pdf.docinfo["/Title"]) == "Our answer to your complaint"
        assert pdf.Root.MarkInfo.Marked
        assert "<pdfuaid:part>1<" in pdf.Root.Metadata.read_bytes().decode()
        assert str(pdf.Root.Lang) == "en-GB"


def test_the_word_file_says_the_same(case, officer, letter):
    file = issue(letter.pk, Issuing(OUTCOME), officer, ON).letter.files.get(kind="word")
    words = word_words(file.content)
    assert "Dear Jo Invented," in words
    assert RIGHT in words
    assert "[[" not in words


def test_files_have_the_mark_of_their_bytes(case, officer, letter):
    for file in issue(letter.pk, Issuing(OUTCOME), officer, ON).letter.files.all():
        assert hashlib.sha256(bytes(file.content)).hexdigest() == file.sha256
        assert len(bytes(file.content)) == file.size


def test_large_print_is_a_file_of_its_own_for_who_asked_for_it(council, officer):
    case = case_of(council, format="large print")
    files = issue(answer(case, officer).pk, Issuing(OUTCOME), officer, ON).letter.files
    assert [file.kind for file in files.all()] == ["pdf", "large-print", "word"]
    large, normal = (bytes(files.get(kind=kind).content) for kind in ("large-print", "pdf"))
    assert RIGHT in pdf_words(large)
    with pikepdf.open(BytesIO(large)) as one, pikepdf.open(BytesIO(normal)) as other:
        assert len(one.pages) > len(other.pages)


NEAR_MISSES = {
    "weakened": (RIGHT, "you may perhaps ask for stage 2"),
    "turned round": (RIGHT, "you have no right to ask for stage 2"),
    "a word less": ("Just tell us that you want stage 2", "Tell us that you want stage 2"),
    "something added after": ("You do not have to.", "You do not have to. But we advise against it."),
    "something added before": (
        "If you are not happy with this answer you",
        "We hope not, but if you are not happy you",
    ),
    "cut in two": (" At stage 2 an", "\n\nAt stage 3 an"),
    "another stage": ("ask for stage 2. At", "ask for stage 3. At"),
    "made a field": (RIGHT, "you have [[the right]] to ask for stage 2"),
}


@pytest.mark.parametrize("change", NEAR_MISSES.values(), ids=NEAR_MISSES)
def test_an_answer_that_nearly_tells_of_the_right_to_stage_2_is_not_issued(officer, letter, change):
    sentences = refused(reworded(letter, officer, *change), officer)
    assert any("The complainant must be told of the right to stage 2" in one for one in sentences)


def test_an_answer_without_the_right_to_stage_2_is_not_issued_until_it_is_put_back(case, officer, letter):
    right = next(one.words.strip() for one in template_of(letter).must_say if one.id == "right-to-stage-2")
    letter = reworded(letter, officer, right, "Goodbye.")
    assert refused(letter, officer)
    restore(letter.pk, "right-to-stage-2", letter.version, officer, ON)
    assert RIGHT in pdf_words(
        issue(letter.pk, Issuing(OUTCOME), officer, ON).letter.files.get(kind="pdf").content
    )


UNFILLED = {
    "a field of the writer's": ("We are", "We are [[sorry]]", "Fill in [[sorry]]"),
    "a field in capitals": ("We are", "[[ Whatever ]]", "Fill in [[whatever]]"),
    "half a field": ("Nobody came", "[answer]]", "A field was cut in editing"),
    "a passage by its name": ("Nobody came", "[[must_say ombudsman]]", "Fill in [[must_say ombudsman]]"),
}


@pytest.mark.parametrize(("old", "new", "said"), UNFILLED.values(), ids=UNFILLED)
def test_a_letter_with_an_unfilled_field_is_not_issued(officer, letter, old, new, said):
    changed = {**letter.filled, "answer": letter.filled["answer"].replace(old, new)}
    letter = save(letter.pk, Change(letter.body, changed, letter.version), officer, ON)
    assert any(said in one for one in refused(letter, officer))


def test_a_blank_answer_fills_nothing(officer, letter):
    letter = save(letter.pk, Change(letter.body, {**WORDS, "actions": " \n "}, letter.version), officer, ON)
    assert refused(letter, officer) == (
        "Fill in [[actions]]: What will be done to put things right, by whom and by when.",
    )


def test_words_that_would_not_be_sent_keep_a_letter_back(officer, letter):
    letter = reworded(letter, officer, "[[answer]]", "")
    assert "the letter has no place for them" in refused(letter, officer)[0]


def test_a_character_that_cannot_be_printed_is_named(officer, letter):
    letter = save(
        letter.pk, Change(letter.body, {**WORDS, "answer": "Sorry 🙏"}, letter.version), officer, ON
    )
    assert refused(letter, officer) == (
        "This letter has a character that cannot be printed: 🙏 (U+1F64F). Write it in another way.",
    )


def test_when_the_printer_fails_nothing_is_recorded(case, officer, letter, monkeypatch):
    def fails(*arguments, **options):
        raise RuntimeError("no paper")

    monkeypatch.setattr(issuing_module, "render_docx", fails)
    with pytest.raises(RuntimeError):
        issue(letter.pk, Issuing(OUTCOME), officer, ON)
    letter.refresh_from_db()
    assert not letter.is_issued
    assert kinds(case) == ["complaint.received"]
    assert not LetterFile.objects.exists()


def test_when_keeping_the_files_fails_the_fact_is_not_recorded_either(case, officer, letter, monkeypatch):
    real = issuing_module._file

    def spoilt(*arguments):
        file = real(*arguments)
        file.sha256 = "0" * 64
        return file

    monkeypatch.setattr(issuing_module, "_file", spoilt)
    from django.db import IntegrityError

    with pytest.raises(IntegrityError, match="letter_file_is_its_bytes"):
        issue(letter.pk, Issuing(OUTCOME), officer, ON)
    assert kinds(case) == ["complaint.received"]
    assert standing.of(case, ON).right("ask-for-stage-2").state != "open"


def test_what_the_procedure_refuses_is_not_issued(council, case, officer):
    council.recorded(case, "stage2.requested", ON)
    offer = draft(case, "offer-of-stage-2", officer, ON)
    assert as_written(offer, ON).readiness
    with pytest.raises(Refused, match="asked for stage 2 already"):
        issue(offer.pk, Issuing(), officer, ON)
    offer.refresh_from_db()
    assert not offer.is_issued


def test_a_second_answer_is_refused_until_the_first_is_struck_out(case, officer, letter):
    other = answer(case, officer)
    issue(letter.pk, Issuing(OUTCOME), officer, ON)
    with pytest.raises(Refused):
        issue(other.pk, Issuing(OUTCOME), officer, ON)
    strike_out(case.pk, Striking(2, "It was not posted"), officer, ON, key=key())
    issue(other.pk, Issuing(OUTCOME), officer, ON)
    assert kinds(case).count("stage1.responded") == 2


def test_answers_that_the_pack_does_not_know_are_refused(case, officer, letter):
    with pytest.raises(Invalid) as problem:
        issue(letter.pk, Issuing({"outcome": "perhaps"}), officer, ON)
    assert "outcome" in problem.value.problems
    assert kinds(case) == ["complaint.received"]


def test_a_letter_is_not_issued_over_what_was_recorded_meanwhile(council, case, officer, letter):
    council.recorded(case, "note.added", ON, note="The mother rang")
    with pytest.raises(Stale):
        issue(letter.pk, Issuing(OUTCOME, seen=1), officer, ON)


def test_a_letter_is_not_issued_in_other_words_than_were_looked_at(case, officer, letter):
    shown = as_written(letter, ON).digest
    case.complainant.name = "Jo Newname"
    case.complainant.save()
    with pytest.raises(NotAsShown):
        issue(letter.pk, Issuing(OUTCOME, shown=shown), officer, ON)
    letter.refresh_from_db()
    assert issue(
        letter.pk, Issuing(OUTCOME, shown=as_written(letter, ON).digest), officer, ON
    ).letter.is_issued


def test_every_refusal_has_a_sentence_for_the_screen(officer, letter):
    letter = reworded(letter, officer, RIGHT, "you may")
    with pytest.raises(NotReady) as problem:
        issue(letter.pk, Issuing(), officer, ON)
    assert problem.value.sentence.startswith("This letter cannot be issued yet. The complainant must be told")
    assert not isinstance(problem.value, NotRecorded)


def test_a_letter_of_ten_thousand_words_is_issued_whole(case, officer):
    words = "\n\n".join(
        f"## Point {n}\n\n" + "We looked at what was said and what was done. " * 50 for n in range(20)
    )
    letter = answer(case, officer, answer=words)
    done = issue(letter.pk, Issuing(OUTCOME), officer, ON).letter
    printed = pdf_words(done.files.get(kind="pdf").content)
    assert len(printed.split()) > 10_000
    assert "Point 19" in printed
    assert RIGHT in printed
