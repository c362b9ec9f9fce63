"""The requests of the seed documents, sent by curl itself."""

import io
import json
import os
import re
import subprocess

import pytest
from PIL import Image

from server import (
    FIXTURES, FOLDER, GPT_IMAGE, IDEOGRAM, IMAGINEART, MODELS, OVIS, Mock, keys, until)

DOCUMENTS = {
    OVIS: ["000_e6138800e95337bf.txt", "001_56bfe9fb43e89076.txt"],
    IDEOGRAM: ["002_b9b2cdecff5ee384.txt"],
    GPT_IMAGE: ["003_1d35a9f392a2c3bf.txt"],
    IMAGINEART: ["004_c9b9a281c295ccfa.txt"],
}
ALL = [(model, document) for model, names in DOCUMENTS.items() for document in names]


def text_of(document):
    return (FOLDER / "seeds" / document).read_text()


def body_file(model):
    return FIXTURES / "requests" / (model.replace("/", "__") + ".json")


def curl(*arguments, **more):
    environment = {**os.environ, "CURL_HOME": "/nonexistent", "NO_PROXY": "*"}
    return subprocess.run(
        arguments, capture_output=True, timeout=30, check=True, env=environment, **more).stdout


def submit_like_the_document(mock, model):
    answer = curl(
        "curl", "--silent", "--show-error", "--request", "POST",
        "--url", f"{mock.url}/v1/models/{model}",
        "--header", "Content-Type: application/json",
        "--header", "Authorization: Bearer <token>",
        "--data", f"@{body_file(model)}")
    assert keys(answer) == ["request_id", "status_url", "result_url", "cancel_url"]
    return json.loads(answer)


@pytest.mark.parametrize("model", MODELS)
def test_curl_submits_polls_and_fetches_a_picture(mock, model):
    submitted = submit_like_the_document(mock, model)
    bearer = ["--header", "Authorization: Bearer <token>"]

    def status():
        answer = curl(
            "curl", "--silent", "--request", "GET", "--url", submitted["status_url"], *bearer)
        return json.loads(answer)["status"] == "completed"

    until(status)
    result = json.loads(
        curl("curl", "--silent", "--request", "GET", "--url", submitted["result_url"], *bearer))
    picture = curl("curl", "--silent", "--fail", "--url", result["output"]["image"])
    Image.open(io.BytesIO(picture)).load()
    cancelled = json.loads(
        curl("curl", "--silent", "--request", "POST", "--url", submitted["cancel_url"], *bearer))
    assert cancelled["outcome"] == "not_cancellable"


@pytest.mark.parametrize("model", MODELS)
def test_curl_cancels_a_queued_job_as_the_document_shows(slow, model):
    submitted = submit_like_the_document(slow, model)
    answer = curl(
        "curl", "--silent", "--write-out", "\n%{http_code}", "--request", "POST",
        "--url", f"{slow.url}/v1/requests/{submitted['request_id']}/cancel",
        "--header", "Authorization: Bearer <token>")
    body, code = answer.rsplit(b"\n", 1)
    assert code == b"202"
    assert json.loads(body) == {
        "request_id": submitted["request_id"], "status": "cancelled", "outcome": "cancelled"}


@pytest.mark.parametrize("model", [GPT_IMAGE, IMAGINEART])
def test_the_command_of_the_document_runs_in_a_shell_with_nothing_but_the_origin_changed(
        mock, model):
    """The other two documents break their own quoting with an apostrophe."""
    text = text_of(DOCUMENTS[model][0])
    command = re.search(r"curl --request POST.*?\n\}'", text, re.DOTALL)[0]
    command = command.replace("https://model-api.runcomfy.net", mock.url)
    assert keys(curl("bash", "-c", command))[0] == "request_id"


@pytest.mark.parametrize("model,document", ALL)
def test_the_body_file_says_what_the_document_says(model, document):
    body = re.search(r"--data '(\{.*?\n *\})'", text_of(document), re.DOTALL)[1]
    assert json.loads(body_file(model).read_text()) == json.loads(body)


@pytest.mark.parametrize("model,document", ALL)
def test_the_input_schema_is_the_documents_to_the_order_of_its_keys(mock, model, document):
    text = text_of(document)
    start = re.search(r'\{\s*"type": "object",\s*"title"', text).start()
    expected, _ = json.JSONDecoder().raw_decode(text, start)
    if expected["title"].startswith("modelApiDoc_"):
        # An untranslated document shows the key of its translation.
        expected["title"] = "Input"
    served = mock.get(f"/v1/models/{model}").json()["input_schema"]
    assert json.dumps(served, indent=1) == json.dumps(expected, indent=1)


def test_the_line_that_the_server_shows_works_in_a_shell():
    with Mock("--instant") as server:
        hint = until(lambda: [line for line in list(server.lines) if "curl" in line])[0]
        assert hint.startswith("Try: ")
        assert keys(curl("bash", "-c", hint.removeprefix("Try: ")))[0] == "request_id"
