"""Stories as one stream of tokens, cut into rows; a few rows are random tokens repeated, which is what makes induction heads appear."""
import numpy as np
import torch

START, SPECIALS, HELD = 0, 5, 350


class Stream:
    """Tokens of all stories, each behind the start token."""

    def __init__(self, texts, tok):
        ids = []
        for text in texts:
            ids += [START] + tok.encode(text)
        self.ids, self.vocab = np.array(ids + [START]), len(tok.vocab)
        count = np.bincount(self.ids, minlength=self.vocab).astype(float)
        count[:SPECIALS] = 0
        self.weight = np.sqrt(count) / np.sqrt(count).sum()
        self.starts = np.flatnonzero(self.ids == START)

    def row(self, rng, length, repeats):
        """`length + 1` tokens: from the start of a story, from anywhere, or (share `repeats`) a random run repeated."""
        if rng.random() < repeats:
            run = rng.choice(self.vocab, int(rng.integers(12, 80)), p=self.weight)
            return np.concatenate(([START], np.tile(run, length // len(run) + 2)[:length]))
        starts = self.starts[self.starts + length + 1 < len(self.ids)]
        at = rng.choice(starts) if rng.random() < 0.5 else rng.integers(0, len(self.ids) - length - 1)
        return self.ids[at:at + length + 1]

    def batch(self, rng, rows, length, repeats):
        return torch.from_numpy(np.stack([self.row(rng, length, repeats) for _ in range(rows)]))

    def rows(self, length):
        """The stream cut into rows of `length + 1` tokens that overlap by one."""
        n = (len(self.ids) - 1) // length
        return torch.from_numpy(np.stack([self.ids[i * length:i * length + length + 1] for i in range(n)]))
