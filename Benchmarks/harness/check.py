"""The contract suite: how long a whole run takes, against the same calls by curl."""

import json
import statistics
import subprocess
import time

from .errors import CannotMeasure
from .report import Row

TARGET = 5  # seconds on two cores


def measure(contestants, runs):
    report = contestants.directory / "check.json"
    command = [contestants.binary, "check", "--quiet", "--json", report]
    times = [timed(command) for _ in range(runs + 1)][1:]  # the first fills the disk cache
    stories = json.loads(report.read_text())["stories"]
    calls = sum(exchange["count"] for story in stories for step in story["steps"]
                for exchange in step["exchanges"])
    floors = curl(contestants, calls, runs)
    seconds, floor = statistics.median(times), statistics.median(floors)
    return [
        Row(f"the contract suite, {len(stories)} stories and {calls} calls: wall time, median of {runs}",
            f"{seconds:.2f} s (slowest {max(times):.2f})", f"≤ {TARGET} s", seconds <= TARGET),
        Row("… curl, as many calls of the C floor one after the other", f"{floor:.2f} s"),
        Row("… against that", f"{seconds / floor:.1f} ×"),
    ]  # fmt: skip


def curl(contestants, calls, runs):
    """The least that as many calls can cost a client on libcurl: one after the other, of the C floor."""
    with contestants.floor() as server:
        # curl counts the range in brackets up by itself.
        url = f"http://127.0.0.1:{server.port}/?[1-{calls}]"
        command = ["curl", "--silent", "--fail", "--output", "/dev/null", url]
        return [timed(command) for _ in range(runs)]


def timed(command):
    start = time.monotonic()
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    if done.returncode != 0:
        raise CannotMeasure(f"`{command[0]}` failed: {done.stdout[-500:]} {done.stderr[-500:]}")
    return time.monotonic() - start
