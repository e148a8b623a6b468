"""Trains on an exported corpus: `python -m hidden_state_trainer DATA --out MODEL`, or the same after `torchrun -m`."""

from __future__ import annotations

import argparse
import dataclasses
import json
import signal
import sys
from pathlib import Path
from typing import Any

import torch

from hidden_state_trainer.files import FileError, load_corpus, load_model, with_vocabulary
from hidden_state_trainer.model import CELLS
from hidden_state_trainer.processes import join_processes, leave_processes
from hidden_state_trainer.recipe import Settings
from hidden_state_trainer.threads import candidates_here, faster_threads
from hidden_state_trainer.train import Training, run


def parse(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="hidden_state_trainer", description=__doc__)
    parser.add_argument("data", type=Path, help="written by `npm run corpus -- FOLDER --export DATA`")
    parser.add_argument("--out", type=Path, required=True, help="the model to write")
    defaults = Settings()
    parser.add_argument("--cell", choices=list(CELLS), default=defaults.cell)
    parser.add_argument(
        "--layers", type=int, choices=(1, 2, 3), default=1, help="the editor trains one layer and runs up to three"
    )
    for name in ("hidden-size", "batch-size", "sequence-length", "seed"):
        parser.add_argument(f"--{name}", type=int, default=getattr(defaults, name.replace("-", "_")))
    for name in ("learning-rate", "max-gradient-norm", "dropout", "seconds"):
        parser.add_argument(f"--{name}", type=float, default=getattr(defaults, name.replace("-", "_")))
    parser.add_argument("--steps", type=int, help="a budget in steps instead of seconds")
    parser.add_argument("--from", dest="start", type=Path, help="continue from this model and its optimizer state")
    parser.add_argument("--resume", action="store_true", help="continue the interrupted training of --out")
    parser.add_argument("--device", choices=("auto", "cpu", "cuda"), default="auto")
    parser.add_argument("--threads", type=int, default=0, help="on a CPU; 0 measures one and all, and takes the faster")
    parser.add_argument("--log-dir", type=Path, help="logs for TensorBoard")
    parser.add_argument("--json", action="store_true", help="one JSON object on standard output")
    return parser.parse_args(arguments)


def train(options: argparse.Namespace) -> None:
    settings = Settings(**{each.name: getattr(options, each.name) for each in dataclasses.fields(Settings)})
    corpus = load_corpus(options.data)
    start = None
    if options.start is not None:
        start = with_vocabulary(load_model(options.start), corpus.characters)
        size: dict[str, Any] = {
            "cell": start.model.cell,
            "hidden_size": start.model.rnn.hidden_size,
            "layers": start.model.rnn.num_layers,
        }
        settings = dataclasses.replace(settings, **size)
    processes = join_processes(options.device)
    try:
        training = Training(corpus, settings, options.out, processes, start)
        if options.resume:
            training.load_state()
        choose_threads(training, options.threads or training.threads, quiet=options.json)
        signal.signal(signal.SIGINT, lambda *_: setattr(training, "is_stopped", True))
        bits = run(training, options.log_dir, quiet=options.json)
        if options.json and processes.is_first:
            result = {"steps": training.step, "seconds": training.seconds, "bitsPerChar": bits}
            print(json.dumps({**result, "characters": training.characters(), "device": str(processes.device)}))
    finally:
        leave_processes(processes)


def choose_threads(training: Training, threads: int, quiet: bool) -> None:
    """Several processes share the cores already; a GPU needs no threads."""
    if threads > 0:
        torch.set_num_threads(threads)
    elif training.processes.count == 1 and training.processes.device.type == "cpu":
        chosen = faster_threads(training.trial_step, candidates_here())
        if not quiet:
            print(f"{chosen} of {candidates_here()[-1]} threads, the faster", file=sys.stderr)


def main(arguments: list[str] | None = None) -> None:
    try:
        train(parse(arguments))
    except FileError as error:
        sys.exit(str(error))
