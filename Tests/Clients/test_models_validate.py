"""`models validate` says what the server would say."""

import json
import subprocess

import pytest

from server import (
    BINARY, FIXTURES, GPT_IMAGE, IDEOGRAM, IMAGINEART, MODELS, OVIS, model_text, printed, run)

BODIES = [
    b"", b"[]", b"5", b"null", b"{", b'{"prompt":"a",}', b"\xef\xbb\xbf{}", b'{"prompt":"\xff"}',
    b"{}{}", b'{"prompt":"\\ud800"}', b"[" * 2000, b"{}", b'{"prompt":"a"}', b'{"promt":"a"}',
    b'{"prompt":5}', b'{"prompt":null,"seed":null}', b'{"prompt":"a","prompt":"b"}',
    b'{"prompt":"a","a\\nb":"\\u0000"}',
    b'\n{\n "prompt": "a",\n "seed": 1.5,\n "style_type": "Auo", "image_size": "auto"\n}\n',
    b'{"prompt":"a","image_urls":["http://example.com/a.png","ftp://x",5,"https://example.com/b"]}',
    b'{"prompt":"a",' + b",".join(b'"x%d":1' % number for number in range(1200)) + b"}",
]


@pytest.mark.parametrize("model", MODELS)
def test_validate_json_is_the_servers_answer_byte_for_byte(mock, model):
    example = FIXTURES / "requests" / (model.replace("/", "__") + ".json")
    for body in [*BODIES, example.read_bytes()]:
        answer = mock.submit_raw(body, model)
        done = subprocess.run(
            [BINARY, "models", "validate", model, "-", "--json"], input=body,
            capture_output=True, timeout=20)
        if answer.status_code == 200:
            assert (done.returncode, done.stdout) == (0, b""), body
        else:
            assert (done.returncode, done.stdout) == (1, answer.content + b"\n"), body
        assert done.stderr == b""


def test_validate_says_each_reason_with_its_place(tmp_path):
    file = tmp_path / "body.json"
    file.write_text('{\n  "promt": "a",\n  "num_inference_steps": 51\n}\n')
    done = run("models", "validate", OVIS, str(file))
    assert (done.returncode, done.stderr) == (1, "")
    lines = done.stdout.splitlines()
    assert lines[0].startswith(f"{file}:2:3: error: /promt: ")
    assert lines[0].endswith("did you mean 'prompt'?")
    assert lines[1].startswith(f"{file}:3:26: error: /num_inference_steps: ")
    assert lines[2].startswith(f"{file}:1:1: error: /prompt: ")
    assert len(lines) == 3


def test_validate_reads_standard_input_and_says_who_takes_it():
    text = printed("models", "validate", IMAGINEART, "-", input='{"prompt": "a"}')
    assert text == f"<stdin>: {IMAGINEART} would accept it\n"
    done = run("models", "validate", GPT_IMAGE, "-", input='{"prompt": "a"')
    assert done.returncode == 1 and done.stdout.startswith("<stdin>:1:15: error: ")


def test_validate_follows_the_profile_and_the_folder(tmp_path):
    (tmp_path / "mine.json").write_text(model_text(longest=10))
    profile = tmp_path / "lenient.profile"
    profile.write_text(json.dumps({"profile": "lenient", "answers": {
        "validation.unknown-properties": {"answer": "accept", "provenance": "assumed"}}}))
    call = ["models", "validate", "--models", str(tmp_path), "me/mine", "-"]
    for inputs, strict, lenient in [
            ({"prompt": "a"}, 0, 0), ({"prompt": "a", "b": 1}, 1, 0), ({"prompt": "a" * 11}, 1, 1)]:
        body = json.dumps(inputs)
        assert run(*call, input=body).returncode == strict
        assert run(*call, "--profile", str(profile), input=body).returncode == lenient


def test_validate_answers_as_the_named_profile_does(documented):
    call = ["models", "validate", IDEOGRAM, "-", "--json", "--profile", "documented"]
    assert run(*call, input="{}").stdout == documented.submit_raw("{}", IDEOGRAM).text + "\n"
