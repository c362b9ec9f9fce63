"""Servers that live as long as the test run; their exit codes are asserted at its end."""

import json

import pytest

pytest.register_assert_rewrite("outputs", "play", "server", "wire")  # before they are imported

from outputs import Output
from server import ANY_PICTURE, Mock


@pytest.fixture(scope="session")
def mock():
    """Jobs are done at once: the server for all that is not about time."""
    with Mock("--instant") as server:
        yield server


@pytest.fixture(scope="session")
def slow():
    """Jobs wait in the queue for 200 seconds."""
    with Mock("--speed", "0.01", "--quiet") as server:
        yield server


@pytest.fixture(scope="session")
def walking():
    """A job waits for one second and runs for two: long enough to be met in each state."""
    with Mock("--speed", "2", "--quiet") as server:
        yield server


@pytest.fixture(scope="session")
def documented():
    with Mock("--instant", "--profile", "documented", "--quiet") as server:
        yield server


@pytest.fixture(scope="session")
def studio(tmp_path_factory):
    """Serves a model of one's own that takes every input which decides what a picture is."""
    words = {"type": "string"}
    side = {"type": "integer", "minimum": 1}
    properties = {
        "prompt": words, "seed": {"type": "integer"}, "image_size": words, "aspect_ratio": words,
        "resolution": {"type": ["string", "integer"]}, "width": side, "height": side,
        "output_format": {"type": "string", "enum": ["png", "jpeg", "jpg", "webp"]}}
    schema = {"type": "object", "properties": properties}
    model = {"model_id": ANY_PICTURE, "output_type": "image", "input_schema": schema}
    folder = tmp_path_factory.mktemp("models")
    (folder / "any.json").write_text(json.dumps(model))
    with Mock("--instant", "--models", str(folder)) as server:
        yield server


@pytest.fixture(scope="session")
def output(mock):
    """A picture of 512 × 512; nothing can change it."""
    return Output(mock, prompt="a file")
