"""PyTorch as a measured program: pytorch.py THREADS CELL HIDDEN STREAMS LENGTH VOCABULARY OPTIMIZER. An embedding of 64, one layer, fused optimizer."""
import sys
import time

import torch

import openblas  # noqa: F401 (exits if the comparison would be unfair)

threads, cell, hidden, streams, length, vocabulary = [a if a in ("tanh", "gru", "lstm") else int(a) for a in sys.argv[1:7]]
torch.set_num_threads(threads)
torch.manual_seed(1)
kind = {"tanh": torch.nn.RNN, "gru": torch.nn.GRU, "lstm": torch.nn.LSTM}[cell]
embed, rnn, out = torch.nn.Embedding(vocabulary, 64), kind(64, hidden), torch.nn.Linear(hidden, vocabulary)
parameters = [p for module in (embed, rnn, out) for p in module.parameters()]
if sys.argv[7] == "sgd":
    optimizer = torch.optim.SGD(parameters, lr=0.01, fused=True)
else:
    optimizer = torch.optim.AdamW(parameters, lr=1e-3, betas=(0.9, 0.99), weight_decay=0, fused=True)
state = None


def step():
    global state
    inputs = torch.randint(vocabulary, (length, streams))
    targets = torch.randint(vocabulary, (length * streams,))
    optimizer.zero_grad(set_to_none=True)
    y, state = rnn(embed(inputs), state)
    state = tuple(s.detach() for s in state) if cell == "lstm" else state.detach()
    torch.nn.functional.cross_entropy(out(y).view(-1, vocabulary), targets).backward()
    torch.nn.utils.clip_grad_norm_(parameters, 1.0)
    optimizer.step()
    return length * streams


def run(seconds):
    began, done = time.perf_counter(), 0
    while True:
        done += step()
        elapsed = time.perf_counter() - began
        if elapsed >= seconds:
            return done / elapsed


run(1)
print("ready", flush=True)
for line in sys.stdin:
    print(run(float(line)), flush=True)
