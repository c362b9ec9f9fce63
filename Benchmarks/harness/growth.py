"""A store that grows to a million jobs: memory for each, and the slowest insert on the way.

A virtual machine can pause for longer than any insert may take, whoever is running. So the store
grows at least twice, each time beside the C floor, which inserts nothing. The target is missed when

* an insert was slow every time: what a store does as it grows, it does at the same number of jobs
  again, while a pause of the machine falls on another one; or
* the product was slow by its own CPU clock at whatever numbers, more often than the floor and a
  stray pause or two (a hypervisor that takes the core away can let that clock run on).
"""

import array
import json
import subprocess
import sys
from contextlib import ExitStack

from . import messages
from .errors import CannotMeasure
from .report import Row

LEAST_RUNS, MOST_RUNS = 2, 4
TARGET_BYTES = 400
TARGET_MILLISECONDS = 5
STRAY_PAUSES = 2


def measure(contestants, grow_program, load_core, jobs):
    # What a submit answers is learned from a product of its own: the measured ones start empty.
    with contestants.product() as other:
        _, body = messages.answer(other.port, messages.submit(other.port))
    memory, product, floor = [], Inserts(), Inserts()
    # On a busy machine two pauses can meet at one number; another run tells.
    while len(memory) < LEAST_RUNS or (
        len(memory) < MOST_RUNS and product.slowest_every_time() > TARGET_MILLISECONDS
    ):
        memory.append(grow(contestants, grow_program, load_core, jobs, body))
        for name, inserts in (("product", product), ("floor", floor)):
            inserts.add(contestants.directory / f"{name}.samples")
            print(f"  run {len(memory)}, slowest: {name} {inserts.slowest()}", file=sys.stderr)

    kept, peak = (max(run[reading] for run in memory) / jobs for reading in ("kept", "peak"))
    holds = (
        product.slowest_every_time() <= TARGET_MILLISECONDS
        and product.slow_by_cpu() <= floor.slow_by_cpu() + STRAY_PAUSES
    )
    return [
        Row(f"memory of a job, {jobs:,} of them", f"{kept:.0f} bytes (at the peak {peak:.0f})",
            f"≤ {TARGET_BYTES} bytes", kept <= TARGET_BYTES),
        Row(f"slowest insert on the way there, in each of {len(memory)} runs", str(product),
            f"≤ {TARGET_MILLISECONDS} ms", holds),
        Row("… the C floor, in turn with it", str(floor)),
        Row("… as the client saw it: product", product.percentiles()),
        Row("… as the client saw it: C floor", floor.percentiles()),
    ]  # fmt: skip


def grow(contestants, grow_program, load_core, jobs, body):
    """One run; the bytes that the product grew by, and the samples of both in their files."""
    directory = contestants.directory
    with ExitStack() as running:
        product = running.enter_context(contestants.product())
        floor = running.enter_context(contestants.floor(post_body=body))
        command = ["taskset", "--cpu-list", load_core, grow_program, jobs]
        for server in (product, floor):
            request_file = directory / f"{server.name}.request"
            request_file.write_bytes(messages.submit(server.port))
            command += [server.port, server.pid, request_file, directory / f"{server.name}.samples"]
        before = product.memory()
        done = subprocess.run([str(word) for word in command], capture_output=True, text=True)
        if done.returncode != 0:
            raise CannotMeasure(f"the submitting client failed: {done.stderr}")
        after = product.memory()
        check_that_jobs_are_kept(product.port, done.stdout)
    return {
        "kept": (after["rss"] - before["rss"]) * 1024,
        "peak": (after["peak"] - before["rss"]) * 1024,
    }


def check_that_jobs_are_kept(port, bodies):
    """A job that was dropped again would cost nothing; so a sample must still be known."""
    with messages.Connection(port) as connection:
        for line in bodies.splitlines():
            path = f"/v1/requests/{json.loads(line)['request_id']}/status"
            connection.send(messages.get(port, path))


class Inserts:
    """The times of one server's submits in every run; answers in milliseconds."""

    def __init__(self):
        self.wall, self.cpu = [], []

    def add(self, samples_file):
        samples = array.array("I", samples_file.read_bytes())
        self.wall.append(samples[0::2])
        self.cpu.append(samples[1::2])

    def __str__(self):
        return (
            f"{self.slowest_every_time():.2f} ms; "
            f"{self.slow_by_cpu()} took more than {TARGET_MILLISECONDS} ms of CPU"
        )

    def slowest_every_time(self):
        """The slowest insert, when each number is given the best of its runs."""
        return max(map(min, zip(*self.wall))) / 1e6

    def slow_by_cpu(self):
        return sum(time > TARGET_MILLISECONDS * 1e6 for run in self.cpu for time in run)

    def percentiles(self):
        ordered = sorted(time for run in self.wall for time in run)
        median, rare = (ordered[int(len(ordered) * part)] / 1e6 for part in (0.5, 0.999))
        return f"p50 {median:.3f} ms, p99.9 {rare:.3f} ms, max {ordered[-1] / 1e6:.2f} ms"

    def slowest(self, count=4):
        """Of the last run, with their numbers: the place to look when the target is missed."""
        wall, cpu = self.wall[-1], self.cpu[-1]
        numbers = sorted(range(len(wall)), key=wall.__getitem__, reverse=True)[:count]
        return ", ".join(
            f"no. {n + 1:,} {wall[n] / 1e6:.2f} ms (CPU {cpu[n] / 1e6:.2f})" for n in numbers
        )
