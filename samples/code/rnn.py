"""A character-level recurrent network in plain numpy: the slow version, to be read next to the notes.

    python rnn.py notes/*.md

Shapes: V characters in the vocabulary, H hidden units, T characters in a piece of text.
"""

import sys

import numpy as np


class Vocabulary:
    """Characters to numbers and back, in the order of their code points."""

    def __init__(self, text):
        self.characters = sorted(set(text))
        self.ids = {character: index for index, character in enumerate(self.characters)}

    def __len__(self):
        return len(self.characters)

    def encode(self, text):
        return np.array([self.ids[character] for character in text if character in self.ids])

    def decode(self, ids):
        return "".join(self.characters[index] for index in ids)


class Network:
    """A plain recurrent network with tanh units."""

    def __init__(self, vocabulary, hidden, rng):
        scale = 1.0 / np.sqrt(hidden)
        self.input_table = rng.normal(0.0, scale, (vocabulary, hidden))
        self.recurrent = rng.normal(0.0, scale, (hidden, hidden))
        self.bias = np.zeros(hidden)
        self.output_weight = rng.normal(0.0, scale, (hidden, vocabulary))
        self.output_bias = np.zeros(vocabulary)

    def parameters(self):
        return [self.input_table, self.recurrent, self.bias, self.output_weight, self.output_bias]

    def forward(self, inputs, state):
        """Reads the inputs from a hidden state. Returns all hidden states, the first of them the one it began with."""
        states = [state]
        for character in inputs:
            states.append(np.tanh(self.input_table[character] + states[-1] @ self.recurrent + self.bias))
        return np.array(states)

    def probabilities(self, states):
        """The softmax of the logits, for each hidden state of a row."""
        logits = states @ self.output_weight + self.output_bias
        logits -= logits.max(axis=-1, keepdims=True)
        exponentials = np.exp(logits)
        return exponentials / exponentials.sum(axis=-1, keepdims=True)

    def loss_and_gradients(self, inputs, targets, state):
        """Mean loss in nats, the gradient of each parameter, and the last hidden state."""
        states = self.forward(inputs, state)
        probabilities = self.probabilities(states[1:])
        steps = np.arange(len(targets))
        loss = -np.log(probabilities[steps, targets]).mean()

        d_logits = probabilities.copy()
        d_logits[steps, targets] -= 1.0
        d_logits /= len(targets)
        d_output_weight = states[1:].T @ d_logits
        d_output_bias = d_logits.sum(axis=0)

        d_input_table = np.zeros_like(self.input_table)
        d_recurrent = np.zeros_like(self.recurrent)
        d_bias = np.zeros_like(self.bias)
        d_next = np.zeros_like(state)
        for step in reversed(steps):
            d_state = d_logits[step] @ self.output_weight.T + d_next
            d_sum = (1.0 - states[step + 1] ** 2) * d_state
            d_input_table[inputs[step]] += d_sum
            d_recurrent += np.outer(states[step], d_sum)
            d_bias += d_sum
            d_next = d_sum @ self.recurrent.T
        gradients = [d_input_table, d_recurrent, d_bias, d_output_weight, d_output_bias]
        return loss, gradients, states[-1]


def clip(gradients, limit):
    """Scales the gradients down together when their common norm is above the limit. Returns the norm before."""
    norm = np.sqrt(sum((gradient**2).sum() for gradient in gradients))
    if norm > limit:
        for gradient in gradients:
            gradient *= limit / norm
    return norm


def draw(probabilities, temperature, coin):
    """Draws a character; the coin is a number from zero up to, but not including, one."""
    if temperature == 0.0:
        return int(np.argmax(probabilities))
    logits = np.log(probabilities) / temperature
    weights = np.exp(logits - logits.max())
    return int(np.searchsorted(np.cumsum(weights / weights.sum()), coin))


def sample(network, prompt, length, temperature, rng):
    """Reads the prompt and goes on for so many characters."""
    state = np.zeros(len(network.bias))
    state = network.forward(prompt, state)[-1]
    written = []
    for _ in range(length):
        character = draw(network.probabilities(state), temperature, rng.random())
        written.append(character)
        state = network.forward([character], state)[-1]
    return written


def train(text, hidden=64, length=32, steps=2000, rate=0.3, seed=1):
    rng = np.random.default_rng(seed)
    vocabulary = Vocabulary(text)
    ids = vocabulary.encode(text)
    network = Network(len(vocabulary), hidden, rng)
    state = np.zeros(hidden)
    position = 0
    smooth = np.log(len(vocabulary))
    for step in range(steps):
        if position + length + 1 >= len(ids):
            position = 0
            state = np.zeros(hidden)
        inputs = ids[position : position + length]
        targets = ids[position + 1 : position + length + 1]
        loss, gradients, state = network.loss_and_gradients(inputs, targets, state)
        clip(gradients, limit=5.0)
        for parameter, gradient in zip(network.parameters(), gradients):
            parameter -= rate * gradient
        smooth += 0.01 * (loss - smooth)
        position += length
        if step % 200 == 0:
            written = vocabulary.decode(sample(network, ids[:16], 60, 0.7, rng))
            print(f"{step:6d}  {smooth / np.log(2.0):.3f} bits per character  {written!r}")
    return vocabulary, network


if __name__ == "__main__":
    paths = sys.argv[1:]
    if not paths:
        sys.exit("usage: python rnn.py FILE ...")
    train("\n".join(open(path, encoding="utf-8").read() for path in paths))
