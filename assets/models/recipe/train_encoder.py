"""Train the BERT-style encoder by masked language modelling on TinyStories (whole-word masking 15 %, 80/10/10), Muon + AdamW.

One command: `python3 train_encoder.py` (one thread; half an hour on one core).
The first 350 stories of the corpus are held out.
"""
import argparse
import json
import pathlib

import numpy as np
import torch
import torch.nn.functional as F

import bpe
from training import Optimiser, Schedule, report
from encoder_data import PAD, Data, stories
from encoder_model import Config, MaskedLM, save

HERE = pathlib.Path(__file__).resolve().parent
HELD = 350


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument('--corpus', type=pathlib.Path, default=HERE / 'data' / 'stories.txt.gz')
    ap.add_argument('--tokenizer', type=pathlib.Path, default=HERE.parent / 'tiny-encoder' / 'tokenizer.json')
    ap.add_argument('--work', type=pathlib.Path, default=HERE / 'work')
    for name, value in dict(steps=2005, tokens=4096, lr=0.01, adam_lr=2e-3, decay=0.02, warm=150, cool=0.5, share=0.15,
                            seed=3, every=100, threads=1).items():
        ap.add_argument('--' + name, type=type(value), default=value)
    for name, value in vars(Config()).items():
        ap.add_argument('--' + name, type=type(value), default=value)
    a = ap.parse_args()
    torch.manual_seed(a.seed)
    torch.set_num_threads(a.threads)
    torch.set_flush_denormal(True)
    rng = np.random.default_rng(a.seed)
    a.work.mkdir(parents=True, exist_ok=True)
    tok = bpe.Tokenizer(a.tokenizer)
    texts = stories(a.corpus)
    train, held = Data(texts[HELD:], tok), Data(texts[:HELD], tok)
    fixed = np.random.default_rng(9)
    check = [(ids, types) + held.mask(ids, fixed) for ids, types in held.batches(held.pack(fixed)[:600], a.tokens, fixed)]

    c = Config(**{k: getattr(a, k) for k in vars(Config())})
    model = MaskedLM(c)
    opt = Optimiser(model, lambda n: 'encoder.layer' in n or 'transform.dense' in n, a.lr, a.adam_lr, a.decay)
    print('parameters', sum(p.numel() for p in model.parameters()), json.dumps({k: str(v) for k, v in vars(a).items()}), flush=True)

    def predict(ids, types, shown, chosen):
        """Loss on the chosen positions only (the head runs on these rows only)."""
        mask = torch.from_numpy((ids != PAD).astype(np.int64))
        keep = torch.from_numpy(chosen)
        logits = model.cls(model.bert(torch.from_numpy(shown), mask, torch.from_numpy(types))[keep])
        target = torch.from_numpy(ids)[keep]
        return F.cross_entropy(logits, target), logits, target

    def evaluate():
        model.eval()
        loss = first = five = n = 0
        with torch.no_grad():
            for row in check:
                l, logits, target = predict(*row)
                top = logits.topk(5, -1).indices == target[:, None]
                loss, n = loss + l.item() * len(target), n + len(target)
                first, five = first + int(top[:, 0].sum()), five + int(top.any(-1).sum())
        model.train()
        return dict(valid=round(loss / n, 4), top1=round(first / n, 4), top5=round(five / n, 4))

    schedule, log, queue, loss_sum, loss_n, due, epoch, tokens = Schedule(a.steps, a.warm, a.cool), [], iter(()), 0.0, 0, a.every, 0, 0
    while schedule.running():
        batch = next(queue, None)
        if batch is None:
            queue, epoch = train.batches(train.pack(rng), a.tokens, rng), epoch + 1
            batch = next(queue)
        ids, types = batch
        shown, chosen = train.mask(ids, rng, a.share)
        if not chosen.any():
            continue
        loss, _, _ = predict(ids, types, shown, chosen)
        loss.backward()
        opt.step(schedule.factor())
        schedule.step += 1
        loss_sum, loss_n, tokens = loss_sum + loss.item(), loss_n + 1, tokens + int((ids != PAD).sum())
        if schedule.step >= due:
            report(log, step=schedule.step, epoch=epoch, tokens=tokens,
                   train=round(loss_sum / loss_n, 4), lr=round(schedule.factor(), 3), **evaluate())
            loss_sum, loss_n, due = 0.0, 0, schedule.step + a.every
            save(model, a.work / 'encoder.pt')
    report(log, final=True, step=schedule.step, epoch=epoch, tokens=tokens, **evaluate())
    save(model, a.work / 'encoder.pt')
    (a.work / 'encoder.log.json').write_text(json.dumps(log, indent=1))


if __name__ == '__main__':
    main()
