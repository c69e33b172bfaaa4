"""Merge and clean the English-Dutch Tatoeba pairs, split them, write data/eng-nld.{train,valid,test}.tsv.

Sources (all Tatoeba, CC BY 2.0 FR), each a pair of columns or of parallel files under --raw:
  eng-nld.txt                       devcem/NMT-seq2seq-with-pytorch data/eng-nld.txt (manythings.org/anki)
  laser.{eng,nld}                   facebookresearch/LASER data/tatoeba/v1/tatoeba.nld-eng.*
  opus-<date>.{eng,nld}             Helsinki-NLP/OPUS-MT-testsets testsets/eng-nld/tatoeba-test-v<date>.*
The split is by English sentence (case and punctuation ignored), so no test sentence is seen in training.
"""
import argparse
import collections
import pathlib
import random
import re
import unicodedata

from llama_pairs import pairs as llama_pairs

HERE = pathlib.Path(__file__).resolve().parent
SAME = str.maketrans({'\u2018': "'", '\u2019': "'", '\u201c': '"', '\u201d': '"', '\u201e': '"', '\u00ab': '"', '\u00bb': '"', '\u2011': '-',
                      '\u2013': '-', '\u2014': '-', '\u00a0': ' ', '\u202f': ' '})
ALLOWED = re.compile(r"^[A-Za-z0-9 .,!?;:'\"%\u20ac$()\-\u00e0-\u00f6\u00f8-\u00fc\u00c9\u00cb]+$")


def clean(s):
    s = unicodedata.normalize('NFC', s).translate(SAME).replace('\u2026', '...').replace("''", '"').replace('`', "'")
    s = re.sub(r'\s+', ' ', s).strip()
    return re.sub(r'\s+([?!.,])', r'\1', s)


def key(s):
    return re.sub(r'[^a-z0-9]+', ' ', s.lower()).strip()


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument('--raw', type=pathlib.Path, default=HERE / 'raw')
    ap.add_argument('--out', type=pathlib.Path, default=HERE / 'data')
    ap.add_argument('--words', type=int, default=16, help='longest sentence kept, in words')
    ap.add_argument('--held', type=int, default=600, help='English sentences held out for each of valid and test')
    a = ap.parse_args()
    lines = []
    for l in (a.raw / 'eng-nld.txt').read_text(encoding='utf8').split('\n'):
        if l:
            lines.append(tuple(l.split('\t')[:2]) + ('anki',))
    for name in ('laser', 'opus-2020-07-28', 'opus-2021-03-30', 'opus-2021-08-07'):
        en = (a.raw / f'{name}.eng').read_text(encoding='utf8').split('\n')
        nl = (a.raw / f'{name}.nld').read_text(encoding='utf8').split('\n')
        assert len(en) == len(nl), name
        lines += [(e, d, name) for e, d in zip(en, nl) if e and d]
    seen, kept, drop, per = set(), [], collections.Counter(), collections.Counter()
    for e, d, source in lines:
        e, d = clean(e), clean(d)
        n, m = len(e.split()), len(d.split())
        if (e, d) in seen:
            drop['duplicate'] += 1
        elif not ALLOWED.match(e) or not ALLOWED.match(d):
            drop['characters'] += 1
        elif n > a.words or m > a.words + 2:
            drop['long'] += 1
        elif max(n, m) > 2 * min(n, m) + 3:
            drop['length ratio'] += 1
        elif e[-1] not in '.!?"' or (e[-1] == '?') != (d[-1] == '?'):
            drop['punctuation'] += 1
        else:
            seen.add((e, d))
            kept.append((e, d))
            per[source] += 1
    groups = collections.defaultdict(list)
    for e, d in kept:
        groups[key(e)].append((e, d))
    keys = sorted(groups)
    random.Random(2024).shuffle(keys)
    pick = [k for k in keys if 3 <= len(k.split()) <= 12]
    test, valid = pick[:a.held], pick[a.held:2 * a.held]
    held = set(test) | set(valid)
    train = [p for k in keys if k not in held for p in groups[k]]
    random.Random(2025).shuffle(train)
    extra = llama_pairs()
    a.out.mkdir(parents=True, exist_ok=True)
    for name, rows in (('train', train), ('valid', [p for k in valid for p in groups[k]]),
                       ('test', [p for k in test for p in groups[k]]), ('llama', extra)):
        path = a.out / f'eng-nld.{name}.tsv'
        path.write_text(''.join(f'{e}\t{d}\n' for e, d in rows), encoding='utf8')
        print(name, len(rows), 'pairs', path.stat().st_size, 'bytes')
    print('read', len(lines), 'kept', len(kept), dict(per), 'dropped', dict(drop), 'English sentences', len(groups))


if __name__ == '__main__':
    main()
