"""Stories -> '[CLS] sentences [SEP]' or '[CLS] first half [SEP] second half [SEP]' with token types; whole-word masking."""
import re

import numpy as np

from training import read_text

PAD, CLS, SEP, MASK, SPECIALS = 1, 2, 3, 4, 5
SENTENCE = re.compile(r'(?<=[.!?])\s+|(?<=[.!?]["\'])\s+|\n+')


def stories(path):
    """The corpus file holds stories separated by lines with <|endoftext|>."""
    text = read_text(path)
    return [s.strip() for s in text.split('<|endoftext|>') if s.strip()]


class Data:
    def __init__(self, texts, tok, limit=96):
        self.limit, self.vocab = limit, len(tok.vocab)
        self.docs = []
        for text in texts:
            parts = [p for p in SENTENCE.split(text) if p]
            self.docs.append([(tok.encode(p), tok.encode(' ' + p)) for p in parts])
        word = np.zeros(self.vocab, bool)
        for i, t in enumerate(tok.tokens):
            word[i] = i < SPECIALS or t[0] == '\u0120' or not (t[0].isascii() and t[0].isalpha())
        word[[i for i, t in enumerate(tok.tokens) if t[0] == "'"]] = False
        self.starts_word = word

    def pack(self, rng, pairs=0.25):
        """Walk through every story, cutting runs of whole sentences of random length. Returns (ids, types) rows."""
        rows, room = [], self.limit - 3
        for doc in self.docs:
            i = 0
            while i < len(doc):
                want, run, n = int(rng.integers(8, room + 1)), [], 0
                while i < len(doc) and (not run or n + len(doc[i][1]) <= want):
                    run.append(doc[i])
                    n += len(doc[i][1])
                    i += 1
                cut = int(rng.integers(1, len(run))) if len(run) > 1 and rng.random() < pairs else 0
                a = self.join(run[:cut] if cut else run)
                b = self.join(run[cut:]) if cut else []
                a, b = a[:room], b[:max(0, room - len(a))]
                ids = [CLS] + a + [SEP] + (b + [SEP] if b else [])
                rows.append((ids, [0] * (len(a) + 2) + [1] * (len(ids) - len(a) - 2)))
        return rows

    @staticmethod
    def join(run):
        return run[0][0] + [t for _, later in run[1:] for t in later]

    def batches(self, rows, tokens, rng):
        """Rows of like length together, about `tokens` tokens per batch. Returns arrays (ids, types)."""
        order = sorted(range(len(rows)), key=lambda i: len(rows[i][0]) + rng.random())
        out, part = [], []
        for i in order:
            if part and len(rows[i][0]) * (len(part) + 1) > tokens:
                out.append(part)
                part = []
            part.append(i)
        out.append(part)
        rng.shuffle(out)
        for part in out:
            n = max(len(rows[i][0]) for i in part)
            ids, types = np.full((len(part), n), PAD), np.zeros((len(part), n), np.int64)
            for r, i in enumerate(part):
                ids[r, :len(rows[i][0])], types[r, :len(rows[i][1])] = rows[i]
            yield ids, types

    def mask(self, ids, rng, share=0.15, whole_words=True):
        """BERT masking: `share` of the words (or tokens); of these 80 % [MASK], 10 % random, 10 % kept. Returns (input, chosen)."""
        special = ids < SPECIALS
        if whole_words:
            start = self.starts_word[ids] | special
            start[:, 1:] |= special[:, :-1]
            group = np.cumsum(start, 1) + np.arange(len(ids))[:, None] * (ids.shape[1] + 1)
            draw, kind = rng.random(group.max() + 1)[group], rng.random(group.max() + 1)[group]
        else:
            draw, kind = rng.random(ids.shape), rng.random(ids.shape)
        chosen = (draw < share) & ~special
        out = ids.copy()
        out[chosen & (kind < 0.8)] = MASK
        swap = chosen & (kind >= 0.9)
        out[swap] = rng.integers(SPECIALS, self.vocab, int(swap.sum()))
        return out, chosen
