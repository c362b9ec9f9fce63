"""Submit, status, result and cancel in every state, and the bodies to the order of their keys."""

import datetime
import re
import time

import httpx
import pytest

from server import (
    GPT_IMAGE, IDEOGRAM, MODELS, OVIS, Mock, keys, pairs, until)

TIMESTAMP = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}\+00:00")
UUID4 = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
WAITING_RESULT = ["request_id", "status", "created_at"]
STATUS = ["request_id", "status", "status_url", "result_url"]


def moment(text):
    assert TIMESTAMP.fullmatch(text), text
    return datetime.datetime.fromisoformat(text)


def assert_status(answer, word):
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/json"
    expected = sorted(STATUS + ["queue_position"]) if word == "in_queue" else STATUS
    found = keys(answer.text)
    assert (sorted(found) if word == "in_queue" else found) == expected
    assert answer.json()["status"] == word


@pytest.fixture(scope="module")
def recording(walking):
    """All that a client saw of one job that ran to its end, and a cancel while it ran."""
    submitted = walking.submit().json()
    job = submitted["request_id"]
    seen = {"submitted": submitted, "statuses": [], "results": [], "cancel": None}
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        status, result = walking.status(job), walking.result(job)
        costed = walking.get(f"/v1/requests/{job}/result?include_cost=true")
        seen["statuses"].append(status)
        seen["results"].append((result, costed))
        if status.json()["status"] == "in_progress" and seen["cancel"] is None:
            seen["cancel"] = walking.cancel(job)
            seen["after"] = walking.status(job)
        if status.json()["status"] not in ("in_queue", "in_progress"):
            return seen
    raise AssertionError("the job never ended")


def test_submit_answers_an_id_and_three_urls_in_this_order(mock):
    answer = mock.submit()
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/json"
    assert keys(answer.text) == ["request_id", "status_url", "result_url", "cancel_url"]
    body = answer.json()
    job = body["request_id"]
    assert UUID4.fullmatch(job)
    for verb in ("status", "result", "cancel"):
        assert body[f"{verb}_url"] == f"{mock.url}/v1/requests/{job}/{verb}"


def test_every_submit_opens_another_request(mock):
    assert len({mock.job() for _ in range(20)}) == 20


def test_a_job_waits_then_runs_then_completes_and_nothing_else(recording):
    words = [answer.json()["status"] for answer in recording["statuses"]]
    assert list(dict.fromkeys(words)) == ["in_queue", "in_progress", "completed"]
    assert words == sorted(words, key=["in_queue", "in_progress", "completed"].index)


def test_the_result_goes_through_the_same_states(recording):
    words = [result.json()["status"] for result, _ in recording["results"]]
    assert list(dict.fromkeys(words)) == ["in_queue", "in_progress", "completed"]


def test_every_status_body_keeps_its_keys(recording):
    for answer in recording["statuses"]:
        assert_status(answer, answer.json()["status"])


def test_the_queue_position_falls_and_is_never_below_one(recording):
    positions = [
        answer.json()["queue_position"] for answer in recording["statuses"]
        if answer.json()["status"] == "in_queue"]
    assert positions and all(type(position) is int and position >= 1 for position in positions)
    assert positions == sorted(positions, reverse=True)


def test_the_result_of_an_unfinished_job_is_200_without_output_or_cost(recording):
    for result, costed in recording["results"]:
        if result.json()["status"] in ("in_queue", "in_progress"):
            assert result.status_code == 200
            assert keys(result.text) == WAITING_RESULT
        if costed.json()["status"] in ("in_queue", "in_progress"):
            assert keys(costed.text) == WAITING_RESULT


def test_created_at_never_changes(recording):
    moments = {result.json()["created_at"] for result, _ in recording["results"]}
    assert len(moments) == 1


def test_a_running_job_is_not_cancellable_and_runs_on(recording):
    answer = recording["cancel"]
    assert answer.status_code == 202
    assert pairs(answer.text) == [
        ("request_id", recording["submitted"]["request_id"]), ("status", "in_progress"),
        ("outcome", "not_cancellable")]
    assert recording["after"].json()["status"] == "in_progress"
    assert recording["statuses"][-1].json()["status"] == "completed"


@pytest.mark.parametrize("model", MODELS)
def test_the_result_of_a_finished_job_has_its_keys_in_order(mock, model):
    job = mock.job(model)
    answer = mock.result(job)
    assert answer.status_code == 200
    assert keys(answer.text) == ["request_id", "status", "created_at", "output", "completed_at"]
    body = answer.json()
    assert body["request_id"] == job
    assert body["status"] == "completed"
    assert moment(body["created_at"]) <= moment(body["completed_at"])
    assert list(body["output"]) == ["image"]
    assert re.fullmatch(
        re.escape(mock.url) + f"/outputs/{job}/0\\.[a-z]+", body["output"]["image"])


def test_the_cost_comes_last_and_only_when_asked_for(mock):
    job = mock.job()
    price = mock.get(f"/v1/models/{OVIS}").json()["base_price_usd"]
    answer = mock.get(f"/v1/requests/{job}/result?include_cost=true")
    assert keys(answer.text)[-2:] == ["completed_at", "cost"]
    cost = answer.json()["cost"]
    assert type(cost) in (int, float) and cost == price
    assert "cost" not in mock.get(f"/v1/requests/{job}/result?include_cost=false").json()
    assert "cost" in mock.get(f"/v1/requests/{job}/result?x=1&include_cost=true&y").json()


def test_timestamps_are_the_time_of_day_in_utc(mock):
    before = datetime.datetime.now(datetime.timezone.utc)
    created = moment(mock.result(mock.job()).json()["created_at"])
    after = datetime.datetime.now(datetime.timezone.utc)
    second = datetime.timedelta(seconds=1)
    assert before - second <= created <= after + second


def test_an_instant_job_is_completed_at_the_first_look(mock):
    assert_status(mock.status(mock.job()), "completed")


def test_a_thousand_times_as_fast_is_done_before_one_can_look_twice():
    with Mock("--speed", "1000", "--quiet") as server:
        job = server.job()
        started = time.monotonic()
        until(lambda: server.status(job).json()["status"] == "completed", seconds=5)
        assert time.monotonic() - started < 2
        body = server.result(job).json()
        assert "image" in body["output"]


def test_by_default_a_job_waits_two_seconds_and_runs_four():
    with Mock("--quiet") as server:
        submitted = time.monotonic()
        job = server.job()
        first = server.status(job).json()
        assert (first["status"], first["queue_position"]) == ("in_queue", 2)
        until(lambda: server.status(job).json().get("queue_position") == 1, seconds=5)
        assert 0.9 < time.monotonic() - submitted < 2
        until(lambda: server.status(job).json()["status"] == "in_progress", seconds=5)
        assert 1.9 < time.monotonic() - submitted < 4
        until(lambda: server.status(job).json()["status"] == "completed", seconds=8)
        assert 5.9 < time.monotonic() - submitted < 8
        body = server.result(job).json()
        took = moment(body["completed_at"]) - moment(body["created_at"])
        assert took == datetime.timedelta(seconds=6)


# MARK: cancel


def test_a_queued_job_is_cancelled_at_once_and_for_ever(slow):
    job = slow.job()
    answer = slow.cancel(job)
    assert answer.status_code == 202
    assert answer.headers["Content-Type"] == "application/json"
    assert pairs(answer.text) == [
        ("request_id", job), ("status", "cancelled"), ("outcome", "cancelled")]
    assert_status(slow.status(job), "cancelled")


def test_a_second_cancel_changes_nothing(slow):
    job = slow.job()
    slow.cancel(job)
    ended = slow.result(job).text
    answer = slow.cancel(job)
    assert answer.status_code == 202
    assert pairs(answer.text) == [
        ("request_id", job), ("status", "cancelled"), ("outcome", "not_cancellable")]
    assert slow.result(job).text == ended


def test_a_finished_job_is_not_cancellable(mock):
    job = mock.job()
    before = mock.result(job).text
    answer = mock.cancel(job)
    assert answer.status_code == 202
    assert pairs(answer.text) == [
        ("request_id", job), ("status", "completed"), ("outcome", "not_cancellable")]
    assert mock.result(job).text == before


def test_a_cancelled_job_has_an_end_but_no_output_and_costs_nothing(slow):
    job = slow.job()
    slow.cancel(job)
    answer = slow.get(f"/v1/requests/{job}/result?include_cost=true")
    assert answer.status_code == 200
    assert keys(answer.text) == ["request_id", "status", "created_at", "completed_at", "cost"]
    assert answer.json()["status"] == "cancelled"
    assert answer.json()["cost"] == 0
    assert moment(answer.json()["created_at"]) <= moment(answer.json()["completed_at"])
    assert keys(slow.result(job).text) == ["request_id", "status", "created_at", "completed_at"]


def test_the_output_of_a_job_that_has_none_is_404(slow):
    job = slow.job()
    for state in ("in_queue", "cancelled"):
        assert slow.status(job).json()["status"] == state
        answer = slow.get(f"/outputs/{job}/0.png", token=None)
        assert (answer.status_code, answer.json()["error_code"]) == (404, 404001)
        slow.cancel(job)


@pytest.mark.parametrize("headers", [
    {}, {"Content-Type": "application/json"},
    {"Content-Type": "application/json", "Content-Length": "0"}])
def test_a_bodyless_cancel_may_have_a_json_content_type(slow, headers):
    assert slow.cancel(slow.job(), headers=headers).json()["outcome"] == "cancelled"


def test_gets_may_have_a_json_content_type(mock):
    job = mock.job()
    headers = {"Content-Type": "application/json"}
    for path in (f"/v1/requests/{job}/status", f"/v1/requests/{job}/result", "/v1/models"):
        assert mock.get(path, headers=headers).status_code == 200


def test_unknown_query_parameters_are_ignored(mock):
    job = mock.job()
    for path in (f"/v1/requests/{job}/status", f"/v1/requests/{job}/result", "/v1/models",
                 "/v1/models/categories", f"/v1/models/{OVIS}", "/prod/v2/balance"):
        assert mock.get(path + "?nobody=knows&this&=&%00=%zz").status_code == 200, path
    answer = mock.post(f"/v1/models/{OVIS}?trace=1", json={"prompt": "x"})
    assert answer.status_code == 200


# MARK: URLs


def test_urls_stand_on_the_host_that_the_client_used(mock):
    for host in ("mock.example", "mock.example:8788", "localhost:1", "[::1]:8788", "UPPER.example"):
        headers = {"Host": host}
        submitted = mock.submit().json()["request_id"]
        answer = mock.post(f"/v1/models/{OVIS}", json={"prompt": "x"}, headers=headers).json()
        assert answer["result_url"] == f"http://{host}/v1/requests/{answer['request_id']}/result"
        status = mock.status(submitted, headers=headers).json()
        assert status["status_url"] == f"http://{host}/v1/requests/{submitted}/status"
        result = mock.result(submitted, headers=headers).json()
        assert result["output"]["image"].startswith(f"http://{host}/outputs/{submitted}/0.")


def test_forwarded_headers_are_not_believed(mock):
    headers = {
        "X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "https",
        "X-Forwarded-Port": "1", "Forwarded": "host=evil.example;proto=https",
        "X-Original-Host": "evil.example"}
    answer = mock.post(f"/v1/models/{OVIS}", json={"prompt": "x"}, headers=headers)
    assert "evil" not in answer.text and "https" not in answer.text


def test_a_public_url_and_an_output_url_replace_the_host():
    with Mock("--instant", "--quiet", "--public-url", "https://mock.example:8443",
              "--output-url", "https://outputs.runcomfy.net") as server:
        submitted = server.submit().json()
        job = submitted["request_id"]
        public = f"https://mock.example:8443/v1/requests/{job}"
        assert submitted["status_url"] == f"{public}/status"
        assert submitted["result_url"] == f"{public}/result"
        assert submitted["cancel_url"] == f"{public}/cancel"
        status = server.status(job).json()
        assert (status["status_url"], status["result_url"]) == (
            f"{public}/status", f"{public}/result")
        image = server.result(job).json()["output"]["image"]
        assert image.startswith(f"https://outputs.runcomfy.net/outputs/{job}/0.")
        path = image.removeprefix("https://outputs.runcomfy.net")
        assert server.get(path, token=None, headers={"Host": "cdn"}).status_code == 200


def test_without_an_output_url_outputs_stand_on_the_public_url_or_the_host():
    with Mock("--instant", "--quiet", "--public-url", "http://mock.example") as server:
        image = server.result(server.job()).json()["output"]["image"]
        # The contract: outputs live on the client's Host or --output-url.
        assert image.startswith((f"{server.url}/outputs/", "http://mock.example/outputs/"))


# MARK: other clients, other profiles


def test_httpx_sees_a_whole_life(walking):
    with httpx.Client(
            base_url=walking.url + "/v1", headers={"Authorization": "Bearer httpx"},
            timeout=20) as client:
        submitted = client.post(f"/models/{IDEOGRAM}", json={"prompt": "a lighthouse"}).json()
        seen = []

        def status():
            word = client.get(submitted["status_url"]).json()["status"]
            if seen[-1:] != [word]:
                seen.append(word)
            return word == "completed"

        until(status)
        assert seen == ["in_queue", "in_progress", "completed"]
        image = client.get(submitted["result_url"]).json()["output"]["image"]
        picture = httpx.get(image)
        assert picture.headers["Content-Type"] == "image/png"
        assert client.post(submitted["cancel_url"]).json()["outcome"] == "not_cancellable"


def test_the_documented_profile_says_succeeded_and_finished_at(documented):
    job = documented.job()
    assert documented.status(job).json()["status"] == "completed"
    answer = documented.get(f"/v1/requests/{job}/result?include_cost=true")
    assert keys(answer.text) == [
        "request_id", "status", "created_at", "output", "finished_at", "cost"]
    assert answer.json()["status"] == "succeeded"
    assert documented.cancel(job).json()["outcome"] == "not_cancellable"


def test_an_output_can_be_the_input_of_the_next_model(mock):
    image = mock.result(mock.job()).json()["output"]["image"]
    assert mock.submit(GPT_IMAGE, image_urls=[image]).status_code == 200
