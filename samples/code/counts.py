"""The oldest language model: counting. How often does each character follow each context?

It knows nothing about gradients, it learns in one pass, and it is the one to beat.
"""

from collections import Counter, defaultdict
from math import log2


class Counts:
    """Predicts the next character from the last few, with shorter contexts to fall back on."""

    def __init__(self, order=4):
        self.order = order
        self.tables = [defaultdict(Counter) for _ in range(order + 1)]
        self.vocabulary = set()

    def learn(self, text):
        for position, character in enumerate(text):
            self.vocabulary.add(character)
            for length in range(min(self.order, position) + 1):
                context = text[position - length : position]
                self.tables[length][context][character] += 1

    def probability(self, context, character):
        """Mixes all orders: each takes what it knows and leaves the rest to the next shorter one."""
        probability = 1.0 / (len(self.vocabulary) + 1)
        for length in range(self.order + 1):
            if length > len(context):
                break
            table = self.tables[length].get(context[len(context) - length :])
            if table is None:
                break
            total = sum(table.values())
            kinds = len(table)
            probability = (table[character] + kinds * probability) / (total + kinds)
        return probability

    def bits_per_character(self, text):
        bits = 0.0
        for position, character in enumerate(text):
            context = text[max(0, position - self.order) : position]
            bits -= log2(self.probability(context, character))
        return bits / len(text)


def compare(train_text, held_out_text, orders=range(7)):
    """Prints how much each further character of context is worth."""
    for order in orders:
        model = Counts(order)
        model.learn(train_text)
        train_bits = model.bits_per_character(train_text)
        held_out_bits = model.bits_per_character(held_out_text)
        print(f"order {order}: {train_bits:.3f} bits on what it has seen, {held_out_bits:.3f} on what it has not")
