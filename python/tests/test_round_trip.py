"""The same file gives the same numbers in PyTorch and in the editor's engine."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.torch import load_file

from hidden_state_trainer.evaluate import bits_per_character
from hidden_state_trainer.files import load_corpus, load_model, save_model
from hidden_state_trainer.model import CharacterModel, State

from .conftest import ROOT

CELLS = ("tanh", "gru", "lstm")
#: Cell and number of layers.
NETWORKS = [(cell, layers) for cell in CELLS for layers in (1, 2, 3)]
CHARACTERS = 1000
TOLERANCE = 1e-5


@pytest.fixture(scope="session")
def text() -> str:
    return (ROOT / "ARCHITECTURE.md").read_text("utf8")[:CHARACTERS]


def exchange(node: str, command: str, folder: Path, text: str) -> None:
    (folder / "text").write_text(text, "utf8")
    arguments = [node, str(ROOT / "test/python/exchange.ts"), command, str(folder), str(folder / "text")]
    subprocess.run(arguments, check=True, cwd=ROOT)


@pytest.fixture(scope="session")
def ours(node: str, text: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Networks that the editor's engine made."""
    folder = tmp_path_factory.mktemp("ours")
    exchange(node, "make", folder, text)
    return folder


@pytest.fixture(scope="session")
def theirs(node: str, text: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Networks that PyTorch made, with its own initial weights and both biases; read by the editor's engine."""
    folder = tmp_path_factory.mktemp("theirs")
    characters = "".join(sorted(set(text), reverse=True))
    torch.manual_seed(5)
    for cell, layers in NETWORKS:
        model = CharacterModel(cell, len(characters) + 1, 200, layers)
        model.rnn.reset_parameters()
        torch.nn.init.normal_(model.rnn.get_parameter("weight_ih_l0"))
        torch.nn.init.normal_(model.output.weight, std=0.3)
        save_model(folder / f"{cell}-{layers}.safetensors", model, characters, {})
    exchange(node, "read", folder, text)
    return folder


@torch.no_grad()
def differences(folder: Path, name: str, text: str) -> list[float]:
    """The largest difference of a logit and of a log-probability. The editor's ids are in code point order."""
    model, characters, *_ = load_model(folder / f"{name}.safetensors")
    id_of = {character: index + 1 for index, character in enumerate(characters)}
    ids = torch.tensor([[id_of.get(character, 0) for character in text]])
    logits, _ = model(ids, model.empty_state(1))
    order = [0] + [id_of[character] for character in sorted(characters)]
    logits = logits[0, :, order].double()
    expected = np.fromfile(folder / f"{name}.logits").reshape(len(text), 2, len(order))
    both = (logits, torch.log_softmax(logits, -1))
    return [float(np.abs(values.numpy() - expected[:, part]).max()) for part, values in enumerate(both)]


@pytest.mark.parametrize(
    ("origin", "name"),
    [*(("ours", cell) for cell in CELLS), *(("theirs", f"{cell}-{layers}") for cell, layers in NETWORKS)],
)
def test_logits_are_equal(origin: str, name: str, text: str, request: pytest.FixtureRequest) -> None:
    folder: Path = request.getfixturevalue(origin)
    logits, probabilities = differences(folder, name, text)
    print(f"{origin} {name}: largest difference of a logit {logits:.2e}, of a log-probability {probabilities:.2e}")
    assert logits < TOLERANCE
    assert probabilities < TOLERANCE


@pytest.mark.parametrize(("cell", "layers"), NETWORKS)
def test_greedy_continuations_are_equal(cell: str, layers: int, theirs: Path, text: str) -> None:
    model, characters, *_ = load_model(theirs / f"{cell}-{layers}.safetensors")
    id_of = {character: index + 1 for index, character in enumerate(characters)}
    position = {0: 0, **{id_of[character]: index + 1 for index, character in enumerate(sorted(characters))}}
    continuations = json.loads((theirs / f"{cell}-{layers}.greedy").read_text())
    assert len(continuations) == 20
    for prompt, expected in enumerate(continuations):
        ids = [id_of[character] for character in text[prompt * 30 : prompt * 30 + 30]]
        assert [position[each] for each in greedy(model, ids, len(expected))] == expected


@torch.no_grad()
def greedy(model: CharacterModel, prompt: list[int], length: int) -> list[int]:
    state: State = model.empty_state(1)
    logits, state = model(torch.tensor([prompt]), state)
    found = []
    for _ in range(length):
        found.append(int(logits[0, -1].argmax()))
        logits, state = model(torch.tensor([[found[-1]]]), state)
    return found


@pytest.mark.parametrize(("cell", "module"), [("tanh", torch.nn.RNN), ("gru", torch.nn.GRU), ("lstm", torch.nn.LSTM)])
def test_file_loads_strictly_into_modules_of_pytorch(
    cell: str, module: Callable[..., torch.nn.RNNBase], ours: Path
) -> None:
    """Without any code of this package."""
    tensors = load_file(str(ours / f"{cell}.safetensors"))
    vocabulary, hidden = tensors["output.weight"].shape
    parts = {"rnn": module(vocabulary, hidden), "output": torch.nn.Linear(hidden, vocabulary)}
    torch.nn.ModuleDict(parts).load_state_dict(tensors, strict=True)


def loads_strictly(path: Path) -> tuple[int, int]:
    """Loads a GRU with one layer into modules of PyTorch, and returns its hidden size and its vocabulary."""
    tensors = load_file(str(path))
    vocabulary, hidden = tensors["output.weight"].shape
    parts = {"rnn": torch.nn.GRU(vocabulary, hidden), "output": torch.nn.Linear(hidden, vocabulary)}
    torch.nn.ModuleDict(parts).load_state_dict({name: tensors[name] for name in names(tensors)}, strict=True)
    return hidden, vocabulary


def names(tensors: dict[str, torch.Tensor]) -> list[str]:
    return [name for name in tensors if not name.startswith("optimizer.")]


def test_file_of_pytorch_returns_after_a_training_in_our_engine(node: str, tmp_path: Path) -> None:
    """As in the editor: import, continue the training with the vocabulary of another text, export."""
    folder = tmp_path / "text"
    folder.mkdir()
    (folder / "README.md").write_text((ROOT / "README.md").read_text("utf8"), "utf8")

    def run(*arguments: str) -> None:
        subprocess.run([node, str(ROOT / "src/cli/main.ts"), *arguments], check=True, capture_output=True)

    run("import", str(ROOT / "test/fixtures/pytorch/gru.safetensors"), "--out", str(tmp_path / "imported"))
    size = ["--steps", "5", "--threads", "1"]
    run("train", str(folder), "--from", str(tmp_path / "imported"), *size, "--out", str(tmp_path / "trained"))
    run("export", str(tmp_path / "trained"), "--out", str(tmp_path / "exported"))
    hidden, vocabulary = loads_strictly(tmp_path / "exported")
    assert hidden == 24
    assert vocabulary > 60


def test_file_that_the_editor_exported_loads_strictly() -> None:
    path = ROOT / "out/test/exported.safetensors"
    if not path.exists():
        pytest.skip("the tests in the extension host write this file")
    assert loads_strictly(path)[0] == 24


def test_trained_model_is_measured_the_same(node: str, tmp_path: Path) -> None:
    """Corpus export, training in the editor's engine, and export: the trainer measures the same bits per character."""
    folder = tmp_path / "text"
    folder.mkdir()
    for name in ("ARCHITECTURE.md", "README.md"):
        (folder / name).write_text((ROOT / name).read_text("utf8"), "utf8")

    def run(*arguments: str) -> str:
        command = [node, str(ROOT / "src/cli/main.ts"), *arguments]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout

    size = ["--hidden-size", "48", "--steps", "60", "--threads", "1"]
    report = json.loads(run("train", str(folder), *size, "--out", str(tmp_path / "own"), "--json"))
    run("export", str(tmp_path / "own"), "--out", str(tmp_path / "open"))
    run("corpus", str(folder), "--export", str(tmp_path / "data"))
    model, characters, card, moments = load_model(tmp_path / "open")
    corpus = load_corpus(tmp_path / "data")
    assert characters == corpus.characters
    bits = bits_per_character(model, corpus.held_out)
    print(f"bits per character: {report['heldOut']['bitsPerChar']:.4f} in the editor's engine, {bits:.4f} in PyTorch")
    assert bits == pytest.approx(report["heldOut"]["bitsPerChar"], rel=0.005)
    assert card["steps"] == 60
    assert card["settings"]["hiddenSize"] == 48
    # Each text in the file begins with one more id.
    assert card["textCharacters"] == len(corpus.train) - 2
    assert moments is not None
    assert 0 < moments.steps <= 60
