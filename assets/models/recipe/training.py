"""Shared training parts: Muon + AdamW, cheap dropout, a learning-rate schedule by steps, text files."""
import gzip
import json

import torch
import torch.nn as nn


class Dropout(nn.Module):
    """Dropout that reads its mask from a pre-drawn pool at a random offset (drawing fresh masks is slow on CPU)."""
    pools = {}

    def __init__(self, p):
        super().__init__()
        self.p = p
        if p and p not in Dropout.pools:
            Dropout.pools[p] = (torch.rand(1 << 23) >= p).float() / (1 - p)

    def forward(self, x):
        if not self.training or not self.p:
            return x
        pool, n = Dropout.pools[self.p], x.numel()
        start = int(torch.randint(0, pool.numel() - n, (1,)))
        return x * pool[start:start + n].view(x.shape)


def orthogonalise(g):
    """Newton-Schulz iteration of Muon (Jordan et al., 2024), batched over the first dimension."""
    x = g / (g.norm(dim=(-2, -1), keepdim=True) + 1e-7)
    tall = x.shape[-2] > x.shape[-1]
    if tall:
        x = x.transpose(-1, -2)
    for _ in range(5):
        a = x @ x.transpose(-1, -2)
        x = 3.4445 * x + (-4.7750 * a + 2.0315 * a @ a) @ x
    return x.transpose(-1, -2) if tall else x


class Optimiser:
    """Muon for the hidden weight matrices, AdamW for embeddings, biases and norms."""

    def __init__(self, model, is_hidden, lr, adam_lr, decay):
        named = list(model.named_parameters())
        hidden = [p for n, p in named if p.dim() == 2 and is_hidden(n)]
        chosen = {id(p) for p in hidden}
        rest = [p for _, p in named if id(p) not in chosen]
        self.model, self.lr, self.adam_lr, self.decay = model, lr, adam_lr, decay
        self.adam = torch.optim.AdamW([{'params': [p for p in rest if p.dim() == 2], 'weight_decay': decay},
                                       {'params': [p for p in rest if p.dim() != 2], 'weight_decay': 0.0}],
                                      lr=adam_lr, betas=(0.9, 0.98))
        self.groups = {}
        for p in hidden:
            self.groups.setdefault(tuple(p.shape), []).append(p)
        self.momentum = {s: torch.zeros(len(ps), *s) for s, ps in self.groups.items()}

    def step(self, factor):
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        for group in self.adam.param_groups:
            group['lr'] = self.adam_lr * factor
        self.adam.step()
        lr = self.lr * factor
        with torch.no_grad():
            for shape, params in self.groups.items():
                g, m = torch.stack([p.grad for p in params]), self.momentum[shape]
                m.mul_(0.95).add_(g, alpha=0.05)
                update = orthogonalise(g * 0.05 + m * 0.95)
                scale = max(1, shape[0] / shape[1]) ** 0.5
                for p, u in zip(params, update):
                    p.mul_(1 - lr * self.decay).add_(u, alpha=-lr * scale)
        for p in self.model.parameters():
            p.grad = None


class Schedule:
    """Learning-rate factor by steps: linear warm-up, constant, linear decay to 0 over the last `cool` of the run."""

    def __init__(self, steps, warm, cool):
        self.steps, self.warm, self.cool, self.step = steps, warm, cool, 0

    def running(self):
        return self.step < self.steps

    def factor(self):
        left = 1 - self.step / self.steps
        return min(1, (self.step + 1) / self.warm) * min(1, max(0.0, left / self.cool))


def read_text(path):
    """A text file, compressed or not."""
    opener = gzip.open if path.suffix == '.gz' else open
    with opener(path, 'rt', encoding='utf8') as f:
        return f.read()


def report(log, **row):
    log.append(row)
    print(json.dumps(row), flush=True)
