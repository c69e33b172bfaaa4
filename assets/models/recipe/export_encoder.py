"""Checkpoint -> tiny-encoder/: onnx/model.onnx, config.json, tokenizer_config.json, and reference values of one prompt."""
import argparse
import pathlib
import warnings

import torch

import bpe
import onnx_tools
from encoder_data import CLS, MASK, SEP
from encoder_model import load

HERE = pathlib.Path(__file__).resolve().parent
PROMPT = ('The little girl was very [MASK] because she lost her toy.', 'Her mom gave her a big hug.')


def encode(tok, *texts):
    """'[CLS] text [SEP]' or '[CLS] first [SEP] second [SEP]', with [MASK] swallowing the space before it."""
    ids, types = [CLS], [0]
    for kind, text in enumerate(texts):
        part = []
        for i, piece in enumerate(text.split('[MASK]')):
            part += ([MASK] if i else []) + tok.encode(piece.rstrip(' ') if piece != text.split('[MASK]')[-1] else piece)
        ids += part + [SEP]
        types += [kind] * (len(part) + 1)
    return ids, types


def main():
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument('--checkpoint', type=pathlib.Path, default=HERE / 'work' / 'encoder.pt')
    ap.add_argument('--model', type=pathlib.Path, default=HERE.parent / 'tiny-encoder')
    a = ap.parse_args()
    warnings.filterwarnings('ignore')
    torch.set_num_threads(1)
    model, tok = load(a.checkpoint), bpe.Tokenizer(a.model / 'tokenizer.json')
    c = model.config
    (a.model / 'onnx').mkdir(parents=True, exist_ok=True)

    ids = torch.randint(5, c.vocab, (2, 9))
    inputs = (ids, torch.ones_like(ids), torch.zeros_like(ids))
    axes = {n: {0: 'batch_size', 1: 'sequence_length'} for n in ('input_ids', 'attention_mask', 'token_type_ids', 'logits')}
    path = a.model / 'onnx' / 'model.onnx'
    torch.onnx.export(model, inputs, str(path), opset_version=14, input_names=['input_ids', 'attention_mask', 'token_type_ids'],
                      output_names=['logits'], dynamic_axes=axes, do_constant_folding=True)
    graph = onnx_tools.tidy(str(path), '/cls/predictions/decoder/MatMul', 'bert.embeddings.word_embeddings.weight')
    print(path, path.stat().st_size, 'bytes', len(graph.graph.node), 'nodes')

    onnx_tools.write_json(a.model / 'config.json', {
        'architectures': ['BertForMaskedLM'], 'model_type': 'bert', 'vocab_size': c.vocab, 'hidden_size': c.d,
        'num_hidden_layers': c.layers, 'num_attention_heads': c.heads, 'intermediate_size': c.ff, 'hidden_act': 'gelu',
        'hidden_dropout_prob': 0.0, 'attention_probs_dropout_prob': 0.0, 'max_position_embeddings': c.positions,
        'type_vocab_size': c.types, 'initializer_range': 0.02, 'layer_norm_eps': c.eps, 'position_embedding_type': 'absolute',
        'pad_token_id': 1, 'tie_word_embeddings': True, 'torch_dtype': 'float32', 'transformers_version': '4.30.0'})
    onnx_tools.write_json(a.model / 'tokenizer_config.json', {
        'tokenizer_class': 'PreTrainedTokenizerFast', 'model_max_length': c.positions, 'clean_up_tokenization_spaces': False,
        'cls_token': '[CLS]', 'sep_token': '[SEP]', 'pad_token': '<pad>',
        'mask_token': {'__type': 'AddedToken', 'content': '[MASK]', 'lstrip': True, 'normalized': False, 'rstrip': False, 'single_word': False},
        'model_input_names': ['input_ids', 'token_type_ids', 'attention_mask']})
    onnx_tools.write_json(a.model / 'generation_config.json', {'_from_model_config': True, 'pad_token_id': 1, 'transformers_version': '4.30.0'})

    ids, types = encode(tok, *PROMPT)
    model.bert.encoder.record = []
    for layer in model.bert.encoder.layer:
        layer.attention.self.record = {}
    x, t = torch.tensor([ids]), torch.tensor([types])
    with torch.no_grad():
        logits = model(x, torch.ones_like(x), t)
    arrays = {'input_ids': x.numpy(), 'attention_mask': torch.ones_like(x).numpy(), 'token_type_ids': t.numpy(), 'logits': logits.numpy()}
    for i, h in enumerate(model.bert.encoder.record):
        arrays[f'hidden_states.{i}'] = h.numpy()
    for i, layer in enumerate(model.bert.encoder.layer):
        for k, v in layer.attention.self.record.items():
            arrays[f'bert.encoder.layer.{i}.attention.self.{k}'] = v.numpy()
    onnx_tools.write_reference(a.model / 'reference.safetensors', arrays, {
        'prompt': ' ||| '.join(PROMPT), 'tokens': ' '.join(tok.show(i) for i in ids),
        'shapes': 'q k v: batch, heads, tokens, head size (q is not scaled); probs: batch, heads, tokens, tokens'})
    where = ids.index(MASK)
    print(' '.join(tok.show(i) for i in ids))
    print([(tok.show(int(i)), round(float(p), 3)) for p, i in zip(*torch.softmax(logits[0, where], -1).topk(5))])


if __name__ == '__main__':
    main()
