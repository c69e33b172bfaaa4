"""Checkpoint -> tiny-translator/: onnx/encoder_model.onnx, onnx/decoder_model.onnx, configs, and reference values of one sentence."""
import argparse
import pathlib
import warnings

import torch
import torch.nn as nn

import bpe
import onnx_tools
from translator_model import EOS, PAD, UNK, load, translate

HERE = pathlib.Path(__file__).resolve().parent
PROMPT = 'I love llamas'


class Inner(nn.Module):
    """A module called `model` around one half, so that ONNX names start with /model/encoder or /model/decoder."""

    def __init__(self, name, part):
        super().__init__()
        setattr(self, name, part)
        self.name = name

    def forward(self, *inputs):
        return getattr(self, self.name)(*inputs)


class EncoderPart(nn.Module):
    def __init__(self, m):
        super().__init__()
        self.model = Inner('encoder', m.model.encoder)

    def forward(self, input_ids, attention_mask):
        return self.model(input_ids, attention_mask)


class DecoderPart(nn.Module):
    def __init__(self, m):
        super().__init__()
        self.model = Inner('decoder', m.model.decoder)
        self.lm_head, self.final_logits_bias = m.lm_head, m.final_logits_bias

    def forward(self, encoder_attention_mask, input_ids, encoder_hidden_states):
        return self.lm_head(self.model(input_ids, encoder_hidden_states, encoder_attention_mask)) + self.final_logits_bias


def main():
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument('--checkpoint', type=pathlib.Path, default=HERE / 'work' / 'translator.pt')
    ap.add_argument('--model', type=pathlib.Path, default=HERE.parent / 'tiny-translator')
    a = ap.parse_args()
    warnings.filterwarnings('ignore')
    torch.set_num_threads(1)
    model, tok = load(a.checkpoint), bpe.Tokenizer(a.model / 'tokenizer.json')
    c = model.config
    (a.model / 'onnx').mkdir(parents=True, exist_ok=True)

    ids, y = torch.randint(3, c.vocab, (2, 7)), torch.randint(3, c.vocab, (2, 5))
    mask, h = torch.ones_like(ids), torch.randn(2, 7, c.d)
    enc, dec = a.model / 'onnx' / 'encoder_model.onnx', a.model / 'onnx' / 'decoder_model.onnx'
    source = {0: 'batch_size', 1: 'encoder_sequence_length'}
    target = {0: 'batch_size', 1: 'decoder_sequence_length'}
    torch.onnx.export(EncoderPart(model).eval(), (ids, mask), str(enc), opset_version=14, input_names=['input_ids', 'attention_mask'],
                      output_names=['last_hidden_state'], do_constant_folding=True,
                      dynamic_axes={'input_ids': source, 'attention_mask': source, 'last_hidden_state': source})
    torch.onnx.export(DecoderPart(model).eval(), (mask, y, h), str(dec), opset_version=14, do_constant_folding=True,
                      input_names=['encoder_attention_mask', 'input_ids', 'encoder_hidden_states'], output_names=['logits'],
                      dynamic_axes={'encoder_attention_mask': source, 'input_ids': target, 'encoder_hidden_states': source, 'logits': target})
    for path, name in ((enc, 'encoder'), (dec, 'decoder')):
        graph = onnx_tools.tidy(str(path), '/lm_head/MatMul', embedding(str(path)))
        print(path, path.stat().st_size, 'bytes', len(graph.graph.node), 'nodes')

    onnx_tools.write_json(a.model / 'config.json', {
        'architectures': ['MarianMTModel'], 'model_type': 'marian', 'is_encoder_decoder': True, 'vocab_size': c.vocab,
        'decoder_vocab_size': c.vocab, 'share_encoder_decoder_embeddings': True, 'tie_word_embeddings': True, 'd_model': c.d,
        'encoder_layers': c.encoder_layers, 'decoder_layers': c.decoder_layers, 'num_hidden_layers': c.encoder_layers,
        'encoder_attention_heads': c.heads, 'decoder_attention_heads': c.heads, 'encoder_ffn_dim': c.ff, 'decoder_ffn_dim': c.ff,
        'activation_function': 'swish', 'normalize_before': False, 'static_position_embeddings': True, 'scale_embedding': True,
        'max_position_embeddings': c.positions, 'dropout': c.dropout, 'attention_dropout': c.attention_dropout,
        'activation_dropout': c.activation_dropout, 'encoder_layerdrop': 0.0, 'decoder_layerdrop': 0.0, 'use_cache': False,
        'eos_token_id': EOS, 'forced_eos_token_id': EOS, 'unk_token_id': UNK, 'pad_token_id': PAD, 'decoder_start_token_id': PAD,
        'torch_dtype': 'float32', 'transformers_version': '4.30.0'})
    onnx_tools.write_json(a.model / 'tokenizer_config.json', {
        'tokenizer_class': 'PreTrainedTokenizerFast', 'model_max_length': c.positions, 'clean_up_tokenization_spaces': False,
        'eos_token': '</s>', 'unk_token': '<unk>', 'pad_token': '<pad>', 'source_lang': 'eng', 'target_lang': 'nld',
        'model_input_names': ['input_ids', 'attention_mask']})
    onnx_tools.write_json(a.model / 'generation_config.json', {
        'decoder_start_token_id': PAD, 'eos_token_id': EOS, 'forced_eos_token_id': EOS, 'pad_token_id': PAD, 'bad_words_ids': [[PAD], [UNK]],
        'max_length': c.positions, 'num_beams': 1, 'do_sample': False, 'transformers_version': '4.30.0'})

    src = tok.encode(PROMPT) + [EOS]
    out = translate(model, [src], beams=1)[0]
    x, y = torch.tensor([src]), torch.tensor([[PAD] + out])
    parts = {f'encoder.layers.{i}.self_attn': l.self_attn for i, l in enumerate(model.model.encoder.layers)}
    for i, l in enumerate(model.model.decoder.layers):
        parts.update({f'decoder.layers.{i}.self_attn': l.self_attn, f'decoder.layers.{i}.encoder_attn': l.encoder_attn})
    for p in parts.values():
        p.record = {}
    model.model.encoder.record, model.model.decoder.record = [], []
    with torch.no_grad():
        h = model.model.encoder(x, torch.ones_like(x))
        d = model.model.decoder(y, h, torch.ones_like(x))
        logits = model.logits(d)
    arrays = {'input_ids': x.numpy(), 'attention_mask': torch.ones_like(x).numpy(), 'decoder_input_ids': y.numpy(),
              'encoder_last_hidden_state': h.numpy(), 'logits': logits.numpy()}
    for name, states in (('encoder', model.model.encoder.record + [h]), ('decoder', model.model.decoder.record + [d])):
        for i, s in enumerate(states):
            arrays[f'{name}_hidden_states.{i}'] = s.detach().numpy()
    for name, p in parts.items():
        for k, v in p.record.items():
            arrays[f'model.{name}.{k}'] = v.numpy()
    onnx_tools.write_reference(a.model / 'reference.safetensors', arrays, {
        'prompt': PROMPT, 'translation': tok.decode(out), 'source': ' '.join(tok.show(i) for i in src),
        'target': ' '.join(tok.show(i) for i in [PAD] + out),
        'shapes': 'q k v: batch, heads, tokens, head size (q is scaled by head size ** -0.5); probs: batch, heads, queries, keys'})
    print(PROMPT, '->', tok.decode(out))


def embedding(path):
    """Name of the embedding matrix inside the exported file."""
    import onnx
    names = [t.name for t in onnx.load(path).graph.initializer if t.name.endswith(('embed_tokens.weight', 'lm_head.weight', 'shared.weight'))]
    return names[0]


if __name__ == '__main__':
    main()
