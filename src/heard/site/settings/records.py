"""How Heard writes its own log: one JSON line for each event, with nobody's personal data in it.

A request is its path without the query, its answer, its time and the number of the account. An error is its
kind and the lines of code it passed through, never its message, since messages quote what people wrote.
`logging()` is Django's LOGGING.
"""

from __future__ import annotations

import sys
import traceback
from typing import Any

import structlog
from structlog.typing import EventDict, WrappedLogger


def without_messages(logger: WrappedLogger, name: str, event: EventDict) -> EventDict:
    """Replace an exception by its kind and its path through the code."""
    found = event.pop("exc_info", None)
    if isinstance(found, BaseException):
        found = (type(found), found, found.__traceback__)
    elif found is True:
        found = sys.exc_info()
    if isinstance(found, tuple) and found[0] is not None:
        event["error"] = f"{found[0].__module__}.{found[0].__qualname__}"
        event["at"] = [
            f"{one.name} ({one.filename.rsplit('/heard/', 1)[-1]}:{one.lineno})"
            for one in traceback.extract_tb(found[2])
        ][-8:]
    event.pop("stack_info", None)
    return event


_SHARED: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    without_messages,
]


def logging(level: str) -> dict[str, Any]:
    """Django's LOGGING, and structlog set to match."""
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *_SHARED,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    formatter = {
        "()": structlog.stdlib.ProcessorFormatter,
        "foreign_pre_chain": _SHARED,
        "processors": [
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
    }
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": formatter},
        "handlers": {"out": {"class": "logging.StreamHandler", "formatter": "json"}},
        "root": {"handlers": ["out"], "level": level},
        "loggers": {
            # Their records carry e-mail addresses or what was asked for; Heard writes its own line for each request.
            "axes": {"level": "ERROR"},
            "procrastinate": {"level": "WARNING"},
            "django.request": {"level": "CRITICAL"},
            "django.server": {"level": "CRITICAL"},
            "django.security": {"level": "CRITICAL"},
            "django": {"handlers": [], "level": "WARNING", "propagate": True},
        },
    }
