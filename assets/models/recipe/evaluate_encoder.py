"""Held-out accuracy of the encoder (350 stories) and example fill-ins."""
import argparse
import pathlib

import numpy as np
import torch
import torch.nn.functional as F

import bpe
from encoder_data import MASK, PAD, Data, stories
from encoder_model import load
from export_encoder import encode

HERE = pathlib.Path(__file__).resolve().parent
EXAMPLES = ('Once upon a time, there was a little [MASK] named Lily.', 'The cat sat on the [MASK].', 'Tim was very [MASK] because he lost his toy.',
            'She was thirsty, so she drank some [MASK].', 'They went to the [MASK] to play on the swings.',
            'The [MASK] barked at the cat.', 'He opened the [MASK] and went inside.', 'The sun was [MASK] and the sky was blue.',
            'Lily and her [MASK] went to the store to buy some apples.', 'The bird can [MASK] in the sky.')


def main():
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument('--checkpoint', type=pathlib.Path, default=HERE / 'work' / 'encoder.pt')
    ap.add_argument('--corpus', type=pathlib.Path, default=HERE / 'data' / 'stories.txt.gz')
    ap.add_argument('--tokenizer', type=pathlib.Path, default=HERE.parent / 'tiny-encoder' / 'tokenizer.json')
    a = ap.parse_args()
    torch.set_num_threads(1)
    tok, model = bpe.Tokenizer(a.tokenizer), load(a.checkpoint)
    data = Data(stories(a.corpus)[:350], tok)
    rng = np.random.default_rng(77)
    rows = data.pack(rng)
    for name, whole in (('whole words 15 %, 80/10/10', True), ('single tokens 15 %, 80/10/10', False)):
        loss = n = 0
        hits = np.zeros(2, int)
        masked = np.zeros(3, int)
        for ids, types in data.batches(rows, 4096, rng):
            shown, chosen = data.mask(ids, rng, 0.15, whole)
            keep, mask = torch.from_numpy(chosen), torch.from_numpy((ids != PAD).astype(np.int64))
            with torch.no_grad():
                logits = model.cls(model.bert(torch.from_numpy(shown), mask, torch.from_numpy(types))[keep])
            target = torch.from_numpy(ids)[keep]
            loss, n = loss + F.cross_entropy(logits, target).item() * len(target), n + len(target)
            top = logits.topk(5, -1).indices == target[:, None]
            hits += [int(top[:, 0].sum()), int(top.any(-1).sum())]
            only = torch.from_numpy(shown)[keep] == MASK
            masked += [int(only.sum()), int(top[only, 0].sum()), int(top[only].any(-1).sum())]
        print(f'{name}: {n} positions, loss {loss / n:.3f}, top-1 {hits[0] / n:.3f}, top-5 {hits[1] / n:.3f};'
              f' only [MASK] positions: {masked[0]}, top-1 {masked[1] / masked[0]:.3f}, top-5 {masked[2] / masked[0]:.3f}')
    for text in EXAMPLES:
        ids, types = encode(tok, text)
        x = torch.tensor([ids])
        with torch.no_grad():
            p = torch.softmax(model(x, torch.ones_like(x), torch.tensor([types]))[0, ids.index(MASK)], -1)
        best = ', '.join(f'{tok.show(int(i)).strip("_")} {float(q):.2f}' for q, i in zip(*p.topk(5)))
        print(f'{text}  ->  {best}')
    heads(model, tok)


def heads(model, tok):
    """For every head: mean attention to the previous, same and next token, to [CLS] and [SEP] (one long sentence)."""
    text = 'Once upon a time, there was a little girl named Lily. She had a small dog and she loved to play with it in the park.'
    ids, types = encode(tok, text)
    for layer in model.bert.encoder.layer:
        layer.attention.self.record = {}
    x = torch.tensor([ids])
    with torch.no_grad():
        model(x, torch.ones_like(x), torch.tensor([types]))
    n = len(ids)
    for i, layer in enumerate(model.bert.encoder.layer):
        for h in range(model.config.heads):
            p = layer.attention.self.record['probs'][0, h][1:-1]
            inner = torch.arange(1, n - 1)
            pick = {'previous': p[inner - 1, inner - 1].mean(), 'same': p[inner - 1, inner].mean(), 'next': p[inner - 1, inner + 1].mean(),
                    '[CLS]': p[:, 0].mean(), '[SEP]': p[:, -1].mean()}
            entropy = -(p * p.clamp_min(1e-9).log()).sum(-1).mean()
            print(f'layer {i} head {h}: ' + '  '.join(f'{k} {float(v):.2f}' for k, v in pick.items()) + f'  entropy {float(entropy):.2f}')


if __name__ == '__main__':
    main()
