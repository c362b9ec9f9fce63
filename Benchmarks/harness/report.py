"""The results: as a table on the terminal and as one between two markers of the README."""

import datetime
from dataclasses import dataclass

from .errors import CannotMeasure
from .tools import BENCHMARKS

README = BENCHMARKS / "README.md"
BEGIN, END = "<!-- results: begin -->", "<!-- results: end -->"
HEADINGS = ["what", "measured", "target", "holds"]


@dataclass
class Row:
    what: str
    measured: str
    target: str = ""
    holds: bool | None = None  # None: measured for orientation, nothing was promised

    def cells(self):
        verdict = {None: "", True: "yes", False: "NO"}[self.holds]
        return [self.what, self.measured, self.target, verdict]


def print_table(rows):
    table = [HEADINGS] + [row.cells() for row in rows]
    widths = [max(len(line[column]) for line in table) for column in range(len(HEADINGS))]
    for line in table:
        print("  ".join(cell.ljust(width) for cell, width in zip(line, widths)).rstrip())


def write_readme(rows, versions):
    text = README.read_text()
    if text.count(BEGIN) != 1 or text.count(END) != 1:
        raise CannotMeasure(f"{README} must have each of the two result markers once")
    before, rest = text.split(BEGIN)
    _, after = rest.split(END)
    README.write_text(before + BEGIN + "\n" + markdown(rows, versions) + END + after)


def markdown(rows, versions):
    machine = "; ".join(f"{name} {value}" for name, value in versions.items())
    lines = [f"Measured on {datetime.date.today()}. {machine}.", ""]
    lines += ["| " + " | ".join(HEADINGS) + " |", "| --- " * len(HEADINGS) + "|"]
    lines += ["| " + " | ".join(row.cells()) + " |" for row in rows]
    return "\n".join(lines) + "\n"
