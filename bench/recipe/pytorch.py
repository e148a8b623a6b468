"""The same recipe in PyTorch: same data order, same initial weights, same schedule. It evaluates at every mark and does not count
the time for it; ours skips evaluations on a slow machine.

Reads a folder written by curve.ts; prints one JSON line per evaluation: {"seconds", "characters", "bitsPerChar"}.
"""
import json
import math
import sys
import time

import numpy
import torch
import torch.nn.functional as F

folder = sys.argv[1]
config = json.load(open(f"{folder}/config.json"))
torch.set_num_threads(config["threads"])
cell, H, V = config["cell"], config["hiddenSize"], config["vocabulary"]
streams, length = config["batchSize"], config["sequenceLength"]
gates = {"tanh": 1, "gru": 3, "lstm": 4}[cell]
ids = torch.from_numpy(numpy.fromfile(f"{folder}/train.i32", dtype=numpy.int32).astype(numpy.int64))
parameters = torch.from_numpy(numpy.fromfile(f"{folder}/parameters.f32", dtype=numpy.float32))


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        kind = {"tanh": torch.nn.RNN, "gru": torch.nn.GRU, "lstm": torch.nn.LSTM}[cell]
        self.rnn = kind(V, H)
        self.out = torch.nn.Linear(H, V)
        tensors = {t["name"]: parameters[t["offset"] : t["offset"] + t["length"]].view(*t["shape"]) for t in config["tensors"]}
        with torch.no_grad():
            self.rnn.weight_ih_l0.copy_(tensors["inputTable"].T)
            self.rnn.weight_hh_l0.copy_(tensors["recurrent"].T)
            self.rnn.bias_ih_l0.copy_(tensors["bias"])
            self.rnn.bias_hh_l0.zero_()
            if cell == "gru":
                self.rnn.bias_hh_l0[2 * H :] = tensors["candidateBias"]
            self.out.weight.copy_(tensors["outputWeight"].T)
            self.out.bias.copy_(tensors["outputBias"])

    def forward(self, x, state, mask=1):
        y, state = self.rnn(F.one_hot(x, V).float(), state)
        return self.out(y * mask), state


def rate(used, steps):
    return config["learningRate"] * warm_up(steps) * (1 - min(used, 1))


def warm_up(steps):
    return min(1, (steps + 1) / config["warmUpSteps"])


def evaluate(model):
    bits, characters = 0.0, 0
    with torch.no_grad():
        for text in config["heldOut"]:
            context = torch.tensor([0] + text["context"])
            scored = torch.tensor(text["ids"])
            x = torch.cat([context, scored])[:-1, None]
            logits, _ = model(x, None)
            nats = F.cross_entropy(logits[len(context) - 1 :, 0], scored, reduction="sum").item()
            bits += nats / math.log(2) + (scored == 0).sum().item() * config["unknownBits"]
            characters += len(scored)
    return bits / characters


model = Model()
class NesterovAdamW:
    """AdamW that looks ahead along its momentum, and whose rate is scaled by tensor: PyTorch's own has neither."""

    def __init__(self, parameters):
        self.parameters = parameters
        self.first = [torch.zeros_like(p) for p in parameters]
        self.second = [torch.zeros_like(p) for p in parameters]
        self.scales = [self.scale(p) for p in parameters]
        self.steps = 0

    @staticmethod
    def scale(parameter):
        special = {id(model.rnn.weight_ih_l0): "tableRate", id(model.out.weight): "outputRate"}
        return config[special[id(parameter)]] if id(parameter) in special else 1

    @torch.no_grad()
    def step(self, learning_rate):
        beta1, beta2, self.steps = config["beta1"], config["beta2"], self.steps + 1
        gradients = [p.grad for p in self.parameters]
        torch._foreach_lerp_(self.first, gradients, 1 - beta1)
        torch._foreach_mul_(self.second, beta2)
        torch._foreach_addcmul_(self.second, gradients, gradients, 1 - beta2)
        ahead = torch._foreach_lerp(self.first, gradients, 1 - beta1) if config["nesterov"] else self.first
        roots = torch._foreach_sqrt(self.second)
        torch._foreach_div_(roots, math.sqrt(1 - beta2**self.steps))
        torch._foreach_add_(roots, config["epsilon"])
        rates = [-learning_rate * scale / (1 - beta1**self.steps) for scale in self.scales]
        decays = [1 - learning_rate * s * config["weightDecay"] * (p.dim() == 2) for s, p in zip(self.scales, self.parameters)]
        torch._foreach_mul_(self.parameters, decays)
        torch._foreach_addcdiv_(self.parameters, ahead, roots, rates)


adam = NesterovAdamW(list(model.parameters()))
torch.manual_seed(config["seed"])
places = torch.tensor(config["places"])
offsets = torch.arange(length + 1)[:, None]
state, steps, marks = None, 0, config["marks"] + [1]
began = time.perf_counter()
# The evaluation is slow here (one character at a time in a framework), so it does not count as training time.
evaluating = 0.0


def trained():
    return time.perf_counter() - began - evaluating


while marks:
    used = trained() / config["seconds"]
    if used >= marks[0]:
        while marks and used >= marks[0]:
            marks.pop(0)
        line = {"seconds": trained(), "characters": steps * streams * length}
        pause = time.perf_counter()
        bits = evaluate(model)
        evaluating += time.perf_counter() - pause
        print(json.dumps({**line, "bitsPerChar": bits}), flush=True)
        continue
    window = ids[(places + offsets) % len(ids)]
    places = (places + length) % len(ids)
    epochs = (steps + 1) * streams * length / len(ids)
    dropout = config["dropout"] * min(1, max(0, epochs - 1) / config["dropoutRampEpochs"])
    mask = F.dropout(torch.ones(streams, H), dropout) if dropout else 1
    logits, state = model(window[:-1], state, mask)
    state = tuple(s.detach() for s in state) if cell == "lstm" else state.detach()
    loss = F.cross_entropy(logits.view(-1, V), window[1:].reshape(-1))
    model.zero_grad()
    loss.backward()
    torch.nn.utils.clip_grad_norm_(model.parameters(), config["maxGradientNorm"])
    adam.step(rate(used, steps))
    steps += 1
