"""Models of video and audio: everything but the output itself."""

import json

import pytest
import requests

from server import FIXTURES, Mock, assert_refused, keys, until

FILES = {
    model["model_id"]: model
    for model in (json.loads(path.read_text()) for path in (FIXTURES / "models").glob("*.json"))}
NUMBER = 68
EXTENSIONS = {"video": ".mp4", "audio": ".wav"}
TYPES = {model_id: model["output_type"] for model_id, model in FILES.items()}
MEDIA = sorted(model_id for model_id, type in TYPES.items() if type in EXTENSIONS)
VIDEO, AUDIO = "wan-ai/wan-3.0/text-to-video", "elevenlabs/elevenlabs/music-generation"


def example(schema):
    """The smallest value that a schema of the fixtures takes."""
    if "default" in schema and schema["default"] is not None:
        return schema["default"]
    if "enum" in schema:
        return schema["enum"][0]
    match schema.get("type"):
        case "object":
            return body(schema)
        case "array":
            media = {"format": "uri"} if schema.get("format") else {}
            element = schema.get("items") or {"type": "string", **media}
            return [example({**media, **element}) for _ in range(schema.get("minItems", 1))]
        case "integer" | "number" | "float":
            return schema.get("minimum", 1)
        case "boolean":
            return True
    if schema.get("format"):
        return "https://example.com/a.bin"
    return "a lighthouse" if "minLength" not in schema else "a" * schema["minLength"]


def body(schema):
    properties = schema["properties"]
    return {name: example(properties.get(name, {})) for name in schema.get("required", [])}


def test_the_catalogue_has_every_file(mock):
    answer = mock.get("/v1/models?limit=500&include_schema=true").json()
    assert answer["total"] == len(answer["models"]) == len(FILES) == NUMBER
    for model in answer["models"]:
        file = FILES[model["model_id"]]
        assert model["input_schema"] == file["input_schema"]
        assert model["price_unit"] == ("second" if file["output_type"] == "video" else "output")


def test_there_are_categories_of_each_kind(mock):
    categories = mock.get("/v1/models/categories").json()["categories"]
    assert categories == sorted(categories)
    assert {"text-to-image", "text-to-video", "image-to-video", "text-to-audio"} <= set(categories)
    listed = mock.get("/v1/models?category=text-to-audio").json()["models"]
    assert AUDIO in [model["model_id"] for model in listed]
    assert {TYPES[model["model_id"]] for model in listed} == {"audio"}


@pytest.mark.parametrize("model", sorted(FILES))
def test_every_model_takes_its_smallest_body_and_completes(mock, model):
    inputs = body(FILES[model]["input_schema"])
    answer = mock.post(f"/v1/models/{model}", json=inputs)
    assert answer.status_code == 200, (inputs, answer.text)
    output = mock.finish(answer.json()["request_id"])["output"]
    assert list(output) == [TYPES[model]]
    assert output.popitem()[1].startswith(f"{mock.url}/outputs/{answer.json()['request_id']}/0.")


@pytest.mark.parametrize("model", MEDIA)
def test_a_body_is_validated_like_any_other(mock, model):
    inputs = body(FILES[model]["input_schema"])
    answer = mock.post(f"/v1/models/{model}", json={**inputs, "nobody_has_this": 1})
    assert_refused(answer, 422, 422001)
    assert [entry["pointer"] for entry in answer.json()["detail"]] == ["/nobody_has_this"]
    for name in FILES[model]["input_schema"].get("required", []):
        answer = mock.post(f"/v1/models/{model}", json={**inputs, name: {"an": "object"}})
        assert_refused(answer, 422, 422001)
        assert {entry["pointer"].split("/")[1] for entry in answer.json()["detail"]} == {name}


@pytest.mark.parametrize("model,kind", [(VIDEO, "video"), (AUDIO, "audio")])
def test_the_output_has_a_url_that_says_it_is_not_made(mock, model, kind):
    job = mock.job(model)
    result = mock.finish(job)
    url = result["output"][kind]
    assert url == f"{mock.url}/outputs/{job}/0{EXTENSIONS[kind]}"
    answer = requests.get(url, timeout=20)
    assert_refused(answer, 501, 501001)
    assert answer.headers["Mock-Promise"].startswith("output.not-made;")
    assert kind in answer.json()["error_message"]
    assert requests.head(url, timeout=20).status_code == 501
    # What never was is 404 here too.
    for name in (f"1{EXTENSIONS[kind]}", "0.png", f"0{EXTENSIONS[kind]}/"):
        assert_refused(mock.get(f"/outputs/{job}/{name}", token=None), 404, 404001)


def test_such_a_job_walks_and_is_cancelled_like_any_other(walking, slow):
    job = walking.job(VIDEO)
    states = []

    def ended():
        state = walking.status(job).json()["status"]
        if state not in states:
            states.append(state)
        return state == "completed"

    until(ended)
    assert states == ["in_queue", "in_progress", "completed"]
    job = slow.job(AUDIO)
    assert_refused(slow.get(f"/outputs/{job}/0.wav"), 404, 404001)
    assert slow.cancel(job).json()["outcome"] == "cancelled"
    assert "output" not in keys(slow.result(job).text)


def test_the_line_of_such_an_output_names_its_promise():
    with Mock("--instant") as server:
        requests.get(server.finish(server.job(VIDEO))["output"]["video"], timeout=20)
        assert server.stop() == 0
    assert any(" 501 " in line and "output.not-made" in line for line in server.lines)
