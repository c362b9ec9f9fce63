"""Size of the stripped binary."""

from .report import Row

AIM = 20  # MB


def measure(contestants):
    megabytes = contestants.binary.stat().st_size / 1e6
    return [Row("stripped binary", f"{megabytes:.1f} MB", f"< {AIM} MB", megabytes < AIM)]
