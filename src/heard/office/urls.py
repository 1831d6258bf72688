"""The addresses of the staff's pages. Each view says who may enter (`entry.py`).

reverse("case", args=["LC-2025-0042"])     -> "/cases/LC-2025-0042/"
"""

from __future__ import annotations

from django.urls import path

from heard.office.case import case_page
from heard.office.edition_preview import edition_move, move_calendar, move_closures, move_procedure
from heard.office.editions import editions
from heard.office.events import child_event, events_file
from heard.office.file_urls import patterns as of_files
from heard.office.letter_issue import issue_letter
from heard.office.letter_page import letter_file, letter_page
from heard.office.letter_words import discard_letter, edit_letter, put_back
from heard.office.letters import letters
from heard.office.log_complaint import log_complaint
from heard.office.mailbox import mailbox, mailbox_message
from heard.office.move_procedure import choose_procedure, move_case
from heard.office.people_urls import patterns as of_people
from heard.office.procedures import procedure_chart, procedure_page, procedures
from heard.office.record_fact import choose_fact, record_fact
from heard.office.reviews import review, review_counts, reviews
from heard.office.search import search
from heard.office.sign_in_urls import patterns as of_signing_in
from heard.office.strike_out import correct_fact, strike_fact
from heard.office.who_has_it import who_has_it
from heard.office.why import why
from heard.office.worklist import worklist

_CASE = "cases/<str:reference>/"
_LETTER = f"{_CASE}letters/<int:id>/"

urlpatterns = [
    *of_files,
    *of_people,
    *of_signing_in,
    path("", worklist, name="worklist"),
    path("log/", log_complaint, name="log-complaint"),
    path(_CASE, case_page, name="case"),
    path(f"{_CASE}record/", choose_fact, name="choose-fact"),
    path(f"{_CASE}record/<str:kind>/", record_fact, name="record"),
    path(f"{_CASE}facts/<int:seq>/strike-out/", strike_fact, name="strike-out"),
    path(f"{_CASE}facts/<int:seq>/correct/", correct_fact, name="correct"),
    path(f"{_CASE}who/", who_has_it, name="who"),
    path(f"{_CASE}move/", choose_procedure, name="choose-procedure"),
    path(f"{_CASE}move/<str:name>/", move_case, name="move-case"),
    path(f"{_CASE}why/<str:id>/", why, name="why"),
    path(f"{_CASE}letters/", letters, name="letters"),
    path(_LETTER, letter_page, name="letter"),
    path(f"{_LETTER}words/", edit_letter, name="edit-letter"),
    path(f"{_LETTER}put-back/", put_back, name="put-back"),
    path(f"{_LETTER}issue/", issue_letter, name="issue-letter"),
    path(f"{_LETTER}discard/", discard_letter, name="discard-letter"),
    path(f"{_LETTER}files/<str:kind>/", letter_file, name="letter-file"),
    path("search/", search, name="search"),
    path("mailbox/", mailbox, name="mailbox"),
    path("mailbox/<int:id>/", mailbox_message, name="mailbox-message"),
    path("editions/", editions, name="editions"),
    path("editions/moves/<int:id>/", edition_move, name="edition-move"),
    path("editions/calendar/<str:calendar>/", move_calendar, name="move-calendar"),
    path("editions/closures/<int:number>/", move_closures, name="move-closures"),
    path("editions/procedure/<str:name>/<str:edition>/", move_procedure, name="move-procedure"),
    path("children/<int:id>/event/", child_event, name="child-event"),
    path("events/csv/", events_file, name="events-csv"),
    path("reviews/", reviews, name="reviews"),
    path("reviews/counts/", review_counts, name="review-counts"),
    path("reviews/<int:id>/", review, name="review"),
    path("procedures/", procedures, name="procedures"),
    path("procedures/<str:name>/<str:edition>/", procedure_page, name="procedure"),
    path("procedures/<str:name>/<str:edition>/chart/", procedure_chart, name="procedure-chart"),
]
