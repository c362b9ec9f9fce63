"""Outputs are what the request asked for; Pillow is the judge."""

import io

import pytest
from PIL import Image

from server import GPT_IMAGE, IDEOGRAM, IMAGINEART, NOBODYS_ID, OVIS, Mock
from wire import exchange, request

NAMED = {
    "square_hd": (1024, 1024), "square": (512, 512),
    "portrait_4_3": (768, 1024), "portrait_16_9": (576, 1024),
    "landscape_4_3": (1024, 768), "landscape_16_9": (1024, 576),
}
RATIOS = ["3:1", "16:9", "16:10", "3:2", "4:3", "1:1", "3:4", "2:3", "10:16", "9:16", "1:3"]


def ratio(text):
    """a·u × b·u with the largest u, a multiple of 8, such that the area is at most 1024²."""
    a, b = map(int, text.split(":"))
    unit = max(unit for unit in range(8, 1025, 8) if a * unit * b * unit <= 1024 * 1024)
    return a * unit, b * unit


def output_path(mock, model=OVIS, **inputs):
    url = mock.result(mock.job(model, **inputs)).json()["output"]["image"]
    assert url.startswith(f"{mock.url}/outputs/")
    return url.removeprefix(mock.url)


def fetch(mock, model=OVIS, **inputs):
    answer = mock.get(output_path(mock, model, **inputs), token=None)
    assert answer.status_code == 200
    assert int(answer.headers["Content-Length"]) == len(answer.content)
    return answer


def picture(mock, *arguments, **inputs):
    image = Image.open(io.BytesIO(fetch(mock, *arguments, **inputs).content))
    image.load()
    return image


@pytest.mark.parametrize("name", NAMED)
def test_a_named_size_is_rendered(mock, name):
    assert picture(mock, image_size=name).size == NAMED[name]


def test_without_a_size_the_default_of_the_schema_counts(mock):
    assert picture(mock).size == NAMED["landscape_4_3"]
    assert picture(mock, IDEOGRAM).size == (1024, 1024)


def test_sixteen_to_nine_is_1280_by_720():
    assert ratio("16:9") == (1280, 720)


@pytest.mark.parametrize("text", RATIOS)
def test_a_ratio_is_rendered(mock, text):
    assert picture(mock, IDEOGRAM, aspect_ratio=text).size == ratio(text)


@pytest.mark.parametrize("text", ["9:16", "3:1"])
def test_a_ratio_is_rendered_for_another_model(mock, text):
    assert picture(mock, IMAGINEART, aspect_ratio=text).size == ratio(text)


@pytest.mark.parametrize("text,size", [
    ("auto", (1024, 1024)), ("1024x1024", (1024, 1024)), ("1536x1024", (1536, 1024)),
    ("1024x1536", (1024, 1536))])
def test_a_literal_size_is_rendered(mock, text, size):
    assert picture(mock, GPT_IMAGE, image_size=text).size == size


@pytest.mark.parametrize("name", ["png", "jpeg", "webp"])
@pytest.mark.parametrize("model", [OVIS, GPT_IMAGE])
def test_the_output_format_is_the_one_asked_for(mock, model, name):
    answer = fetch(mock, model, output_format=name)
    assert answer.headers["Content-Type"] == f"image/{name}"
    image = Image.open(io.BytesIO(answer.content))
    image.load()
    assert image.format == name.upper()


@pytest.mark.parametrize("model", [OVIS, IDEOGRAM, IMAGINEART, GPT_IMAGE])
def test_without_an_output_format_it_is_png(mock, model):
    answer = fetch(mock, model)
    assert answer.headers["Content-Type"] == "image/png"
    assert Image.open(io.BytesIO(answer.content)).format == "PNG"


@pytest.mark.xfail(strict=True, reason="pictures have no alpha channel yet")
@pytest.mark.parametrize("name", ["png", "webp"])
def test_a_transparent_background_has_an_alpha_channel(mock, name):
    image = picture(mock, GPT_IMAGE, background="transparent", output_format=name)
    assert image.has_transparency_data
    assert image.convert("RGBA").getchannel("A").getextrema()[0] < 255


def test_a_transparent_background_is_opaque_in_jpeg(mock):
    image = picture(mock, GPT_IMAGE, background="transparent", output_format="jpeg")
    assert (image.format, image.mode) == ("JPEG", "RGB")


@pytest.mark.parametrize("inputs", [{}, {"background": "opaque"}, {"background": "auto"}])
def test_an_opaque_background_has_no_hole(mock, inputs):
    image = picture(mock, GPT_IMAGE, **inputs).convert("RGBA")
    assert image.getchannel("A").getextrema() == (255, 255)


def test_a_picture_is_not_blank(mock):
    assert len(picture(mock, image_size="square").convert("RGB").getcolors(512 * 512)) > 10


def test_the_same_inputs_give_the_same_bytes(mock):
    inputs = {"image_size": "square", "seed": 7}
    assert fetch(mock, **inputs).content == fetch(mock, **inputs).content


def test_another_seed_prompt_or_model_gives_another_picture(mock):
    def pixels(model=IDEOGRAM, **inputs):
        return picture(mock, model, **{"seed": 1, **inputs}).convert("RGB").tobytes()

    pictures = {
        pixels(), pixels(seed=2), pixels(prompt="a fox"), pixels(IMAGINEART)}
    assert len(pictures) == 4


def test_two_servers_draw_the_same(mock):
    with Mock("--instant", "--quiet") as other:
        inputs = {"image_size": "square", "seed": 3}
        assert fetch(mock, **inputs).content == fetch(other, **inputs).content


def test_an_output_is_served_under_any_host_again_and_again(mock):
    path = output_path(mock, image_size="square")
    bodies = {
        mock.get(path, token=None, headers={"Host": host}).content
        for host in ("outputs.runcomfy.net", "localhost", "[::1]:1")}
    assert len(bodies) == 1
    assert mock.get(path, token="somebody").status_code == 200
    assert mock.get(path, token="not,well,formed").status_code == 200


def test_head_on_an_output_tells_its_length(mock):
    path = output_path(mock, image_size="square")
    got = mock.get(path, token=None)
    head = mock.call("HEAD", path, token=None)
    assert head.status_code == 200
    assert head.content == b""
    for name in ("Content-Length", "Content-Type"):
        assert head.headers[name] == got.headers[name]


def test_an_unknown_output_is_404(mock):
    job = next(job for job in iter(mock.job, None) if job.upper() != job)
    for path in (
            f"{NOBODYS_ID}/0.png", f"{job}/1.png", f"{job}/0.jpeg", f"{job}/0.png/", f"{job}/",
            f"{job}", f"{job}/00.png", f"{job}/0.PNG", f"{job.upper()}/0.png", "x/0.png", "",
            f"{job}/../{job}/0.png", "..%2f..%2fetc%2fpasswd",
            f"{job}/0.png%00"):
        answer = exchange(mock, request("GET", f"/outputs/{path}", token=None))
        assert (answer.status, answer.code) == (404, 404001), path


def test_a_huge_seed_and_a_long_prompt_are_drawn(mock):
    assert mock.submit_raw(b'{"prompt":"x","seed":1e999999999}').status_code == 200
    image = picture(mock, prompt="\U0001f600 long \u0000 " * 5000, image_size="square")
    assert image.size == (512, 512)
