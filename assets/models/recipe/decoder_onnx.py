"""A decoder to ONNX and back: export with past_key_values, store weights as float16, read the weights of an exported file."""
import json

import numpy as np
import onnx
import onnx.helper
import onnx.numpy_helper
import torch
import torch.nn as nn

import onnx_tools
from decoder_model import Config, Decoder


class WithPast(nn.Module):
    """Prompt and cache in, logits and the longer cache out."""

    def __init__(self, m):
        super().__init__()
        self.model, self.lm_head = m.model, m.lm_head

    def forward(self, input_ids, attention_mask, position_ids, *past):
        pairs = [(past[i], past[i + 1]) for i in range(0, len(past), 2)]
        h, caches = self.model(input_ids, attention_mask, position_ids, pairs)
        return (self.lm_head(h),) + tuple(t for cache in caches for t in cache)


def round_to_half(model):
    """Weights are stored as float16; rounding them first makes the file and the model compute the same."""
    for p in model.parameters():
        p.data = p.data.half().float()


def export(model, path):
    c = model.config
    parts = [f'{i}.{kind}' for i in range(c.layers) for kind in ('key', 'value')]
    past, present = [f'past_key_values.{p}' for p in parts], [f'present.{p}' for p in parts]
    axes = {n: {0: 'batch_size', 1: 'sequence_length'} for n in ('input_ids', 'position_ids', 'logits')}
    axes['attention_mask'] = {0: 'batch_size', 1: 'total_sequence_length'}
    axes.update({n: {0: 'batch_size', 2: 'past_sequence_length'} for n in past})
    axes.update({n: {0: 'batch_size', 2: 'total_sequence_length'} for n in present})
    ids, position = torch.randint(5, c.vocab, (2, 7)), torch.arange(7)[None].expand(2, 7).contiguous() + 5
    cache = [torch.randn(2, c.kv_heads, 5, c.head_dim) for _ in past]
    torch.onnx.export(WithPast(model), (ids, torch.ones(2, 12, dtype=torch.long), position, *cache), str(path), opset_version=14,
                      input_names=['input_ids', 'attention_mask', 'position_ids'] + past, output_names=['logits'] + present,
                      dynamic_axes=axes, do_constant_folding=True)
    onnx_tools.tidy(str(path), '/lm_head/MatMul', 'model.embed_tokens.weight')
    store_as_half(path)


def store_as_half(path):
    """Keep weights that float16 holds exactly as float16, each with a Cast; arithmetic stays float32."""
    model = onnx.load(str(path))
    kept, casts = [], []
    for t in model.graph.initializer:
        a = onnx.numpy_helper.to_array(t)
        if t.data_type == onnx.TensorProto.FLOAT and a.size >= 256 and np.array_equal(a.astype(np.float16).astype(np.float32), a):
            kept.append(onnx.numpy_helper.from_array(a.astype(np.float16), t.name + '_fp16'))
            casts.append(onnx.helper.make_node('Cast', [t.name + '_fp16'], [t.name], name='cast/' + t.name, to=1))
        else:
            kept.append(t)
    nodes = list(model.graph.node)
    del model.graph.initializer[:], model.graph.node[:]
    model.graph.initializer.extend(kept)
    model.graph.node.extend(casts + nodes)
    onnx.checker.check_model(model)
    onnx.save(model, str(path))


def from_folder(folder):
    """The model of a finished folder: config.json and the weights inside onnx/model.onnx."""
    config = json.loads((folder / 'config.json').read_text(encoding='utf8'))
    c = Config(vocab=config['vocab_size'], d=config['hidden_size'], layers=config['num_hidden_layers'],
               heads=config['num_attention_heads'], kv_heads=config['num_key_value_heads'], ff=config['intermediate_size'],
               positions=config['max_position_embeddings'], theta=config['rope_theta'], eps=config['rms_norm_eps'],
               experts=config.get('num_local_experts', 0), top_k=config.get('num_experts_per_tok', 2))
    model = Decoder(c)
    stored = {}
    for t in onnx.load(str(folder / 'onnx' / 'model.onnx')).graph.initializer:
        name = t.name[:-5] if t.name.endswith('_fp16') else t.name
        stored[name] = torch.from_numpy(onnx.numpy_helper.to_array(t).astype(np.float32))
    with torch.no_grad():
        for name, p in model.named_parameters():
            value = stored[name]
            # Linear weights are stored as the product reads them: transposed.
            p.copy_(value.T if p.dim() == 2 and 'embed_tokens' not in name else value)
    model.eval()
    return model


def config_json(c):
    """config.json as Hugging Face transformers reads it."""
    out = {
        'architectures': ['MixtralForCausalLM' if c.experts else 'LlamaForCausalLM'], 'model_type': 'mixtral' if c.experts else 'llama',
        'vocab_size': c.vocab, 'hidden_size': c.d, 'num_hidden_layers': c.layers, 'num_attention_heads': c.heads,
        'num_key_value_heads': c.kv_heads, 'head_dim': c.head_dim, 'intermediate_size': c.ff, 'max_position_embeddings': c.positions,
        'rope_theta': c.theta, 'rms_norm_eps': c.eps, 'hidden_act': 'silu', 'attention_bias': False, 'tie_word_embeddings': True,
        'bos_token_id': 0, 'eos_token_id': 0, 'pad_token_id': 1, 'torch_dtype': 'float32'}
    if c.experts:
        out.update(num_local_experts=c.experts, num_experts_per_tok=c.top_k, router_aux_loss_coef=c.aux)
    return out
