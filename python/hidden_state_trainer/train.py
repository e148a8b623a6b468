"""One training: its steps, its evaluations, its state on disk, and the loop to the end of the budget."""

from __future__ import annotations

import copy
import dataclasses
import datetime
import io
import math
import re
import sys
import time
from pathlib import Path
from typing import Any

import torch
from torch import nn
from torch.nn import functional
from torch.nn.parallel import DistributedDataParallel

from hidden_state_trainer import __version__
from hidden_state_trainer.evaluate import FINAL_SCORED, SCORED, bits_per_character, truncate
from hidden_state_trainer.files import Corpus, FileError, SavedModel, replace_file, save_model
from hidden_state_trainer.model import CharacterModel, State
from hidden_state_trainer.processes import Processes
from hidden_state_trainer.recipe import (
    EarlyStopping,
    Schedule,
    Settings,
    dropout_at,
    evaluation_marks,
    moments_of,
    optimizer_of,
    set_learning_rate,
    set_moments,
)
from hidden_state_trainer.streams import Streams, output_mask


class Training:
    """One training. All processes run the same steps and decide the same; only the first one writes files."""

    def __init__(
        self,
        corpus: Corpus,
        settings: Settings,
        out: Path,
        processes: Processes,
        start: SavedModel | None = None,
    ) -> None:
        if settings.batch_size % processes.count != 0:
            raise FileError(f"{settings.batch_size} streams cannot be divided among {processes.count} processes.")
        torch.manual_seed(settings.seed)
        self.corpus, self.settings, self.out, self.processes = corpus, settings, out, processes
        vocabulary = len(corpus.characters) + 1
        model = start.model if start else CharacterModel(settings.cell, vocabulary, settings.hidden_size, settings.layers)
        self.model = model.to(processes.device)
        self.parallel: nn.Module = DistributedDataParallel(self.model) if processes.count > 1 else self.model
        self.optimizer = optimizer_of(self.model, settings)
        if start and start.moments:
            set_moments(self.optimizer, self.model, start.moments)
        #: Of the trainings before this one.
        self.earlier = {key: start.card.get(key, 0) if start else 0 for key in ("characters", "steps", "elapsedMs")}
        self.weights = sum(parameter.numel() for parameter in self.model.parameters())
        self.own_streams = settings.batch_size // processes.count
        self.first_stream = processes.rank * self.own_streams
        self.streams = Streams(
            corpus.train,
            settings.batch_size,
            settings.sequence_length,
            settings.seed,
            self.first_stream,
            self.own_streams,
        )
        self.scored = truncate(corpus.held_out, SCORED)
        self.schedule = Schedule(settings.learning_rate)
        self.stopping = EarlyStopping()
        self.state: State = self.model.empty_state(self.own_streams)
        self.step = 0
        self.seconds = 0.0
        self.best: dict[str, Any] | None = None
        self.is_stopped = False
        #: Of PyTorch, in the training that this one resumes: with another number, sums are rounded in another way. 0: unknown.
        self.threads = 0

    def used(self) -> float:
        """Used share of the budget, the same in all processes."""
        if self.settings.steps:
            return self.step / self.settings.steps
        return self.processes.from_first(self.seconds / self.settings.seconds)

    def characters(self) -> int:
        return self.step * self.settings.batch_size * self.settings.sequence_length

    def epochs(self) -> float:
        return self.characters() / len(self.corpus.train)

    def train_step(self, used: float) -> float:
        """Mean loss of this process in bits per character, before the update."""
        settings, device = self.settings, self.processes.device
        set_learning_rate(self.optimizer, self.schedule.learning_rate(used, self.step))
        rate = dropout_at(self.epochs(), settings, len(self.corpus.train), self.weights)
        mask = output_mask(rate, settings.batch_size, self.model.rnn.hidden_size, settings.seed, self.step)
        if mask is not None:
            mask = mask[self.first_stream : self.first_stream + self.own_streams].to(device)
        if self.model.rnn.num_layers > 1:
            self.model.rnn.dropout = rate
            torch.manual_seed(settings.seed + self.step * self.processes.count + self.processes.rank)
        inputs, targets = (ids.to(device) for ids in self.streams.batch(self.step))
        with torch.autocast(device.type, torch.bfloat16, enabled=device.type == "cuda"):
            logits, after = self.parallel(inputs, self.state, mask)
        loss = functional.cross_entropy(logits.float().flatten(0, 1), targets.flatten())
        self.optimizer.zero_grad()
        loss.backward()
        norm = nn.utils.clip_grad_norm_(self.model.parameters(), settings.max_gradient_norm)
        if not math.isfinite(float(norm)):
            raise FileError(
                f"The loss exploded at step {self.step}. Set a learning rate below {settings.learning_rate}."
            )
        self.optimizer.step()
        # The next window starts from this state, but its gradient ends here: truncated backpropagation through time.
        self.state = tuple(part.detach().float() for part in after)
        self.step += 1
        return float(loss.detach()) / math.log(2)

    def trial_step(self) -> None:
        """The work of a step, without its effect: to measure the time."""
        inputs, targets = self.streams.batch(self.step)
        logits, _ = self.model(inputs, self.state, None)
        functional.cross_entropy(logits.flatten(0, 1), targets.flatten()).backward()
        self.optimizer.zero_grad()

    def evaluate(self, final: bool = False) -> float:
        """Held-out bits per character; NaN if no text is held out. The first process measures for all."""
        texts = truncate(self.corpus.held_out, FINAL_SCORED) if final else self.scored
        bits = bits_per_character(self.model, texts) if self.processes.is_first else math.nan
        return self.processes.from_first(bits)

    def judge(self, bits: float) -> None:
        """Keeps the best weights; after an evaluation that is clearly worse it returns to them and cools down."""
        verdict = "best" if math.isnan(bits) else self.stopping.verdict(bits, self.epochs())
        if verdict == "best":
            self.best = self._weights()
        elif verdict == "getting worse" and self.best is not None:
            self._set_weights(self.best)
            self.schedule = self.schedule.cool_down(self.used())

    def finish(self) -> float:
        """The best weights become the model; the last figure is measured on more text."""
        if self.best is not None:
            self._set_weights(self.best)
        bits = self.evaluate(final=True)
        self.write_model(bits)
        return bits

    def write_model(self, bits: float) -> None:
        if not self.processes.is_first:
            return
        card: dict[str, Any] = {
            "date": datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="seconds"),
            "writtenBy": f"hidden-state-trainer {__version__}, PyTorch {torch.__version__}",
            "characters": self.earlier["characters"] + self.characters(),
            "textCharacters": len(self.corpus.train),
            "steps": self.earlier["steps"] + self.step,
            "elapsedMs": round(self.earlier["elapsedMs"] + 1000 * self.seconds),
            "settings": card_settings(self.settings),
        }
        if math.isfinite(bits):
            card["bitsPerChar"] = bits
        moments = moments_of(self.optimizer, self.model)
        save_model(self.out, self.model, self.corpus.characters, card, moments)

    def _weights(self) -> dict[str, Any]:
        return copy.deepcopy({"model": self.model.state_dict(), "optimizer": self.optimizer.state_dict()})

    def _set_weights(self, weights: dict[str, Any]) -> None:
        self.model.load_state_dict(weights["model"])
        self.optimizer.load_state_dict(weights["optimizer"])

    def save_state(self) -> None:
        """Everything that an exact continuation needs, next to the model."""
        hidden = [self.processes.gather(part, 1) for part in self.state]
        if not self.processes.is_first:
            return
        content = io.BytesIO()
        state = {
            **{"settings": dataclasses.asdict(self.settings), "characters": self.corpus.characters},
            **{"step": self.step, "seconds": self.seconds, "threads": torch.get_num_threads()},
            **{"hidden": hidden, "best": self.best, **self._weights()},
            **{"schedule": dataclasses.asdict(self.schedule), "stopping": dataclasses.asdict(self.stopping)},
        }
        torch.save(state, content)
        replace_file(state_path(self.out), content.getvalue())

    def load_state(self) -> None:
        path = state_path(self.out)
        try:
            saved = torch.load(path, map_location=self.processes.device, weights_only=True)
        except OSError as error:
            raise FileError(f"{path} cannot be read: {error}") from error
        budget = ("seconds", "steps")
        changed = [
            key
            for key, value in dataclasses.asdict(self.settings).items()
            if key not in budget and saved["settings"][key] != value
        ]
        if changed or saved["characters"] != self.corpus.characters:
            raise FileError(f"{path} is from another training: {', '.join(changed) or 'the vocabulary'} differs.")
        self._set_weights(saved)
        own = slice(self.first_stream, self.first_stream + self.own_streams)
        self.state = tuple(part[:, own].contiguous() for part in saved["hidden"])
        self.step, self.seconds, self.best = saved["step"], saved["seconds"], saved["best"]
        self.threads = saved.get("threads", 0)
        self.schedule, self.stopping = Schedule(**saved["schedule"]), EarlyStopping(**saved["stopping"])


def card_settings(settings: Settings) -> dict[str, Any]:
    """By the names of the editor: learningRate for learning_rate."""
    values = {key: value for key, value in dataclasses.asdict(settings).items() if value is not None}
    return {re.sub("_(.)", lambda match: match[1].upper(), key): value for key, value in values.items()}


def state_path(out: Path) -> Path:
    return out.with_name(f"{out.name}.state")


def run(training: Training, log_dir: Path | None = None, quiet: bool = False) -> float:
    """Trains to the end of the budget; returns the held-out bits per character of the best weights."""
    writer = summary_writer(log_dir) if training.processes.is_first else None
    used = training.used()
    marks = [mark for mark in evaluation_marks(training.settings) if mark > used]
    clock = time.monotonic() - training.seconds
    while used < training.schedule.ends_at and not training.processes.from_first(training.is_stopped):
        loss = training.train_step(used)
        training.seconds = time.monotonic() - clock
        used = training.used()
        if writer and training.step % 10 == 0:
            writer.add_scalar("loss/training", loss, training.step)
            writer.add_scalar("learning rate", training.schedule.learning_rate(used, training.step), training.step)
        if marks and used >= marks[0]:
            while marks and used >= marks[0]:
                marks.pop(0)
            report(training, training.processes.mean(loss), writer, quiet)
    if used < 1:
        report(training, math.nan, writer, quiet)
    else:
        training.judge(training.evaluate())
    training.save_state()
    bits = training.finish()
    if training.processes.is_first and not quiet:
        print(f"{training.step} steps, {training.seconds:.1f} s: {bits:.3f} bits per character", file=sys.stderr)
    return bits


def report(training: Training, loss: float, writer: Any, quiet: bool) -> None:
    """Evaluates, saves, and shows the result."""
    bits = training.evaluate()
    training.judge(bits)
    training.save_state()
    if not training.processes.is_first:
        return
    if writer:
        writer.add_scalar("loss/held out", bits, training.step)
    if not quiet:
        speed = training.characters() / max(training.seconds, 1e-9)
        print(
            f"step {training.step}, {training.seconds:.0f} s, {speed:.0f} characters/s: "
            f"loss {loss:.3f}, held out {bits:.3f} bits per character",
            file=sys.stderr,
            flush=True,
        )


def summary_writer(log_dir: Path | None) -> Any:
    """None without a folder, or without TensorBoard."""
    if log_dir is None:
        return None
    try:
        from torch.utils.tensorboard.writer import SummaryWriter
    except ImportError:
        print("TensorBoard is not installed: no logs are written.", file=sys.stderr)
        return None
    return SummaryWriter(str(log_dir))
