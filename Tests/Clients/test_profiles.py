"""Profile files: the published schema, the command line, and what they change on the wire."""

import datetime
import json
import re

import pytest
from jsonschema import Draft202012Validator

from server import (
    FIXTURES, GPT_IMAGE, Mock, assert_refused, assert_wrong, keys, printed, run, spoiled)

FOLDER = FIXTURES / "profiles"
SCHEMA = json.loads((FIXTURES / "schemas" / "profile.schema.json").read_text())
VALIDATOR = Draft202012Validator(SCHEMA)
FILES = sorted(FOLDER.glob("*.json"))
README = (FOLDER / "README.md").read_text()
EXAMPLE = json.loads(re.search(r"```json\n(.*?)```", README, re.DOTALL)[1])

GOOD = {
    "$schema": "profile.schema.json",
    "profile": "ours",
    "description": "For the tests.",
    "base": "documented",
    "answers": {
        "result.succeeded": {
            "answer": "completed", "provenance": "observed", "date": "2026-11-20", "note": "Seen."},
        "errors.token": {"answer": {"http": 418, "error_code": 999}, "provenance": "assumed"},
    },
}


def succeeded(key, value):
    return ["answers", "result.succeeded", key], value


def token(value):
    return ["answers", "errors.token", "answer"], value


SPOILED = [
    (["profile"], ...), (["profile"], ""), (["profile"], "a b"), (["profile"], "é"),
    (["profile"], 5),
    (["base"], "ours"), (["base"], None), (["description"], []), (["answer"], {}),
    (["answers"], []),
    (["answers", "result.suceeded"], GOOD["answers"]["result.succeeded"]),
    (["answers", "submit.accepted"], GOOD["answers"]["result.succeeded"]),
    (["answers", "result.succeeded"], "completed"),
    succeeded("answer", ...), succeeded("answer", "done"), succeeded("answer", 200),
    succeeded("answer", {"http": 400, "error_code": 1}), succeeded("provenance", ...),
    succeeded("provenance", "ours"), succeeded("provenance", "seen"), succeeded("date", ...),
    succeeded("date", "20.11.2026"), succeeded("note", 5), succeeded("source", "x"),
    token("401"), token({"http": 401}), token({"error_code": 1}),
    token({"http": 399, "error_code": 1}), token({"http": 600, "error_code": 1}),
    token({"http": "401", "error_code": 1}),
    token({"http": 401, "error_code": -1}), token({"http": 401, "error_code": 1.5}),
    token({"http": 401, "error_code": 1, "message": "x"}),
]


@pytest.fixture
def write(tmp_path):
    def write(profile):
        file = tmp_path / "ours.json"
        file.write_text(profile if isinstance(profile, str) else json.dumps(profile, indent=2))
        return str(file)
    return write


# MARK: the published schema and the program agree

def test_the_schema_is_one():
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_shipped_profile_keeps_to_the_schema_and_loads(path):
    assert [error.message for error in VALIDATOR.iter_errors(json.loads(path.read_text()))] == []
    assert printed("profiles", "show", str(path)) == printed("profiles", "show", path.stem)


def test_the_example_of_the_readme_is_valid_and_loads(write):
    assert [error.message for error in VALIDATOR.iter_errors(EXAMPLE)] == []
    text = printed("profiles", "show", write(EXAMPLE))
    assert re.search(r"^result\.succeeded +succeeded +observed 2026-11-20 ", text, re.MULTILINE)
    assert re.search(r"^errors\.token +403 with 403001 +assumed ", text, re.MULTILINE)


def test_every_question_of_the_program_is_one_of_the_schema():
    table = printed("profiles", "show").split("otherwise\n")[1]
    questions = [line.split()[0] for line in table.splitlines()]
    assert questions == list(SCHEMA["properties"]["answers"]["properties"])


def test_a_good_profile_is_taken_by_both(write):
    assert [error.message for error in VALIDATOR.iter_errors(GOOD)] == []
    assert printed("profiles", "show", write(GOOD)).startswith("ours: For the tests.\n")


@pytest.mark.parametrize("path,value", SPOILED, ids=lambda value: json.dumps(value, default=str))
def test_a_spoiled_profile_is_refused_by_both(write, path, value):
    profile = spoiled(GOOD, path, value)
    assert not VALIDATOR.is_valid(profile)
    file = write(profile)
    done = run("profiles", "show", file)
    assert (done.returncode, done.stdout) == (2, "")
    for line in done.stderr.splitlines():
        assert re.match(re.escape(file) + r":\d+:\d+: error: ", line)


# MARK: the command line

def test_list_names_those_that_ship():
    lines = printed("profiles", "list").splitlines()
    names = [line.split()[0] for line in lines if not line.startswith(" ")]
    assert names == [path.stem for path in FILES] == ["default", "documented"]


def test_show_says_the_answer_its_source_and_the_others():
    text = printed("profiles", "show", "documented")
    lines = [re.split("  +", line) for line in text.splitlines()]
    assert ["result.ended-key", "finished_at", "documented", "completed_at, both"] in lines
    assert ["errors.token", "400 with 400004", "documented", "401 with 400004"] in lines
    assert printed("profiles", "show") == printed("profiles", "show", "default")


@pytest.mark.parametrize("command", [["serve", "--port", "0", "--profile"], ["profiles", "show"]])
def test_every_mistake_is_told_with_its_place(write, command):
    file = write(
        '{\n  "profle": "ours",\n  "base": "documnted",\n  "answers": {\n'
        '    "result.suceeded": {"answer": "done", "provenance": "assumed"},\n'
        '    "result.ended-key": {"answer": "both", "provenance": "observed"}\n  }\n}')
    done = run(*command, file)
    assert (done.returncode, done.stdout) == (2, "")
    for place in (
            "2:3: error: profle: ", "3:11: error: base: ",
            "5:5: error: answers.result.suceeded: ",
            "6:25: error: answers.result.ended-key.date: ", "1:1: error: profile: "):
        assert f"{file}:{place}" in done.stderr, done.stderr
    for name in ("profile", "documented", "result.succeeded"):
        assert f"did you mean '{name}'?" in done.stderr
    assert done.stderr.count("\n") == 5


def test_what_is_neither_a_name_nor_a_file_is_told(tmp_path):
    call = ["serve", "--port", "0", "--profile"]
    assert_wrong(run(*call, "defaul"), "did you mean 'default'?")
    assert_wrong(run(*call, str(tmp_path / "nobody")), "No such file")
    assert_wrong(run(*call, str(tmp_path)), "directory")


# MARK: on the wire

def test_answers_of_a_file_are_given_above_those_of_its_base(write):
    with Mock("--instant", "--profile", write(GOOD)) as server:
        answer = server.get("/v1/models", token=None)
        assert_refused(answer, 418, 999)
        assert answer.headers["Mock-Promise"].startswith("errors.token;")
        result = server.result(server.job())
        assert result.json()["status"] == "completed"
        # The base says this.
        assert "finished_at" in keys(result.text) and "completed_at" not in keys(result.text)
        assert server.stop() == 0
    log = "".join(server.lines)
    assert "errors.token (assumed)" in log and "result.succeeded (observed)" in log


def test_a_file_without_a_base_builds_upon_default(write):
    with Mock("--instant", "--quiet", "--profile", write(EXAMPLE)) as server:
        assert_refused(server.get("/v1/models", token=None), 403, 403001)
        result = server.result(server.job())
        assert result.json()["status"] == "succeeded"
        assert datetime.datetime.fromisoformat(result.json()["completed_at"]).tzinfo


def test_leniency_is_chosen_by_a_file(write):
    questions = ["unknown-properties", "explicit-null", "duplicate-keys", "http-urls"]
    accept = {"answer": "accept", "provenance": "assumed"}
    file = write({
        "profile": "lenient", "answers": {f"validation.{name}": accept for name in questions}})
    body = b'{"prompt":"a","prompt":null,"more":{"a":1,"a":2}}'
    with Mock("--instant", "--quiet", "--profile", file) as server:
        assert server.submit_raw(body).status_code == 200
        assert server.submit(GPT_IMAGE, image_urls=["http://example.com/a"]).status_code == 200
        assert server.submit_raw(b'{"prompt":5}').status_code == 422
