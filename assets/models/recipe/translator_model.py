"""Marian-style encoder-decoder (post-norm, swish, sinusoidal positions, shared embeddings). Names follow `MarianMTModel`."""
import math
from dataclasses import asdict, dataclass

import torch
import torch.nn as nn
import torch.nn.functional as F

from training import Dropout

EOS, UNK, PAD = 0, 1, 2


@dataclass
class Config:
    vocab: int = 3500
    d: int = 192
    heads: int = 6
    ff: int = 512
    encoder_layers: int = 3
    decoder_layers: int = 3
    positions: int = 64
    dropout: float = 0.1
    attention_dropout: float = 0.0
    activation_dropout: float = 0.0


class Attention(nn.Module):
    def __init__(self, c):
        super().__init__()
        self.heads, self.size = c.heads, c.d // c.heads
        self.k_proj, self.v_proj = nn.Linear(c.d, c.d), nn.Linear(c.d, c.d)
        self.q_proj, self.out_proj = nn.Linear(c.d, c.d), nn.Linear(c.d, c.d)
        self.dropout = Dropout(c.attention_dropout)
        self.record = None

    def forward(self, x, source, mask):
        def split(t):
            return t.view(t.shape[0], -1, self.heads, self.size).transpose(1, 2)
        q, k, v = split(self.q_proj(x) * self.size ** -0.5), split(self.k_proj(source)), split(self.v_proj(source))
        p = torch.softmax(torch.matmul(q, k.transpose(-1, -2)) + mask, -1)
        if self.record is not None:
            self.record.update(q=q.detach(), k=k.detach(), v=v.detach(), probs=p.detach())
        out = torch.matmul(self.dropout(p), v).transpose(1, 2).reshape(x.shape[0], -1, self.heads * self.size)
        return self.out_proj(out)


class EncoderLayer(nn.Module):
    def __init__(self, c):
        super().__init__()
        self.self_attn, self.self_attn_layer_norm = Attention(c), nn.LayerNorm(c.d)
        self.fc1, self.fc2, self.final_layer_norm = nn.Linear(c.d, c.ff), nn.Linear(c.ff, c.d), nn.LayerNorm(c.d)
        self.dropout, self.activation_dropout = Dropout(c.dropout), Dropout(c.activation_dropout)

    def forward(self, x, mask):
        x = self.self_attn_layer_norm(x + self.dropout(self.self_attn(x, x, mask)))
        h = self.fc2(self.activation_dropout(F.silu(self.fc1(x))))
        return self.final_layer_norm(x + self.dropout(h))


class DecoderLayer(EncoderLayer):
    def __init__(self, c):
        super().__init__(c)
        self.encoder_attn, self.encoder_attn_layer_norm = Attention(c), nn.LayerNorm(c.d)

    def forward(self, x, mask, source, source_mask):
        x = self.self_attn_layer_norm(x + self.dropout(self.self_attn(x, x, mask)))
        x = self.encoder_attn_layer_norm(x + self.dropout(self.encoder_attn(x, source, source_mask)))
        h = self.fc2(self.activation_dropout(F.silu(self.fc1(x))))
        return self.final_layer_norm(x + self.dropout(h))


class Positions(nn.Module):
    """Fixed table: first half sines, second half cosines (as in Marian)."""

    def __init__(self, n, d):
        super().__init__()
        angle = torch.arange(n).float()[:, None] / torch.pow(10000.0, torch.arange(0, d, 2).float() / d)
        self.register_buffer('weight', torch.cat((angle.sin(), angle.cos()), -1))

    def forward(self, n):
        return self.weight[:n]


class Stack(nn.Module):
    def __init__(self, c, layer, count):
        super().__init__()
        self.embed_tokens, self.embed_positions = nn.Embedding(c.vocab, c.d), Positions(c.positions, c.d)
        self.layers, self.dropout, self.scale = nn.ModuleList([layer(c) for _ in range(count)]), Dropout(c.dropout), math.sqrt(c.d)
        self.record = None

    def embed(self, ids):
        return self.dropout(self.embed_tokens(ids) * self.scale + self.embed_positions(ids.shape[1]))


class Encoder(Stack):
    def __init__(self, c):
        super().__init__(c, EncoderLayer, c.encoder_layers)

    def forward(self, input_ids, attention_mask):
        mask = (1.0 - attention_mask[:, None, None, :].to(torch.float32)) * -1e9
        x = self.embed(input_ids)
        for layer in self.layers:
            if self.record is not None:
                self.record.append(x)
            x = layer(x, mask)
        return x


class Decoder(Stack):
    def __init__(self, c):
        super().__init__(c, DecoderLayer, c.decoder_layers)

    def forward(self, input_ids, source, attention_mask):
        source_mask = (1.0 - attention_mask[:, None, None, :].to(torch.float32)) * -1e9
        position = torch.arange(input_ids.shape[1])
        mask = (position[None, :] > position[:, None]).to(torch.float32) * -1e9
        x = self.embed(input_ids)
        for layer in self.layers:
            if self.record is not None:
                self.record.append(x)
            x = layer(x, mask, source, source_mask)
        return x


class Body(nn.Module):
    def __init__(self, c):
        super().__init__()
        self.shared = nn.Embedding(c.vocab, c.d)
        self.encoder, self.decoder = Encoder(c), Decoder(c)


class Translator(nn.Module):
    def __init__(self, c):
        super().__init__()
        self.config, self.model = c, Body(c)
        self.lm_head = nn.Linear(c.d, c.vocab, bias=False)
        self.final_logits_bias = nn.Parameter(torch.zeros(1, c.vocab))
        for name, p in self.named_parameters():
            if p.dim() == 2 and ('proj' in name or '.fc' in name):
                nn.init.xavier_uniform_(p)
            elif name.endswith('bias'):
                nn.init.zeros_(p)
        nn.init.normal_(self.model.shared.weight, 0, c.d ** -0.5)
        self.tie()

    def tie(self):
        w = self.model.shared.weight
        self.lm_head.weight = self.model.encoder.embed_tokens.weight = self.model.decoder.embed_tokens.weight = w

    def logits(self, h):
        return self.lm_head(h) + self.final_logits_bias

    def forward(self, input_ids, attention_mask, decoder_input_ids):
        h = self.model.encoder(input_ids, attention_mask)
        return self.logits(self.model.decoder(decoder_input_ids, h, attention_mask))


def pad(rows):
    n = max(map(len, rows))
    return torch.tensor([r + [PAD] * (n - len(r)) for r in rows])


@torch.no_grad()
def translate(model, sources, beams=4, length_penalty=1.0, limit=40):
    """Beam search (greedy when beams=1) for a list of id lists that end in EOS. Returns id lists without PAD / EOS."""
    model.eval()
    out = []
    order = sorted(range(len(sources)), key=lambda i: len(sources[i]))
    for start in range(0, len(order), 64):
        part = order[start:start + 64]
        x = pad([sources[i] for i in part])
        m = (x != PAD).long()
        h = model.model.encoder(x, m)
        b = len(part)
        h, m = h.repeat_interleave(beams, 0), m.repeat_interleave(beams, 0)
        y = torch.full((b * beams, 1), PAD)
        score = torch.full((b, beams), -1e9)
        score[:, 0] = 0
        done = [[] for _ in part]
        for step in range(limit):
            lp = torch.log_softmax(model.logits(model.model.decoder(y, h, m)[:, -1]), -1)
            lp[:, PAD] = lp[:, UNK] = -1e9
            if step == limit - 1:
                forced = torch.full_like(lp, -1e9)
                forced[:, EOS] = lp[:, EOS]
                lp = forced
            total = (score.view(-1, 1) + lp).view(b, -1)
            top, flat = total.topk(2 * beams, -1)
            rows, scores = [], []
            for i in range(b):
                n = 0
                for s, f in zip(top[i].tolist(), flat[i].tolist()):
                    beam, token = divmod(f, lp.shape[1])
                    if token == EOS:
                        if s > -1e8 and len(done[i]) < 4 * beams:
                            done[i].append((s / (step + 1) ** length_penalty, y[i * beams + beam, 1:].tolist()))
                    elif n < beams:
                        rows.append((i * beams + beam, token))
                        scores.append(s)
                        n += 1
                while n < beams:
                    rows.append((i * beams, EOS))
                    scores.append(-1e9)
                    n += 1
            score = torch.tensor(scores).view(b, beams)
            y = torch.cat((y[[r for r, _ in rows]], torch.tensor([[t] for _, t in rows])), 1)
            if all(len(d) >= beams for d in done):
                break
        out += [(i, max(d)[1] if d else []) for i, d in zip(part, done)]
    return [t for _, t in sorted(out)]


def save(model, path, **more):
    torch.save({'config': asdict(model.config), 'weights': model.state_dict(), **more}, path)


def load(path):
    ck = torch.load(path)
    model = Translator(Config(**ck['config']))
    model.load_state_dict(ck['weights'])
    model.tie()
    model.eval()
    return model
