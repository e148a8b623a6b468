"""Streams, schedule, early stopping, dropout and evaluation."""

from __future__ import annotations

import math

import pytest
import torch

from hidden_state_trainer.evaluate import bits_per_character, truncate
from hidden_state_trainer.files import Corpus, HeldOutText
from hidden_state_trainer.model import CharacterModel
from hidden_state_trainer.recipe import EarlyStopping, Schedule, Settings, dropout_at, evaluation_marks
from hidden_state_trainer.streams import Streams, output_mask
from hidden_state_trainer.threads import faster_threads


def test_streams_read_on_around_the_ring() -> None:
    ids = torch.arange(50)
    streams = Streams(ids, total=4, length=7, seed=1, first=0, count=4)
    for step in range(20):
        inputs, targets = streams.batch(step)
        assert torch.equal(targets, (inputs + 1) % 50)
        following, _ = streams.batch(step + 1)
        assert torch.equal(following[:, 0], targets[:, -1])


def test_processes_share_the_streams_and_the_mask() -> None:
    ids = torch.arange(100)
    whole, _ = Streams(ids, 4, 5, 1, 0, 4).batch(3)
    parts = [Streams(ids, 4, 5, 1, first, 2).batch(3)[0] for first in (0, 2)]
    assert torch.equal(torch.cat(parts), whole)
    mask = output_mask(0.25, 1000, 4, seed=1, step=2)
    assert mask is not None
    assert sorted(set(mask.flatten().tolist())) == pytest.approx([0, 1 / 0.75])
    assert float(mask.mean()) == pytest.approx(1, abs=0.05)
    assert output_mask(0, 10, 4, 1, 2) is None


def test_learning_rate_warms_up_and_decays() -> None:
    schedule = Schedule(0.12)
    assert schedule.learning_rate(0, 0) == pytest.approx(0.01)
    assert schedule.learning_rate(0.5, 100) == pytest.approx(0.06)
    assert schedule.learning_rate(1, 100) == 0
    cooled = schedule.cool_down(0.4)
    assert cooled.ends_at == pytest.approx(0.5)
    assert cooled.learning_rate(0.4, 100) == pytest.approx(0.072)
    assert cooled.learning_rate(0.45, 100) == pytest.approx(0.036)


def test_early_stopping_waits_for_its_patience_and_says_so_once() -> None:
    stopping = EarlyStopping()
    verdicts = [stopping.verdict(bits, 5) for bits in (3, 2, 2.01, 2.01, 2.01, 2.01, 2.01, 1.9)]
    assert verdicts == ["best", "best", *["not better"] * 3, "getting worse", "not better", "best"]
    assert EarlyStopping(best=2).verdict(9, epochs=1) == "not better"


def test_dropout_starts_after_the_first_epoch() -> None:
    settings = Settings(dropout=0.2)
    assert dropout_at(0.9, settings, 1000, 1000) == 0
    assert dropout_at(9, settings, 1000, 1000) == pytest.approx(0.2)


def test_evaluations_are_dense_at_first() -> None:
    marks = list(evaluation_marks(Settings(steps=100)))
    assert marks[:4] == pytest.approx([0.01, 0.02, 0.04, 0.08])
    assert marks[-1] < 1


def test_a_model_that_knows_nothing_needs_the_bits_of_its_vocabulary(corpus: Corpus) -> None:
    model = CharacterModel("gru", 32, 8)
    for parameter in model.output.parameters():
        torch.nn.init.zeros_(parameter)
    assert bits_per_character(model, corpus.held_out) == pytest.approx(5)
    unknown = HeldOutText(torch.zeros(0, dtype=torch.long), torch.zeros(3, dtype=torch.long))
    assert bits_per_character(model, [unknown]) == pytest.approx(5 + math.log2(0x110000 - 0x800 - 31))
    assert math.isnan(bits_per_character(model, []))


def test_long_texts_are_measured_about_the_same_in_passages(corpus: Corpus) -> None:
    torch.manual_seed(1)
    model = CharacterModel("gru", len(corpus.characters) + 1, 16)
    long = HeldOutText(corpus.train[:0], corpus.train[1:3000])
    with torch.no_grad():
        logits, _ = model(corpus.train[:2999].unsqueeze(0), model.empty_state(1))
    loss = torch.nn.functional.cross_entropy(logits[0], long.ids)
    assert bits_per_character(model, [long]) == pytest.approx(float(loss) / math.log(2), rel=1e-3)


def test_truncates_every_text_by_the_same_share(corpus: Corpus) -> None:
    assert [len(text.ids) for text in truncate(corpus.held_out, 62)] == [43, 20]


class Machine:
    """A clock that each step moves on, by a time that depends on the number of threads."""

    def __init__(self, seconds: dict[int, list[float]]) -> None:
        self.seconds, self.time, self.threads = {key: list(values) for key, values in seconds.items()}, 0.0, 0

    def step(self) -> None:
        self.time += self.seconds[self.threads].pop(0)

    def chosen(self) -> int:
        return faster_threads(self.step, tuple(self.seconds), lambda n: setattr(self, "threads", n), lambda: self.time)


def test_all_threads_are_used_where_they_are_faster() -> None:
    machine = Machine({1: [0.9, 0.1, 0.11, 0.12], 2: [0.2, 0.09, 0.06, 0.07]})
    assert machine.chosen() == 2
    assert machine.threads == 2


def test_one_thread_is_used_where_two_are_slower_or_as_fast() -> None:
    assert Machine({1: [0.1] * 4, 2: [0.1] * 4}).chosen() == 1
    machine = Machine({1: [0.1] * 4, 2: [0.2] * 4})
    assert machine.chosen() == 1
    assert machine.threads == 1


def test_a_hopeless_number_of_threads_is_measured_once() -> None:
    machine = Machine({1: [0.1] * 4, 2: [10.0] * 4})
    assert machine.chosen() == 1
    assert len(machine.seconds[2]) == 3


def test_slow_steps_are_measured_once() -> None:
    machine = Machine({1: [5.0] * 4, 2: [3.0] * 4})
    assert machine.chosen() == 2
    assert [len(left) for left in machine.seconds.values()] == [3, 3]
