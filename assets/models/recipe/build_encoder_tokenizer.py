"""Make the encoder's tokenizer.json from the decoder's: same 2048 tokens, plus '[CLS] A [SEP] B [SEP]' and a [MASK] that swallows the space before it."""
import argparse
import json
import pathlib

import bpe

HERE = pathlib.Path(__file__).resolve().parent


def main():
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument('--base', type=pathlib.Path, default=HERE / 'data' / 'tokenizer-2048.json')
    ap.add_argument('--out', type=pathlib.Path, default=HERE.parent / 'tiny-encoder' / 'tokenizer.json')
    a = ap.parse_args()
    base = json.loads(a.base.read_text(encoding='utf8'))
    vocab, merges = base['model']['vocab'], base['model']['merges']
    specials = [t['content'] for t in base['added_tokens']]
    post = bpe.template('[CLS] $A [SEP]', '[CLS] $A [SEP] $B:1 [SEP]:1', vocab)
    data = bpe.to_json(vocab, merges, specials, post_processor=post, mask='[MASK]')
    a.out.parent.mkdir(parents=True, exist_ok=True)
    a.out.write_text(json.dumps(data, ensure_ascii=False), encoding='utf8')


if __name__ == '__main__':
    main()
