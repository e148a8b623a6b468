"""The network: an RNN, GRU or LSTM over one-hot characters, and a linear output.

Its state dict has the names of the open checkpoint format: rnn.weight_ih_l0, ..., output.weight, output.bias.
Symbols: B streams, T steps, V vocabulary size, H hidden units, L layers.
"""

from __future__ import annotations

import math
from collections.abc import Callable

import torch
from torch import Tensor, nn
from torch.nn import functional

CELLS: dict[str, Callable[..., nn.RNNBase]] = {"tanh": nn.RNN, "gru": nn.GRU, "lstm": nn.LSTM}

#: Hidden state [L][B][H]; the LSTM has a cell state, too.
State = tuple[Tensor, ...]

#: Standard deviation of the input weights: distinguishes characters, but does not saturate.
INPUT_DEVIATION = 0.75


class CharacterModel(nn.Module):
    """Predicts the next character. `output_mask` [B][H] multiplies the hidden states on their way to the output."""

    def __init__(self, cell: str, vocabulary: int, hidden: int, layers: int = 1) -> None:
        super().__init__()
        self.cell = cell
        self.vocabulary = vocabulary
        self.rnn = CELLS[cell](vocabulary, hidden, num_layers=layers, batch_first=True)
        self.output = nn.Linear(hidden, vocabulary)
        self._initialize()
        self._use_one_bias()

    def forward(self, ids: Tensor, state: State, output_mask: Tensor | None = None) -> tuple[Tensor, State]:
        """ids [B][T] and the state before them -> logits [B][T][V] and the state after them."""
        inputs = functional.one_hot(ids, self.vocabulary).to(self.output.weight.dtype)
        hidden, after = self.rnn(inputs, state if self.cell == "lstm" else state[0])
        if output_mask is not None:
            hidden = hidden * output_mask.unsqueeze(1)
        logits: Tensor = self.output(hidden)
        return logits, after if self.cell == "lstm" else (after,)

    def empty_state(self, streams: int) -> State:
        """Zeros: the state before the first character."""
        zeros = self.output.weight.new_zeros(self.rnn.num_layers, streams, self.rnn.hidden_size)
        return (zeros, zeros.clone()) if self.cell == "lstm" else (zeros,)

    @torch.no_grad()
    def _initialize(self) -> None:
        """As in the editor: orthogonal recurrent blocks, normal input weights, zero biases, and forget bias 1."""
        hidden = self.rnn.hidden_size
        for name, parameter in self.rnn.named_parameters():
            if name == "weight_ih_l0":
                nn.init.normal_(parameter, std=INPUT_DEVIATION)
            elif name.startswith("weight"):
                for block in parameter.split(hidden):
                    nn.init.orthogonal_(block)
            else:
                nn.init.zeros_(parameter)
                if self.cell == "lstm" and name.startswith("bias_ih"):
                    parameter[hidden : 2 * hidden] = 1
        nn.init.uniform_(self.output.weight, -1 / math.sqrt(hidden), 1 / math.sqrt(hidden))
        nn.init.zeros_(self.output.bias)

    def _use_one_bias(self) -> None:
        """PyTorch adds two biases. Only the new gate of the GRU needs both; the others would learn twice as fast."""
        hidden = self.rnn.hidden_size
        for name, parameter in self.rnn.named_parameters():
            if name.startswith("bias_hh"):
                trained = torch.zeros(len(parameter))
                if self.cell == "gru":
                    trained[2 * hidden :] = 1
                parameter.register_hook(lambda gradient, trained=trained: gradient * trained.to(gradient))
