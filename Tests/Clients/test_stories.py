"""Each story that ships with the mock, on the wire; time is passed by hand."""

import email.utils
import json
import re

import pytest

from play import STORIES, Player
from server import Mock


def test_each_story_has_a_test():
    names = {f"test_{name.replace('/', '_').replace('-', '_')}" for name in STORIES}
    assert len(STORIES) >= 15
    assert names <= set(globals())


# MARK: Submit


def test_submit_answer_lost(mock):
    player = Player(mock, "submit/answer-lost")
    first = player.hear_submit()
    assert (first.bytes, first.end) == (b"", "FIN")
    assert len(player.jobs()) == 1
    # A client that submits again pays again.
    assert player.hear_submit().status == 200
    assert len(player.jobs()) == 2
    job = player.jobs()[0]["request_id"]
    assert player.state(job) == "in_queue"
    player.advance("10s")
    assert player.state(job) == "completed"
    assert player.receipts()["reached"] is True


def test_submit_gateway_timeout(mock):
    player = Player(mock, "submit/gateway-timeout")
    first = player.hear_submit()
    assert (first.status, first.end) == (504, "FIN")
    assert first.value("Content-Type") == "text/html"
    assert int(first.value("Content-Length")) == len(first.body)
    assert first.body.startswith(b"<html>")
    assert len(player.jobs()) == 1
    assert player.hear_submit().status == 200
    assert len(player.jobs()) == 2


def test_submit_rate_limit_in_body(mock):
    player = Player(mock, "submit/rate-limit-in-body")
    first = player.hear_submit()
    assert first.status == 429
    assert not any(line.lower().startswith("retry-after") for line in first.head)
    assert first.value("Content-Type") == "application/json"
    assert json.loads(first.body) == {
        "error_code": 429001, "error_message": "There are too many requests.", "retry_after": 3}
    assert player.jobs() == []
    assert player.hear_submit().status == 200
    assert len(player.jobs()) == 1


# MARK: Status


def polls(player, job, count, span="1ms"):
    """The answers to so many polls, that long apart."""
    answers = []
    for _ in range(count):
        answers.append(player.hear_status(job))
        player.advance(span)
    return answers


def states(answers):
    return [json.loads(answer.body)["status"] for answer in answers]


def test_status_retry_after(mock):
    player = Player(mock, "status/retry-after")
    first, second, third = polls(player, player.job(), 3)
    assert [first.status, second.status, third.status] == [200, 429, 200]
    assert second.value("Retry-After") == "3"
    assert json.loads(second.body)["error_code"] == 429001
    assert states([first, third]) == ["in_queue", "in_queue"]


def test_status_retry_after_date(mock):
    player = Player(mock, "status/retry-after-date")
    first, second, third = polls(player, player.job(), 3)
    assert [first.status, second.status, third.status] == [200, 429, 200]
    until = email.utils.parsedate_to_datetime(second.value("Retry-After"))
    date = email.utils.parsedate_to_datetime(second.value("Date"))
    assert (until - date).total_seconds() == 5
    assert second.value("Retry-After") == email.utils.format_datetime(until, usegmt=True)


def test_status_bad_gateway(mock):
    player = Player(mock, "status/bad-gateway")
    first, second, third = polls(player, player.job(), 3)
    assert [first.status, second.status, third.status] == [200, 502, 200]
    assert second.value("Content-Type") == "text/html"
    assert b"502 Bad Gateway" in second.body
    assert states([first, third]) == ["in_queue", "in_queue"]


def test_status_cut_json(mock):
    player = Player(mock, "status/cut-json")
    first, second, third, fourth = polls(player, player.job(), 4)
    assert [answer.status for answer in (first, second, third, fourth)] == [200] * 4
    assert second.body == fourth.body[:len(fourth.body) // 2]
    assert int(second.value("Content-Length")) == len(second.body)
    with pytest.raises(json.JSONDecodeError):
        json.loads(second.body)
    assert (third.value("Content-Length"), third.body) == ("0", b"")
    assert third.value("Content-Type") == "application/json"
    assert states([first, fourth]) == ["in_queue", "in_queue"]


def test_status_silence(mock):
    player = Player(mock, "status/silence")
    job = player.job()
    assert player.state(job) == "in_queue"
    # An hour of the story's time later there is still nothing.
    assert player.hear_silence("GET", f"/v1/requests/{job}/status") is None
    assert player.state(job) == "completed"
    assert player.receipts()["faults"][0]["count"] == 1


def test_status_unknown_state(mock):
    player = Player(mock, "status/unknown-state")
    job = player.job()
    answers = polls(player, job, 4, "2s")
    assert states(answers) == ["in_queue", "warming_up", "warming_up", "in_progress"]
    own, edited = json.loads(answers[3].body), json.loads(answers[1].body)
    assert {**edited, "status": "in_progress"} == own
    player.advance("2s")
    assert player.state(job) == "completed"


def test_status_queued_forever(mock):
    player = Player(mock, "status/queued-forever")
    job = player.job()
    for _ in range(3):
        assert player.state(job) == "in_queue"
        player.advance("1000d")
    assert "output" not in player.result(job).json()
    # Whoever gives up can still cancel.
    answer = mock.cancel(job, token=player.token)
    assert (answer.status_code, answer.json()["outcome"]) == (202, "cancelled")
    assert player.state(job) == "cancelled"


def test_status_poll_storm(mock):
    player = Player(mock, "status/poll-storm")
    job = player.job()
    assert states(polls(player, job, 6, "10s")) == ["in_queue"] + ["in_progress"] * 5
    assert player.state(job) == "completed"
    transitions = player.jobs()[0]["transitions"]
    assert [(step["to"], step["reached"]) for step in transitions] == [
        ("in_progress", True), ("succeeded", True)]


def test_status_not_found_at_first(mock):
    player = Player(mock, "status/not-found-at-first")
    job = player.job()
    first, second, third = polls(player, job, 3)
    assert [first.status, second.status, third.status] == [404, 404, 200]
    unknown = player.hear_status("00000000-0000-4000-8000-000000000000")
    assert (unknown.status, unknown.body) == (404, first.body)
    assert states([third]) == ["in_queue"]


# MARK: Result and output


def finished(player):
    job = player.job()
    assert player.state(job) == "in_queue"
    player.advance("4s")
    assert player.state(job) == "completed"
    return job


def test_result_gateway_timeout(mock):
    player = Player(mock, "result/gateway-timeout")
    job = finished(player)
    first = player.hear("GET", f"/v1/requests/{job}/result")
    assert (first.status, first.body) == (504, b"upstream request timeout")
    assert first.value("Content-Type") == "text/plain"
    second = player.result(job)
    assert second.status_code == 200
    assert mock.get(second.json()["output"]["image"].removeprefix(mock.url)).status_code == 200


def test_output_expired_link(mock):
    player = Player(mock, "output/expired-link")
    path = player.result(finished(player)).json()["output"]["image"].removeprefix(mock.url)
    first = player.hear("GET", path)
    assert (first.status, first.value("Content-Type")) == (410, "application/json")
    assert set(json.loads(first.body)) == {"error_code", "error_message"}
    second = player.hear("GET", path)
    assert (second.status, second.value("Content-Type")) == (200, "image/png")


def test_output_short_body(mock):
    player = Player(mock, "output/short-body")
    path = player.result(finished(player)).json()["output"]["image"].removeprefix(mock.url)
    first, second = player.hear("GET", path), player.hear("GET", path)
    assert [first.status, second.status] == [200, 200]
    assert first.value("Content-Length") == second.value("Content-Length")
    assert int(second.value("Content-Length")) == len(second.body)
    assert first.body == second.body[:len(second.body) // 2]
    assert (first.end, second.end) == ("FIN", "FIN")


# MARK: All of them


def transcript(player):
    """All that a client hears that calls everything several times; what differs by chance is left out."""
    heard = [player.hear_submit() for _ in range(3)]
    pictures = []
    jobs = [job["request_id"] for job in player.jobs()]
    for job in jobs:
        for number in range(5):
            if number == 1 and player.token.startswith("status.silence~"):
                heard.append(player.hear_silence("GET", f"/v1/requests/{job}/status"))
            else:
                heard.append(player.hear_status(job))
            player.advance("3s")
        heard += [player.hear("GET", f"/v1/requests/{job}/result") for _ in range(2)]
        pictures += [player.hear("GET", f"/outputs/{job}/0.png") for _ in range(2)]
        heard.append(player.hear("POST", f"/v1/requests/{job}/cancel"))
    # A picture bears the id of its job, so its bytes are others each time.
    shown = [(part.head[0], part.value("Content-Type"), part.end, part.share) for part in pictures]
    text = repr([(part.bytes, part.end) if part else None for part in heard])
    text += repr(shown) + repr(player.receipts())
    for number, job in enumerate(jobs):
        text = text.replace(job, f"job {number}")
    text = re.sub(r"/requests/[0-9a-f-]+", "/requests/CUT", text)
    text = text.replace(player.mock.host, "HOST")
    text = re.sub(r"[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT", "DATE", text)
    text = re.sub(r"\d{4}-\d\d-\d\dT[0-9:.]+\+00:00", "TIME", text)
    return re.sub(r"event=\d+", "event=N", text)


@pytest.mark.parametrize("story", STORIES)
def test_the_same_token_in_a_new_mock_lives_through_the_same(story):
    told = []
    for _ in range(2):
        with Mock("--quiet") as mock:
            told.append(transcript(Player(mock, story, rest="again")))
    assert told[0] == told[1]


def test_a_token_without_a_story_is_untouched(mock):
    """While the others live through theirs on the same server."""
    others = [Player(mock, story) for story in STORIES]
    plain = Player(mock, None)
    for other in others:
        other.hear_submit()
        answer = plain.hear_submit()
        assert (answer.status, answer.end) == (200, "FIN")
        job = json.loads(answer.body)["request_id"]
        assert states(polls(plain, job, 3)) == ["completed"] * 3
        assert plain.result(job).status_code == 200
    assert plain.receipts() == {
        "story": None, "reached": True, "faults": [], "delays": [], "jobs": []}


@pytest.mark.parametrize("story", STORIES)
def test_two_tokens_of_a_story_each_live_through_it(mock, story):
    first, second = Player(mock, story), Player(mock, story)
    heard = []
    for player in (first, second):
        answers = [player.hear_submit() for _ in range(2)]
        heard.append([(answer.end, answer.head[0] if answer.bytes else "") for answer in answers])
    assert heard[0] == heard[1]
    assert first.receipts()["story"] == second.receipts()["story"] == story
    assert len(first.jobs()) == len(second.jobs())
