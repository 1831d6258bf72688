"""Fixtures for the tests of attacks: a made-up council, and somebody of it at a browser."""

from tests.screens.conftest import at, council, on

__all__ = ["at", "council", "on"]
