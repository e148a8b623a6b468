"""The native limit as a measured program: a square float32 product with numpy's BLAS, in operations per second."""
import sys
import time

import numpy as np

import openblas  # noqa: F401 (exits if the comparison would be unfair)

n = 1024
a, b = (np.random.default_rng(1).standard_normal((n, n)).astype(np.float32) for _ in range(2))
for _ in range(20):
    a @ b
print("ready", flush=True)
for line in sys.stdin:
    began, done = time.perf_counter(), 0
    while time.perf_counter() - began < float(line):
        a @ b
        done += 2 * n**3
    print(done / (time.perf_counter() - began), flush=True)
