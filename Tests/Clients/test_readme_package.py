"""A package of one's own with what the README has under "In Swift tests", letter for letter."""

import re
import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SECTION = (ROOT / "README.md").read_text().split("## In Swift tests\n")[1].split("\n## ")[0]


def test_the_package_builds_without_a_warning_and_its_tests_pass():
    # Kept between runs, so that only the first builds everything.
    place = ROOT / ".build/readme-package"
    package = place / "client"
    shutil.rmtree(package / "Tests", ignore_errors=True)
    (package / "Tests/ClientTests").mkdir(parents=True)
    clone = place / "runcomfy-mock"
    if not clone.exists():
        clone.symlink_to(ROOT)
    blocks = re.findall(r"^```(\w*)\n(.*?)^```$", SECTION, re.DOTALL | re.MULTILINE)
    (_, manifest), *tests = blocks
    assert len(tests) == 4
    (package / "Package.swift").write_text(
        "// swift-tools-version: 6.2\nimport PackageDescription\n"
        f'let package = Package(name: "client", {manifest})\n')
    for number, (language, test) in enumerate(tests):
        assert language == "swift"
        (package / f"Tests/ClientTests/Tests{number}.swift").write_text(test)

    done = subprocess.run(
        ["swift", "test", "--package-path", package], capture_output=True, text=True, timeout=600)
    output = done.stdout + done.stderr
    assert done.returncode == 0, output
    assert "warning:" not in output
    assert "Executed 2 tests, with 0 failures" in output
    assert "Test run with 2 tests in 0 suites passed" in output
