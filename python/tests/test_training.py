"""Trainings of a few seconds: they learn, resume exactly, and give the same on one and on two processes."""

from __future__ import annotations

import dataclasses
import json
import math
import socket
import subprocess
import sys
from pathlib import Path

import pytest
import torch
from safetensors.torch import save

from hidden_state_trainer.command import main
from hidden_state_trainer.files import Corpus, FileError, load_model, with_vocabulary
from hidden_state_trainer.model import CharacterModel
from hidden_state_trainer.processes import Processes
from hidden_state_trainer.recipe import Settings, moments_of
from hidden_state_trainer.train import Training, run, state_path

ALONE = Processes(0, 1, torch.device("cpu"))
ONE_WORD = ("cell", "layers", "seed", "dropout", "seconds", "steps")
CAMEL_CASE = ("hiddenSize", "batchSize", "sequenceLength", "learningRate", "maxGradientNorm")
SMALL = Settings(hidden_size=24, batch_size=4, sequence_length=16, steps=40)


@pytest.fixture
def data(corpus: Corpus, tmp_path: Path) -> Path:
    """The corpus as `corpus --export` writes it."""
    parts = [part for text in corpus.held_out for part in (text.context, text.ids)]
    tensors = {
        "train": corpus.train.int(),
        "held_out": torch.cat(parts).int(),
        "held_out_lengths": torch.tensor([len(part) for part in parts], dtype=torch.int32).reshape(-1, 2),
    }
    metadata = {"format": "hidden-state-corpus", "version": "1", "characters": corpus.characters}
    path = tmp_path / "data.safetensors"
    path.write_bytes(save(tensors, metadata))
    return path


@pytest.mark.parametrize(("cell", "layers"), [("tanh", 1), ("gru", 1), ("lstm", 1), ("gru", 3)])
def test_learns(cell: str, layers: int, corpus: Corpus, tmp_path: Path) -> None:
    settings = dataclasses.replace(SMALL, cell=cell, layers=layers, steps=60)
    training = Training(corpus, settings, tmp_path / "model", ALONE)
    before = training.evaluate()
    bits = run(training, quiet=True)
    assert before > 4
    assert bits < 3
    model, characters, card, _ = load_model(tmp_path / "model")
    assert (model.cell, model.rnn.num_layers, characters) == (cell, layers, corpus.characters)
    assert card["settings"]["hiddenSize"] == 24
    assert card["bitsPerChar"] == bits
    assert set(card["settings"]) == {*ONE_WORD, *CAMEL_CASE}
    assert card["textCharacters"] == len(corpus.train)


def test_second_biases_stay_zero_where_the_editor_has_none(corpus: Corpus, tmp_path: Path) -> None:
    training = Training(corpus, SMALL, tmp_path / "model", ALONE)
    run(training, quiet=True)
    bias = training.model.rnn.get_parameter("bias_hh_l0")
    assert torch.equal(bias[:48], torch.zeros(48))
    assert float(bias[48:].detach().abs().min()) > 0


def test_resumes_exactly(corpus: Corpus, tmp_path: Path) -> None:
    whole = Training(corpus, SMALL, tmp_path / "whole", ALONE)
    expected = run(whole, quiet=True)

    interrupted = Training(corpus, SMALL, tmp_path / "parts", ALONE)
    used = 0.0
    for _ in range(25):
        interrupted.train_step(used)
        used = interrupted.used()
        if interrupted.step in (1, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24):
            interrupted.judge(interrupted.evaluate())
            interrupted.save_state()
    resumed = Training(corpus, SMALL, tmp_path / "parts", ALONE)
    resumed.load_state()
    assert resumed.step == 24
    assert run(resumed, quiet=True) == pytest.approx(expected, abs=1e-6)
    for name, value in whole.model.state_dict().items():
        assert torch.allclose(value, resumed.model.state_dict()[name], atol=1e-6), name


def test_refuses_the_state_of_another_training(corpus: Corpus, tmp_path: Path) -> None:
    Training(corpus, SMALL, tmp_path / "model", ALONE).save_state()
    other = Training(corpus, dataclasses.replace(SMALL, seed=2), tmp_path / "model", ALONE)
    with pytest.raises(FileError, match="seed differs"):
        other.load_state()


def test_returns_to_the_best_weights_when_it_gets_worse(corpus: Corpus, tmp_path: Path) -> None:
    settings = dataclasses.replace(SMALL, steps=1000)
    training = Training(corpus, settings, tmp_path / "model", ALONE)
    for _ in range(220):
        training.train_step(training.used())
    training.judge(2.0)
    best = training.model.output.bias.detach().clone()
    training.train_step(training.used())
    training.judge(2.5)
    training.judge(2.5)
    assert torch.equal(training.model.output.bias, best)
    assert training.schedule.ends_at == pytest.approx(0.221 * 1.25)


def test_two_processes_match_one(data: Path, tmp_path: Path, environment: dict[str, str]) -> None:
    """With the environment of `torchrun`."""
    size = ["--hidden-size", "16", "--batch-size", "4", "--sequence-length", "16", "--steps", "40", "--json"]
    port = str(free_port())

    def start(name: str, rank: int, count: int) -> subprocess.Popen[str]:
        ranks = {"RANK": str(rank), "LOCAL_RANK": str(rank), "WORLD_SIZE": str(count)}
        command = [sys.executable, "-m", "hidden_state_trainer", str(data), *size, "--out", str(tmp_path / name)]
        env = {**environment, **ranks, "MASTER_ADDR": "127.0.0.1", "MASTER_PORT": port}
        return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=env)

    started = [start("one", 0, 1), *(start("two", rank, 2) for rank in (0, 1))]
    outputs = [process.communicate(timeout=100)[0] for process in started]
    assert [process.returncode for process in started] == [0, 0, 0]
    one, two = (json.loads(output)["bitsPerChar"] for output in outputs[:2])
    print(f"bits per character: {one:.5f} with one process, {two:.5f} with two")
    assert two == pytest.approx(one, rel=1e-3)


def test_runs_with_torchrun(data: Path, tmp_path: Path, environment: dict[str, str]) -> None:
    """The launcher of PyTorch starts two processes, which match one."""
    size = ["--hidden-size", "16", "--batch-size", "4", "--sequence-length", "16", "--steps", "40", "--json"]
    wrapper = str(Path(__file__).with_name("without_libuv.py"))
    launcher = [wrapper, "torch.distributed.run", "--nproc_per_node", "2", "--master_port", str(free_port()), wrapper]

    def bits(before: list[str], name: str) -> float:
        command = [sys.executable, *before, "hidden_state_trainer", str(data), *size, "--out", str(tmp_path / name)]
        done = subprocess.run(command, check=True, capture_output=True, text=True, env=environment, timeout=100)
        return float(json.loads(done.stdout)["bitsPerChar"])

    assert bits(launcher, "two") == pytest.approx(bits(["-m"], "one"), rel=1e-3)


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def test_continues_from_a_model_of_another_vocabulary(data: Path, corpus: Corpus, tmp_path: Path) -> None:
    size = ["--hidden-size", "24", "--batch-size", "4", "--sequence-length", "16"]
    main([str(data), *size, "--steps", "60", "--out", str(tmp_path / "first"), "--json"])
    saved = load_model(tmp_path / "first")
    model, characters, card, moments = saved
    other = with_vocabulary(saved, "Ä" + characters[:-1])
    assert torch.equal(other.model.output.weight[2], model.output.weight[1])
    assert torch.equal(table(other.model)[:, 2], table(model)[:, 1])
    assert moments is not None
    assert other.moments is not None
    assert torch.equal(other.moments.first["output.weight"][2], moments.first["output.weight"][1])
    assert not other.moments.second["output.weight"][1].any()
    again = ["--from", str(tmp_path / "first"), "--steps", "20", "--out", str(tmp_path / "second"), "--json"]
    main([str(data), *again, "--batch-size", "4"])
    assert load_model(tmp_path / "second").card["steps"] == card["steps"] + 20
    assert load_model(tmp_path / "second")[2]["bitsPerChar"] < load_model(tmp_path / "first")[2]["bitsPerChar"] + 0.2


def test_continues_with_the_optimizer_state_of_the_file(corpus: Corpus, tmp_path: Path) -> None:
    first = Training(corpus, SMALL, tmp_path / "first", ALONE)
    run(first, quiet=True)
    saved = load_model(tmp_path / "first")
    assert saved.moments is not None
    again = Training(corpus, SMALL, tmp_path / "again", ALONE, saved)
    moments = moments_of(again.optimizer, again.model)
    expected = moments_of(first.optimizer, first.model)
    assert moments is not None
    assert expected is not None
    assert moments.steps == expected.steps > 30
    for name, value in expected.first.items():
        assert torch.equal(moments.first[name], value), name
        assert torch.equal(moments.second[name], expected.second[name]), name
    again.train_step(0.5)
    after = moments_of(again.optimizer, again.model)
    assert after is not None
    assert after.steps == moments.steps + 1


def table(model: CharacterModel) -> torch.Tensor:
    return model.rnn.get_parameter("weight_ih_l0")


def test_names_what_is_wrong_with_a_file(tmp_path: Path, data: Path) -> None:
    broken = tmp_path / "broken"
    broken.write_bytes(b"nothing")
    for arguments in ([str(broken), "--out", "x"], [str(data), "--from", str(broken), "--out", "x"]):
        with pytest.raises(SystemExit, match="broken cannot be read"):
            main(arguments)
    with pytest.raises(SystemExit, match="cannot be read"):
        main([str(data), "--resume", "--out", str(tmp_path / "new")])
    assert not state_path(tmp_path / "new").exists()


def test_state_file_is_of_finite_numbers(corpus: Corpus, tmp_path: Path) -> None:
    training = Training(corpus, SMALL, tmp_path / "model", ALONE)
    assert math.isfinite(training.train_step(0))
    training.save_state()
    saved = torch.load(state_path(tmp_path / "model"), weights_only=True)
    assert all(bool(value.isfinite().all()) for value in saved["model"].values())
