"""Jobs that a dead worker left behind: the queue believes that they are still being done.

    await sweep(app.job_manager)     -> 1

They are put back into the queue. Every job of Heard may run again without harm; one whose like is waiting already is
only laid aside. It does not look at what a job was for.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import structlog
from procrastinate import exceptions, jobs
from procrastinate.manager import JobManager

SILENT = 60
"""Seconds without a sign of life after which a worker counts as dead; a living one gives one every ten."""

LONGEST = 3600
"""Seconds that no job of Heard takes. It catches jobs whose dead worker the queue has already forgotten."""

AT_ONCE = datetime(2000, 1, 1, tzinfo=UTC)

_FORGOTTEN = """
    SELECT job.id FROM procrastinate_jobs job
    WHERE job.status = 'doing' AND (job.worker_id IS NULL OR NOT EXISTS (
        SELECT 1 FROM procrastinate_events event WHERE event.job_id = job.id AND event.type = 'started'
           AND event.at > now() - make_interval(secs => %(seconds)s)))
"""

log = structlog.get_logger("heard.chasers")


async def sweep(manager: JobManager) -> int:
    """Put stalled jobs back into the queue; how many there were."""
    silent = {job.id for job in await manager.get_stalled_jobs(seconds_since_heartbeat=SILENT)}
    query: Any = _FORGOTTEN
    forgotten = {row["id"] for row in await manager.connector.execute_query_all_async(query, seconds=LONGEST)}
    stalled = sorted(id for id in silent | forgotten if id is not None)
    for id in stalled:
        await _again(manager, id)
    if stalled:
        log.warning("jobs of a dead worker put back", jobs=len(stalled))
    return len(stalled)


async def _again(manager: JobManager, id: int) -> None:
    try:
        await manager.retry_job_by_id_async(job_id=id, retry_at=AT_ONCE)
    except (exceptions.AlreadyEnqueued, exceptions.UniqueViolation):
        await manager.finish_job_by_id_async(job_id=id, status=jobs.Status.FAILED, delete_job=False)
