"""The parser and the validation on their own: nanoseconds of CPU within a process, no server."""

import statistics
import subprocess
from dataclasses import dataclass
from pathlib import Path

from . import bodies, messages, tools
from .compare import Ratio
from .errors import CannotMeasure
from .report import Row

TARGET = 1.5  # × yyjson
TARGET_VALIDATION = 2000  # ns
TARGET_TWICE = 2.5  # × half the size; what grows with the square would take 4 times as long
SLICE = 40e6  # ns of each turn
SHAPE_PAIRS = 7
MODEL = tools.REPOSITORY / "fixtures" / "models" / f"{messages.MODEL.replace('/', '__')}.json"


@dataclass
class Task:
    """A program that times itself: `COMMAND… ROUNDS [MODEL]` prints what one round costs."""

    command: list
    core: int
    model: Path | None = None
    rounds: int = 1

    def calibrate(self):
        self.rounds = max(1, int(SLICE / self.run()))

    def run(self):
        return self.outcome()[0]

    def outcome(self):
        words = [*self.command, self.rounds, *([self.model] if self.model else [])]
        command = ["taskset", "--cpu-list", self.core, *words]
        done = subprocess.run([str(w) for w in command], capture_output=True, text=True)
        if done.returncode != 0:
            raise CannotMeasure(done.stderr.strip() or f"`{words}` failed")
        return [float(word) for word in done.stdout.split()]


def floor(directory):
    source = tools.yyjson_source()
    arguments = ["-O3", f"-I{source}", source / "yyjson.c"]
    return tools.compile_c("parse_floor", directory, *arguments)


def measure(directory, core, pairs):
    program, floor_program = tools.build(tools.CORE), floor(directory)
    submit = written(directory, "submit", messages.submit_body())
    texts = {
        f"a submit ({messages.BODY_BYTES} bytes)": submit,
        "a body with its picture": written(directory, "uri", bodies.data_uri()),
        f"{bodies.OBJECTS} small objects": written(directory, "objects", bodies.small_objects()),
    }
    rows = []
    for name, text in texts.items():
        ours = Task([program, "parse", text], core)
        theirs = Task([floor_program, text], core)
        rows += against_yyjson(name, text.stat().st_size, ours, theirs, pairs)
    rows += validation(program, submit, core, pairs)
    for name, (make, size) in bodies.SHAPES.items():
        files = [written(directory, f"shape{n}", make(n)) for n in (size, 2 * size)]
        tasks = [Task([program, "both", file], core, MODEL) for file in files]
        rows.append(twice(name, *tasks))
    return rows


def against_yyjson(name, size, ours, theirs, pairs):
    times = in_turns([ours, theirs], pairs)
    ratio = Ratio.of([our / their for our, their in times])
    our, their = medians(times)
    return [
        Row(f"parsing {name}, against yyjson", str(ratio), f"≤ {TARGET} ×", ratio.median <= TARGET),
        Row(f"… absolute, {size:,} bytes", f"{our:,.0f} ns, yyjson {their:,.0f} ns"),
    ]  # fmt: skip


def validation(program, body, core, pairs):
    tasks = [Task([program, action, body], core, MODEL) for action in ("validate", "both")]
    _, violations = tasks[0].outcome()
    if violations:
        raise CannotMeasure(f"the submit breaks {violations:.0f} rules of {MODEL.name}")
    alone, both = medians(in_turns(tasks, pairs))
    return [
        Row("validating the submit once it is parsed", f"{alone:,.0f} ns",
            f"≤ {TARGET_VALIDATION:,} ns", alone <= TARGET_VALIDATION),
        Row("… with the parsing", f"{both:,.0f} ns"),
    ]  # fmt: skip


def twice(name, once, double):
    times = in_turns([double, once], SHAPE_PAIRS)
    ratio = Ratio.of([large / small for large, small in times])
    return Row(f"twice the size, {name}", str(ratio), f"≤ {TARGET_TWICE} ×",
               ratio.median <= TARGET_TWICE)  # fmt: skip


def in_turns(tasks, pairs):
    """For each pair what a round of each task cost; they take turns, and turns in who begins."""
    for task in tasks:
        task.calibrate()
    times = []
    for number in range(pairs):
        order = tasks if number % 2 else tasks[::-1]
        cost = {id(task): task.run() for task in order}
        times.append([cost[id(task)] for task in tasks])
    return times


def medians(times):
    return [statistics.median(column) for column in zip(*times)]


def written(directory, name, body):
    file = directory / f"{name}.json"
    file.write_bytes(body)
    return file
