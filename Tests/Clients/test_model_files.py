"""The model files keep to the published schema, and the schema refuses what is no model."""

import json

import pytest
from jsonschema import Draft202012Validator

from server import FIXTURES, spoiled

SCHEMA = json.loads((FIXTURES / "schemas" / "model.schema.json").read_text())
VALIDATOR = Draft202012Validator(SCHEMA)
FILES = sorted((FIXTURES / "models").glob("*.json"))

GOOD = {
    "$schema": "model.schema.json",
    "model_id": "a/b.c/D_1-2",
    "output_type": "audio",
    "input_schema": {
        "type": "object",
        "required": ["prompt", "undescribed"],
        "additionalProperties": {"type": ["string", "null"]},
        "properties": {
            "prompt": {"type": "string", "minLength": 1, "maxLength": 9, "pattern": "^a"},
            "scale": {"type": "float", "exclusiveMinimum": 0, "multipleOf": 0.5},
            "size": {"anyOf": [{"const": "auto"}, {"type": "integer", "enum": [1, 2]}, False]},
            "images": {
                "type": "array", "format": "image_uris", "items": True, "minItems": 0,
                "uniqueItems": True},
            "loras": {
                "type": "array", "items": {"type": "object", "properties": {"path": {}}}},
            "mode": {"not": {"const": "x"}, "default": None, "examples": ["y"]},
        },
    },
}


def prompt(keyword, value):
    return ["input_schema", "properties", "prompt", keyword], value


SPOILED = [
    (["model_id"], ...), (["model_id"], "a"), (["model_id"], "a/b/c/d/e/f"), (["model_id"], "a//b"),
    (["output_type"], ...), (["output_type"], "IMAGE"), (["input_schema"], ...),
    (["input_schema"], True), (["modelid"], "a/b"), (["base_price_usd"], -1),
    (["price_unit"], 5), (["categories"], "text-to-image"), (["provenance"], "a seed"),
    (["input_schema", "required"], "prompt"),
    (["input_schema", "properties"], []), (["input_schema", "properties", "prompt"], None),
    (["input_schema", "additionalProperties"], {"type": "text"}),
    (["input_schema", "properties", "loras", "items", "properties", "path"], {"$ref": "#"}),
    (["input_schema", "properties", "images", "items"], [{}]),
    prompt("type", "String"), prompt("type", []), prompt("type", ["string", "string"]),
    prompt("maxlength", 5), prompt("maxLength", -1), prompt("maxLength", 1.5),
    prompt("maxLength", "5"), prompt("enum", []), prompt("format", "email"), prompt("pattern", 5),
    prompt("minimum", "0"), prompt("multipleOf", 0), prompt("uniqueItems", 1),
    prompt("anyOf", []), prompt("oneOf", {}), prompt("allOf", [5]), prompt("not", "x"),
    prompt("nullable", True), prompt("required", True), prompt("examples", "x"),
]


def test_the_schema_is_one():
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_model_file_keeps_to_it(path):
    model = json.loads(path.read_text())
    assert [error.message for error in VALIDATOR.iter_errors(model)] == []
    assert path.stem == model["model_id"].replace("/", "__")


def test_every_keyword_of_the_dialect_is_allowed():
    assert [error.message for error in VALIDATOR.iter_errors(GOOD)] == []


@pytest.mark.parametrize("path,value", SPOILED, ids=lambda value: json.dumps(value, default=str))
def test_a_spoiled_file_is_refused(path, value):
    assert not VALIDATOR.is_valid(spoiled(GOOD, path, value))
