"""The README's commands do what it says, letter for letter but for the address."""

import re
import socket
import subprocess
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
    answer = run(block_with("promt").replace("http://127.0.0.1:8788", mock.url))
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


def test_all_options_are_listed():
    help_text = subprocess.run([BINARY, "serve", "--help"], capture_output=True, text=True).stdout
    options = set(re.findall(r"--[a-z][a-z-]+", help_text)) - {"--help", "--version"}
    table = README.split("## Options of `serve`")[1].split("##")[0]
    assert options == set(re.findall(r"--[a-z][a-z-]+", table))
