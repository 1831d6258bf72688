"""The chain of hashes: each row of a timeline carries the hash of the one before it in its case.

    seal(row, before)      fills in `salt`, `answers_digest`, `previous_hash` and `hash`

The hash covers the answers through a salted digest of them, so that words can be redacted and the chain still
verifies; with the salt gone, a short answer cannot be found again by trying. Proving the chain is
`verify.py`.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from datetime import UTC
from hashlib import sha256
from typing import Any

from heard.cases.models import Row


def seal(row: Row, before: Row | None) -> None:
    """Tie a new row to the newest row of its case (None for the first)."""
    row.salt = secrets.token_hex(16)
    row.answers_digest = digest(row.salt, row.answers)
    row.previous_hash = before.hash if before else ""
    row.hash = hash_of(row)


def digest(salt: str, answers: Mapping[str, Any]) -> str:
    """What stands for the answers in the hash: SHA-256 of the salt and the canonical answers, in hex."""
    return sha256((salt + canonical(answers)).encode()).hexdigest()


def hash_of(row: Row) -> str:
    """The hash that the row must carry: SHA-256 in hex over everything that is kept of it but words and salt."""
    return sha256(
        canonical(
            {
                "authority": row.authority_id,
                "case": row.case_id,
                "seq": row.seq,
                "kind": row.kind,
                "date": row.date.isoformat(),
                "answers_digest": row.answers_digest,
                "recorded_at": row.recorded_at.astimezone(UTC).isoformat(timespec="microseconds"),
                "recorded_by": row.recorded_by_id,
                "key": row.key,
                "previous_hash": row.previous_hash,
            }
        ).encode()
    ).hexdigest()


def canonical(value: Mapping[str, Any]) -> str:
    """One spelling of a JSON object: sorted keys, no spaces, everything beyond ASCII escaped."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
