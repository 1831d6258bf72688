"""The worker's look at the index of search: where PostgreSQL has emptied it, it is made anew.

    look_at_index.defer()

The table is unlogged, so it is empty after PostgreSQL was killed. Procrastinate finds this module by its name.
"""

from __future__ import annotations

import structlog
from procrastinate.contrib.django import app

from heard.search.rebuilding import is_whole, rebuild

log = structlog.get_logger("heard.search")


@app.periodic(cron="*/2 * * * *")
@app.task(queueing_lock="search-index", lock="search-index", pass_context=False)
def look_at_index(timestamp: int = 0) -> None:
    """Every two minutes: make the index anew where it is not whole."""
    if not is_whole():
        made = rebuild()
        log.info("the index of search was made anew", entries=sum(made.values()))
