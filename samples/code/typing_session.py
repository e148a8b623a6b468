"""Replays a text as if somebody typed it, and counts how many keys the suggestions would have saved.

A suggestion is taken with one key when it is right to its end; otherwise the person types on. This is a strict reader: a
suggestion with a single wrong character is worth nothing, and costs the time of looking at it.
"""

from dataclasses import dataclass, field


@dataclass
class Session:
    """What happened during a replay."""

    characters: int = 0
    keys: int = 0
    shown: int = 0
    taken: int = 0
    lengths: list = field(default_factory=list)

    @property
    def saved(self):
        """Share of the keys that did not have to be pressed."""
        return 1.0 - self.keys / self.characters if self.characters else 0.0

    @property
    def precision(self):
        """Share of the suggestions shown that were taken."""
        return self.taken / self.shown if self.shown else 0.0

    def __str__(self):
        return (
            f"{self.characters} characters with {self.keys} keys: {self.saved:.1%} saved; "
            f"{self.taken} of {self.shown} suggestions taken ({self.precision:.1%})"
        )


def replay(text, suggest, wait=0):
    """`suggest(before)` answers a string or None. After a suggestion that was wrong, `wait` characters pass without one."""
    session = Session(characters=len(text))
    position = 0
    silent_until = 0
    while position < len(text):
        suggestion = suggest(text[:position]) if position >= silent_until else None
        if suggestion:
            session.shown += 1
            if text.startswith(suggestion, position):
                session.taken += 1
                session.keys += 1
                session.lengths.append(len(suggestion))
                position += len(suggestion)
                continue
            silent_until = position + wait
        session.keys += 1
        position += 1
    return session


class LastSeen:
    """Suggests the rest of a word that has been typed before: the simplest memory of a page."""

    def __init__(self, shortest_prefix=3, shortest_rest=2):
        self.shortest_prefix = shortest_prefix
        self.shortest_rest = shortest_rest

    def __call__(self, before):
        prefix = self.last_word(before)
        if len(prefix) < self.shortest_prefix:
            return None
        earlier = before[: len(before) - len(prefix)].split()
        for word in reversed(earlier):
            if word.startswith(prefix) and len(word) - len(prefix) >= self.shortest_rest:
                return word[len(prefix) :]
        return None

    @staticmethod
    def last_word(before):
        start = len(before)
        while start > 0 and (before[start - 1].isalnum() or before[start - 1] == "_"):
            start -= 1
        return before[start:]


if __name__ == "__main__":
    page = open(__file__, encoding="utf-8").read()
    print("nobody helps:      ", replay(page, lambda before: None))
    print("the page remembers:", replay(page, LastSeen()))
