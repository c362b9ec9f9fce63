"""Outputs under conditions: what is known need not be sent again (RFC 9110 13)."""

import pytest

from outputs import (
    FORMS, MINUTE, SECOND, assert_connection_goes_on, assert_error, assert_open_to_other_origins,
    assert_unchanged, imf, rfc850)
from wire import Wire, request


# MARK: If-None-Match and If-Modified-Since


def test_a_known_etag_is_304(output):
    etag = output.etag
    for value in (
            etag, f"W/{etag}", "*", f'"a", {etag}', f'{etag},"b"', f'"a",W/"b" ,\tW/{etag}',
            f'"a, b", {etag}', f'"W/", {etag}'):
        assert_unchanged(output.get(f"If-None-Match: {value}"), output)
    # A list may be spread over fields (RFC 9110 5.3).
    assert_unchanged(output.get('If-None-Match: "a"', f"If-None-Match: {etag}"), output)


def test_another_etag_is_200(output):
    etag = output.etag
    for value in (
            '"a"', '"a", "b"', 'W/"a"', f'"a{etag[1:]}', f'{etag[:-1]}a"', f'"a, {etag[1:-1]}, b"',
            etag.strip('"'), '""', "", "w/" + etag):
        output.assert_whole(output.get(f"If-None-Match: {value}"))


def test_304_has_no_body(output):
    for method in ("GET", "HEAD"):
        with Wire(output.mock) as wire:
            wire.send(request(method, output.path, f"If-None-Match: {output.etag}"))
            assert_unchanged(wire.answer(method), output)
            assert_connection_goes_on(wire)


@pytest.mark.parametrize("form", FORMS)
def test_a_date_is_understood_in_each_form(output, form):
    for moment in (output.modified, output.modified + SECOND, output.modified + 1000 * MINUTE):
        answer = output.get(f"If-Modified-Since: {form(moment)}")
        assert_unchanged(answer, output)
    for moment in (output.modified - SECOND, output.modified - 100_000 * MINUTE):
        output.assert_whole(output.get(f"If-Modified-Since: {form(moment)}"))


def test_the_year_of_two_digits_is_of_this_century_or_the_last(output):
    # More than 50 years ahead is the past (RFC 9110 5.6.7).
    far = output.modified.replace(year=output.modified.year + 60, month=1, day=1)
    output.assert_whole(output.get(f"If-Modified-Since: {rfc850(far)}"))


@pytest.mark.parametrize("value", [
    "", "yesterday", "0", "2099-01-01T00:00:00Z", "Sun, 06 Nov 2094",
    "Sun, 99 Nov 2094 08:49:37 GMT",
    "Sat, 06 Nov 2094 25:49:37 GMT", "Sat, 06 Foo 2094 08:49:37 GMT", "Sat, 06 Nov 2094 08:49:37",
    "Sat, 06 Nov 99999999999999999999999999 08:49:37 GMT", "Sat Nov  6 08:49:37 2094 and more"])
def test_a_date_that_is_none_is_ignored(output, value):
    output.assert_whole(output.get(f"If-Modified-Since: {value}"))
    past = value.replace("20", "19")
    output.assert_whole(output.get(f"If-Unmodified-Since: {past}"))


def test_the_etag_wins_over_the_date(output):
    later, earlier = imf(output.modified + MINUTE), imf(output.modified - MINUTE)
    output.assert_whole(output.get('If-None-Match: "a"', f"If-Modified-Since: {later}"))
    for fields in ([f"If-None-Match: {output.etag}", f"If-Modified-Since: {earlier}"],
                   [f"If-Modified-Since: {earlier}", f"If-None-Match: {output.etag}"]):
        assert_unchanged(output.get(*fields), output)


# MARK: If-Match and If-Unmodified-Since


def test_another_etag_than_wanted_is_412(output):
    etag = output.etag
    for value in ('"a"', '"a", "b"', f"W/{etag}", f'"a", W/{etag}', etag.strip('"')):
        assert_error(output.get(f"If-Match: {value}"), 412, 412001)
    for value in (etag, "*", f'"a", {etag}', f'W/"a",{etag}'):
        output.assert_whole(output.get(f"If-Match: {value}"))


@pytest.mark.parametrize("form", FORMS)
def test_a_later_change_than_wanted_is_412(output, form):
    earlier = form(output.modified - SECOND)
    assert_error(output.get(f"If-Unmodified-Since: {earlier}"), 412, 412001)
    for moment in (output.modified, output.modified + MINUTE):
        output.assert_whole(output.get(f"If-Unmodified-Since: {form(moment)}"))


def test_the_wanted_etag_wins_over_the_date(output):
    later, earlier = imf(output.modified + MINUTE), imf(output.modified - MINUTE)
    answer = output.get('If-Match: "a"', f"If-Unmodified-Since: {later}")
    assert_error(answer, 412, 412001)
    answer = output.get(f"If-Unmodified-Since: {earlier}", f"If-Match: {output.etag}")
    output.assert_whole(answer)


def test_conditions_are_held_in_the_order_of_the_rfc(output):
    # RFC 9110 13.2.2: 412 before 304.
    both = [f"If-None-Match: {output.etag}", 'If-Match: "a"']
    assert_error(output.get(*both), 412, 412001)
    both = [f"If-Match: {output.etag}", f"If-None-Match: {output.etag}"]
    assert_unchanged(output.get(*both), output)


def test_412_is_told_without_a_body_too(output):
    with Wire(output.mock) as wire:
        wire.send(request("HEAD", output.path, 'If-Match: "a"'))
        answer = wire.answer("HEAD")
        assert answer.status == 412
        assert_open_to_other_origins(answer)
        assert_connection_goes_on(wire)
