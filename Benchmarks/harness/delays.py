"""Delayed answers: how late they are, and what a connection costs that waits for one."""

import array
import resource
import signal
import statistics
import subprocess
import time
from pathlib import Path

from . import messages
from .errors import CannotMeasure
from .report import Row
from .tools import BENCHMARKS

STORIES = BENCHMARKS / "scenarios"
TOKEN = "bench.delays~it"
DELAY = 5000  # ms, as in scenarios/delays.yaml
SPREAD = 4000  # ms
TARGET_LATE = 10  # ms at the 99th percentile
TARGET_MEMORY = 10  # KiB of a connection that waits
TARGET_STOP = 1  # s


def measure(contestants, program, load_core, connections):
    allow_connections(connections)
    rows = []
    for name, spread, runs in (("spread over 4 s", SPREAD, 3), ("at one instant", 0, 3)):
        done = [run(contestants, program, load_core, connections, spread) for _ in range(runs)]
        rows += described(name, done, connections, spread > 0)
    return rows + [stop(contestants, program, load_core, connections)]


def described(name, runs, connections, has_target):
    best = min(runs, key=lambda run: run.late(99))
    late = f"p50 {best.late(50):.2f} ms, p99 {best.late(99):.2f} ms, max {best.late(100):.2f} ms"
    others = " ".join(f"{run.late(99):.1f}" for run in runs)
    memory = statistics.median(run.memory for run in runs)
    threads = max(run.threads - run.idle_threads for run in runs)
    is_early = any(run.samples[0] < 0 for run in runs)
    rows = [
        Row(f"{connections:,} delayed answers, {name}: how late", f"{late} (p99 of each run {others})",
            f"p99 ≤ {TARGET_LATE} ms" if has_target else "",
            best.late(99) <= TARGET_LATE and not is_early if has_target else None),
    ]  # fmt: skip
    if has_target:
        rows += [
            Row("… memory of each that waits, with its connection", f"{memory:.1f} KiB",
                f"≤ {TARGET_MEMORY} KiB", memory <= TARGET_MEMORY),
            Row("… threads more than at rest", f"{threads}", "0", threads == 0),
        ]  # fmt: skip
    cpu = statistics.median(run.cpu for run in runs) * 1e6 / connections
    return rows + [Row("… CPU of each, from its request to its answer", f"{cpu:.0f} µs")]


class Run:
    """Of one run: the sorted samples in milliseconds, and what the server took meanwhile."""

    def __init__(self, idle_threads, threads, memory, cpu, samples):
        self.idle_threads, self.threads, self.memory, self.cpu = idle_threads, threads, memory, cpu
        self.samples = sorted(sample / 1e6 for sample in samples)

    def late(self, percent):
        return self.samples[min(len(self.samples) * percent // 100, len(self.samples) - 1)]


def run(contestants, program, load_core, connections, spread):
    with server(contestants) as product:
        before, idle_threads = product.memory()["rss"], threads(product)
        samples = contestants.directory / "delays.samples"
        with Client(contestants, program, load_core, product, connections, spread, samples) as client:
            client.expect("open")
            cpu = product.cpu_seconds()
            client.go()
            client.expect("sent")
            memory = (product.memory()["rss"] - before) / connections
            waiting = threads(product)
            client.expect("answered")
            cpu = product.cpu_seconds() - cpu
            numbers = array.array("q", samples.read_bytes())
    return Run(idle_threads, waiting, memory, cpu, numbers)


def stop(contestants, program, load_core, connections):
    """Told to end while all of them sleep."""
    with server(contestants) as product:
        samples = contestants.directory / "delays.samples"
        with Client(contestants, program, load_core, product, connections, 0, samples) as client:
            client.expect("open")
            client.go()
            client.expect("sent")
            time.sleep(1)  # until the last request has been read
            start = time.monotonic()
            product.process.send_signal(signal.SIGTERM)
            code = product.process.wait(timeout=20)
            seconds = time.monotonic() - start
    return Row(f"told to stop while {connections:,} wait", f"{seconds:.2f} s, exit code {code}",
               f"≤ {TARGET_STOP} s, 0", code == 0 and seconds <= TARGET_STOP)  # fmt: skip


def server(contestants):
    return contestants.product("--scenarios", str(STORIES))


class Client:
    """The C program, one word after the other."""

    def __init__(self, contestants, program, load_core, product, connections, spread, samples):
        request = contestants.directory / "delays.request"
        request.write_bytes(poll(product.port))
        command = ["taskset", "--cpu-list", load_core, program, product.port, connections]
        command += [spread, DELAY, request, samples]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        self.process = subprocess.Popen([str(word) for word in command], text=True, **pipes)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.communicate()

    def expect(self, word):
        line = self.process.stdout.readline().strip()
        if line != word:
            raise CannotMeasure(f"the client of delays failed: {self.process.stderr.read()}")

    def go(self):
        self.process.stdin.write("\n")
        self.process.stdin.flush()


def poll(port):
    """The status of a job, whose token lives through the story; each call of the job is delayed."""

    def of_story(request):
        return request.replace(messages.TOKEN.encode(), TOKEN.encode())

    job = messages.submitted(messages.answer(port, of_story(messages.submit(port))))
    return of_story(messages.get(port, f"/v1/requests/{job}/status"))


def threads(product):
    return len(list(Path(f"/proc/{product.pid}/task").iterdir()))


def allow_connections(connections):
    """The server and the client inherit it."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    needed = connections + 200
    if hard != resource.RLIM_INFINITY and hard < needed:
        raise CannotMeasure(f"{needed} open files are needed, the hard limit is {hard}")
    resource.setrlimit(resource.RLIMIT_NOFILE, (needed, hard))
