"""Figures of the model cards: held-out loss, next tokens, what heads do, in-context copying, load of the experts."""
import argparse
import math
import pathlib

import numpy as np
import torch
import torch.nn.functional as F

import bpe
from decoder_data import HELD, Stream
from decoder_onnx import from_folder
from encoder_data import stories
from train_decoder import mean_loss

HERE = pathlib.Path(__file__).resolve().parent
PROMPTS = ('Once upon a time, there was a little girl named Lily. She loved to', 'Once upon a time', 'Tim was sad because he lost his',
           'One day, Lily and Tom went to the park. Lily said to', 'The sun is hot and the ice is')


@torch.no_grad()
def patterns(model, rows):
    """Attention [layer, batch, head, query, key] and logits."""
    layers = model.model.layers
    for layer in layers:
        layer.self_attn.record = {}
    logits = model(rows)[0]
    out = torch.stack([layer.self_attn.record['patterns'] for layer in layers])
    for layer in layers:
        layer.self_attn.record = None
    return out, logits


def next_tokens(model, tok):
    for text in PROMPTS:
        with torch.no_grad():
            p = torch.softmax(model(torch.tensor([[0] + tok.encode(text)]))[0][0, -1], -1)
        best = ', '.join(f'{tok.show(int(i))} {float(q):.2f}' for q, i in zip(*p.topk(5)))
        print(f'{text[-50:]!r}  ->  {best}')


def heads(model, stream):
    """Mean weight on the previous token, the first token and itself over held-out stories; induction on repeated random tokens."""
    rows = torch.from_numpy(np.stack([stream.ids[s:s + 128] for s in stream.starts[:64]]))
    p, _ = patterns(model, rows)
    previous = p.diagonal(offset=-1, dim1=-2, dim2=-1)[..., 4:].mean((1, 3))
    first, same = p[..., 4:, 0].mean((1, 3)), p.diagonal(dim1=-2, dim2=-1)[..., 4:].mean((1, 3))
    torch.manual_seed(0)
    n = 40
    run = torch.randint(300, model.config.vocab, (32, n))
    twice = torch.cat((torch.zeros(32, 1, dtype=torch.long), run, run), 1)
    p, logits = patterns(model, twice)
    induction = p.diagonal(offset=-(n - 1), dim1=-2, dim2=-1)[..., 1:].mean((1, 3))
    right = (logits[:, n + 1:-1].argmax(-1) == twice[:, n + 2:]).float().mean()
    print(f'random tokens repeated once: second copy predicted with {right:.3f}')
    for layer in range(p.shape[0]):
        for head in range(p.shape[2]):
            print(f'head {layer}.{head}: previous {previous[layer, head]:.2f}  first {first[layer, head]:.2f}  '
                  f'itself {same[layer, head]:.2f}  induction {induction[layer, head]:.2f}')


@torch.no_grad()
def experts(model, stream):
    """Share of the tokens of held-out stories that each expert gets, and how sure the router is."""
    rows = torch.from_numpy(np.stack([stream.ids[s:s + 128] for s in stream.starts[:64]]))
    routers = [layer.block_sparse_moe for layer in model.model.layers]
    for router in routers:
        router.record = {}
    model(rows)
    for i, router in enumerate(routers):
        chosen, p = router.record['chosen'], router.record['router_probs']
        load = torch.bincount(chosen.flatten(), minlength=model.config.experts) / chosen.numel()
        entropy = -(p * p.log()).sum(-1).mean()
        print(f'layer {i}: load {[round(float(v), 3) for v in load]}, router entropy {float(entropy):.2f} of {math.log(len(load)):.2f}')


def main():
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument('model', type=pathlib.Path, help='a finished model folder')
    ap.add_argument('--corpus', type=pathlib.Path, default=HERE / 'data' / 'stories.txt.gz')
    ap.add_argument('--tokenizer', type=pathlib.Path, default=HERE / 'data' / 'tokenizer-2048.json')
    a = ap.parse_args()
    torch.set_num_threads(1)
    model, tok = from_folder(a.model), bpe.Tokenizer(a.tokenizer)
    held = Stream(stories(a.corpus)[:HELD], tok)
    loss = mean_loss(model, held.rows(model.config.positions))
    model.eval()
    print(f'held-out loss {loss:.4f}, perplexity {math.exp(loss):.2f}')
    next_tokens(model, tok)
    heads(model, held)
    if model.config.experts:
        experts(model, held)


if __name__ == '__main__':
    main()
