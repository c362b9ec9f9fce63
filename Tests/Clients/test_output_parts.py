"""Parts of outputs (RFC 9110 14), and their conditions (13.1.5)."""

import pytest

from outputs import (
    SECOND, assert_connection_goes_on, assert_error, assert_open_to_other_origins, assert_unchanged,
    imf)
from server import NOBODYS_ID
from wire import Wire, exchange, request


# MARK: Range


BEYOND = "9" * 30
# The first and the last byte of each, counted from the end where they are negative.
PARTS = {
    "bytes=0-99": (0, 99), "bytes=0-0": (0, 0), "bytes=7-7": (7, 7), "bytes=100-": (100, -1),
    "bytes=0-": (0, -1), "bytes=-50": (-50, -1), "bytes=-1": (-1, -1),
    "bytes=10-99999999": (10, -1), f"bytes=10-{BEYOND}": (10, -1),
    "bytes=-99999999": (0, -1), f"bytes=-{BEYOND}": (0, -1),
    "Bytes=0-9": (0, 9), "BYTES=0-9": (0, 9), "bytes=00000000000000000000000000000001-09": (1, 9),
    "bytes= 0-99": (0, 99), "bytes=\t0-99": (0, 99), "bytes=0-99 ": (0, 99),
}


@pytest.mark.parametrize("value", PARTS)
def test_a_part_is_206(output, value):
    first, last = (place % output.length for place in PARTS[value])
    answer = output.get(f"Range: {value}")
    output.assert_part(answer, first, last)
    whole = output.get()
    for name in ("ETag", "Last-Modified", "Content-Type", "Accept-Ranges", "Cache-Control",
                 "Access-Control-Expose-Headers", "Cross-Origin-Resource-Policy"):
        assert answer.value(name) == whole.value(name), name
    assert_open_to_other_origins(answer)


def test_a_part_up_to_the_end_and_one_byte_further(output):
    end = output.length - 1
    for last in (end, end + 1):
        output.assert_part(output.get(f"Range: bytes=5-{last}"), 5, end)
        output.assert_part(output.get(f"Range: bytes={end}-{last}"), end, end)
    for count in (output.length, output.length + 1):
        output.assert_part(output.get(f"Range: bytes=-{count}"), 0, end)


def test_a_part_beyond_the_end_is_416(output):
    length = output.length
    for value in (f"{length}-", f"{length}-{length}", f"{length + 1}-", "-0", "-000",
                  f"{BEYOND}-", f"{BEYOND}-{BEYOND}"):
        answer = output.get(f"Range: bytes={value}")
        assert_error(answer, 416, 416001)
        assert answer.value("Content-Range") == f"bytes */{length}"


@pytest.mark.parametrize("value", [
    "pictures=0-9", "byte=0-9", "bytess=0-9", "bytes", "bytes=", "bytes= ", "bytes=-", "bytes=a-b",
    "bytes=5-2", "bytes=--5", "bytes=5", "bytes=0-9-", "bytes=0--9", "bytes=+0-9", "bytes=0x0-9",
    "bytes=0- 9 9", "bytes=1.0-2", "bytes:0-9", "0-9", "", "bytes=0-1,5-6", "bytes=0-1, 5-6",
    "bytes=0-1,-1", "bytes=5-2,0-1", "bytes=0-1;5-6"])
def test_what_is_no_single_part_is_ignored(output, value):
    output.assert_whole(output.get(f"Range: {value}"))


def test_two_fields_of_parts_are_ignored(output):
    output.assert_whole(output.get("Range: bytes=0-9", "Range: bytes=20-29"))
    output.assert_whole(output.get("Range: bytes=0-9", "range: bytes=0-9"))


def test_numbers_that_fit_nowhere_break_nothing(output):
    for value in (f"{BEYOND}9-{BEYOND}", "1-" + "0" * 3000, f"-{BEYOND * 100}", f"{BEYOND * 100}-"):
        with Wire(output.mock) as wire:
            wire.send(request("GET", output.path, f"Range: bytes={value}"))
            assert wire.answer().status in (200, 206, 416)
            assert_connection_goes_on(wire)


def test_parts_come_over_one_connection(output):
    with Wire(output.mock) as wire:
        for first in range(0, 500, 50):
            wire.send(request("GET", output.path, f"Range: bytes={first}-{first + 49}"))
        for first in range(0, 500, 50):
            output.assert_part(wire.answer(), first, first + 49)
        wire.send(request("GET", output.path, f"Range: bytes={output.length}-"))
        assert wire.answer().status == 416
        assert_connection_goes_on(wire)


def test_a_part_of_nothing_is_404(mock):
    answer = exchange(mock, request("GET", f"/outputs/{NOBODYS_ID}/0.png", "Range: bytes=0-9"))
    assert_error(answer, 404, 404001)


# MARK: If-Range, and conditions before parts


def test_a_part_of_what_is_known_is_206(output):
    for value in (output.etag, imf(output.modified)):
        output.assert_part(output.get("Range: bytes=0-99", f"If-Range: {value}"), 0, 99)
        answer = output.get(f"Range: bytes={output.length}-", f"If-Range: {value}")
        assert_error(answer, 416, 416001)


def test_a_part_of_what_is_not_known_is_the_whole(output):
    for value in (
            '"a"', f"W/{output.etag}", "*", "", f'"a", {output.etag}', "yesterday",
            imf(output.modified - SECOND), imf(output.modified + SECOND)):
        output.assert_whole(output.get("Range: bytes=0-99", f"If-Range: {value}"))
        output.assert_whole(output.get(f"Range: bytes={output.length}-", f"If-Range: {value}"))


def test_without_a_range_if_range_says_nothing(output):
    for value in (output.etag, '"a"'):
        output.assert_whole(output.get(f"If-Range: {value}"))


@pytest.mark.parametrize("part", ["0-9", "99999999-"])
def test_conditions_come_before_parts(output, part):
    part = f"Range: bytes={part}"
    assert_unchanged(output.get(part, f"If-None-Match: {output.etag}"), output)
    since = imf(output.modified)
    assert_unchanged(output.get(part, f"If-Modified-Since: {since}"), output)
    assert_error(output.get(part, 'If-Match: "a"'), 412, 412001)


def test_a_part_under_a_condition_that_holds_is_206(output):
    for field in (f"If-Match: {output.etag}", 'If-None-Match: "a"',
                  f"If-Unmodified-Since: {imf(output.modified)}"):
        output.assert_part(output.get("Range: bytes=0-9", field), 0, 9)
