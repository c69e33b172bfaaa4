"""Train a Llama-style decoder (`decoder`), a mixture of experts (`moe`), or one without load balancing (`moe-unbalanced`).

One command: `python3 train_decoder.py decoder` (one thread; 40 minutes on one core, 26 and 16 for the others).
Writes checkpoint and log to --work.
"""
import argparse
import json
import math
import pathlib

import numpy as np
import torch
import torch.nn.functional as F

import bpe
from decoder_data import HELD, Stream
from decoder_model import Config, Decoder, save
from encoder_data import stories
from training import Optimiser, Schedule, report

HERE = pathlib.Path(__file__).resolve().parent
MOE = dict(d=128, heads=4, ff=256, experts=8)
PRESETS = {
    'decoder': dict(config={}, steps=2730, decay=0.1, repeats=0.05),
    'moe': dict(config=MOE, steps=2132, decay=0.05, repeats=0.04),
    'moe-unbalanced': dict(config={**MOE, 'aux': 0.0}, steps=1349, decay=0.05, repeats=0.04),
}


def is_hidden(name):
    """Muon takes the weight matrices of the blocks; embedding and routers stay with AdamW."""
    return 'layers.' in name and '.gate.' not in name


@torch.no_grad()
def mean_loss(model, rows):
    model.eval()
    total = sum(F.cross_entropy(model(part[:, :-1])[0].flatten(0, 1), part[:, 1:].flatten()).item() * len(part)
                for part in rows.split(16))
    model.train()
    return total / len(rows)


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument('preset', choices=PRESETS)
    ap.add_argument('--corpus', type=pathlib.Path, default=HERE / 'data' / 'stories.txt.gz')
    ap.add_argument('--tokenizer', type=pathlib.Path, default=HERE / 'data' / 'tokenizer-2048.json')
    ap.add_argument('--work', type=pathlib.Path, default=HERE / 'work')
    ap.add_argument('--steps', type=int, help='default: those of the preset')
    for name, value in dict(batch=16, length=256, lr=0.02, adam_lr=3e-3, warm=100, cool=0.4, seed=1, every=100, threads=1).items():
        ap.add_argument('--' + name, type=type(value), default=value)
    a = ap.parse_args()
    preset = PRESETS[a.preset]
    steps = a.steps or preset['steps']
    torch.manual_seed(a.seed)
    torch.set_num_threads(a.threads)
    torch.set_flush_denormal(True)
    rng = np.random.default_rng(a.seed)
    a.work.mkdir(parents=True, exist_ok=True)
    tok, texts = bpe.Tokenizer(a.tokenizer), stories(a.corpus)
    train, held = Stream(texts[HELD:], tok), Stream(texts[:HELD], tok).rows(a.length)

    model = Decoder(Config(vocab=len(tok.vocab), positions=a.length, **preset['config']))
    opt = Optimiser(model, is_hidden, a.lr, a.adam_lr, preset['decay'])
    print('parameters', sum(p.numel() for p in model.parameters()), json.dumps({'steps': steps, **preset}), flush=True)
    schedule, log, loss_sum, loss_n = Schedule(steps, a.warm, a.cool), [], 0.0, 0
    while schedule.running():
        rows = train.batch(rng, a.batch, a.length, preset['repeats'])
        loss = F.cross_entropy(model(rows[:, :-1])[0].flatten(0, 1), rows[:, 1:].flatten())
        (loss + model.router_loss()).backward()
        opt.step(schedule.factor())
        schedule.step += 1
        loss_sum, loss_n = loss_sum + loss.item(), loss_n + 1
        if schedule.step % a.every == 0:
            valid = mean_loss(model, held[:48])
            report(log, step=schedule.step, tokens=schedule.step * a.batch * a.length, train=round(loss_sum / loss_n, 4),
                   valid=round(valid, 4), lr=round(schedule.factor(), 3))
            loss_sum, loss_n = 0.0, 0
            save(model, a.work / f'{a.preset}.pt')
    valid = mean_loss(model, held)
    report(log, final=True, step=schedule.step, valid=round(valid, 4), perplexity=round(math.exp(valid), 3))
    save(model, a.work / f'{a.preset}.pt')
    (a.work / f'{a.preset}.log.json').write_text(json.dumps(log, indent=1))


if __name__ == '__main__':
    main()
