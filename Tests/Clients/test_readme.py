"""The README's commands do what it says, letter for letter but for the address."""

import json
import re
import socket
import subprocess
from datetime import datetime, timedelta
from pathlib import Path

from server import BINARY, until

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text()


def block_with(mark):
    blocks = re.findall(r"```sh\n(.*?)```", README, re.DOTALL)
    found = [block for block in blocks if mark in block]
    assert len(found) == 1, mark
    return found[0]


def run(script, timeout=30):
    done = subprocess.run(
        ["bash", "-euc", script], cwd=ROOT, timeout=timeout, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_two_commands_exist():
    for command in ("./scripts/serve", "./scripts/test"):
        assert block_with(command + "\n").strip() == command
        assert (ROOT / command).stat().st_mode & 0o111


def test_a_job_from_submit_to_picture(slow):
    script = block_with("# Submit.").replace("http://127.0.0.1:8788", slow.url)
    answers = re.findall(r"\{.*?\}", run(script))
    assert '"status":"in_queue"' in answers[0]
    assert '"outcome":"cancelled"' in answers[1]
    assert '"status":"cancelled"' in answers[2]


def test_mistakes_are_explained(mock):
    answer = run(block_with("num_inference_steps\": 51").replace("http://127.0.0.1:8788", mock.url))
    assert "did you mean 'prompt'?" in answer
    assert answer.count('"pointer"') == 3


def test_a_mock_in_ci():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    script = block_with("--retry-connrefused")
    script = script.replace("./scripts/build", f"echo {BINARY}").replace("8788", str(port))
    script = script.replace(" serve ", f" serve --port {port} ")
    assert '"status":"ok"' in run(f"trap 'kill %1' EXIT\n{script}")


def test_the_ready_lines_are_what_is_printed(mock):
    until(lambda: len(mock.lines) > 1)
    shown = re.search(r"```\n(runcomfy-mock listening.*?)```", README, re.DOTALL)[1]
    assert shown.splitlines()[0] == "runcomfy-mock listening on http://127.0.0.1:8788"
    assert shown.splitlines()[1] == mock.lines[1].strip().replace(mock.url, "http://127.0.0.1:8788")


def test_models_from_the_shell():
    script = block_with("models list").replace("./scripts/build", f"echo {BINARY}")
    done = subprocess.run(
        ["bash", "-c", script], cwd=ROOT, capture_output=True, text=True, timeout=30)
    assert done.returncode == 1, done.stderr
    assert "\naidc-ai/ovis-image  " in done.stdout
    assert re.search(r"num_inference_steps +integer +1 to 50 +28", done.stdout)
    assert done.stdout.endswith(re.search(r"```\n(<stdin>:.*?)```", README, re.DOTALL)[1])


def test_a_model_of_ones_own(tmp_path):
    text = re.search(r'```json\n(\{\n  "model_id".*?)```', README, re.DOTALL)[1]
    (tmp_path / "poster.json").write_text(text)
    command = [BINARY, "models", "validate", "acme/poster/text-to-image", "-", "--models", tmp_path]
    for body, code in [('{"prompt": "a", "scale": 1.5}', 0), ('{"prompt": "", "scale": 0.7}', 1)]:
        done = subprocess.run(command, input=body, capture_output=True, text=True, timeout=30)
        assert done.returncode == code, done.stdout + done.stderr


def test_the_profiles_command():
    script = block_with("profiles show").replace("runcomfy-mock", BINARY)
    assert re.search(r"result.ended-key +finished_at +documented +completed_at, both", run(script))


def test_the_clock_of_a_token_is_stopped_and_moved(mock):
    script = block_with('"advance": "1h"').replace("http://127.0.0.1:8788", mock.url)
    script = script.replace("Bearer night", "Bearer readme-night")
    answers = [json.loads(part + "}") for part in run(script).split("}") if part.strip()]
    assert [answer["pace"] for answer in answers] == ["frozen", "frozen"]
    before, after = (datetime.fromisoformat(answer["now"]) for answer in answers)
    assert after - before == timedelta(hours=1)


def test_all_options_are_listed():
    help_text = subprocess.run([BINARY, "serve", "--help"], capture_output=True, text=True).stdout
    options = set(re.findall(r"--[a-z][a-z-]+", help_text)) - {"--help", "--version"}
    table = README.split("## Options of `serve`")[1].split("##")[0]
    assert options == set(re.findall(r"--[a-z][a-z-]+", table))
