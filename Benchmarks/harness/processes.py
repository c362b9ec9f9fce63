"""Server processes: start on one core, read their CPU and memory, stop by their own pid."""

import ctypes
import os
import re
import select
import signal
import socket
import subprocess
import time
from pathlib import Path

from .errors import CannotMeasure

LIBC = ctypes.CDLL(None, use_errno=True)


class Server:
    """A server pinned to one core; used with `with`, so that it stops however the block is left."""

    def __init__(self, name, command, core, port=None):
        self.name = name
        self.port = port
        self.core = core
        self.command = [str(word) for word in command]

    def __enter__(self):
        # `taskset` replaces itself by the server, so the pid is the server's own.
        self.process = subprocess.Popen(
            ["taskset", "--cpu-list", str(self.core), *self.command], stdout=subprocess.PIPE
        )
        self.pid = self.process.pid
        try:
            if self.port is None:
                self.port = self.announced_port()
            else:
                self.await_port()
            return self
        except BaseException:
            self.__exit__()
            raise

    def __exit__(self, *_):
        self.process.terminate()
        try:
            self.process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process.stdout.close()

    def announced_port(self):
        ready, _, _ = select.select([self.process.stdout], [], [], 20)
        line = self.process.stdout.readline().decode() if ready else ""
        port = re.search(r"listening on http://127\.0\.0\.1:(\d+)", line)
        if not port:
            raise CannotMeasure(f"{self.name} did not say where it listens, but: {line!r}")
        return int(port[1])

    def await_port(self):
        for _ in range(1000):
            with socket.socket() as attempt:
                if attempt.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            if self.process.poll() is not None:
                break
            time.sleep(0.005)
        raise CannotMeasure(f"{self.name} does not listen on port {self.port}")

    def cpu_seconds(self):
        """utime + stime of the process and its children (nginx's worker), to the nanosecond.

        The kernel's CPU clock of a process is what /proc shows in ticks of 10 ms.
        """
        return sum(cpu_clock(pid) for pid in [self.pid, *children(self.pid)])

    def memory(self):
        """KiB: resident, highest resident so far, proportional and private."""
        status = kibibytes(f"/proc/{self.pid}/status")
        rollup = kibibytes(f"/proc/{self.pid}/smaps_rollup")
        return {
            "rss": status["VmRSS"],
            "peak": status["VmHWM"],
            "pss": rollup["Pss"],
            "private": rollup["Private_Clean"] + rollup["Private_Dirty"],
        }


def cpu_clock(pid):
    clock = ctypes.c_int()
    if LIBC.clock_getcpuclockid(pid, ctypes.byref(clock)) != 0:
        raise CannotMeasure(f"process {pid} is gone")
    return time.clock_gettime(clock.value)


def children(pid):
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def kibibytes(path):
    lines = re.findall(r"^(\w+):\s+(\d+) kB", Path(path).read_text(), re.MULTILINE)
    return {name: int(value) for name, value in lines}


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def choose_cores():
    """One core for the servers, another for the load."""
    cores = sorted(os.sched_getaffinity(0))
    if len(cores) < 2:
        raise CannotMeasure("two cores are needed: one for the server, one for the load")
    return cores[0], cores[1]


def leave_by_exception_on_signals():
    """So that every `with` and `finally` runs, and with them every server stops."""

    def leave(number, _):
        raise SystemExit(128 + number)

    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, leave)
