"""Outputs are what the request asked for; Pillow is the judge."""

import io

import pytest
from PIL import Image

from server import (
    ANY_PICTURE, GPT_IMAGE, IDEOGRAM, IMAGINEART, NOBODYS_ID, OVIS, Mock, until)
from wire import exchange, request

EDIT, PRO = "wan-ai/wan-2.7/edit", "wan-ai/wan-2.7/pro/text-to-image"
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


def fetch(mock, model=OVIS, **inputs):
    answer = mock.get(mock.output(model, **inputs), token=None)
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


def halves(image):
    """The pixels of the upper and of the lower half."""
    image, middle = image.convert("RGB"), image.height // 2
    return (image.crop((0, 0, image.width, middle)).tobytes(),
            image.crop((0, middle, image.width, image.height)).tobytes())


@pytest.mark.parametrize("size", ["square", "landscape_16_9", "portrait_16_9"])
def test_the_same_inputs_give_the_same_picture_but_for_the_label_below(mock, size):
    inputs = {"image_size": size, "seed": 7}
    (upper, lower), (other_upper, other_lower) = (halves(picture(mock, **inputs)) for _ in "ab")
    assert upper == other_upper
    # The label has the id of the request.
    assert lower != other_lower


def test_one_url_always_gives_the_same_bytes(mock):
    path = mock.output(image_size="square")
    assert len({mock.get(path, token=None).content for _ in range(3)}) == 1


def test_another_seed_prompt_or_model_gives_another_picture(mock):
    def pixels(model=IDEOGRAM, **inputs):
        # Not below, where the label would differ anyway.
        return halves(picture(mock, model, **{"seed": 1, **inputs}))[0]

    pictures = {
        pixels(), pixels(seed=2), pixels(prompt="a fox"), pixels(IMAGINEART)}
    assert len(pictures) == 4


def test_two_servers_draw_the_same(mock):
    with Mock("--instant", "--quiet") as other:
        inputs = {"image_size": "square", "seed": 3}
        assert halves(picture(mock, **inputs))[0] == halves(picture(other, **inputs))[0]


def test_an_output_is_served_under_any_host_again_and_again(mock):
    path = mock.output(image_size="square")
    bodies = {
        mock.get(path, token=None, headers={"Host": host}).content
        for host in ("outputs.runcomfy.net", "localhost", "[::1]:1")}
    assert len(bodies) == 1
    assert mock.get(path, token="somebody").status_code == 200
    assert mock.get(path, token="not,well,formed").status_code == 200


def test_head_on_an_output_tells_its_length(mock):
    path = mock.output(image_size="square")
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


# MARK: several outputs

SEVERAL = [(EDIT, "num_images", 4), (PRO, "max_images", 5)]


def outputs(mock, model, **inputs):
    if model == EDIT:
        inputs["image_urls"] = ["https://example.com/a.png"]
    job = mock.job(model, image_size="square", **inputs)
    return job, mock.finish(job)["output"]


@pytest.mark.parametrize("model,name,most", SEVERAL)
def test_one_output_is_a_url(mock, model, name, most):
    for inputs in ({}, {name: 1}):
        job, output = outputs(mock, model, **inputs)
        assert output == {"image": f"{mock.url}/outputs/{job}/0.png"}
        assert mock.get(f"/outputs/{job}/1.png", token=None).status_code == 404


@pytest.mark.parametrize("model,name,most", SEVERAL)
def test_several_outputs_are_a_list_of_urls(mock, model, name, most):
    for count in (2, most):
        job, output = outputs(mock, model, **{name: count})
        paths = [f"/outputs/{job}/{number}.png" for number in range(count)]
        assert output == {"images": [mock.url + path for path in paths]}
        answers = [mock.get(path, token=None) for path in paths]
        assert [answer.status_code for answer in answers] == [200] * count
        pictures = [Image.open(io.BytesIO(answer.content)) for answer in answers]
        assert {image.size for image in pictures} == {NAMED["square"]}
        assert len({image.convert("RGB").tobytes() for image in pictures}) == count
        for number in (count, count + 1, "00", "01"):
            answer = mock.get(f"/outputs/{job}/{number}.png", token=None)
            assert answer.status_code == 404


@pytest.mark.parametrize("model,name,most", SEVERAL)
def test_more_than_the_schema_allows_is_refused(mock, model, name, most):
    images = {"image_urls": ["https://example.com/a.png"]} if model == EDIT else {}
    assert mock.submit(model, **{name: most + 1}, **images).status_code == 422


# MARK: sizes of a model of one's own


@pytest.mark.parametrize("inputs,size", [
    # A short side: even numbers, square without a ratio.
    ({"resolution": "720p", "aspect_ratio": "16:9"}, (1280, 720)),
    ({"resolution": "720p", "aspect_ratio": "9:16"}, (720, 1280)),
    ({"resolution": "720p", "aspect_ratio": "1:1"}, (720, 720)),
    ({"resolution": "720p", "aspect_ratio": "4:3"}, (960, 720)),
    ({"resolution": "720p"}, (720, 720)), ({"resolution": "720P"}, (720, 720)),
    ({"resolution": "1080p", "aspect_ratio": "16:9"}, (1920, 1080)),
    # The side of a square.
    ({"resolution": 512}, (512, 512)), ({"resolution": 1024}, (1024, 1024)),
    ({"resolution": 2048}, (2048, 2048)), ({"resolution": "512"}, (512, 512)),
    ({"resolution": "1k"}, (1024, 1024)), ({"resolution": "2K"}, (2048, 2048)),
    ({"resolution": "2K", "aspect_ratio": "16:9"}, (2688, 1512)),
    ({"resolution": 2048, "aspect_ratio": "16:9"}, (2688, 1512)),
    # Literally.
    ({"image_size": "640x360"}, (640, 360)), ({"image_size": "640*360"}, (640, 360)),
    ({"width": 641, "height": 359}, (641, 359)), ({}, (1024, 1024)),
], ids=str)
def test_a_size_is_rendered_as_it_is_asked_for(studio, inputs, size):
    assert picture(studio, ANY_PICTURE, **inputs).size == size


def test_a_ratio_that_gives_an_odd_side_is_made_even(studio):
    for ratio, least in (("16:9", 480), ("9:16", 480), ("7:3", 400)):
        image = picture(studio, ANY_PICTURE, resolution=f"{least}p", aspect_ratio=ratio)
        assert min(image.size) == least
        a, b = map(int, ratio.split(":"))
        assert image.width % 2 == image.height % 2 == 0
        assert abs(max(image.size) - least * max(a, b) / min(a, b)) <= 2


@pytest.mark.parametrize("inputs,asked,size", [
    ({"width": 5000, "height": 64}, "5000", (4096, 64)),
    ({"width": 64, "height": 100_000}, "100000", (64, 4096)),
    ({"image_size": "5000x64"}, "5000", (4096, 64))], ids=str)
def test_a_side_that_is_too_long_is_capped_and_that_is_said(studio, inputs, asked, size):
    answer = studio.submit(ANY_PICTURE, **inputs)
    assert answer.status_code == 200
    note = answer.headers["Mock-Note"]
    assert "4096" in note and asked in note
    job = answer.json()["request_id"]
    # The line of the submit says the same.
    until(lambda: any(
        "  submit  200  " in line and job in line and note in line for line in list(studio.lines)))
    answer = studio.get(f"/outputs/{job}/0.png", token=None)
    assert Image.open(io.BytesIO(answer.content)).size == size


@pytest.mark.parametrize("inputs", [{}, {"width": 4096, "height": 4096}, {"resolution": "4K"}])
def test_where_nothing_is_capped_nothing_is_said(studio, inputs):
    answer = studio.submit(ANY_PICTURE, **inputs)
    assert answer.status_code == 200
    assert "Mock-Note" not in answer.headers


def test_jpg_is_jpeg(studio):
    path = studio.output(ANY_PICTURE, output_format="jpg", image_size="64x64")
    assert path.endswith("/0.jpeg")
    answer = studio.get(path, token=None)
    assert answer.headers["Content-Type"] == "image/jpeg"
    assert Image.open(io.BytesIO(answer.content)).format == "JPEG"
    assert studio.get(path.replace("jpeg", "jpg"), token=None).status_code == 404
