"""Chromium shows the outputs on a page of another origin, and its fetch reads them there."""

import contextlib
import http.server
import json
import os
import pathlib
import shutil
import signal
import subprocess
import threading

import pytest
from PIL import Image

from server import GPT_IMAGE, OVIS, until

PAGE = (pathlib.Path(__file__).parent / "browser.html").read_text()
SIZE, SIDE = 512, 300  # of a picture, and as the page shows it
FORMATS = ["png", "jpeg", "webp"]


class Page(http.server.BaseHTTPRequestHandler):
    """The page, isolated: whatever it loads from elsewhere must say that it may be loaded.

    It has loaded, and Chromium looks at it, when /wait is answered; its script asks for /done.
    """

    text = b""
    done = None

    def do_GET(self):
        if self.path == "/wait":
            self.done.wait(60)
        elif self.path == "/done":
            self.done.set()
        text = self.text if self.path == "/" else b""
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(text)))
        self.send_header("Cross-Origin-Embedder-Policy", "require-corp")
        self.send_header("Cross-Origin-Opener-Policy", "same-origin")
        self.end_headers()
        self.wfile.write(text)

    def log_message(self, *_):
        pass


@contextlib.contextmanager
def another_origin(text):
    done = threading.Event()
    handler = type("ThisPage", (Page,), {"text": text.encode(), "done": done})
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        done.set()
        server.shutdown()
        thread.join()
        server.server_close()


def browse(url, folder, *options):
    """What Chromium prints of a page; no process of it is left."""
    profile = folder / "profile"
    browser = shutil.which("chromium")
    assert browser, "there is no Chromium; Tests/Clients/run installs it"
    process = subprocess.Popen(
        [browser, "--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run",
         "--disable-background-networking", "--disable-component-update", "--disable-sync",
         "--disable-breakpad", "--disable-dev-shm-usage", "--no-proxy-server",
         "--hide-scrollbars", "--force-device-scale-factor=1",
         f"--user-data-dir={profile}", *options, url],
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        start_new_session=True)
    try:
        out, log = process.communicate(timeout=90)
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    assert process.returncode == 0, log.decode(errors="replace")
    until(lambda: not processes_with(str(profile)))
    return out.decode()


def processes_with(argument):
    """Those that have it in their command line; an ended one that nobody awaited has none."""
    found = []
    for file in pathlib.Path("/proc").glob("[0-9]*/cmdline"):
        with contextlib.suppress(OSError):
            if argument.encode() in file.read_bytes():
                found.append(file.parent.name)
    return found


@pytest.fixture(scope="module")
def visit(mock, tmp_path_factory):
    """One visit of the page: what the script wrote, the screenshot, and what was shown."""
    folder = tmp_path_factory.mktemp("browser")
    outputs = {
        name: mock.url + mock.output(OVIS, image_size="square", output_format=name)
        for name in FORMATS}
    for name in ("png", "webp"):
        outputs[f"{name}-transparent"] = mock.url + mock.output(
            GPT_IMAGE, background="transparent", output_format=name)
    sizes = {name: len(mock.get(url.removeprefix(mock.url), token=None).content)
             for name, url in outputs.items()}
    with another_origin(PAGE.replace("OUTPUTS", json.dumps(outputs))) as url:
        text = browse(
            url, folder, "--dump-dom", f"--screenshot={folder / 'page.png'}",
            "--window-size=1600,400")
    begin, end = '<script type="application/json" id="seen">', "</script>"
    assert begin in text, text
    seen = json.loads(text.split(begin)[1].split(end)[0])
    return seen, folder / "page.png", sizes


@pytest.fixture(scope="module")
def seen(visit):
    return visit[0]


def test_pictures_of_another_origin_are_shown(seen):
    for name in FORMATS:
        assert seen["shown"][name] == [SIZE, SIZE]
    for name in ("png-transparent", "webp-transparent"):
        assert seen["shown"][name] == [1024, 1024]


def test_their_pixels_may_be_read(seen):
    for name, pixels in seen["pixels"].items():
        assert "error" not in pixels, name
        assert pixels["colours"] > 10
        assert (pixels["clear"] > 0) == name.endswith("-transparent")


def test_fetch_reads_the_whole_and_its_fields(seen, visit):
    for name in FORMATS:
        answer = seen["fetched"][name]["whole"]
        assert answer["status"] == 200
        assert answer["length"] == visit[2][name]
        assert answer["type"] == f"image/{name}"
        assert answer["etag"].startswith('"') and answer["ranges"] == "bytes"


def test_fetch_reads_a_part(seen, visit):
    for name in FORMATS:
        length = visit[2][name]
        for kind, part in (("part", f"0-99/{length}"),
                           ("end", f"{length - 50}-{length - 1}/{length}"),
                           ("part of the known", f"100-199/{length}")):
            answer = seen["fetched"][name][kind]
            first, last = map(int, part.split("/")[0].split("-"))
            assert answer["status"] == 206
            assert answer["length"] == last - first + 1
            assert answer["part"] == f"bytes {part}"
            assert answer["etag"] == seen["fetched"][name]["whole"]["etag"]


def test_fetch_may_name_a_token_and_what_it_knows(seen, visit):
    for name in FORMATS:
        fetched = seen["fetched"][name]
        assert (fetched["token"]["status"], fetched["token"]["length"]) == (200, visit[2][name])
        # Asked for by the page itself, not by the browser's cache, which would turn it into 200.
        assert (fetched["known"]["status"], fetched["known"]["length"]) == (304, 0)
        assert (fetched["head"]["status"], fetched["head"]["length"]) == (200, 0)


def test_a_refusal_can_be_read_too(seen):
    for kind, status, code in (("nothing", 404, 404001), ("beyond", 416, 416001),
                               ("another", 412, 412001), ("deleted", 405, 405001)):
        answer = seen["refused"][kind]
        assert (answer["status"], answer["code"]) == (status, code)


def test_the_screenshot_has_three_pictures(visit):
    screenshot = Image.open(visit[1]).convert("RGB")
    for place, name in enumerate(FORMATS):
        area = screenshot.crop((place * SIDE, 0, (place + 1) * SIDE, SIDE))
        colours = area.getcolors(SIDE * SIDE)
        assert len(colours) > 10, name
        # The page is white where no picture is.
        white = sum(count for count, colour in colours if colour == (255, 255, 255))
        assert white < SIDE * SIDE / 2, name
