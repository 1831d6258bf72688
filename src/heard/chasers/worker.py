"""The worker: a process that looks every minute which chasers are due, and sends them.

    run()          until it is told to stop (SIGTERM, Ctrl-C); then it finishes the job in hand
    run_once()     one look, everything that follows from it, and back: for a cron job, and for tests

Several may run at once, on several machines. It serves no pages.
"""

from __future__ import annotations

import asyncio

from asgiref.sync import sync_to_async
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector

from heard.authority.today import moment
from heard.chasers import sweeping, tasks

AT_ONCE = 2
"""Jobs at a time: mail servers are slow, and a council's day has a few dozen chasers."""


def run() -> None:
    """Work until told to stop."""
    asyncio.run(_work(wait=True))


def run_once() -> None:
    """Sweep, look, and do everything that waits."""
    asyncio.run(_work(wait=False))


async def _work(*, wait: bool) -> None:
    connector = app.connector
    if not isinstance(connector, DjangoConnector):
        raise TypeError("The queue is not where Heard's settings put it.")
    with app.replace_connector(connector.get_worker_connector()) as worker_app:
        async with worker_app.open_async():
            await sweeping.sweep(worker_app.job_manager)
            # Looked for here and not by a job: a worker that does not wait would be gone before that job is done.
            await sync_to_async(tasks.look)(timestamp=int(moment().timestamp()))
            await worker_app.run_worker_async(
                wait=wait,
                concurrency=AT_ONCE,
                name="heard",
                delete_jobs="successful",
                shutdown_graceful_timeout=30,
            )
