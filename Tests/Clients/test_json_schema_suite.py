"""Validation agrees with the published JSON-Schema-Test-Suite, a part of jsonschema's sources."""

import hashlib
import json
import pathlib
import re
import subprocess
import sys
import tarfile
import tempfile

import pytest

from server import BINARY, ROOT

SCRIPT = ROOT / "scripts" / "json-schema-suite"
SOURCES = "jsonschema-4.26.0"
SHA256 = "0c26707e2efad8aa1bfc5b7ce170f3fccc2e4918ff85989ba9ffa9facb2be326"
CACHE = ROOT / ".build" / f"json-schema-suite-{SOURCES}"


@pytest.fixture(scope="session")
def suite():
    """The folder of the suite; it is fetched once."""
    if not CACHE.exists():
        CACHE.parent.mkdir(exist_ok=True)
        with tempfile.TemporaryDirectory(dir=CACHE.parent) as name:
            folder = pathlib.Path(name)
            subprocess.run(
                [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check",
                 "--no-deps", "--no-binary", ":all:", "--dest", folder,
                 SOURCES.replace("-", "==")],
                check=True, timeout=120)
            unpack(folder / f"{SOURCES}.tar.gz", folder / "suite")
            (folder / "suite").rename(CACHE)
    return CACHE


def unpack(archive, folder):
    """Writes the suite's tests of the archive, and nothing else."""
    assert hashlib.sha256(archive.read_bytes()).hexdigest() == SHA256
    with tarfile.open(archive) as tar:
        for member in tar:
            path = pathlib.PurePosixPath(member.name)
            if member.isfile() and path.parts[1:3] == ("json", "tests") and ".." not in path.parts:
                file = folder.joinpath(*path.parts[2:])
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(tar.extractfile(member).read())


def run(*arguments):
    return subprocess.run(
        [SCRIPT, *arguments], capture_output=True, text=True, timeout=60, stdin=subprocess.DEVNULL)


@pytest.mark.parametrize("draft,floor", [("draft2020-12", 560), ("draft7", 555)])
def test_every_case_is_held_or_differs_by_decision(suite, draft, floor):
    done = run(suite, BINARY, "--draft", draft)
    assert (done.returncode, done.stderr) == (0, ""), done.stdout + done.stderr
    held, cases = re.search(r"^held: (\d+) of (\d+) cases", done.stdout, re.MULTILINE).groups()
    # So that it cannot pass by leaving everything out.
    assert int(held) >= floor and int(cases) - int(held) < 5, done.stdout


def test_a_difference_is_told(tmp_path):
    """A suite of our own, with a mistake in it."""
    groups = [
        {"description": "an integer", "schema": {"type": "integer"}, "tests": [
            {"description": "one", "data": 1, "valid": True},
            {"description": "a word", "data": "one", "valid": True}]},
        {"description": "bounds", "schema": {"minimum": 2, "maximum": 1}, "tests": []},
        {"description": "a reference", "schema": {"$ref": "#/definitions/a"}, "tests": []}]
    (tmp_path / "tests" / "draft7").mkdir(parents=True)
    (tmp_path / "tests" / "draft7" / "ours.json").write_text(json.dumps(groups))
    done = run(tmp_path, BINARY, "--draft", "draft7")
    assert (done.returncode, done.stderr) == (1, ""), done.stdout + done.stderr
    assert "held: 1 of 2 cases in 1 groups\n" in done.stdout
    assert "keywords that are not loaded: $ref 1\n" in done.stdout
    assert 'DIFFERS: ours.json / an integer / a word: refused, "one"\n' in done.stdout
    assert "DIFFERS: ours.json / bounds / (the schema is refused): " in done.stdout
    assert "NO LONGER DIFFERS: optional/ecmascript-regex.json" in done.stdout


def test_a_wrong_call_is_exit_code_2(suite):
    for arguments in (
            [], ["/nonexistent"], [suite, BINARY, "--draft", "draft3"], [suite, "/nonexistent"]):
        done = run(*arguments)
        assert done.returncode == 2 and "usage: " in done.stderr
