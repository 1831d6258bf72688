"""The worker's jobs for documents. Each may be lost, run twice or late without harm. Procrastinate finds this module.

look_at(version_id=7, authority_id=1)      let_go(...)      read_again(...)      and a sweep every five minutes
"""

from __future__ import annotations

import structlog
from procrastinate.contrib.django import app

from heard.authority.models import Authority
from heard.authority.today import clock
from heard.files import looking, storage, sweeping

log = structlog.get_logger("heard.files")


@app.task
def look_at(version_id: int, authority_id: int) -> None:
    """Scan a version, make it safe, read its words."""
    looking.look_at(version_id, authority_id)


@app.task
def read_again(version_id: int, authority_id: int) -> None:
    """Read the words of a version for search."""
    looking.read_again(version_id, authority_id)


@app.task
def let_go(version_id: int, authority_id: int) -> None:
    """Make sure that the content of a refused or destroyed version is gone."""
    if not sweeping.make_sure(version_id, authority_id):
        log.warning("content is not gone yet", version=version_id)


@app.periodic(cron="*/5 * * * *")
@app.task(queueing_lock="documents-again", pass_context=False)
def again(timestamp: int) -> None:
    """Every five minutes: what was left undone."""
    for authority in Authority.objects.all():
        sweeping.again(authority)


@app.periodic(cron="17 3 * * *")
@app.task(queueing_lock="documents-orphans", pass_context=False)
def orphans(timestamp: int) -> None:
    """Every night: what nobody owns."""
    try:
        taken = sweeping.orphans(clock())
    except storage.NoStorage:
        return
    log.info("orphans taken away", places=taken)
