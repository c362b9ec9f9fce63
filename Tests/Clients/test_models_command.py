"""`models list` and `models show`, and the calls of the new commands that are wrong."""

import subprocess

import pytest

from server import (
    BINARY, FIXTURES, MODELS, OVIS, Mock, assert_wrong, model_text, printed, run)

NUMBER = 68


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "mine.json").write_text(model_text())
    return str(tmp_path)


# MARK: models list, models show

def test_list_names_what_the_server_lists(mock):
    lines = [line.split() for line in printed("models", "list").splitlines()]
    listed = mock.get("/v1/models?limit=500").json()["models"]
    assert [line[0] for line in lines] == [model["model_id"] for model in listed]
    assert len(lines) == NUMBER
    for line, model in zip(lines, listed):
        assert " ".join(line[2:]) == ", ".join(model["categories"])
    assert {line[1] for line in lines} == {"image", "video", "audio"}


def test_models_of_a_folder_are_listed_and_shown_in_their_place(folder):
    ids = [line.split()[0] for line in printed("models", "list", "--models", folder).splitlines()]
    assert "me/mine" in ids and ids == sorted(ids) and len(ids) == NUMBER + 1
    assert "at most 10 characters" in printed("models", "show", "--models", folder, "me/mine")


def test_a_model_of_a_folder_replaces_a_shipped_one(tmp_path):
    (tmp_path / "other.json").write_text(model_text(OVIS, longest=7))
    assert len(printed("models", "list", "--models", str(tmp_path)).splitlines()) == NUMBER
    assert "at most 7 characters" in printed("models", "show", OVIS, "--models", str(tmp_path))


@pytest.mark.parametrize("model", MODELS)
def test_show_names_each_input_and_marks_the_required_ones(mock, model):
    schema = mock.get(f"/v1/models/{model}").json()["input_schema"]
    text = printed("models", "show", model)
    assert text.startswith(f"{model}: ")
    for name, keywords in schema["properties"].items():
        line = next(line for line in text.splitlines() if name in line.split())
        assert line.startswith("*") == (name in schema["required"]), line
        assert all(str(value) in text for value in keywords.get("enum", []))


@pytest.mark.parametrize("model", MODELS)
def test_show_json_is_the_servers_answer(mock, model):
    assert printed("models", "show", "--json", model) == mock.get(f"/v1/models/{model}").text + "\n"


def test_a_reader_who_leaves_hears_no_complaint():
    """As in `models list | head -1`."""
    process = subprocess.Popen(
        [BINARY, "models", "list"], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    process.stdout.close()
    with process.stderr:
        assert process.stderr.read() == b""
    process.wait(timeout=10)


# MARK: wrong calls

@pytest.mark.parametrize("arguments,words", [
    (["models", "show", "aidc-ai/ovis-imag"], ["'aidc-ai/ovis-imag'", f"did you mean {OVIS}?"]),
    (["models", "show", "ovis-image"], [f"did you mean {OVIS}?"]),
    (["models", "show", "nobody/hasthis"], ["models list"]),
    (["models", "show", "AIDC-AI/OVIS-IMAGE"], [OVIS]),
    (["models", "show", "a\nb"], ["a"]),
    (["models", "show"], ["<model>"]),
    (["models", "lst"], ["lst"]),
    (["models", "list", "extra"], ["extra"]),
    (["models", "list", "--models", "/nonexistent"], ["/nonexistent", "No such file"]),
    (["models", "list", "--models", str(FIXTURES / "models" / "README.md")],
     ["README.md", "Not a directory"]),
    (["models", "validate", OVIS], ["<file>"]),
    (["models", "validate", OVIS, "/nonexistent.json"], ["/nonexistent.json", "No such file"]),
    (["models", "validate", OVIS, "/"], ["/", "directory"]),
    (["models", "validate", "aidc-ai/ovis-imag", "-"], [OVIS]),
    (["models", "validate", OVIS, "-", "--profile", "documnted"], ["did you mean 'documented'?"]),
    (["models", "validate", OVIS, "-", "--profile", "./a.json"], ["./a.json", "No such file"]),
    (["profiles", "show", "documnted"], ["'documnted'", "did you mean 'documented'?"]),
    (["profiles", "show", "zzz"], ["default", "documented", "file"]),
    (["profiles", "show", "/nonexistent"], ["/nonexistent", "No such file"]),
    (["profiles", "shw"], ["shw"]),
    (["serve", "--port", "0", "--models", "/nonexistent"], ["/nonexistent", "No such file"]),
    (["serve", "--port", "0", "--models", ""], ["No such file"]),
    (["serve", "--port", "0", "--balance=-1"], ["--balance", "-1"]),
    (["serve", "--port", "0", "--balance", "much"], ["--balance", "much"]),
    (["serve", "--port", "0", "--balance", "nan"], ["--balance"]),
    (["serve", "--port", "0", "--balance", "1e10"], ["--balance"]),
    (["serve", "--port", "0", "--balance", ""], ["--balance"]),
], ids=lambda value: " ".join(value)[:50])
def test_a_wrong_call_is_one_line_and_exit_code_2(arguments, words):
    assert_wrong(run(*arguments), *words)


@pytest.mark.parametrize("command", [
    ["serve", "--port", "0"], ["models", "list"], ["models", "show", OVIS],
    ["models", "validate", OVIS, "-"]])
def test_every_mistake_in_a_folder_is_told_with_its_place(folder, tmp_path, command):
    (tmp_path / "again.json").write_text(model_text())
    (tmp_path / "cut.json").write_text("{")
    (tmp_path / "wrong.json").write_text(
        '{\n  "model_id": "x",\n  "output_type": "imge",\n  "input_schema": {"typ": 1}\n}')
    (tmp_path / "notes.txt").write_text("no model")
    done = run(*command, "--models", folder)
    assert (done.returncode, done.stdout) == (2, "")
    found = [line.removeprefix(folder + "/").split(": ", 2) for line in done.stderr.splitlines()]
    assert [(place, severity) for place, severity, _ in found] == [
        (place, "error") for place in (
            "cut.json:1:2", "mine.json:2:15", "wrong.json:2:15", "wrong.json:3:18",
            "wrong.json:4:20")]
    for (_, _, text), words in zip(found, [
            "not JSON: ", "me/mine is already the model of again.json", "2 to 5 segments",
            "did you mean 'image'?", "did you mean 'type'?"]):
        assert words in text


# MARK: balance

@pytest.mark.parametrize("balance,text", [
    ("0", '"balance_usd":0.0,"balance_microdollars":0'),
    ("12.345678", '"balance_usd":12.345678,"balance_microdollars":12345678')])
def test_a_submit_needs_a_balance(balance, text):
    with Mock("--instant", "--quiet", "--balance", balance) as server:
        assert text in server.get("/prod/v2/balance").text
        answer = server.submit()
        if balance == "0":
            assert answer.status_code == 402 and answer.json()["error_code"] == 400002
            assert answer.headers["Mock-Promise"].startswith("errors.no-balance;")
            # What is wrong with a body is told first.
            assert server.submit_raw(b"{}").status_code == 422
        else:
            assert answer.status_code == 200
