"""Faults of one's own stories, as ordinary clients meet them."""

import http.client
import time

import pytest
import requests

from play import Player
from server import Mock

STORIES = {
    "connection": """
        job: { queue: 0s, run: 0s }
        faults:
          - { on: status, nth: 1, do: reset }
          - { on: status, nth: 2, do: { cut: { after: 10, then: close } } }
          - { on: status, nth: 3, do: { cut: { after: 10, then: reset } } }
          - { on: status, nth: 4, do: { close-idle: 50ms } }
          - { on: output, nth: 1, do: { trickle: 100000 } }
          - { on: output, nth: 2, do: { cut: { after: 60%, then: reset } } }
          - { on: output, nth: 4, do: { redirect: other-host } }
    """,
    "http": """
        job: { queue: 0s, run: 0s }
        faults:
          - { on: status, nth: 1, do: { refuse: { as: errors.busy, retry-after: soon } } }
          - { on: status, nth: 2, do: { refuse: { as: errors.rate-limit, retry-after: 86400 } } }
          - { on: status, nth: 3, do: { edit: { content-type: none } } }
          - { on: status, nth: 4, do: { answer: { status: 418, body: short } } }
    """,
    "cancel": """
        job: { queue: 1h }
        faults:
          - { on: cancel, nth: 1, when: before-commit, do: close }
          - { on: cancel, nth: 2, when: after-commit, do: reset }
    """,
    "submit": """
        faults:
          - { on: submit, nth: 1, when: before-commit, do: reset }
          - { on: submit, nth: 2, when: after-commit, do: reset }
    """,
}


@pytest.fixture(scope="module")
def faulty(tmp_path_factory):
    """Serves the stories above."""
    folder = tmp_path_factory.mktemp("scenarios")
    for name, script in STORIES.items():
        (folder / f"{name}.yaml").write_text(
            f"version: 1\nstory: mine/{name}\ntitle: a test\nscript:{script}")
    with Mock("--quiet", "--scenarios", str(folder)) as server:
        yield server


def test_a_connection_breaks_in_each_way(faulty):
    player = Player(faulty, "mine/connection")
    job = player.job()
    with pytest.raises(requests.ConnectionError, match="Connection reset"):
        player.status(job)
    with pytest.raises(requests.exceptions.ChunkedEncodingError, match="IncompleteRead"):
        player.status(job)
    with pytest.raises((requests.ConnectionError, requests.exceptions.ChunkedEncodingError)):
        player.status(job)
    assert player.receipts()["faults"][2]["count"] == 1


def test_a_kept_connection_is_closed_when_it_is_idle(faulty):
    player = Player(faulty, "mine/connection")
    job = player.job()
    for _ in range(3):
        with pytest.raises(requests.RequestException):
            player.status(job)
    connection = http.client.HTTPConnection("127.0.0.1", faulty.port, timeout=20)
    fields = {"Authorization": f"Bearer {player.token}"}

    def poll():
        connection.request("GET", f"/v1/requests/{job}/status", headers=fields)
        return connection.getresponse()

    start = time.monotonic()
    answer = poll()
    assert (answer.status, len(answer.read()) > 0) == (200, True)
    assert not answer.will_close
    assert connection.sock.recv(1) == b""
    assert time.monotonic() - start >= 0.05
    # A client that did not see it finds out here.
    with pytest.raises((http.client.RemoteDisconnected, BrokenPipeError, ConnectionResetError)):
        poll()
    connection.close()


def test_a_download_is_slow_then_cut_then_whole_then_elsewhere(faulty):
    player = Player(faulty, "mine/connection")
    job = player.job()
    path = f"/outputs/{job}/0.png"
    start = time.monotonic()
    slow = faulty.get(path, token=None)
    assert time.monotonic() - start >= len(slow.content) / 100_000 * 0.99
    with pytest.raises((requests.ConnectionError, requests.exceptions.ChunkedEncodingError)):
        faulty.get(path, token=None)
    assert faulty.get(path, token=None).content == slow.content
    moved = faulty.get(path, token=None)
    assert (moved.status_code, moved.content) == (302, b"")
    assert moved.headers["Location"] == f"http://localhost:{faulty.port}{path}"
    followed = requests.get(faulty.url + path, timeout=20)
    assert followed.content == slow.content


def test_answers_that_a_client_has_to_doubt(faulty):
    player = Player(faulty, "mine/http")
    job = player.job()
    soon, huge, untyped, teapot, good = (player.status(job) for _ in range(5))
    assert (soon.status_code, soon.headers["Retry-After"]) == (503, "soon")
    assert (huge.status_code, huge.headers["Retry-After"]) == (429, "86400")
    assert untyped.json() == good.json()
    assert "Content-Type" not in untyped.headers
    assert (teapot.status_code, teapot.text) == (418, "short")
    assert good.json()["status"] == "completed"


def test_a_cancel_is_lost_before_and_after_it_worked(faulty):
    player = Player(faulty, "mine/cancel")
    job = player.job()
    for state in ("in_queue", "cancelled"):
        with pytest.raises(requests.ConnectionError):
            faulty.cancel(job, token=player.token)
        assert player.state(job) == state


def test_a_submit_is_lost_before_and_after_it_worked(faulty):
    player = Player(faulty, "mine/submit")
    for count in (0, 1):
        heard = player.hear_submit()
        assert (heard.bytes, heard.end) == (b"", "RST")
        assert len(player.jobs()) == count
