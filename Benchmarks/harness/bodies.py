"""The bodies that are parsed without a server: ordinary ones, and shapes that could be costly."""

import base64
import json

URI_BYTES = 20_000
OBJECTS = 230


def data_uri():
    """An input that carries its picture: one string makes nearly all of the body."""
    picture = bytes(number * 7919 >> 3 & 0xFF for number in range(URI_BYTES * 3 // 4))
    uri = "data:image/png;base64," + base64.b64encode(picture).decode()
    return encoded({"prompt": "The same harbour in winter", "image_url": uri, "seed": 7})


def small_objects():
    """Little text and much structure: thirteen keys and values in each 75 bytes."""
    return encoded(
        [
            {"id": n, "name": f"item {n}", "x": n / 2, "on": n % 2 == 0, "tags": ["a", "b"]}
            for n in range(OBJECTS)
        ]
    )


def encoded(value):
    return json.dumps(value).encode()


# Each makes a body that grows by its argument; a parser or a validator that goes back to what it has
# seen would take four times as long for twice as much. The sizes leave the cache out of it.
SHAPES = {
    "arrays 64 deep": (lambda n: array("[" * 63 + "]" * 63 for _ in range(n)), 900),
    "escapes in a string": (lambda n: members(['"prompt": "' + r"\n\u00e9" * n + '"']), 50_000),
    "one key again and again": (lambda n: members('"seed": 1' for _ in range(n)), 20_000),
    "unknown keys, all different": (lambda n: members(f'"k{i}": 1' for i in range(n)), 20_000),
    "one long unknown key": (lambda n: members(['"' + "k" * n + '": 1']), 1_000_000),
    "one long number": (lambda n: members(['"seed": ' + "7" * n]), 5_000),
}


def array(elements):
    return ("[" + ",".join(elements) + "]").encode()


def members(lines):
    return ("{" + ", ".join(lines) + "}").encode()
