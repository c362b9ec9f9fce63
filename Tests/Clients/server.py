"""The program under test as a process, and what the tests ask of it again and again."""

import copy
import json
import os
import pathlib
import queue
import re
import signal
import subprocess
import threading
import time
import urllib.parse

import requests

BINARY = os.environ.get("RUNCOMFY_MOCK", "")
FOLDER = pathlib.Path(__file__).resolve().parent
ROOT = FOLDER.parent.parent
FIXTURES = ROOT / "fixtures"

OVIS = "aidc-ai/ovis-image"
IDEOGRAM = "ideogram/ideogram-v2/generate"
IMAGINEART = "imagineart/imagineart-1.5-preview/text-to-image"
GPT_IMAGE = "openai/gpt-image-1-5/image-to-image"
ANY_PICTURE = "me/any-picture"
MODELS = [OVIS, IDEOGRAM, IMAGINEART, GPT_IMAGE]

NOBODYS_ID = "00000000-0000-4000-8000-000000000000"
READY = re.compile(r"runcomfy-mock listening on (http://\S+)\n")


def until(condition, seconds=20):
    """What the condition returns as soon as it is true; fails when that takes too long."""
    deadline = time.monotonic() + seconds
    while True:
        value = condition()
        if value:
            return value
        assert time.monotonic() < deadline, "waited too long"
        time.sleep(0.005)


def run(*arguments, **more):
    """A command of the program that ends by itself."""
    return subprocess.run(
        [BINARY, *arguments], capture_output=True, text=True, timeout=20,
        **(more or {"stdin": subprocess.DEVNULL}))


def printed(*arguments, **more):
    """What a command prints that finds nothing wrong."""
    done = run(*arguments, **more)
    assert (done.returncode, done.stderr) == (0, ""), done.stderr
    return done.stdout


def assert_wrong(done, *words):
    """One line that says what is wrong with the call, and exit code 2."""
    assert done.returncode == 2, (done.returncode, done.stderr)
    assert done.stdout == ""
    assert done.stderr.endswith("\n") and done.stderr.count("\n") == 1, done.stderr
    for word in words:
        assert word in done.stderr, done.stderr


def model_text(model_id="me/mine", longest=10, **more):
    """A model file with one input, a prompt of at most so many characters."""
    prompt = {"type": "string", "maxLength": longest}
    schema = {"type": "object", "required": ["prompt"], "properties": {"prompt": prompt}}
    model = {"model_id": model_id, "output_type": "image", **more, "input_schema": schema}
    return json.dumps(model, indent=2)


def pairs(text):
    """JSON with every object as a list of pairs, so that order and duplicates count."""
    return json.loads(text, object_pairs_hook=list)


def keys(text):
    return [key for key, _ in pairs(text)]


class Mock:
    """A running server."""

    def __init__(self, *options):
        assert BINARY, "set RUNCOMFY_MOCK to the program"
        self.process = subprocess.Popen(
            [BINARY, "serve", "--port", "0", *options],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.lines = []
        self.errors = []
        ready = queue.Queue()
        self._readers = [
            threading.Thread(target=self._read, args=(self.process.stdout, self.lines, ready)),
            threading.Thread(target=self._read, args=(self.process.stderr, self.errors, ready)),
        ]
        for reader in self._readers:
            reader.daemon = True
            reader.start()
        first = ready.get(timeout=20)
        while self.lines == [] and first is not None:
            first = ready.get(timeout=20)
        match = READY.fullmatch(self.lines[0]) if self.lines else None
        assert match, f"no ready line: {self.lines} {self.errors}"
        self.url = match[1]
        self.port = urllib.parse.urlsplit(self.url).port
        self.host = f"127.0.0.1:{self.port}"

    @staticmethod
    def _read(stream, lines, ready):
        for line in stream:
            lines.append(line.decode())
            ready.put(line)
        ready.put(None)

    def __enter__(self):
        return self

    def __exit__(self, kind, *_):
        if self.process.poll() is None:
            code = self.stop()
            assert kind or code == 0, f"exit code {code}"

    def stop(self, number=signal.SIGTERM):
        """Ends this process and returns its exit code; afterwards all of its output was read."""
        self.process.send_signal(number)
        try:
            code = self.process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise
        for reader in self._readers:
            reader.join(timeout=10)
        return code

    # MARK: calls

    def call(self, method, path, token="test", **arguments):
        headers = arguments.pop("headers", {})
        if token is not None:
            headers = {"Authorization": f"Bearer {token}", **headers}
        return requests.request(
            method, self.url + path, headers=headers, timeout=20, allow_redirects=False,
            **arguments)

    def get(self, path, **arguments):
        return self.call("GET", path, **arguments)

    def post(self, path, **arguments):
        return self.call("POST", path, **arguments)

    def submit(self, model=OVIS, token="test", **inputs):
        inputs = {"prompt": "a lighthouse", **inputs}
        if model == GPT_IMAGE:
            inputs.setdefault("image_urls", ["https://example.com/a.png"])
        return self.post(f"/v1/models/{model}", token=token, json=inputs)

    def submit_raw(self, body, model=OVIS, **arguments):
        headers = {"Content-Type": "application/json"}
        return self.post(f"/v1/models/{model}", data=body, headers=headers, **arguments)

    def job(self, *arguments, **inputs):
        answer = self.submit(*arguments, **inputs)
        assert answer.status_code == 200, answer.text
        return answer.json()["request_id"]

    def status(self, job, **arguments):
        return self.get(f"/v1/requests/{job}/status", **arguments)

    def result(self, job, **arguments):
        return self.get(f"/v1/requests/{job}/result", **arguments)

    def cancel(self, job, **arguments):
        return self.post(f"/v1/requests/{job}/cancel", **arguments)

    def output(self, *arguments, **inputs):
        """The path of the only output of a new job."""
        url = self.finish(self.job(*arguments, **inputs))["output"]["image"]
        assert url.startswith(f"{self.url}/outputs/")
        return url.removeprefix(self.url)

    def finish(self, job):
        """The result of a job, when it has ended well."""
        until(lambda: self.status(job).json()["status"] == "completed")
        return self.result(job).json()


def assert_refused(answer, status, code):
    """The error envelope and nothing else."""
    assert answer.status_code == status, answer.text
    assert answer.headers["Content-Type"] == "application/json"
    body = pairs(answer.text)
    assert [key for key, _ in body][:2] == ["error_code", "error_message"]
    assert [key for key, _ in body][2:] in ([], ["detail"])
    values = dict(body)
    assert values["error_code"] == code
    assert isinstance(values["error_message"], str) and values["error_message"]
    assert values.get("detail", "absent") is not None


def spoiled(good, path, value):
    """A document with another value at a path, or without what is there when it is `...`."""
    document = copy.deepcopy(good)
    place = document
    for key in path[:-1]:
        place = place[key]
    if value is ...:
        del place[path[-1]]
    else:
        place[path[-1]] = value
    return document
