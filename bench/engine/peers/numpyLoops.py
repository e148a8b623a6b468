"""The loops of a numpy notebook as a measured program: numpyLoops.py train|sample HIDDEN LENGTH VOCABULARY. One stream, column vectors,
one-hot inputs, plain SGD: written as such notebooks are."""
import sys
import time

import numpy as np

import openblas  # noqa: F401 (exits if the comparison would be unfair)

what, n_a, length, n_x = sys.argv[1], *map(int, sys.argv[2:5])
rng = np.random.default_rng(1)
Wax, Waa, Wya = (rng.standard_normal(s) * 0.01 for s in ((n_a, n_x), (n_a, n_a), (n_x, n_a)))
b, by = np.zeros((n_a, 1)), np.zeros((n_x, 1))
a0 = np.zeros((n_a, 1))


def softmax(x):
    e = np.exp(x - np.max(x))
    return e / e.sum(axis=0)


def one_hot(i):
    x = np.zeros((n_x, 1))
    x[i] = 1
    return x


def train():
    global a0
    X, Y = rng.integers(n_x, size=length), rng.integers(n_x, size=length)
    x, a, p = {}, {-1: a0}, {}
    for t in range(length):
        x[t] = one_hot(X[t])
        a[t] = np.tanh(Wax @ x[t] + Waa @ a[t - 1] + b)
        p[t] = softmax(Wya @ a[t] + by)
    dWax, dWaa, dWya, db, dby = (np.zeros_like(m) for m in (Wax, Waa, Wya, b, by))
    da_next = np.zeros_like(a0)
    for t in reversed(range(length)):
        dy = np.copy(p[t])
        dy[Y[t]] -= 1
        dWya += dy @ a[t].T
        dby += dy
        dz = (Wya.T @ dy + da_next) * (1 - a[t] * a[t])
        db += dz
        dWax += dz @ x[t].T
        dWaa += dz @ a[t - 1].T
        da_next = Waa.T @ dz
    for m, d in ((Wax, dWax), (Waa, dWaa), (Wya, dWya), (b, db), (by, dby)):
        m -= 0.01 * np.clip(d, -5, 5)
    a0 = a[length - 1]
    return length


def sample():
    a, x = np.zeros((n_a, 1)), np.zeros((n_x, 1))
    for _ in range(50):
        a = np.tanh(Wax @ x + Waa @ a + b)
        x = one_hot(rng.choice(n_x, p=softmax(Wya @ a + by).ravel()))
    return 50


def run(seconds):
    work = train if what == "train" else sample
    began, done = time.perf_counter(), 0
    while True:
        done += work()
        elapsed = time.perf_counter() - began
        if elapsed >= seconds:
            return done / elapsed


run(0.5)
print("ready", flush=True)
for line in sys.stdin:
    print(run(float(line)), flush=True)
