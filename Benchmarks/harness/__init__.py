"""The parts of `Benchmarks/run`: one module for each thing measured, and what they share."""
