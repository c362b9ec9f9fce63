"""Pictures: what one costs, and how late a status poll is while others are rendered."""

import array
import statistics
import subprocess
import sys

from . import messages, tools
from .errors import CannotMeasure
from .polls import completed_jobs
from .report import Row

# Milliseconds of CPU for 1024 × 1024.
TARGETS = {"png": 10, "jpeg": 10, "webp": 15, "png-transparent": 10, "webp-transparent": 15}
RUNS = 3

TARGET_RATIO = 2  # a poll that waits for a render's slice of the core is some 20 times as late
CALM = 1  # ms; even alone a poll is later than that only where others want the cores
FORMATS = ["png", "jpeg", "webp"]
RATE, POLLING = 2000, 8  # polls a second, and the connections that they take turns on
POLLS = 1000  # of a turn
RENDERS = 20  # always asked for and not there yet
PICTURES = 500  # of a turn; more than a core renders in that time


def measure(contestants, pace_program, load_core, turns):
    rows = cpu(tools.build(tools.PICTURES), contestants.core)
    return rows + lateness(contestants, pace_program, load_core, turns)


# MARK: what a picture costs


def cpu(program, core):
    runs = [microseconds(program, core) for _ in range(RUNS)]
    rows = []
    for name, target in TARGETS.items():
        if any(name not in run for run in runs):
            raise CannotMeasure(f"{program.name} says nothing of {name}")
        milliseconds = statistics.median(run[name] for run in runs) / 1000
        rows.append(Row(f"CPU of a picture of 1024 × 1024: {name}", f"{milliseconds:.1f} ms",
                        f"≤ {target} ms", milliseconds <= target))  # fmt: skip
    return rows


def microseconds(program, core):
    command = ["taskset", "--cpu-list", str(core), program]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode != 0:
        raise CannotMeasure(done.stderr.strip() or f"`{program}` failed")
    return {name: float(value) for name, value in map(str.split, done.stdout.splitlines())}


# MARK: how late the polls are


class Lateness:
    """Of each turn p50 and p99 of the milliseconds from when a poll was due to its answer."""

    def __init__(self):
        self.medians, self.rares = [], []

    def add(self, samples_file):
        samples = sorted(array.array("I", samples_file.read_bytes()))
        self.medians.append(samples[len(samples) // 2] / 1e6)
        self.rares.append(samples[len(samples) * 99 // 100] / 1e6)

    @property
    def rare(self):
        """p99 in the best turn: the machine is late now and then, the product each time."""
        return min(self.rares)

    def __str__(self):
        median, rare = statistics.median(self.medians), statistics.median(self.rares)
        return f"p50 {median:.3f} ms, p99 {rare:.3f} ms, in the best {self.rare:.3f} ms"


def lateness(contestants, pace_program, load_core, turns):
    directory = contestants.directory
    samples, polls, pictures = (directory / f"pace.{name}" for name in ("samples", "polls", "get"))
    alone, beside, rendered = Lateness(), Lateness(), 0
    with contestants.product("--instant") as product:
        paths = completed_jobs(product.port)
        polls.write_bytes(b"\0".join(messages.get(product.port, path) for path in paths))
        command = ["taskset", "--cpu-list", load_core, pace_program, product.port, RATE, POLLS]
        command += [samples, polls, POLLING]
        for _ in range(turns):
            call(command)
            alone.add(samples)
            pictures.write_bytes(b"\0".join(new_pictures(product.port)))
            rendered += int(call([*command, pictures, RENDERS]))
            beside.add(samples)
    for name, late in (("alone", alone), ("with renders", beside)):
        values = " ".join(f"{value:.2f}" for value in late.rares)
        print(f"  p99 of each turn, {name}: {values}", file=sys.stderr)

    if alone.rare > CALM:
        raise CannotMeasure(f"the machine is too busy: without renders p99 is {alone.rare:.1f} ms")
    ratio = beside.rare / alone.rare
    return [
        Row(f"p99 of status polls while {RENDERS} renders wait, against none", f"{ratio:.2f} ×",
            f"≤ {TARGET_RATIO} ×", ratio <= TARGET_RATIO),
        Row(f"… with renders, median of {turns} turns", str(beside)),
        Row("… without", str(alone)),
        Row("… pictures rendered meanwhile", f"{rendered * RATE / POLLS / turns:.0f} a second"),
    ]  # fmt: skip


def new_pictures(port):
    """The requests for outputs that nobody has asked for yet, of the formats in turn."""
    with messages.Connection(port) as connection:
        for number in range(PICTURES):
            format = FORMATS[number % len(FORMATS)]
            id = messages.submitted(connection.send(messages.submit_picture(port, number, format)))
            yield messages.get(port, f"/outputs/{id}/0.{format}")


def call(command):
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True)
    if done.returncode != 0:
        raise CannotMeasure(f"the polling client failed: {done.stderr}")
    return done.stdout
