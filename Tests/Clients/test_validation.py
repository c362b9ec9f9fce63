"""Bodies that break the input schema, or are not JSON at all."""

import json
import re
import time

import pytest

from server import GPT_IMAGE, IDEOGRAM, IMAGINEART, OVIS, assert_refused, pairs

URL = "https://example.com/a.png"


def violations(answer):
    assert_refused(answer, 422, 422001)
    return [(entry["pointer"], entry["type"]) for entry in answer.json()["detail"]]


def ovis(inputs):
    return OVIS, '{"prompt":"x",' + inputs + "}"


def ideogram(inputs):
    return IDEOGRAM, '{"prompt":"x",' + inputs + "}"


def gpt(urls, more=""):
    return GPT_IMAGE, '{"prompt":"x","image_urls":' + urls + more + "}"


BAD = [
    ((OVIS, "{}"), [("/prompt", "required")]),
    ((GPT_IMAGE, "{}"), [("/prompt", "required"), ("/image_urls", "required")]),
    ((OVIS, '{"prompt":5}'), [("/prompt", "type")]),
    ((OVIS, '{"prompt":null}'), [("/prompt", "type")]),
    ((OVIS, '{"prompt":["x"]}'), [("/prompt", "type")]),
    ((OVIS, '{"prompt":true}'), [("/prompt", "type")]),
    ((OVIS, '{"Prompt":"x"}'), [("/Prompt", "unknown_property"), ("/prompt", "required")]),
    ((OVIS, '{"input":{"prompt":"x"}}'), [("/input", "unknown_property"), ("/prompt", "required")]),
    (ovis('"negative_prompt":null'), [("/negative_prompt", "type")]),
    (ovis('"image_size":"huge"'), [("/image_size", "enum")]),
    (ovis('"image_size":"SQUARE"'), [("/image_size", "enum")]),
    (ovis('"image_size":""'), [("/image_size", "enum")]),
    (ovis('"image_size":"square "'), [("/image_size", "enum")]),
    (ovis('"image_size":"square\\u0000"'), [("/image_size", "enum")]),
    (ovis('"image_size":"square\\u0301"'), [("/image_size", "enum")]),
    (ovis('"image_size":5'), [("/image_size", "type")]),
    (ovis('"image_size":null'), [("/image_size", "type")]),
    (ovis('"output_format":"jpg"'), [("/output_format", "enum")]),
    (ovis('"num_inference_steps":0'), [("/num_inference_steps", "minimum")]),
    (ovis('"num_inference_steps":51'), [("/num_inference_steps", "maximum")]),
    (ovis('"num_inference_steps":5.5'), [("/num_inference_steps", "type")]),
    (ovis('"num_inference_steps":"28"'), [("/num_inference_steps", "type")]),
    (ovis('"num_inference_steps":true'), [("/num_inference_steps", "type")]),
    (ovis('"num_inference_steps":null'), [("/num_inference_steps", "type")]),
    (ovis('"num_inference_steps":1e999999999'), [("/num_inference_steps", "maximum")]),
    (ovis('"num_inference_steps":-1e999999999'), [("/num_inference_steps", "minimum")]),
    (ovis('"num_inference_steps":1e-999999999'), [("/num_inference_steps", "type")]),
    (ovis('"num_inference_steps":1.0000000000000000000000001'), [("/num_inference_steps", "type")]),
    (ovis('"num_inference_steps":0e999999999'), [("/num_inference_steps", "minimum")]),
    (ovis('"num_inference_steps":18446744073709551620'), [("/num_inference_steps", "maximum")]),
    (ovis('"guidance_scale":0.99999999999999999999999999'), [("/guidance_scale", "minimum")]),
    (ovis('"guidance_scale":20.000000000000000000000001'), [("/guidance_scale", "maximum")]),
    (ovis('"guidance_scale":1e400'), [("/guidance_scale", "maximum")]),
    (ovis('"guidance_scale":-0.0'), [("/guidance_scale", "minimum")]),
    (ovis('"guidance_scale":false'), [("/guidance_scale", "type")]),
    (ovis('"guidance_scale":"5"'), [("/guidance_scale", "type")]),
    (ovis('"seed":1.5'), [("/seed", "type")]),
    (ovis('"seed":9007199254740993.5'), [("/seed", "type")]),
    (ovis('"seed":"1"'), [("/seed", "type")]),
    (ovis('"seed":1e-1'), [("/seed", "type")]),
    (ovis('"prompt":"y"'), [("/prompt", "duplicate_key")]),
    (ovis('"\\u0070rompt":"y"'), [("/prompt", "duplicate_key")]),
    (ovis('"seed":1,"seed":1'), [("/seed", "duplicate_key")]),
    (ovis('"a/b~c":1'), [("/a~1b~0c", "unknown_property")]),
    (ovis('"":1'), [("/", "unknown_property")]),
    (ovis('"prompt\\u0000":1'), [("/prompt\x00", "unknown_property")]),
    (ovis('"\\ud83d\\ude00":1'), [("/\U0001f600", "unknown_property")]),
    (ovis('"toString":1,"__proto__":{}'),
     [("/toString", "unknown_property"), ("/__proto__", "unknown_property")]),
    (ideogram('"seed":2147483648'), [("/seed", "maximum")]),
    (ideogram('"seed":-1'), [("/seed", "minimum")]),
    (ideogram('"seed":null'), [("/seed", "type")]),
    (ideogram('"seed":2147483647.5'), [("/seed", "type")]),
    (ideogram('"seed":1e999999999'), [("/seed", "maximum")]),
    (ideogram('"expand_prompt":1'), [("/expand_prompt", "type")]),
    (ideogram('"expand_prompt":"true"'), [("/expand_prompt", "type")]),
    (ideogram('"style":"render_3d"'), [("/style", "enum")]),
    (ideogram('"aspect_ratio":"16\\u223610"'), [("/aspect_ratio", "enum")]),
    (gpt("[]"), [("/image_urls", "minItems")]),
    (gpt(json.dumps([URL] * 11)), [("/image_urls", "maxItems")]),
    (gpt(f'"{URL}"'), [("/image_urls", "type")]),
    (gpt("null"), [("/image_urls", "type")]),
    (gpt('{"0":"x"}'), [("/image_urls", "type")]),
    (gpt(f'["{URL}","{URL}",5]'), [("/image_urls/2", "type")]),
    (gpt("[null]"), [("/image_urls/0", "type")]),
    (gpt(f'[["{URL}"]]'), [("/image_urls/0", "type")]),
    (gpt(f'["{URL}"]', ',"bac\\u212Aground":"auto"'), [("/bac\u212aground", "unknown_property")]),
    (gpt(f'["{URL}"]', ',"quality":"ultra","input_fidelity":"medium"'),
     [("/quality", "enum"), ("/input_fidelity", "enum")]),
    (gpt(f'["{URL}"]', ',"image_size":"1024X1024"'), [("/image_size", "enum")]),
    (gpt(f'["{URL}"]', ',"image_size":"1024\\u00d71024"'), [("/image_size", "enum")]),
    (gpt('["http://example.com/a.png","ftp://x/y",7]', ',"quality":1,"extra":0'),
     [("/image_urls/0", "format"), ("/image_urls/1", "format"), ("/image_urls/2", "type"),
      ("/quality", "type"), ("/extra", "unknown_property")]),
]


@pytest.mark.parametrize("sent,expected", BAD, ids=[body[:60] for (_, body), _ in BAD])
def test_every_violation_is_told_with_its_place(mock, sent, expected):
    model, body = sent
    answer = mock.submit_raw(body.encode(), model)
    assert sorted(violations(answer)) == sorted(expected)


GOOD = [
    (OVIS, '{"prompt":""}'),
    (OVIS, ' \t\r\n{ "prompt" : "x" }\n '),
    (OVIS, '{"prompt":"\\ud83d\\ude00 \\u0000 \\/ \\b\\f\\n\\r\\t"}'),
    (OVIS, '{"prompt":"\u00e9 \u212a \U0001f600 \u2028"}'),
    (OVIS, '{"\\u0070rompt":"x"}'),
    ovis('"seed":null'),
    ovis('"seed":1e999999999'),
    ovis('"seed":-1e999999999'),
    ovis('"seed":123456789012345678901234567890'),
    ovis('"seed":0e999999999'),
    ovis('"seed":-0'),
    ovis('"seed":' + "9" * 10_000),
    ovis('"num_inference_steps":5.0'),
    ovis('"num_inference_steps":1e1'),
    ovis('"num_inference_steps":1E+1'),
    ovis('"num_inference_steps":500e-1'),
    ovis('"num_inference_steps":50.000000000000000000000000'),
    ovis('"num_inference_steps":0.5e2'),
    ovis('"guidance_scale":20'),
    ovis('"guidance_scale":1.0000000000000000000000001'),
    ovis('"guidance_scale":19.999999999999999999999999'),
    ovis('"image_size":"\\u0073quare"'),
    ideogram('"seed":2147483647.0,"expand_prompt":false'),
    ideogram('"seed":-0.0'),
    (IMAGINEART, '{"prompt":"x","seed":-5}'),
    gpt(json.dumps([URL] * 10)),
    gpt('["HTTPS://EXAMPLE.com"]'),
    gpt('["https://example.com:8443/a.png?b=c#d"]'),
    gpt('["data:image/png;base64,AAAA"]'),
    gpt('["DATA:,x"]'),
]


@pytest.mark.parametrize("model,body", GOOD, ids=[body[:60] for _, body in GOOD])
def test_a_body_within_the_schema_is_accepted(mock, model, body):
    answer = mock.submit_raw(body.encode(), model)
    assert answer.status_code == 200, answer.text


@pytest.mark.parametrize("uri", [
    "", "x", "/a.png", "//example.com/a.png", "http://example.com/a.png", "ftp://example.com/a",
    "file:///etc/passwd", "https:", "https://", "https:///a.png", "https:example.com",
    "https//example.com", " https://example.com/a.png", "https://example.com/a b.png", "data:",
    "data:image/png;base64", "javascript:alert(1)", "https://?x", "https://#x", "C:\\a.png",
    "http://HOST.evil.example/a", "http://HOST@evil.example/a", "http://HOST0/a",
    "http://evil.example/http://HOST/"])
def test_a_media_input_is_an_https_url_or_a_data_uri(mock, uri):
    uri = uri.replace("HOST", mock.host)
    answer = mock.submit(GPT_IMAGE, image_urls=[URL, uri])
    assert violations(answer) == [("/image_urls/1", "format")]


def test_an_http_url_of_the_mock_itself_is_accepted(mock):
    urls = [f"http://{mock.host}/outputs/x/0.png", f"HTTP://{mock.host}/a"]
    assert mock.submit(GPT_IMAGE, image_urls=urls[:1]).status_code == 200


@pytest.mark.parametrize("megabytes", [1, 8])
def test_a_data_uri_of_several_megabytes_is_accepted(mock, megabytes):
    uri = "data:image/png;base64," + "A" * (megabytes * 1_000_000)
    assert mock.submit(GPT_IMAGE, image_urls=[uri]).status_code == 200


def test_a_violation_has_its_keys_in_order(mock):
    answer = mock.submit(GPT_IMAGE, image_urls=[URL, URL, 5], qualty="high")
    first, second = dict(pairs(answer.text))["detail"]
    expected = ["loc", "msg", "type", "pointer", "expected", "received"]
    assert [key for key, _ in first] == expected
    assert [key for key, _ in second] == expected + ["did_you_mean"]
    item, unknown = answer.json()["detail"]
    assert item["loc"] == ["body", "image_urls", 2]
    assert item["received"] == "5"
    assert unknown["loc"] == ["body", "qualty"]
    assert unknown["did_you_mean"] == "quality"
    assert all(isinstance(item[key], str) and item[key] for key in expected[1:])


def test_a_missing_key_is_told_where_it_would_stand(mock):
    detail = mock.submit_raw(b"{}").json()["detail"]
    assert [(entry["loc"], entry["pointer"]) for entry in detail] == [
        (["body", "prompt"], "/prompt")]


def test_a_near_enum_value_is_suggested(mock):
    detail = mock.submit(image_size="squre").json()["detail"]
    assert [entry.get("did_you_mean") for entry in detail] == ["square"]


def test_detail_is_cut_at_a_thousand_and_the_message_counts_the_rest(mock):
    inputs = {f"unknown{number}": number for number in range(1000)}
    exact = mock.submit(**inputs).json()
    assert len(exact["detail"]) == 1000
    more = mock.submit(**inputs, one_more=1, two_more=2).json()
    assert len(more["detail"]) == 1000
    assert re.search(r"\b(1,?002|2 more|2 others)\b", more["error_message"]), more["error_message"]


def test_the_thousandth_item_is_told_too(mock):
    detail = mock.submit(GPT_IMAGE, image_urls=[5] * 999).json()["detail"]
    assert len(detail) == 1000
    assert {"/image_urls/998", "/image_urls"} <= {entry["pointer"] for entry in detail}


def test_a_body_of_a_megabyte_of_mistakes_does_not_stall_the_server(mock):
    """Each mistake beyond the thousandth costs its count and nothing else."""
    keys = ",".join(f'"promqt{number}":1' for number in range(60_000))
    started = time.monotonic()
    assert len(violations(mock.submit_raw(('{"prompt":"x",' + keys + "}").encode()))) == 1000
    assert time.monotonic() - started < 2


def test_long_values_are_not_sent_back_in_full(mock):
    answer = mock.submit(image_size="x" * 1_000_000)
    assert violations(answer) == [("/image_size", "enum")]
    assert len(answer.content) < 5000


# MARK: JSON


def nested(depth):
    return b'{"prompt":"x","seed":' + b"[" * (depth - 1) + b"]" * (depth - 1) + b"}"


NOT_JSON = {
    "empty": b"",
    "blanks": b"  \n",
    "an array": b"[]",
    "an array with an object": b'[{"prompt":"x"}]',
    "a string": b'"x"',
    "a number": b"5",
    "null": b"null",
    "true": b"true",
    "a byte order mark": b'\xef\xbb\xbf{"prompt":"x"}',
    "UTF-16": '{"prompt":"x"}'.encode("utf-16"),
    "NaN": b'{"prompt":"x","seed":NaN}',
    "Infinity": b'{"prompt":"x","seed":Infinity}',
    "-Infinity": b'{"prompt":"x","seed":-Infinity}',
    "a trailing comma": b'{"prompt":"x",}',
    "a trailing comma in an array": b'{"prompt":["x",]}',
    "a leading comma": b'{,"prompt":"x"}',
    "two commas": b'{"prompt":"x",,"seed":1}',
    "no comma": b'{"prompt":"x" "seed":1}',
    "no colon": b'{"prompt" "x"}',
    "a key without quotes": b'{prompt:"x"}',
    "single quotes": b"{'prompt':'x'}",
    "a comment": b'{"prompt":"x" /* y */}',
    "a line comment": b'{"prompt":"x"} // y',
    "trailing bytes": b'{"prompt":"x"}x',
    "two documents": b'{"prompt":"x"}{"prompt":"x"}',
    "a trailing NUL": b'{"prompt":"x"}\x00',
    "a form": b"prompt=x",
    "cut off": b'{"prompt":"x"',
    "cut off in a string": b'{"prompt":"x',
    "cut off in an escape": b'{"prompt":"\\u12',
    "a raw newline": b'{"prompt":"a\nb"}',
    "a raw tab": b'{"prompt":"a\tb"}',
    "a raw NUL": b'{"prompt":"a\x00b"}',
    "a vertical tab between": b'{\x0b"prompt":"x"}',
    "a no-break space between": b'{\xc2\xa0"prompt":"x"}',
    "a bad escape": b'{"prompt":"\\x41"}',
    "a short escape": b'{"prompt":"\\u12"}',
    "a signed escape": b'{"prompt":"\\u+123"}',
    "a lone high surrogate": b'{"prompt":"\\ud800"}',
    "a lone low surrogate": b'{"prompt":"\\udc00"}',
    "a high surrogate before a letter": b'{"prompt":"\\ud800\\u0041"}',
    "two high surrogates": b'{"prompt":"\\ud800\\ud800"}',
    "surrogates the wrong way": b'{"prompt":"\\ude00\\ud83d"}',
    "a lone surrogate in a key": b'{"prompt":"x","\\ud800":1}',
    "a byte that is not UTF-8": b'{"prompt":"\xff"}',
    "a cut UTF-8 sequence": b'{"prompt":"\xc3"}',
    "an overlong UTF-8 sequence": b'{"prompt":"\xc0\x80"}',
    "an overlong UTF-8 sequence of three": b'{"prompt":"\xe0\x80\xaf"}',
    "a surrogate in UTF-8": b'{"prompt":"\xed\xa0\x80"}',
    "beyond Unicode": b'{"prompt":"\xf4\x90\x80\x80"}',
    "a leading zero": b'{"prompt":"x","seed":01}',
    "a plus": b'{"prompt":"x","seed":+1}',
    "no digit before the point": b'{"prompt":"x","seed":.5}',
    "no digit after the point": b'{"prompt":"x","seed":1.}',
    "no exponent": b'{"prompt":"x","seed":1e}',
    "a hexadecimal number": b'{"prompt":"x","seed":0x10}',
    "a sign alone": b'{"prompt":"x","seed":-}',
    "two signs": b'{"prompt":"x","seed":--1}',
    "a digit of another script": '{"prompt":"x","seed":\u0661}'.encode(),
    "True": b'{"prompt":"x","expand":True}',
    "depth 65": nested(65),
    "depth 100,000": nested(100_000),
}


@pytest.mark.parametrize("name", NOT_JSON)
def test_a_body_is_not_json_or_not_an_object_when_it_is(mock, name):
    assert_refused(mock.submit_raw(NOT_JSON[name]), 400, 400003)


def test_depth_64_is_json(mock):
    assert violations(mock.submit_raw(nested(64))) == [("/seed", "type")]


def test_the_message_gives_line_column_and_byte(mock):
    message = mock.submit_raw(b'{\n  "prompt": NaN}').json()["error_message"].lower()
    assert "line 2" in message
    assert re.search(r"column 1[34]\b", message)
    assert re.search(r"byte 1[4-6]\b", message)


def test_a_body_of_many_numbers_costs_little(mock):
    body = b'{"prompt":"x","seed":[' + b",".join([b"1e999999999"] * 10_000) + b"]}"
    assert violations(mock.submit_raw(body)) == [("/seed", "type")]
