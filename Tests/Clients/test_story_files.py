"""The story files keep to the published schema, and the schema refuses what it can see is wrong."""

import json
import re

import pytest
import yaml
from jsonschema import Draft202012Validator

from server import FIXTURES, ROOT, printed, run

SCHEMA = json.loads((FIXTURES / "schemas" / "story.schema.json").read_text())
VALIDATOR = Draft202012Validator(SCHEMA)
FILES = sorted((ROOT / "scenarios").glob("*/*.yaml"))
BAD = sorted(path for path in (FIXTURES / "bad" / "stories").iterdir() if path.suffix != ".txt")
BLOCKS = [
    block for page in ("README.md", "scenarios/README.md")
    for block in re.findall(r"^```yaml\n(.*?)^```", (ROOT / page).read_text(), re.DOTALL | re.MULTILINE)]
CORPUS = ROOT / "Fuzz" / "Corpus" / "stories"

# What is wrong with these stands in the notation, or between two places, or in the size of something.
UNSEEN = {
    "ambiguous-inside-a-value.yaml", "anchors-and-aliases.yaml", "clock-too-fast.yaml", "duplicate-key.yaml",
    "duplicate-key-in-a-value.yaml", "faults-at-one-place.yaml", "long-headers.yaml", "never-reached.yaml", "second-document.yaml",
    "tags.yaml", "too-deep.yaml", "utf-16.yaml",
    # Of contract stories: what names stand for, what a job is, what it costs, what the contract says of a promise.
    "submit-as-request.yaml",
    "download-without-a-result.yaml", "job-twice.yaml", "live-and-what-is-not.yaml", "live-miscounted.yaml", "live-of-the-mock.yaml",
    "sides-of-a-refusal.yaml", "sides-without-a-switch.yaml", "unknown-job.yaml", "unknown-names.yaml",
}


class Loader(yaml.SafeLoader):
    """Reads words as YAML 1.2 does, as editors do: `on` is a text."""


Loader.yaml_implicit_resolvers = {}
for tag, pattern, first in [
        ("null", r"(null|)$", ["n", ""]), ("bool", r"(true|false)$", "tf"),
        ("int", r"-?(0|[1-9][0-9]*)$", "-0123456789"),
        ("float", r"-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?$", "-0123456789")]:
    Loader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(pattern), list(first))


def loaded(text):
    return yaml.load(text, Loader)


def problems(story):
    return [error.message for error in VALIDATOR.iter_errors(story)]


def test_what_the_schema_cannot_see_is_there():
    assert UNSEEN <= {path.name for path in BAD}


def test_the_schema_is_one():
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_shipped_story_keeps_to_it(path):
    assert problems(loaded(path.read_text())) == []


@pytest.mark.parametrize("name", ["every-construct.yaml", "every-step.yaml", "advance.yaml"])
def test_every_construct_is_allowed_by_both(name):
    path = CORPUS / name
    assert problems(loaded(path.read_text())) == []
    assert printed("lint", str(path)) == "1 file: fine\n"


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.name)
def test_a_bad_story_is_refused_by_both(path):
    assert run("lint", "--quiet", str(path)).returncode == 1
    try:
        story = loaded(path.read_bytes())
    except (yaml.YAMLError, ValueError):
        return
    assert VALIDATOR.is_valid(story) == (path.name in UNSEEN), problems(story)


def test_the_schema_knows_each_key_that_the_program_knows(tmp_path):
    """An unknown key's message lists the known ones where none is near."""
    def known(text):
        file = tmp_path / "story.yaml"
        file.write_text(text)
        line = next(line for line in run("lint", str(file)).stdout.splitlines() if "qqqqqq" in line)
        return set(line.split("expected one of ")[1].split(", "))

    def step(text):
        return f"{head}promise: cancel.in-progress\nsteps:\n  - submit: image\n  - {{ {text} }}\n"

    definitions = SCHEMA["$defs"]
    head = "version: 1\nstory: a\ntitle: b\n"
    fault = head + "script:\n  faults:\n    - { on: status, do: %s }\n"
    # A client story's, which the program knows and refuses.
    later = {"expect"}
    action = definitions["action"]["anyOf"][1]["properties"]
    parts = definitions["jobCall"]["anyOf"][2]["properties"]
    for text, properties in [
            (head + "qqqqqq: 1\n", SCHEMA["properties"]),
            (head + "script: { qqqqqq: 1 }\n", definitions["script"]["properties"]),
            (head + "script: { job: { qqqqqq: 1 } }\n", definitions["job"]["properties"]),
            (head + "script: { delays: [{ qqqqqq: 1 }] }\n", definitions["delay"]["properties"]),
            (head + "script: { faults: [{ qqqqqq: 1 }] }\n", definitions["fault"]["properties"]),
            (fault % "{ qqqqqq: 1 }", action),
            (fault % "{ answer: { qqqqqq: 1 } }", definitions["answer"]["properties"]),
            (fault % "{ edit: { qqqqqq: 1 } }", definitions["edit"]["properties"]),
            (fault % "{ cut: { qqqqqq: 1 } }", action["cut"]["anyOf"][1]["properties"]),
            (fault % "{ refuse: { qqqqqq: 1 } }", action["refuse"]["anyOf"][1]["properties"]),
            (fault % "{ redirect: { qqqqqq: 1 } }", action["redirect"]["anyOf"][1]["properties"]),
            (step("submit: { qqqqqq: 1 }"), definitions["submit"]["anyOf"][1]["properties"]),
            (step("status: { qqqqqq: 1 }"), definitions["jobCall"]["anyOf"][2]["properties"]),
            (step("poll: { qqqqqq: 1 }"), definitions["poll"]["properties"]),
            (step("request: { qqqqqq: 1 }"), definitions["request"]["anyOf"][1]["properties"]),
            (step("status: { token: { qqqqqq: 1 } }"), parts["token"]["anyOf"][1]["properties"]),
            (step("status: , expect: { body: { $qqqqqq: 1 } }"), definitions["matcher"]["anyOf"][2]["properties"]),
            (step("status: , expect: { size: { qqqqqq: 1 } }"), definitions["count"]["anyOf"][1]["properties"]),
            (step("status: , expect: { qqqqqq: 1 }"), definitions["expectation"]["properties"]),
            (step("qqqqqq: 1"), definitions["step"]["properties"] | {"expect": 1})]:
        assert known(text) - later == set(properties) - later

    state = definitions["words"]["anyOf"][0]["enum"]
    seen = definitions["expectation"]["properties"]["seen"]["anyOf"][0]["enum"]
    for text, listed in [
            ("submit: qqqqqq", definitions["submission"]["enum"]),
            ("status: { token: qqqqqq }", parts["token"]["anyOf"][0]["enum"]),
            ("poll: { until: qqqqqq }", state),
            ("poll: { until: ended, of: qqqqqq }", definitions["poll"]["properties"]["of"]["enum"]),
            ("poll: { until: ended }, expect: { seen: qqqqqq }", seen),
            ("status: , expect: { refusal: qqqqqq }", definitions["expectation"]["properties"]["refusal"]["enum"]),
            ("status: , expect: { body: { $type: qqqqqq } }", definitions["matcher"]["anyOf"][2]["properties"]["$type"]["enum"])]:
        assert known(step(text)) == set(listed)


def test_each_yaml_block_of_the_pages_is_a_story(tmp_path):
    stories = [block for block in BLOCKS if re.search(r"^version:", block, re.MULTILINE)]
    assert len(stories) >= 2
    for block in BLOCKS:
        if block not in stories:
            # A part of a script.
            block = "version: 1\nstory: a\ntitle: b\nscript:\n" + re.sub("^", "  ", block, flags=re.MULTILINE)
        file = tmp_path / "story.yaml"
        file.write_text(block)
        done = run("lint", str(file))
        assert done.returncode == 0, done.stdout + block
        assert problems(loaded(block)) == []
