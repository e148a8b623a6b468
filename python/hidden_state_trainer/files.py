"""The two file formats, both safetensors: the corpus that `corpus --export` writes, and the model that `import` reads.

src/learner/trainingData.ts and src/model/network/checkpoint.ts describe them.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import safetensors
import torch
from safetensors.torch import save
from torch import Tensor

from hidden_state_trainer.model import CharacterModel

#: The compiled part of this package has no types.
untyped: Any = safetensors

#: Names of the optimizer state, as in PyTorch: prefix and name of the parameter.
OPTIMIZER = "optimizer."
#: What an interrupted training of the editor needs to continue exactly.
RESUME = "resume."
FIRST, SECOND, STEP = f"{OPTIMIZER}exp_avg.", f"{OPTIMIZER}exp_avg_sq.", f"{OPTIMIZER}step"


class FileError(Exception):
    """A file cannot be used. The message names the file and the reason."""


@dataclass(frozen=True)
class HeldOutText:
    """`context` is read, but not scored."""

    context: Tensor
    ids: Tensor


@dataclass(frozen=True)
class Corpus:
    """Characters of the ids from 1 on; training ids [N]; held-out texts."""

    characters: str
    train: Tensor
    held_out: list[HeldOutText]


def load_corpus(path: Path) -> Corpus:
    metadata, tensors = _read(path)
    if metadata.get("format") != "hidden-state-corpus" or metadata.get("version") != "1":
        raise FileError(f"{path} was not written by `corpus --export`.")
    characters = metadata["characters"]
    train, held_out = tensors["train"].long(), tensors["held_out"].long()
    highest = max([int(ids.max()) for ids in (train, held_out) if len(ids) > 0], default=0)
    if len(train) == 0 or highest > len(characters):
        raise FileError(f"{path} has no training text, or ids outside its vocabulary.")
    lengths = tensors["held_out_lengths"].reshape(-1).tolist()
    parts = held_out.split(lengths)
    texts = [HeldOutText(context, ids) for context, ids in zip(parts[::2], parts[1::2], strict=True)]
    return Corpus(characters, train, texts)


@dataclass(frozen=True)
class Moments:
    """The state of AdamW: number of updates, and both moments of each parameter by its name."""

    steps: int
    first: dict[str, Tensor]
    second: dict[str, Tensor]


class SavedModel(NamedTuple):
    """The model, the characters of its ids from 1 on, its card, and the state of its optimizer if the file has it."""

    model: CharacterModel
    characters: str
    card: dict[str, Any]
    moments: Moments | None


def save_model(
    path: Path, model: CharacterModel, characters: str, card: dict[str, Any], moments: Moments | None = None
) -> None:
    """Writes the whole file or nothing. `card`: what the metadata tells about the model."""
    values = dict(model.state_dict())
    if moments is not None:
        values |= {FIRST + name: value for name, value in moments.first.items()}
        values |= {SECOND + name: value for name, value in moments.second.items()}
        values[STEP] = torch.tensor([float(moments.steps)])
    tensors = {name: value.detach().float().cpu().contiguous() for name, value in values.items()}
    metadata = {
        **{"format": "pt", "version": "1", "cell": model.cell, "characters": characters},
        "card": json.dumps(card),
    }
    replace_file(path, save(tensors, metadata))


def load_model(path: Path) -> SavedModel:
    metadata, tensors = _read(path)
    tensors = {name: value for name, value in tensors.items() if not name.startswith(RESUME)}
    state = {name: tensors.pop(name) for name in list(tensors) if name.startswith(OPTIMIZER)}
    try:
        cell, characters = metadata["cell"], metadata["characters"]
        vocabulary, hidden = tensors["output.weight"].shape
        layers = sum(name.startswith("rnn.weight_hh_l") for name in tensors)
        model = CharacterModel(cell, vocabulary, hidden, layers)
        model.load_state_dict(tensors, strict=True)
        moments = _moments(state, model) if state else None
    except (KeyError, ValueError, RuntimeError) as error:
        raise FileError(f"{path} is not a model: {error}") from error
    if len(characters) != vocabulary - 1:
        raise FileError(f"{path} has {len(characters)} characters for {vocabulary} ids.")
    return SavedModel(model, characters, json.loads(metadata.get("card", "{}")), moments)


def with_vocabulary(saved: SavedModel, new: str) -> SavedModel:
    """The same for other characters. Those that both vocabularies contain keep their weights and moments."""
    model, old, card, moments = saved
    if old == new:
        return saved
    migrated = CharacterModel(model.cell, len(new) + 1, model.rnn.hidden_size, model.rnn.num_layers)
    into = migrated.state_dict()
    _migrate(model.state_dict(), old, into, new)
    if moments is not None:
        first, second = ({name: torch.zeros_like(value) for name, value in into.items()} for _ in range(2))
        _migrate(moments.first, old, first, new)
        _migrate(moments.second, old, second, new)
        moments = Moments(moments.steps, first, second)
    return SavedModel(migrated, new, card, moments)


@torch.no_grad()
def _migrate(values: dict[str, Tensor], old: str, into: dict[str, Tensor], new: str) -> None:
    """Copies the values of all characters that both vocabularies contain, and all values of no character."""
    id_of = {character: index + 1 for index, character in enumerate(old)}
    pairs = [(0, 0)] + [(id_of[c], index + 1) for index, c in enumerate(new) if c in id_of]
    sources, targets = (torch.tensor(ids) for ids in zip(*pairs, strict=True))
    for name, value in into.items():
        if name == "rnn.weight_ih_l0":
            value[:, targets] = values[name][:, sources]
        elif name.startswith("output."):
            value[targets] = values[name][sources]
        else:
            value.copy_(values[name])


def _moments(state: dict[str, Tensor], model: CharacterModel) -> Moments:
    """Raises KeyError or ValueError if they do not fit the model."""
    shapes = {name: value.shape for name, value in model.state_dict().items()}
    first, second = ({name: state[prefix + name] for name in shapes} for prefix in (FIRST, SECOND))
    for name, shape in shapes.items():
        if first[name].shape != shape or second[name].shape != shape:
            raise ValueError(f"the optimizer state of {name} has another shape")
    return Moments(int(state[STEP]), first, second)


def replace_file(path: Path, content: bytes) -> None:
    """A reader finds the old content or the new one, never a part."""
    draft = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    draft.write_bytes(content)
    draft.replace(path)


def _read(path: Path) -> tuple[dict[str, str], dict[str, Tensor]]:
    try:
        with untyped.safe_open(str(path), framework="pt") as file:
            return file.metadata() or {}, {name: file.get_tensor(name) for name in list(file.keys())}
    except (OSError, untyped.SafetensorError) as error:
        raise FileError(f"{path} cannot be read: {error}") from error
