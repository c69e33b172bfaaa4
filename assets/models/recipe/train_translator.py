"""Train the English-Dutch encoder-decoder: shared byte-level BPE, Marian-style model, label smoothing, Muon + AdamW.

One command: `python3 train_translator.py` (one thread; half an hour on one core).
Writes the tokenizer to --model and the checkpoint and log to --work.
"""
import argparse
import json
import pathlib
import random

import torch
import torch.nn.functional as F

import bpe
from training import Optimiser, Schedule, read_text, report
from score import bleu
from translator_model import EOS, PAD, UNK, Config, Translator, pad, save, translate

HERE = pathlib.Path(__file__).resolve().parent
SPECIALS = ['</s>', '<unk>', '<pad>']


def pairs(path):
    return [tuple(l.split('\t')) for l in read_text(path).split('\n') if l]


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument('--data', type=pathlib.Path, default=HERE / 'data')
    ap.add_argument('--model', type=pathlib.Path, default=HERE.parent / 'tiny-translator')
    ap.add_argument('--work', type=pathlib.Path, default=HERE / 'work')
    ap.add_argument('--init', type=pathlib.Path, help='continue from the weights of this checkpoint')
    for name, value in dict(steps=1500, tokens=2400, lr=0.015, adam_lr=2e-3, decay=0.02, warm=200, cool=0.5,
                            smoothing=0.1, llama=3, unstop=0.1, seed=1, every=100, threads=1).items():
        ap.add_argument('--' + name, type=type(value), default=value)
    for name, value in vars(Config()).items():
        ap.add_argument('--' + name, type=type(value), default=value)
    a = ap.parse_args()
    torch.manual_seed(a.seed)
    torch.set_num_threads(a.threads)
    torch.set_flush_denormal(True)
    rng = random.Random(a.seed)
    a.work.mkdir(parents=True, exist_ok=True)
    a.model.mkdir(parents=True, exist_ok=True)

    train, extra = pairs(a.data / 'eng-nld.train.tsv.gz'), pairs(a.data / 'eng-nld.llama.tsv.gz')
    texts = [' ' + s for p in train + extra * 10 for s in p]
    vocab, merges = bpe.train(texts, a.vocab, SPECIALS)
    post = bpe.template('$A </s>', '$A </s> $B </s>', vocab)
    (a.model / 'tokenizer.json').write_text(
        json.dumps(bpe.to_json(vocab, merges, SPECIALS, prefix_space=True, post_processor=post), ensure_ascii=False), encoding='utf8')
    tok = bpe.Tokenizer(a.model / 'tokenizer.json')

    def encode(rows):
        return [(tok.encode(e) + [EOS], tok.encode(d) + [EOS]) for e, d in rows]
    stop = tok.encode('x.')[-1]
    data, llama = encode(train), encode(extra)
    data = [p for p in data if max(map(len, p)) < a.positions - 1]
    groups = {}
    for e, d in pairs(a.data / 'eng-nld.valid.tsv.gz'):
        groups.setdefault(e, []).append(d)
    valid = [(tok.encode(e) + [EOS], refs) for e, refs in groups.items()]
    valid_rows = encode(pairs(a.data / 'eng-nld.valid.tsv.gz'))
    print(len(data), 'pairs', sum(len(s) + len(t) for s, t in data), 'tokens', flush=True)

    def batches():
        """One pass over the data in batches of about `tokens` target tokens and little padding."""
        rows = data + llama * a.llama
        rows = [(s[:-2] + [EOS], t[:-2] + [EOS]) if rng.random() < a.unstop and s[-2] == stop and t[-2] == stop and len(s) > 3 else (s, t)
                for s, t in rows]
        rows.sort(key=lambda p: (len(p[1]) + len(p[0]) + rng.random() * 2))
        out, part, widest = [], [], 0
        for p in rows:
            widest = max(widest, len(p[0]), len(p[1]))
            if part and widest * (len(part) + 1) > a.tokens:
                out.append(part)
                part, widest = [], max(map(len, p))
            part.append(p)
        out.append(part)
        rng.shuffle(out)
        return out

    c = Config(**{k: getattr(a, k) for k in vars(Config())})
    model = Translator(c)
    if a.init:
        model.load_state_dict(torch.load(a.init)['weights'])
        model.tie()
    model.train()
    opt = Optimiser(model, lambda n: 'proj' in n or '.fc' in n, a.lr, a.adam_lr, a.decay)
    print('parameters', sum(p.numel() for p in model.parameters()), json.dumps({k: str(v) for k, v in vars(a).items()}), flush=True)

    def loss_of(part, smoothing):
        x, y = pad([s for s, _ in part]), pad([[PAD] + t for _, t in part])
        target = y[:, 1:]
        keep = target != PAD
        h = model.model.decoder(y[:, :-1], model.model.encoder(x, (x != PAD).long()), (x != PAD).long())
        return F.cross_entropy(model.logits(h[keep]), target[keep], label_smoothing=smoothing), int(keep.sum())

    def evaluate():
        model.eval()
        with torch.no_grad():
            parts = [loss_of(valid_rows[i:i + 64], 0.0) for i in range(0, len(valid_rows), 64)]
        out = [tok.decode(t) for t in translate(model, [s for s, _ in valid[:300]], beams=1)]
        ll = tok.decode(translate(model, [tok.encode('I love llamas') + [EOS]], beams=1)[0])
        model.train()
        refs = [r for _, r in valid[:300]]
        return dict(valid=round(sum(l.item() * n for l, n in parts) / sum(n for _, n in parts), 4), bleu=round(bleu(out, refs), 2),
                    exact=round(sum(o in r for o, r in zip(out, refs)) / len(out), 4), llama=ll)

    schedule, log, queue, loss_sum, loss_n, due, epoch, tokens = Schedule(a.steps, a.warm, a.cool), [], [], 0.0, 0, a.every, 0, 0
    while schedule.running():
        if not queue:
            queue, epoch = batches(), epoch + 1
        loss, n = loss_of(queue.pop(), a.smoothing)
        loss.backward()
        opt.step(schedule.factor())
        schedule.step += 1
        loss_sum, loss_n, tokens = loss_sum + loss.item(), loss_n + 1, tokens + n
        if schedule.step >= due:
            report(log, step=schedule.step, epoch=epoch, target_tokens=tokens,
                   train=round(loss_sum / loss_n, 4), lr=round(schedule.factor(), 3), **evaluate())
            loss_sum, loss_n, due = 0.0, 0, schedule.step + a.every
            save(model, a.work / 'translator.pt')
    report(log, final=True, step=schedule.step, epoch=epoch, target_tokens=tokens, **evaluate())
    save(model, a.work / 'translator.pt')
    (a.work / 'translator.log.json').write_text(json.dumps(log, indent=1))


if __name__ == '__main__':
    main()
