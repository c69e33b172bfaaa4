"""Llama-style decoder, or Mixtral-style mixture of experts. Module names follow `LlamaForCausalLM` and `MixtralForCausalLM`."""
import math
from dataclasses import asdict, dataclass

import torch
import torch.nn as nn
import torch.nn.functional as F


@dataclass
class Config:
    vocab: int = 2048
    d: int = 192
    layers: int = 4
    heads: int = 6
    kv_heads: int = 2
    ff: int = 512
    positions: int = 256
    theta: float = 10000.0
    eps: float = 1e-5
    experts: int = 0
    top_k: int = 2
    aux: float = 0.01
    z_loss: float = 0.001

    @property
    def head_dim(self):
        return self.d // self.heads


class RMSNorm(nn.Module):
    def __init__(self, d, eps):
        super().__init__()
        self.weight, self.eps = nn.Parameter(torch.ones(d)), eps

    def forward(self, x):
        return self.weight * (x * torch.rsqrt(x.pow(2).mean(-1, keepdim=True) + self.eps))


def rotate(x, cos, sin):
    """Rotary positions on the halves of each head."""
    a, b = x.chunk(2, -1)
    return torch.cat((a * cos - b * sin, b * cos + a * sin), -1)


class Attention(nn.Module):
    def __init__(self, c):
        super().__init__()
        self.c = c
        self.q_proj = nn.Linear(c.d, c.heads * c.head_dim, bias=False)
        self.k_proj = nn.Linear(c.d, c.kv_heads * c.head_dim, bias=False)
        self.v_proj = nn.Linear(c.d, c.kv_heads * c.head_dim, bias=False)
        self.o_proj = nn.Linear(c.heads * c.head_dim, c.d, bias=False)
        self.record = None

    def forward(self, x, cos, sin, mask, past=None):
        c, (b, t, _) = self.c, x.shape

        def split(y, heads):
            return y.view(b, t, heads, c.head_dim).transpose(1, 2)
        q, k, v = split(self.q_proj(x), c.heads), split(self.k_proj(x), c.kv_heads), split(self.v_proj(x), c.kv_heads)
        plain = q, k, v
        q, k = rotate(q, cos, sin), rotate(k, cos, sin)
        if past is not None:
            k, v = torch.cat((past[0], k), 2), torch.cat((past[1], v), 2)
        cache, group, s = (k, v), c.heads // c.kv_heads, k.shape[2]

        def repeat(y):
            return y.unsqueeze(2).expand(b, c.kv_heads, group, s, c.head_dim).reshape(b, c.heads, s, c.head_dim)
        scores = torch.matmul(q * c.head_dim ** -0.5, repeat(k).transpose(-1, -2))
        pattern = torch.softmax(scores + mask, -1)
        z = torch.matmul(pattern, repeat(v))
        if self.record is not None:
            first = dict(zip(('q', 'k', 'v', 'rot_q', 'rot_k', 'z'), (y[0].transpose(0, 1) for y in (*plain, q, k, z))))
            self.record.update(first, attn_scores=scores[0], pattern=pattern[0], patterns=pattern)
        return self.o_proj(z.transpose(1, 2).reshape(b, t, c.heads * c.head_dim)), cache


class MLP(nn.Module):
    def __init__(self, d, ff):
        super().__init__()
        self.gate_proj, self.up_proj = nn.Linear(d, ff, bias=False), nn.Linear(d, ff, bias=False)
        self.down_proj = nn.Linear(ff, d, bias=False)
        self.record = None

    def forward(self, x):
        gate, up = self.gate_proj(x), self.up_proj(x)
        post = F.silu(gate) * up
        if self.record is not None:
            self.record.update(pre=gate[0], pre_linear=up[0], post=post[0])
        return self.down_proj(post)


class Experts(nn.Module):
    """Top-k of the router's softmax, weights renormalised; training adds the load-balancing and the z loss."""

    def __init__(self, c):
        super().__init__()
        self.c, self.gate = c, nn.Linear(c.d, c.experts, bias=False)
        self.experts = nn.ModuleList([MLP(c.d, c.ff) for _ in range(c.experts)])
        self.loss, self.record = 0.0, None

    def forward(self, x):
        c, h = self.c, x.reshape(-1, x.shape[-1])
        logits = self.gate(h)
        p = torch.softmax(logits, -1)
        weight, chosen = torch.topk(p, c.top_k, -1)
        weight = weight / weight.sum(-1, keepdim=True)
        if self.record is not None:
            self.record.update(router_scores=logits, router_probs=p, chosen=chosen)
        if self.training:
            load = torch.zeros(c.experts).scatter_add_(0, chosen.reshape(-1), torch.ones(chosen.numel())) / chosen.numel()
            self.loss = c.aux * c.experts * (load * p.mean(0)).sum() + c.z_loss * torch.logsumexp(logits, -1).pow(2).mean()
        out = torch.zeros_like(h)
        for e, expert in enumerate(self.experts):
            mine = chosen == e
            rows = torch.nonzero(mine.any(-1)).squeeze(-1)
            share = (weight * mine.to(weight.dtype)).sum(-1, keepdim=True)
            out = out.index_add(0, rows, expert(h.index_select(0, rows)) * share.index_select(0, rows))
        return out.view_as(x)


class Layer(nn.Module):
    def __init__(self, c):
        super().__init__()
        self.self_attn = Attention(c)
        if c.experts:
            self.block_sparse_moe = Experts(c)
        else:
            self.mlp = MLP(c.d, c.ff)
        self.input_layernorm, self.post_attention_layernorm = RMSNorm(c.d, c.eps), RMSNorm(c.d, c.eps)

    @property
    def feed_forward(self):
        return self.block_sparse_moe if hasattr(self, 'block_sparse_moe') else self.mlp

    def forward(self, x, cos, sin, mask, past=None):
        a, cache = self.self_attn(self.input_layernorm(x), cos, sin, mask, past)
        x = x + a
        return x + self.feed_forward(self.post_attention_layernorm(x)), cache


class Body(nn.Module):
    def __init__(self, c):
        super().__init__()
        self.c, self.embed_tokens = c, nn.Embedding(c.vocab, c.d)
        self.layers, self.norm = nn.ModuleList([Layer(c) for _ in range(c.layers)]), RMSNorm(c.d, c.eps)
        speed = 1.0 / (c.theta ** (torch.arange(0, c.head_dim, 2).float() / c.head_dim))
        angle = torch.outer(torch.arange(2 * c.positions).float(), speed)
        self.register_buffer('cos', angle.cos(), persistent=False)
        self.register_buffer('sin', angle.sin(), persistent=False)
        self.register_buffer('causal', torch.full((c.positions, c.positions), -1e9).triu(1), persistent=False)

    def forward(self, ids, attention_mask=None, position_ids=None, past=None):
        t, x = ids.shape[1], self.embed_tokens(ids)
        if attention_mask is None:
            cos, sin, mask = self.cos[:t], self.sin[:t], self.causal[:t, :t]
        else:
            cos, sin = self.cos[position_ids].unsqueeze(1), self.sin[position_ids].unsqueeze(1)
            s = attention_mask.shape[1]
            seen = (torch.arange(s)[None, :] <= (torch.arange(t) + (s - t))[:, None])[None, None]
            seen = seen & (attention_mask[:, None, None, :] > 0)
            mask = torch.where(seen, torch.zeros(1), torch.full((1,), -1e9))
        caches = []
        for i, layer in enumerate(self.layers):
            x, cache = layer(x, cos, sin, mask, None if past is None else past[i])
            caches.append(cache)
        return self.norm(x), caches


class Decoder(nn.Module):
    def __init__(self, c):
        super().__init__()
        self.config, self.model = c, Body(c)
        self.lm_head = nn.Linear(c.d, c.vocab, bias=False)
        self.lm_head.weight = self.model.embed_tokens.weight
        for name, p in self.named_parameters():
            if p.dim() == 2:
                out = name.endswith(('o_proj.weight', 'down_proj.weight'))
                nn.init.normal_(p, 0, 0.02 / (math.sqrt(2 * c.layers) if out else 1))

    def forward(self, ids, **more):
        h, caches = self.model(ids, **more)
        return self.lm_head(h), caches

    def router_loss(self):
        return sum(layer.block_sparse_moe.loss for layer in self.model.layers) if self.config.experts else 0.0


def save(model, path):
    torch.save({'config': asdict(model.config), 'weights': model.state_dict()}, path)


def load(path):
    ck = torch.load(path)
    model = Decoder(Config(**ck['config']))
    model.load_state_dict(ck['weights'])
    model.eval()
    return model
