"""Gets what a run needs: the packages, the compiled C programs, the product as it ships."""

import importlib.util
import os
import re
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

from .errors import CannotMeasure

BENCHMARKS = Path(__file__).resolve().parent.parent
REPOSITORY = BENCHMARKS.parent
PRODUCT = "runcomfy-mock"
CORE = "core-benchmark"
PICTURES = "picture-benchmark"
YYJSON = "yyjson==4.0.6"  # Debian has no yyjson; this package for Python carries its C source


def install_missing_packages():
    """Only what is really missing, so that a second run neither asks nor changes anything."""
    needed = {
        "wrk": find("wrk"),
        "nginx-light": find("nginx"),
        "gcc": find("gcc"),
        "libc6-dev": Path("/usr/include/stdlib.h").exists(),
        "libmicrohttpd-dev": Path("/usr/include/microhttpd.h").exists(),
        "curl": find("curl"),
        "util-linux": find("taskset"),
        "binutils": find("strip"),
        "python3-pip": importlib.util.find_spec("pip"),
    }
    missing = [package for package, present in needed.items() if not present]
    if not missing:
        return
    install = ["apt-get", "install", "--yes", "--no-install-recommends", *missing]
    if os.geteuid() != 0:
        install.insert(0, "sudo")
    print("installing " + " ".join(missing), flush=True)
    call(install)


def build(program):
    """Its progress goes to standard error, its last word, the path, to standard output."""
    command = [REPOSITORY / "scripts" / "build"]
    options = {"stdout": subprocess.PIPE, "text": True, "env": os.environ | {"PRODUCT": program}}
    done = subprocess.run(command, check=False, **options)
    if done.returncode != 0:
        raise CannotMeasure(f"{program} does not build")
    return Path(done.stdout.strip())


def stripped_copy(binary, directory):
    copy = directory / PRODUCT
    try:
        shutil.copy(binary, copy)
    except OSError as error:
        raise CannotMeasure(f"there is no product at {binary}: {error.strerror}") from error
    call(["strip", copy])
    return copy


def compile_c(name, directory, *arguments):
    program = directory / name
    call(["gcc", "-O2", "-Wall", "-o", program, BENCHMARKS / f"{name}.c", *arguments])
    return program


def yyjson_source():
    """The folder with yyjson's two files, which stay in the build folder."""
    folder = REPOSITORY / ".build" / "yyjson" / YYJSON
    if not (folder / "yyjson.c").exists():
        download = ["pip", "download", "--quiet", "--no-binary", ":all:", "--no-deps"]
        call([sys.executable, "-m", *download, "--dest", folder, YYJSON])
        with tarfile.open(next(folder.glob("*.tar.gz"))) as archive:
            for name in ("yyjson.h", "yyjson.c"):
                member = next(m for m in archive.getnames() if m.endswith("/" + name))
                (folder / name).write_bytes(archive.extractfile(member).read())
    return folder


def find(name):
    """nginx lives in sbin, which is not on everyone's path."""
    return shutil.which(name, path=os.environ.get("PATH", "") + ":/usr/sbin:/sbin")


def versions(floor, parse_floor):
    """What the figures depend on, one line each."""
    cpu = re.search(r"model name\s*:\s*(.+)", Path("/proc/cpuinfo").read_text())
    system = re.search(r'PRETTY_NAME="(.+)"', Path("/etc/os-release").read_text())
    swift = re.search(r"Swift version (\S+)", output_of(["swift", "--version"]))
    nginx = re.search(r"nginx/(\S+)", output_of([find("nginx"), "-v"]))
    kernel = re.match(r"[\d.]+", os.uname().release)
    wrk = re.search(r"(?:wrk|debian/)\s*(\d\S*)", output_of(["wrk", "-v"]))
    return {
        "CPU": f"{cpu[1] if cpu else os.uname().machine}, {os.cpu_count()} cores",
        "system": f"{system[1] if system else 'Linux'}, kernel {kernel[0]}",
        "libmicrohttpd": output_of([floor, "--version"]).strip(),
        "yyjson": output_of([parse_floor, "--version"]).strip(),
        "nginx": nginx[1] if nginx else "unknown",
        "wrk": wrk[1] if wrk else "unknown",
        "Swift": swift[1] if swift else "unknown",
        "commit": commit(),
    }


def commit():
    name = output_of(["git", "-C", REPOSITORY, "describe", "--always", "--dirty"]).strip()
    return name if name and "fatal" not in name else "none"


def output_of(command):
    """Both streams whatever the exit status: `nginx -v` and `wrk -v` use neither as one expects."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, errors="replace")
    except OSError:
        return ""
    return done.stdout + done.stderr


def call(command, **options):
    words = [str(word) for word in command]
    try:
        subprocess.run(words, check=True, **options)
    except (OSError, subprocess.CalledProcessError) as error:
        raise CannotMeasure(f"`{' '.join(words)}` did not work: {error}") from error
