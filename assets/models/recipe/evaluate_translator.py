"""Held-out BLEU / chrF / exact match, sample translations, and which cross-attention head aligns best with IBM model 1."""
import argparse
import json
import pathlib

import numpy as np
import torch

import bpe
from score import bleu, chrf
from training import read_text
from translator_model import EOS, PAD, load, translate

HERE = pathlib.Path(__file__).resolve().parent
SAMPLES = ('I love llamas', 'I love llamas.', 'The llama eats grass.', 'My sister loves llamas.', 'I love you.', 'The cat is black.',
           'Where is my book?', 'She has two brothers.', 'We drink coffee every morning.', "I don't know his name.", 'Tom works in a big city.',
           'The children are playing in the garden.', 'He bought a new car yesterday.', 'Do you speak English?', 'It is very cold today.',
           'I can swim.', 'The dog is sleeping under the table.', 'I like red wine.')


def ibm1(pairs, rounds=8):
    """Translation probabilities t(target | source) of IBM model 1 as (keys, values, vocabulary size)."""
    size = 1 + max(max(max(s), max(t)) for s, t in pairs)
    key, slot, n = [], [], 0
    for s, t in pairs:
        s, t = np.array(s), np.array(t)
        key.append((s[:, None] * size + t[None, :]).ravel())
        slot.append((np.zeros(len(s), int)[:, None] + np.arange(n, n + len(t))[None, :]).ravel())
        n += len(t)
    key, slot = np.concatenate(key), np.concatenate(slot)
    keys, inverse = np.unique(key, return_inverse=True)
    t = np.full(len(keys), 1.0)
    for _ in range(rounds):
        p = t[inverse]
        counts = np.bincount(inverse, p / np.bincount(slot, p)[slot])
        t = counts / np.bincount(keys // size, counts)[keys // size]
    return keys, t, size


def main():
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument('--checkpoint', type=pathlib.Path, default=HERE / 'work' / 'translator.pt')
    ap.add_argument('--data', type=pathlib.Path, default=HERE / 'data')
    ap.add_argument('--tokenizer', type=pathlib.Path, default=HERE.parent / 'tiny-translator' / 'tokenizer.json')
    ap.add_argument('--result', type=pathlib.Path, default=HERE / 'work' / 'translations.json')
    ap.add_argument('--quick', action='store_true', help='100 test sentences only')
    a = ap.parse_args()
    torch.set_num_threads(1)
    tok, model = bpe.Tokenizer(a.tokenizer), load(a.checkpoint)
    groups = {}
    rows = [tuple(l.split('\t')) for l in read_text(a.data / 'eng-nld.test.tsv.gz').split('\n') if l]
    for e, d in rows:
        groups.setdefault(e, []).append(d)
    items = list(groups.items())[:100 if a.quick else None]
    source = [tok.encode(e) + [EOS] for e, _ in items]
    refs = [r for _, r in items]
    kept = []
    for beams in (1, 4):
        out = [tok.decode(t) for t in translate(model, source, beams=beams)]
        exact = sum(o in r for o, r in zip(out, refs)) / len(out)
        kept.append(out)
        print(f'beam {beams}: {len(out)} sentences, BLEU {bleu(out, refs):.1f} (first reference only {bleu(out, [r[:1] for r in refs]):.1f}),'
              f' chrF2 {chrf(out, refs):.1f}, exact match {exact:.3f}')
    a.result.parent.mkdir(parents=True, exist_ok=True)
    a.result.write_text(json.dumps([dict(source=e, references=r, greedy=g, beam4=b) for (e, r), g, b in zip(items, *kept)],
                                   ensure_ascii=False, indent=1), encoding='utf8')
    for text in SAMPLES:
        ids = [tok.encode(text) + [EOS]]
        print(f'{text}  ->  {tok.decode(translate(model, ids, beams=1)[0])}  (beam 4: {tok.decode(translate(model, ids, beams=4)[0])})')
    for (e, r), g in list(zip(items, kept[0]))[:15]:
        print(f'test: {e}  ->  {g}  [{" | ".join(r)}]')
    align(model, tok, a.data, rows[:200])


def attention(model, src, tgt):
    """Cross-attention of every layer, [layers][heads, target, source]; row i belongs to the i-th produced token."""
    layers = model.model.decoder.layers
    for l in layers:
        l.encoder_attn.record = {}
    x, y = torch.tensor([src]), torch.tensor([[PAD] + tgt])
    with torch.no_grad():
        model(x, torch.ones_like(x), y)
    return [l.encoder_attn.record['probs'][0] for l in layers]


def align(model, tok, data, rows):
    train = [l.split('\t') for l in read_text(data / 'eng-nld.train.tsv.gz').split('\n') if l]
    train = [(tok.encode(e), tok.encode(d)) for e, d in train]
    keys, t, size = ibm1(train)
    back_keys, back, _ = ibm1([(d, e) for e, d in train])

    def look(k, v, pair):
        i = np.searchsorted(k, pair)
        return v[i] if i < len(k) and k[i] == pair else 0.0
    hit, mass, n = {}, {}, 0
    for e, d in rows:
        s, g = tok.encode(e), tok.encode(d)
        p = np.array([[look(keys, t, a * size + b) for a in s] for b in g])
        q = np.array([[look(back_keys, back, b * size + a) for a in s] for b in g])
        links = [(i, int(p[i].argmax())) for i in range(len(g)) if p[i].max() > 0.1 and q[:, p[i].argmax()].argmax() == i]
        maps = [torch.cat((m, m.mean(0, keepdim=True))) for m in attention(model, s + [EOS], g)]
        for i, j in links:
            n += 1
            for l, m in enumerate(maps):
                for h in range(m.shape[0]):
                    hit[l, h] = hit.get((l, h), 0) + int(m[h, i].argmax() == j)
                    mass[l, h] = mass.get((l, h), 0.0) + float(m[h, i, j])
    print(f'{n} sure links (IBM model 1, both directions) in {len(rows)} test pairs; share of links hit by the largest weight / mean weight on the link:')
    for l in range(model.config.decoder_layers):
        print(f'  decoder layer {l}: ' + '  '.join(f'head {h}: {hit[l, h] / n:.2f}/{mass[l, h] / n:.2f}' for h in range(model.config.heads))
              + f'  mean of heads: {hit[l, model.config.heads] / n:.2f}/{mass[l, model.config.heads] / n:.2f}')
    best = max((k for k in hit if k[1] < model.config.heads), key=lambda k: (hit[k], mass[k]))
    for text in ('I love llamas', 'The children are playing in the garden.', 'He bought a new car yesterday.'):
        src = tok.encode(text) + [EOS]
        tgt = translate(model, [src], beams=1)[0]
        layer = attention(model, src, tgt + [EOS])[best[0]]
        draw(f'{text}: layer {best[0]} head {best[1]}', layer[best[1]], src, tgt + [EOS], tok)
        draw(f'{text}: layer {best[0]} mean of heads', layer.mean(0), src, tgt + [EOS], tok)


def draw(title, p, src, tgt, tok):
    """Numbers and shades; row = token being produced, column = source token."""
    print(title)
    names = [tok.show(i) for i in src]
    wide = max(6, max(map(len, names)) + 1)
    print(' ' * 14 + ''.join(n.rjust(wide) for n in names))
    for i, t in enumerate(tgt):
        row = p[i].tolist()
        print(tok.show(t).rjust(13) + ' ' + ''.join(f'{v:.2f}'.rjust(wide) for v in row) + '   ' + ''.join(' .:-=+*#%@'[min(9, int(v * 10))] * 2 for v in row))


if __name__ == '__main__':
    main()
