"""Measure the public read path beside a plain one: `python -m tests.bench`."""
