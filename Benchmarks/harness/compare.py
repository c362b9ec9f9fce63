"""Paired slices: the same load on each server, in turns of a tenth of a second.

The speed of a virtual core can change by a third from one second to the next. So a round runs one
wrk for each server at the same time, and lets only one of them work at a time: the others are
stopped by SIGSTOP. Whatever the machine does during a round, every server gets its share of it.
"""

import json
import re
import signal
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass

from .errors import CannotMeasure
from .tools import BENCHMARKS

CONNECTIONS = 64
TURN = 0.1  # seconds; some ten thousand requests
PAUSE = 0.005  # for what is still under way when a turn ends, or it would run in the next one's


@dataclass
class Slice:
    requests_per_second: float
    cpu_microseconds: float  # the server's, for one request


def compare(servers, requests, directory, load_core, rounds, seconds):
    """A list of rounds; each maps a server's name to its slice of `seconds`.

    `requests` maps a server's name to the requests that wrk replays on it.
    """
    for server in servers:
        requests_file(directory, server).write_bytes(b"\0".join(requests[server.name]))
    one_round(servers, directory, load_core, 1)  # warms up: pages, caches, the store
    results = []
    for number in range(rounds):
        turned = number % len(servers)
        order = servers[turned:] + servers[:turned]
        if number % 2:
            order.reverse()  # so that nobody always follows the same neighbour
        results.append(one_round(order, directory, load_core, seconds))
        figures = ", ".join(f"{s.name} {results[-1][s.name].cpu_microseconds:.2f}" for s in servers)
        print(f"  round {number + 1} of {rounds}, µs of CPU: {figures}", file=sys.stderr)
    return results


def one_round(servers, directory, load_core, seconds):
    before = {server.name: server.cpu_seconds() for server in servers}
    duration = seconds * len(servers)
    loads, worked = [], [0.0] * len(servers)
    try:
        for server in servers:
            loads.append(start_wrk(server, requests_file(directory, server), load_core, duration))
            loads[-1].send_signal(signal.SIGSTOP)
        while any(load.poll() is None for load in loads):
            for number, load in enumerate(loads):
                start = time.monotonic()
                load.send_signal(signal.SIGCONT)
                time.sleep(TURN)
                load.send_signal(signal.SIGSTOP)
                worked[number] += time.monotonic() - start
                time.sleep(PAUSE)
        outputs = [load.communicate()[0] for load in loads]
    finally:
        for load in loads:
            load.kill()
            load.wait()
    time.sleep(0.05)  # the servers still close wrk's connections; that belongs to this round
    slices = {}
    for server, output, worked_seconds in zip(servers, outputs, worked):
        summary = read_summary(server, output)
        slices[server.name] = Slice(
            summary["requests"] / worked_seconds,
            (server.cpu_seconds() - before[server.name]) / summary["requests"] * 1e6,
        )
    return slices


def requests_file(directory, server):
    return directory / f"{server.name}.requests"


def start_wrk(server, file, load_core, duration):
    # fmt: off
    return subprocess.Popen(
        ["taskset", "--cpu-list", str(load_core), "wrk", "--threads", "1",
         "--connections", str(CONNECTIONS), "--duration", f"{duration}s",
         "--script", str(BENCHMARKS / "replay.lua"), f"http://127.0.0.1:{server.port}",
         "--", str(file)],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )
    # fmt: on


def read_summary(server, output):
    result = re.search(r"^RESULT (.+)$", output, re.MULTILINE)
    if not result:
        raise CannotMeasure(f"wrk failed on {server.name}: {output}")
    summary = json.loads(result[1])
    if summary["errors"] or not summary["requests"]:
        raise CannotMeasure(f"{server.name} answered with errors: {summary}")
    return summary


@dataclass
class Ratio:
    """The median of the rounds' ratios and the quartiles around it."""

    median: float
    low: float
    high: float

    def __str__(self):
        return f"{self.median:.2f} × [{self.low:.2f}–{self.high:.2f}]"


    @staticmethod
    def of(ratios):
        low, _, high = statistics.quantiles(ratios, n=4, method="inclusive")
        return Ratio(statistics.median(ratios), low, high)


def ratio(results, name, base):
    return Ratio.of([r[name].cpu_microseconds / r[base].cpu_microseconds for r in results])


def absolute(results, name):
    """For orientation only; these figures drift with the machine."""
    cpu = statistics.median(r[name].cpu_microseconds for r in results)
    speed = statistics.median(r[name].requests_per_second for r in results)
    return f"{cpu:.1f} µs of CPU, {speed / 1000:.0f} k/s"

