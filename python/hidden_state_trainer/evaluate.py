"""Bits per character on held-out text, measured as in the editor.

Each text starts from an empty state and reads its context first. A character that is not in the vocabulary also
costs the bits to specify it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import torch
from torch import Tensor
from torch.nn import functional

from hidden_state_trainer.files import HeldOutText
from hidden_state_trainer.model import CharacterModel, State

#: Characters scored by an evaluation, and for the final figure.
SCORED, FINAL_SCORED = 16_384, 200_000
#: A passage scores at most so many characters; inside a text it reads some before, so that the state settles.
PASSAGE, WARM_UP = 1024, 64
BATCH, CHUNK = 64, 128


def truncate(texts: Sequence[HeldOutText], limit: int) -> list[HeldOutText]:
    """The beginning of each text, the same share of each."""
    share = min(1.0, limit / max(1, sum(len(text.ids) for text in texts)))
    return [HeldOutText(text.context, text.ids[: math.ceil(len(text.ids) * share)]) for text in texts]


@torch.no_grad()
def bits_per_character(model: CharacterModel, texts: Sequence[HeldOutText]) -> float:
    """Total bits over total characters; NaN without text."""
    was_training = model.training
    model.eval()
    device = model.output.weight.device
    unknown_bits = math.log2(0x110000 - 0x800 - (model.vocabulary - 1))
    passages = sorted((passage for text in texts for passage in _passages(text)), key=lambda each: -len(each[0]))
    bits, characters = 0.0, 0
    for at in range(0, len(passages), BATCH):
        batch = passages[at : at + BATCH]
        longest = len(batch[0][0])
        ids = torch.zeros(len(batch), longest, dtype=torch.long)
        scored = torch.zeros(len(batch), longest, dtype=torch.bool)
        for row, (passage, first) in enumerate(batch):
            ids[row, : len(passage)] = passage
            scored[row, first : len(passage)] = True
        ids, scored = ids.to(device), scored.to(device)
        state: State = model.empty_state(len(batch))
        for start in range(0, longest - 1, CHUNK):
            inputs = ids[:, start : min(start + CHUNK, longest - 1)]
            targets = ids[:, start + 1 : start + 1 + inputs.shape[1]]
            wanted = scored[:, start + 1 : start + 1 + inputs.shape[1]]
            logits, state = model(inputs, state)
            losses = functional.cross_entropy(logits[wanted], targets[wanted], reduction="sum")
            bits += float(losses) / math.log(2) + unknown_bits * int((targets[wanted] == 0).sum())
            characters += int(wanted.sum())
    model.train(was_training)
    return bits / characters if characters > 0 else math.nan


def _passages(text: HeldOutText) -> list[tuple[Tensor, int]]:
    """The ids to read, and the index of the first one to score."""
    ids = torch.cat([torch.zeros(1, dtype=torch.long), text.context, text.ids])
    start = 1 + len(text.context)
    passages = []
    for first in range(start, len(ids), PASSAGE):
        begin = 0 if first == start else first - WARM_UP
        passages.append((ids[max(0, begin) : first + PASSAGE], first - max(0, begin)))
    return passages
