"""The two file formats, both safetensors: the corpus that `corpus --export` writes, and the model that `import` reads.

src/learner/trainingData.ts and src/model/network/pytorchFormat.ts describe them.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import safetensors
import torch
from safetensors.torch import save
from torch import Tensor

from hidden_state_trainer.model import CharacterModel

#: The compiled part of this package has no types.
untyped: Any = safetensors


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


def save_model(path: Path, model: CharacterModel, characters: str, card: dict[str, Any]) -> None:
    """Writes the whole file or nothing. `card`: what the metadata tells about the model."""
    tensors = {name: value.detach().float().cpu().contiguous() for name, value in model.state_dict().items()}
    metadata = {
        **{"format": "pt", "version": "1", "cell": model.cell, "characters": characters},
        "card": json.dumps(card),
    }
    replace_file(path, save(tensors, metadata))


def load_model(path: Path) -> tuple[CharacterModel, str, dict[str, Any]]:
    """The model, the characters of its ids from 1 on, and its card."""
    metadata, tensors = _read(path)
    try:
        cell, characters = metadata["cell"], metadata["characters"]
        vocabulary, hidden = tensors["output.weight"].shape
        layers = sum(name.startswith("rnn.weight_hh_l") for name in tensors)
        model = CharacterModel(cell, vocabulary, hidden, layers)
        model.load_state_dict(tensors, strict=True)
    except (KeyError, ValueError, RuntimeError) as error:
        raise FileError(f"{path} is not a model: {error}") from error
    if len(characters) != vocabulary - 1:
        raise FileError(f"{path} has {len(characters)} characters for {vocabulary} ids.")
    return model, characters, json.loads(metadata.get("card", "{}"))


@torch.no_grad()
def with_vocabulary(model: CharacterModel, old: str, new: str) -> CharacterModel:
    """The same model for other characters. Those that both vocabularies contain keep their weights."""
    if old == new:
        return model
    migrated = CharacterModel(model.cell, len(new) + 1, model.rnn.hidden_size, model.rnn.num_layers)
    id_of = {character: index + 1 for index, character in enumerate(old)}
    pairs = [(0, 0)] + [(id_of[c], index + 1) for index, c in enumerate(new) if c in id_of]
    sources, targets = (torch.tensor(ids) for ids in zip(*pairs, strict=True))
    values = model.state_dict()
    for name, value in migrated.state_dict().items():
        if name == "rnn.weight_ih_l0":
            value[:, targets] = values[name][:, sources]
        elif name.startswith("output."):
            value[targets] = values[name][sources]
        else:
            value.copy_(values[name])
    return migrated


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
