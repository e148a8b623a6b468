"""The other half of contextMixing.ts: a GRU over the same bytes, by the project's recipe, in PyTorch.

alone: does not see context mixing. product: its logits are added to the log probabilities of context mixing. fed: that, and the
prediction of the next byte by context mixing is a further input. Prints bits per character of the files held out to choose by, and
of the scored ones, with dynamic evaluation at each of the rates; writes the weights, and the predictions at the best rate.
"""
import argparse
import json
import math
import time

import numpy
import torch
import torch.nn.functional as F

parser = argparse.ArgumentParser()
parser.add_argument("folder")
parser.add_argument("--kind", choices=["alone", "product", "fed"], default="product")
parser.add_argument("--hidden", type=int, default=128)
parser.add_argument("--megacharacters", type=float, default=3)
parser.add_argument("--rate", type=float, default=8e-3)
parser.add_argument("--dropout", type=float, default=0.2)
parser.add_argument("--living-rates", type=float, nargs="*", default=[0, 0.003, 0.008])
parser.add_argument("--seed", type=int, default=1)
options = parser.parse_args()
torch.manual_seed(options.seed)
torch.set_num_threads(1)

about = json.load(open(f"{options.folder}/about.json"))
V, H = about["classes"], options.hidden
streams, length, segment, edge = 64, 32, 20, 255
classes = torch.from_numpy(numpy.fromfile(f"{options.folder}/classes.u8", dtype=numpy.uint8).astype(numpy.int64))
logp = torch.from_numpy(numpy.memmap(f"{options.folder}/logp.f32", dtype=numpy.float32, mode="r").reshape(-1, V).astype(numpy.float16))
inputs = torch.where(classes == edge, 0, classes)
scored = (classes != edge).float()
ends = numpy.cumsum([about["sizes"][part]["rows"] for part in ("learned", "calibration", "scored")])
learned = int(ends[0])
otherBits = math.log2(256 - (V - 1))


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.rnn = torch.nn.GRU(V if options.kind != "fed" else 2 * V + 1, H)
        self.out = torch.nn.Linear(H, V)
        with torch.no_grad():
            self.rnn.weight_ih_l0.normal_(0, 0.75)
            if options.kind == "fed":
                self.rnn.weight_ih_l0[:, V:] *= 0.3
            for gate in range(3):
                torch.nn.init.orthogonal_(self.rnn.weight_hh_l0[gate * H : (gate + 1) * H])
            self.rnn.bias_ih_l0.zero_()
            self.rnn.bias_hh_l0.zero_()
            self.out.bias.zero_()
            if options.kind != "alone":
                self.out.weight.zero_()

    def forward(self, read, said, state, mask=1):
        """read [T, S] classes; said [T, S, V]: the counts' log probabilities of what comes next. Answers log probabilities."""
        x = F.one_hot(read, V).float()
        if options.kind == "fed":
            sure = said.max(-1, keepdim=True).values.clamp(max=-1e-3)
            x = torch.cat([x, said.exp(), (sure - torch.log(-torch.expm1(sure))) / 4], -1)
        y, state = self.rnn(x, state)
        logits = self.out(y * mask)
        return F.log_softmax(logits + said if options.kind != "alone" else logits, -1), state


model = Model()


class NesterovAdamW:
    """As in ../../recipe/pytorch.py."""

    def __init__(self, parameters):
        self.parameters = parameters
        self.first = [torch.zeros_like(p) for p in parameters]
        self.second = [torch.zeros_like(p) for p in parameters]
        special = {id(model.rnn.weight_ih_l0): 8, id(model.out.weight): 3}
        self.scales = [special.get(id(p), 1) for p in parameters]
        self.steps = 0

    @torch.no_grad()
    def step(self, rate):
        beta1, beta2, self.steps = 0.9, 0.99, self.steps + 1
        gradients = [p.grad for p in self.parameters]
        torch._foreach_lerp_(self.first, gradients, 1 - beta1)
        torch._foreach_mul_(self.second, beta2)
        torch._foreach_addcmul_(self.second, gradients, gradients, 1 - beta2)
        ahead = torch._foreach_lerp(self.first, gradients, 1 - beta1)
        roots = torch._foreach_sqrt(self.second)
        torch._foreach_div_(roots, math.sqrt(1 - beta2**self.steps))
        torch._foreach_add_(roots, 1e-8)
        rates = [-rate * s / (1 - beta1**self.steps) for s in self.scales]
        decays = [1 - rate * s * 0.01 * (p.dim() == 2) for s, p in zip(self.scales, self.parameters)]
        torch._foreach_mul_(self.parameters, decays)
        torch._foreach_addcdiv_(self.parameters, ahead, roots, rates)


def nats(out, targets, counted):
    return (F.nll_loss(out.flatten(0, 1), targets.flatten(), reduction="none") * counted.flatten()).sum()


@torch.no_grad()
def chosen():
    """Bits a byte of the files to choose by, as forty streams from a state that knows nothing."""
    size = (int(ends[1]) - learned - 1) // 40
    rows = learned + torch.arange(size + 1)[:, None] + size * torch.arange(40)[None, :]
    out, _ = model(inputs[rows[:-1]], logp[rows[1:]].float(), None)
    counted = scored[rows[1:]]
    return float(nats(out, inputs[rows[1:]], counted) / counted.sum() / math.log(2))


def train():
    adam = NesterovAdamW(list(model.parameters()))
    steps = int(options.megacharacters * 1e6 / streams / length)
    places = torch.arange(streams) * learned // streams
    offsets = torch.arange(length + 1)[:, None]
    state, best, kept = None, math.inf, None
    for step in range(steps):
        used = step / steps
        rate = options.rate * (max(used, 1e-4) / 0.03 if used < 0.03 else (1 - used) / 0.97)
        rows = (places + offsets) % learned
        places = (places + length) % learned
        dropout = options.dropout * min(1, max(0, (step + 1) * streams * length / learned - 1))
        mask = F.dropout(torch.ones(streams, H), dropout) if dropout else 1
        out, state = model(inputs[rows[:-1]], logp[rows[1:]].float(), state, mask)
        state = state.detach()
        counted = scored[rows[1:]]
        loss = nats(out, inputs[rows[1:]], counted) / counted.sum()
        model.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1)
        adam.step(rate)
        if (step + 1) % max(1, steps // 10) == 0 or step + 1 == steps:
            bits = chosen()
            if bits < best:
                best, kept = bits, {name: value.clone() for name, value in model.state_dict().items()}
            print(f"{used:.2f} train {loss.item() / math.log(2):.4f} calibration {bits:.4f} cpu {time.process_time():.0f}", flush=True)
    return kept


def live(trained, learning_rate):
    """Reads calibration and scored text, learning each segment once it is read, afresh in each file: [rows, V] probabilities."""
    said = numpy.zeros((int(ends[2]) - learned, V), dtype=numpy.float32)
    starts = [int(row) for row in torch.nonzero(classes[learned:] == edge)[:, 0]] + [len(said)]
    total = {"calibration": 0.0, "scored": 0.0}
    for start, end in zip(starts, starts[1:]):
        model.load_state_dict(trained)
        state = None
        part = "calibration" if start + learned < ends[1] else "scored"
        for at in range(learned + start, learned + end - 1, segment):
            to = min(at + segment, learned + end - 1)
            targets = inputs[at + 1 : to + 1, None]
            out, state = model(inputs[at:to, None], logp[at + 1 : to + 1, None].float(), state)
            state = state.detach()
            loss = nats(out, targets, torch.ones(to - at))
            said[at + 1 - learned : to + 1 - learned] = out[:, 0].detach().exp().numpy()
            total[part] += loss.item() / math.log(2) + int((targets == 0).sum()) * otherBits
            if learning_rate and to - at == segment:
                model.zero_grad()
                loss.backward()
                with torch.no_grad():
                    norm = math.sqrt(sum(float((p.grad**2).sum()) for p in model.parameters())) / segment
                    scale = learning_rate * min(1, 2 / max(norm, 1e-12))
                    for p in model.parameters():
                        p -= scale * p.grad
    return said, {part: bits / about["sizes"][part]["characters"] for part, bits in total.items()}


trained = train()
tensors = [f"rnn.{name}_l0" for name in ("weight_ih", "weight_hh")] + ["out.weight"]
tensors += [f"rnn.{name}_l0" for name in ("bias_ih", "bias_hh")] + ["out.bias"]
# Matrices as the engine has them: a row for each input.
flat = [trained[name].T.flatten() if trained[name].dim() == 2 else trained[name] for name in tensors]
torch.cat(flat).numpy().tofile(f"{options.folder}/weights.{options.kind}.f32")
print("training cpu", time.process_time())
counts = {part: size["bits"] / size["characters"] for part, size in about["sizes"].items()}
print("counts", {part: round(bits, 4) for part, bits in counts.items()})
best = None
for learning_rate in options.living_rates:
    said, bits = live(trained, learning_rate)
    print(options.kind, options.hidden, "living", learning_rate, {part: round(b, 4) for part, b in bits.items()}, flush=True)
    if best is None or bits["calibration"] < best:
        best = bits["calibration"]
        said.tofile(f"{options.folder}/prediction.f32")
print("cpu", time.process_time())
