"""Checkpoint -> a model folder: onnx/model.onnx, configs, tokenizer, and reference activations of one prompt.

`--check FOLDER` instead reads the weights of a finished folder and compares fresh activations with its reference.safetensors.
"""
import argparse
import json
import pathlib
import struct
import warnings

import numpy as np
import torch

import bpe
import decoder_onnx
import onnx_tools
from decoder_model import load

HERE = pathlib.Path(__file__).resolve().parent
PROMPT = 'Once upon a time, there was a little girl named Lily. She loved to'


@torch.no_grad()
def activations(model, ids):
    """One forward pass with TransformerLens names; axes [position, head, d_head], [head, query, key], [position, ...]."""
    out, body = {}, model.model
    t = len(ids)
    x = body.embed_tokens(torch.tensor([ids]))
    cos, sin, mask = body.cos[:t], body.sin[:t], body.causal[:t, :t]
    out['hook_embed'] = x[0]
    for i, layer in enumerate(body.layers):
        name, attention, ff = f'blocks.{i}.', layer.self_attn, layer.feed_forward
        attention.record, ff.record = {}, {}
        out[name + 'hook_resid_pre'] = x[0]
        h = layer.input_layernorm(x)
        out[name + 'ln1.hook_normalized'] = h[0]
        a, _ = attention(h, cos, sin, mask)
        out.update({f'{name}attn.hook_{k}': attention.record[k]
                    for k in ('q', 'k', 'v', 'rot_q', 'rot_k', 'attn_scores', 'pattern', 'z')})
        x = x + a
        out[name + 'hook_attn_out'], out[name + 'hook_resid_mid'] = a[0], x[0]
        h = layer.post_attention_layernorm(x)
        out[name + 'ln2.hook_normalized'] = h[0]
        f = ff(h)
        out.update({f'{name}mlp.hook_{k}': v for k, v in ff.record.items() if k != 'chosen'})
        x = x + f
        out[name + 'hook_mlp_out'], out[name + 'hook_resid_post'] = f[0], x[0]
        attention.record = ff.record = None
    h = body.norm(x)
    out['ln_final.hook_normalized'], out['unembed.hook_out'] = h[0], model.lm_head(h)[0]
    return {k: v.contiguous().numpy() for k, v in out.items()}


def check(folder):
    """Largest relative difference between the reference of a folder and this implementation on the folder's weights."""
    raw = (folder / 'reference.safetensors').read_bytes()
    size, = struct.unpack('<Q', raw[:8])
    header = json.loads(raw[8:8 + size])
    found = activations(decoder_onnx.from_folder(folder), json.loads(header.pop('__metadata__')['ids']))
    worst = 0.0
    for name, entry in header.items():
        a, b = entry['data_offsets']
        value = np.frombuffer(raw[8 + size + a:8 + size + b], '<f4').reshape(entry['shape'])
        worst = max(worst, float(np.abs(value - found[name]).max() / np.abs(value).max()))
    print(f'{folder.name}: {len(header)} tensors, largest relative difference {worst:.1e}')
    return worst


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument('--checkpoint', type=pathlib.Path)
    ap.add_argument('--model', type=pathlib.Path, help='folder to write')
    ap.add_argument('--tokenizer', type=pathlib.Path, default=HERE / 'data' / 'tokenizer-2048.json')
    ap.add_argument('--check', type=pathlib.Path, metavar='FOLDER')
    a = ap.parse_args()
    warnings.filterwarnings('ignore')
    torch.set_num_threads(1)
    if a.check:
        raise SystemExit(0 if check(a.check) < 1e-5 else 1)
    if not a.checkpoint or not a.model:
        ap.error('--checkpoint and --model are needed')
    model, tok = load(a.checkpoint), bpe.Tokenizer(a.tokenizer)
    decoder_onnx.round_to_half(model)
    (a.model / 'onnx').mkdir(parents=True, exist_ok=True)
    decoder_onnx.export(model, a.model / 'onnx' / 'model.onnx')
    onnx_tools.write_json(a.model / 'config.json', decoder_onnx.config_json(model.config))
    onnx_tools.write_json(a.model / 'generation_config.json', {'bos_token_id': 0, 'eos_token_id': 0, 'pad_token_id': 1})
    data = json.loads(a.tokenizer.read_text(encoding='utf8'))
    start = '<|endoftext|>'
    data['post_processor'] = bpe.template(f'{start} $A', f'{start} $A $B', data['model']['vocab'])
    (a.model / 'tokenizer.json').write_text(json.dumps(data, ensure_ascii=False), encoding='utf8')
    onnx_tools.write_json(a.model / 'tokenizer_config.json', {
        'tokenizer_class': 'PreTrainedTokenizerFast', 'bos_token': start, 'eos_token': start, 'pad_token': '<pad>', 'unk_token': start,
        'model_max_length': model.config.positions, 'clean_up_tokenization_spaces': False})
    ids = [0] + tok.encode(PROMPT)
    onnx_tools.write_reference(a.model / 'reference.safetensors', activations(model, ids), {
        'prompt': PROMPT, 'ids': json.dumps(ids), 'source': 'PyTorch fp32 on the fp16-rounded weights'})
    print(a.model, (a.model / 'onnx' / 'model.onnx').stat().st_size, 'bytes')


if __name__ == '__main__':
    main()
