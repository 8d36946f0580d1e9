"""The network of bot/nlu/meaning_model.py: MiniLM's layers, tuned, with an attention for each code.

Needs torch, which the product does not: benchmarks/meaning/README.md says how to train.
"""

from __future__ import annotations

import math
from pathlib import Path
from typing import Dict, Tuple

import torch
from safetensors import safe_open
from torch import Tensor, nn
from torch.nn import functional

WIDTH = 384
HEADS = 12
LAYERS = 6
ROLE_WIDTH = 128
DROPOUT = 0.1


class Layer(nn.Module):
    """One BERT encoder layer (Devlin et al. 2019), with the names of its parts kept short."""

    def __init__(self) -> None:
        super().__init__()
        self.mixed = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.wide = nn.Linear(WIDTH, 4 * WIDTH)
        self.narrow = nn.Linear(4 * WIDTH, WIDTH)
        self.norm_after = nn.LayerNorm(WIDTH, eps=1e-12)

    def forward(self, states: Tensor, mask: Tensor) -> Tensor:
        """Return the next states, of shape (messages, pieces, 384); the mask is (messages, pieces)."""
        messages, pieces, _ = states.shape
        query, key, value = (
            self.mixed(states).view(messages, pieces, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        )
        weights = query @ key.transpose(-1, -2) / math.sqrt(WIDTH // HEADS)
        weights = weights.masked_fill(~mask[:, None, None, :], -1e9).softmax(-1)
        weights = functional.dropout(weights, DROPOUT, self.training)
        mixed = (weights @ value).transpose(1, 2).reshape(messages, pieces, WIDTH)
        states = self.norm(states + functional.dropout(self.out(mixed), DROPOUT, self.training))
        wide = self.narrow(functional.gelu(self.wide(states)))
        return self.norm_after(states + functional.dropout(wide, DROPOUT, self.training))


class Network(nn.Module):
    """Reads the states of a message's word pieces and what the grammar found.

    For each code an attention of its own picks the pieces that tell of it (label-wise attention, Mullenbach
    et al. 2018); from what it picks follow whether the code is spoken of at all, and in which roles.
    """

    def __init__(self, codes: int, roles: int, statuses: int) -> None:
        super().__init__()
        self.codes, self.statuses = codes, statuses
        self.layers = nn.ModuleList([Layer() for _ in range(LAYERS)])
        labels = codes + statuses
        self.queries = nn.Parameter(torch.randn(labels, WIDTH) * 0.05)
        self.keys = nn.Linear(WIDTH, WIDTH)
        self.spoken = nn.Parameter(torch.zeros(labels, WIDTH))
        self.spoken_offset = nn.Parameter(torch.full((labels,), -4.0))
        self.role_hidden = nn.Linear(WIDTH, ROLE_WIDTH)
        self.role_out = nn.Linear(ROLE_WIDTH, roles)
        self.role_offset = nn.Parameter(torch.zeros(codes, roles))
        # The sentence model's embedding, told by the same pass: the intents need no second one.
        self.sentence = nn.Linear(WIDTH, WIDTH)
        # What the grammar says is evidence too, for the code that it names, and for its role.
        self.grammar_spoken = nn.Parameter(torch.zeros(roles))
        self.grammar_code = nn.Parameter(torch.zeros(codes))
        self.grammar_role = nn.Parameter(torch.zeros(roles, roles))
        self.grammar_status = nn.Parameter(torch.zeros(statuses, statuses))

    def forward(
        self, states: Tensor, mask: Tensor, grammar: Tensor, status: Tensor
    ) -> Tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
        """Return the logits of "spoken of", of roles and status, the attention, the sentence embedding.

        Shapes: (messages, codes), (messages, codes, roles), (messages, statuses), (messages, codes, pieces),
        (messages, 384).
        """
        for layer in self.layers:
            states = layer(states, mask)
        weights = mask.unsqueeze(-1).to(states.dtype)
        mean = (states * weights).sum(1) / weights.sum(1)
        embedding = functional.normalize(self.sentence(mean), dim=-1)
        states = functional.dropout(states, DROPOUT, self.training)
        attention = torch.matmul(self.queries, self.keys(states).transpose(1, 2))
        attention = attention.masked_fill(~mask[:, None, :], -1e9).softmax(-1)
        picked = torch.matmul(attention, states)
        logits = (picked * self.spoken).sum(-1) + self.spoken_offset
        spoken = logits[:, : self.codes]
        spoken = spoken + (grammar * self.grammar_spoken).sum(-1) + grammar.amax(-1) * self.grammar_code
        roles = self.role_out(functional.gelu(self.role_hidden(picked[:, : self.codes]))) + self.role_offset
        roles = roles + torch.matmul(grammar, self.grammar_role)
        when = logits[:, self.codes :] + torch.matmul(status, self.grammar_status)
        return spoken, roles, when, attention[:, : self.codes], embedding


def start_from_minilm(network: Network, weights: Path) -> None:
    """Give the layers MiniLM's weights (the float file, of which the installed int8 one was made).

    With them the mean state is the sentence embedding already.
    """
    nn.init.eye_(network.sentence.weight)
    nn.init.zeros_(network.sentence.bias)
    names: Dict[str, str] = {
        "out": "attention.output.dense",
        "norm": "attention.output.LayerNorm",
        "wide": "intermediate.dense",
        "narrow": "output.dense",
        "norm_after": "output.LayerNorm",
    }
    with safe_open(str(weights), "pt") as tensors, torch.no_grad():
        for number, layer in enumerate(network.layers):
            base = f"encoder.layer.{number}"
            for part in ("weight", "bias"):
                three = [
                    tensors.get_tensor(f"{base}.attention.self.{name}.{part}")
                    for name in ("query", "key", "value")
                ]
                getattr(layer.mixed, part).copy_(torch.cat(three))
                for ours, theirs in names.items():
                    getattr(getattr(layer, ours), part).copy_(tensors.get_tensor(f"{base}.{theirs}.{part}"))
