"""Servers that live as long as the test run; their exit codes are asserted at its end."""

import pytest

from server import Mock


@pytest.fixture(scope="session")
def mock():
    """Jobs are done at once: the server for all that is not about time."""
    with Mock("--instant") as server:
        yield server


@pytest.fixture(scope="session")
def slow():
    """Jobs wait in the queue for 200 seconds."""
    with Mock("--speed", "0.01", "--quiet") as server:
        yield server


@pytest.fixture(scope="session")
def walking():
    """A job waits for one second and runs for two: long enough to be met in each state."""
    with Mock("--speed", "2", "--quiet") as server:
        yield server


@pytest.fixture(scope="session")
def documented():
    with Mock("--instant", "--profile", "documented", "--quiet") as server:
        yield server
