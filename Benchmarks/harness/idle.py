"""Memory of a server that has just started and done nothing."""

import statistics
import time

from .report import Row

STARTS = 3
TARGET, AIM = 16, 12  # MiB


def measure(contestants):
    def median_of_starts(make):
        readings = []
        for _ in range(STARTS):
            with make() as server:
                time.sleep(1)
                readings.append(server.memory())
        return {key: statistics.median(r[key] for r in readings) / 1024 for key in readings[0]}

    product = median_of_starts(contestants.product)
    floor = median_of_starts(contestants.floor)

    def described(memory):
        return f"{memory['rss']:.1f} MiB (Pss {memory['pss']:.1f}, private {memory['private']:.1f})"

    return [
        Row("idle memory: RSS one second after the start", described(product),
            f"< {TARGET} MiB (aim {AIM})", product["rss"] < TARGET),
        Row("… the C floor", described(floor)),
    ]  # fmt: skip
