"""Decoders that are not ours judge the pictures: the reference tools of each format, and Pillow."""

import io
import re
import subprocess
import warnings

import pytest
from PIL import Image

from server import ANY_PICTURE, GPT_IMAGE

SIZES = {
    "default": ({}, (1024, 1024)),
    "square": ({"image_size": "square"}, (512, 512)),
    "3:1": ({"aspect_ratio": "3:1"}, (1752, 584)),
    "1:3": ({"aspect_ratio": "1:3"}, (584, 1752)),
    "odd": ({"width": 333, "height": 7}, (333, 7)),
    "one pixel": ({"width": 1, "height": 1}, (1, 1)),
    "largest": ({"width": 4096, "height": 4096}, (4096, 4096)),
}
TRANSPARENT = {"background": "transparent"}


class Refused(Exception):
    """A decoder found something wrong."""


def run(*command):
    """What a tool prints, standard error last, when it has nothing to complain of."""
    done = subprocess.run([*map(str, command)], capture_output=True, timeout=60)
    said = done.stderr.decode()
    if done.returncode != 0 or re.search("warning|error(?!s? detected)", said, re.IGNORECASE):
        raise Refused(f"{command[0]}: {done.returncode} {said}")
    return done.stdout, said


def png(file):
    """The size, and whether there is an alpha channel: structure, checksums, compression, lines."""
    text = run("pngcheck", "-vv", file)[0].decode()
    assert text.splitlines()[-1].startswith("No errors detected"), text
    assert "warning" not in text.lower(), text
    assert run("pngfix", file)[0].decode().startswith("IDAT OK "), text
    width, height, kind = re.search(r"(\d+) x (\d+) image, (.*?), non-interlaced", text).groups()
    alpha = "+alpha" in kind or bool(re.search(r"chunk tRNS ", text))
    return (int(width), int(height)), alpha


def jpeg(file):
    """The size that is decoded; a JPEG has no alpha channel."""
    pixels, _ = run("djpeg", "-strict", "-pnm", file)
    head = re.match(rb"P6\s+(\d+)\s+(\d+)\s+255\n", pixels)
    width, height = int(head[1]), int(head[2])
    assert len(pixels) == head.end() + width * height * 3
    return (width, height), False


def webp(file):
    text = run("webpinfo", file)[0].decode()
    if text.splitlines()[-1] != "No error detected.":
        raise Refused(text)
    pixels, said = run("dwebp", file, "-pam", "-o", "-")
    width, height = map(int, re.search(r"Dimensions: (\d+) x (\d+) ", said).groups())
    head = pixels.index(b"ENDHDR\n") + 7
    assert len(pixels) == head + width * height * 4
    alpha = bool(re.search(r"^ +Alpha: 1$", text, re.MULTILINE))
    assert alpha == ("with alpha" in said)
    return (width, height), alpha


JUDGES = {"png": png, "jpeg": jpeg, "webp": webp}


def fetch(server, file, *arguments, **inputs):
    answer = server.get(server.output(*arguments, **inputs), token=None)
    assert answer.status_code == 200
    file.write_bytes(answer.content)
    return answer.content


def pillow(data):
    """The picture, when Pillow finds nothing wrong, by its checksums and by its decoder."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        Image.open(io.BytesIO(data)).verify()
        image = Image.open(io.BytesIO(data))
        image.load()
    return image


@pytest.fixture
def file(tmp_path):
    return tmp_path / "picture"


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", JUDGES)
def test_a_picture_is_accepted_and_as_large_as_asked_for(studio, file, name, size):
    inputs, pixels = SIZES[size]
    data = fetch(studio, file, ANY_PICTURE, output_format=name, **inputs)
    assert JUDGES[name](file) == (pixels, False)
    image = pillow(data)
    assert (image.format, image.size) == (name.upper(), pixels)
    assert not image.has_transparency_data


@pytest.mark.parametrize("size", ["1024x1024", "1536x1024", "1024x1536"])
@pytest.mark.parametrize("name", JUDGES)
def test_a_transparent_background_is_an_alpha_channel_but_in_jpeg(mock, file, name, size):
    data = fetch(mock, file, GPT_IMAGE, output_format=name, image_size=size, **TRANSPARENT)
    pixels, alpha = JUDGES[name](file)
    assert pixels == tuple(map(int, size.split("x")))
    assert alpha == (name != "jpeg")
    image = pillow(data)
    assert image.size == pixels
    assert image.has_transparency_data == alpha


@pytest.mark.parametrize("name", ["png", "webp"])
def test_the_background_is_transparent_and_what_is_drawn_is_not(mock, file, name):
    image = pillow(fetch(mock, file, GPT_IMAGE, output_format=name, **TRANSPARENT))
    assert image.convert("RGBA").getchannel("A").getextrema() == (0, 255)


@pytest.mark.parametrize("name", JUDGES)
@pytest.mark.parametrize("spoil", [
    lambda data: data[:-len(data) // 4], lambda data: data[:len(data) // 2] + data[-20:]],
    ids=["cut at the end", "cut in the middle"])
def test_the_judges_refuse_a_spoiled_file(studio, file, name, spoil):
    file.write_bytes(spoil(fetch(studio, file, ANY_PICTURE, output_format=name)))
    with pytest.raises(Refused):
        JUDGES[name](file)
