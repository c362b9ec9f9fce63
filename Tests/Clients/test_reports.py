"""The reports of the contract tests, read by programs that others wrote."""

import html.parser
import json
import pathlib
import subprocess
import xml.etree.ElementTree

import junitparser
import pytest
import tap.parser

from server import BINARY
from test_browser import browse

VOID = {"meta", "input"}


def report(form):
    """The sample report of Tests/SampleReports: every verdict, and a hostile server."""
    program = pathlib.Path(BINARY).with_name("print-report")
    return subprocess.run([program, form], capture_output=True, timeout=20, check=True).stdout


def test_junit_is_read(tmp_path):
    file = tmp_path / "report.xml"
    file.write_bytes(report("junit"))
    suites = junitparser.JUnitXml.fromfile(str(file))
    assert (suites.tests, suites.failures, suites.errors, suites.skipped) == (15, 3, 3, 3)
    cases = {(case.classname, case.name): case for suite in suites for case in suite}
    assert len(cases) == 15
    results = {name: [type(result).__name__ for result in case.result]
               for name, case in cases.items()}
    assert results["cancel", "in-queue"] == []
    assert results["cancel", "in-progress"] == results["cancel", "zz-hostile"] == ["Failure"]
    assert results["known-failing", "output/ra*"] == ["Failure"]
    assert results["errors", "no-balance"] == results["status", "in-progress"] == ["Error"]
    assert results["run", "interrupted"] == ["Error"]
    assert results["output", "whole"] == results["status", "failed"] == ["Skipped"]
    assert cases["stories", "submit"].time == 1.21
    for suite in suites:
        assert {each.name: each.value for each in suite.properties()} == {
            "origin": "http://127.0.0.1:8788", "product": "runcomfy-mock 0.1.0"}


def test_what_a_server_says_is_no_element_of_junit():
    root = xml.etree.ElementTree.fromstring(report("junit"))
    assert {element.tag for element in root.iter()} == {
        "testsuites", "testsuite", "properties", "property", "testcase", "failure", "error",
        "skipped", "system-out"}
    hostile, = (each for each in root.iter("testcase") if each.get("name") == "zz-hostile")
    assert "</script></pre></style>]]>--><img src=x" in hostile.find("failure").text


def test_tap_is_read():
    lines = list(tap.parser.Parser().parse_text(report("tap").decode()))
    assert {line.category for line in lines} == {"version", "plan", "diagnostic", "test", "bail"}
    points = [line for line in lines if line.category == "test"]
    assert [point.number for point in points] == list(range(1, 15))
    assert [point.number for point in points if not point.ok] == [1, 3, 4, 7, 12, 14]
    assert [point.number for point in points if point.todo] == [7]
    assert [point.number for point in points if point.skip] == [10, 11]
    for point in points:
        assert (point.yaml_block is None) == point.ok
    finding = points[0].yaml_block["findings"][0]
    assert finding == {"step": 2, "place": "http", "expected": "202 or 409", "found": "500"}
    hostile = points[2].yaml_block["findings"][0]["found"]
    assert "\\u{0}" in hostile and "\nok" not in hostile


def test_json_is_read():
    whole = json.loads(report("json"))
    assert whole["version"] == 1 and whole["failure"] is True
    stories = {story["name"]: story for story in whole["stories"]}
    assert len(stories) == sum(whole["counts"].values()) == 13
    assert "\0\x1b[2J" in stories["cancel/zz-hostile"]["notes"][0]


class Page(html.parser.HTMLParser):
    """Which elements a page has, and whether each ends where it has to."""

    def __init__(self, text):
        super().__init__()
        self.open, self.seen, self.attributes = [], set(), set()
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attributes):
        self.seen.add(tag)
        self.attributes |= {name for name, _ in attributes}
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def test_the_page_is_whole_and_has_nothing_that_acts():
    page = Page(report("html").decode())
    assert not page.seen & {"script", "img", "link", "a", "iframe", "form", "object", "base"}
    assert not {name for name in page.attributes if name.startswith("on")}
    assert not page.attributes & {"src", "href", "style", "srcset", "action"}


@pytest.fixture(scope="module")
def shown(tmp_path_factory):
    folder = tmp_path_factory.mktemp("report")
    file = folder / "report.html"
    file.write_bytes(report("html"))
    return browse(file.as_uri(), folder, "--dump-dom")


def test_a_browser_shows_what_a_server_says_as_text(shown):
    assert "<title>6 kept, 2 broken, 1 inconclusive, 1 not reached, 1 known to fail, 2 skipped – " \
        in shown
    assert "&lt;/script&gt;&lt;/pre&gt;&lt;/style&gt;]]&gt;--&gt;&lt;img src=x" in shown
    assert "<img" not in shown and "<script" not in shown
    Page(shown)
