"""The training recipe. The values are those of src/learner/recipe.ts, where their reasons are."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import torch
from torch import nn

from hidden_state_trainer.files import Moments

BETAS = (0.9, 0.99)
WEIGHT_DECAY = 0.01
#: Factors of the learning rate for the input table and the output weights.
TABLE_RATE, OUTPUT_RATE = 8, 3
WARM_UP_STEPS = 12
#: Length of a cool-down, as a share of the training before it.
COOL_DOWN_SHARE = 0.25


@dataclass(frozen=True)
class Settings:
    """Settings of one training: the same names and defaults as in the editor, and the number of layers."""

    cell: str = "gru"
    hidden_size: int = 320
    layers: int = 1
    batch_size: int = 64
    sequence_length: int = 32
    learning_rate: float = 8e-3
    max_gradient_norm: float = 1.0
    dropout: float = 0.2
    seed: int = 1
    seconds: float = 120.0
    #: A budget in steps instead of seconds.
    steps: int | None = None


def optimizer_of(model: nn.Module, settings: Settings) -> torch.optim.AdamW:
    """AdamW with the factors of the recipe. Only matrices have weight decay."""
    rates = {"rnn.weight_ih_l0": TABLE_RATE, "output.weight": OUTPUT_RATE}
    groups: list[dict[str, Any]] = [
        {
            "params": [parameter],
            "factor": rates.get(name, 1),
            "weight_decay": WEIGHT_DECAY if parameter.dim() == 2 else 0,
        }
        for name, parameter in model.named_parameters()
    ]
    return torch.optim.AdamW(groups, lr=settings.learning_rate, betas=BETAS, eps=1e-8)


def moments_of(optimizer: torch.optim.Optimizer, model: nn.Module) -> Moments | None:
    """None before the first step."""
    states = {name: optimizer.state[parameter] for name, parameter in model.named_parameters()}
    if not all("exp_avg" in state for state in states.values()):
        return None
    first, second = ({name: state[key] for name, state in states.items()} for key in ("exp_avg", "exp_avg_sq"))
    return Moments(int(next(iter(states.values()))["step"]), first, second)


def set_moments(optimizer: torch.optim.Optimizer, model: nn.Module, moments: Moments) -> None:
    for name, parameter in model.named_parameters():
        optimizer.state[parameter] = {
            "step": torch.tensor(float(moments.steps)),
            "exp_avg": moments.first[name].to(parameter).clone(),
            "exp_avg_sq": moments.second[name].to(parameter).clone(),
        }


def set_learning_rate(optimizer: torch.optim.Optimizer, rate: float) -> None:
    for group in optimizer.param_groups:
        group["lr"] = rate * group["factor"]


@dataclass
class Schedule:
    """Learning rate over the used share of the budget: linear decay to zero, at an early end if one was decided."""

    peak: float
    starts_at: float = 0.0
    ends_at: float = 1.0

    def learning_rate(self, used: float, step: int) -> float:
        left = max(0.0, self.ends_at - used) / (self.ends_at - self.starts_at)
        return self.peak * left * min(1.0, (step + 1) / WARM_UP_STEPS)

    def cool_down(self, used: float) -> Schedule:
        """From the current rate to zero within a quarter of the training before it."""
        rate = self.learning_rate(used, WARM_UP_STEPS)
        return Schedule(rate, used, min(1.0, used * (1 + COOL_DOWN_SHARE)))


def dropout_at(epochs: float, settings: Settings, characters: int, weights: int) -> float:
    """None in the first epoch, which cannot overfit; then up to the full rate, sooner if there are few characters."""
    ramp = min(5.0, max(1.0, 1.5 * characters / weights))
    return settings.dropout * min(1.0, max(0.0, epochs - 1) / ramp)


def evaluation_marks(settings: Settings) -> Iterable[float]:
    """Used shares of the budget at which to evaluate: dense at first, then evenly spaced."""
    spacing = 0.05 if settings.steps else min(0.08, 20 / settings.seconds)
    mark = min(0.01, spacing)
    while mark < 1 - spacing / 2:
        yield mark
        mark += min(mark, spacing)


@dataclass
class EarlyStopping:
    """Compares each evaluation with the best so far."""

    patience: int = 4
    max_excess: float = 0.04
    min_epochs: float = 3.0
    best: float = math.inf
    since_best: int = 0
    excess: float = 0.0
    triggered: bool = field(default=False)

    def verdict(self, bits: float, epochs: float) -> str:
        """'best', 'not better', or, at most once after each best, 'getting worse'."""
        if bits < self.best:
            self.best, self.since_best, self.excess, self.triggered = bits, 0, 0.0, False
            return "best"
        if epochs < self.min_epochs:
            return "not better"
        self.since_best += 1
        self.excess += bits / self.best - 1
        is_clear = self.since_best >= self.patience or (self.since_best >= 2 and self.excess >= self.max_excess)
        if self.triggered or not is_clear:
            return "not better"
        self.triggered = True
        return "getting worse"
