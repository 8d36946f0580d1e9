"""Trains the network of bot/nlu/meaning_model.py (second of two steps; README.md).

    python train.py FEATURES.npz MINILM.safetensors --left-out british --predictions OUT.npz
    python train.py FEATURES.npz MINILM.safetensors --weights OUT.onnx
    python train.py FEATURES.npz MINILM.safetensors --order 1 --state ONE.pt  # and --order 2, then:
    python train.py FEATURES.npz --mean ONE.pt,TWO.pt --weights OUT.onnx

The first form leaves whole files out (each by a writer of its own) and writes what the network makes of them:
the thresholds are chosen on such messages. The second trains on every file that is no test split. The third
trains from the same start in several orders of the messages and keeps the mean of the weights, which is
steadier than each of them (Wortsman et al. 2022, "Model soups").
"""

from __future__ import annotations

import argparse
import math
import random
import sys
import time
from pathlib import Path
from typing import Dict, Iterator, List, NamedTuple, Sequence, Tuple

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

sys.path.insert(0, str(Path(__file__).parent))

from export import write
from network import Network, start_from_minilm

# Never trained on.
TESTS = ("locked", "blind3", "blind4")
BATCH = 32
HEAD_RATE = 1e-3
LAYER_RATE = 2e-4
WARM_UP = 100
DECAY = 0.01
# The weights that are kept are a running mean of the last few hundred steps': steadier than a single step's.
AVERAGE = 0.998
# How much the sentence embedding counts beside the findings.
SENTENCE_WEIGHT = 4.0
# The grammar was written with these before its eyes: there it is right more often than it will be.
FITTED = ("development", "wordings")
FORGET_GRAMMAR = 0.7


class Data(NamedTuple):
    """What prepare.py wrote."""

    arrays: Dict[str, np.ndarray]
    starts: np.ndarray

    def sources(self) -> np.ndarray:
        """Return the file of each message."""
        return self.arrays["sources"]

    def states(self, row: int) -> np.ndarray:
        """Return the first layer's states of a message."""
        start = self.starts[row]
        return self.arrays["states"][start : start + self.arrays["lengths"][row]]


def read(path: Path) -> Data:
    """Read the features."""
    with np.load(path, allow_pickle=False) as stored:
        arrays = {name: stored[name] for name in stored.files}
    return Data(arrays, np.concatenate([[0], np.cumsum(arrays["lengths"])[:-1]]))


def batch(data: Data, rows: Sequence[int], forget: bool) -> Tuple[Tensor, ...]:
    """Return states, mask, grammar, told status, gold, gold status, what is labelled, sentence embeddings."""
    arrays = data.arrays
    longest = int(arrays["lengths"][list(rows)].max())
    states = np.zeros((len(rows), longest, data.arrays["states"].shape[1]), dtype=np.float32)
    mask = np.zeros((len(rows), longest), dtype=np.bool_)
    statuses = len(arrays["statuses"])
    grammar = arrays["grammar"][list(rows)].astype(np.float32)
    told = np.zeros((len(rows), statuses), dtype=np.float32)
    when = np.zeros((len(rows), statuses), dtype=np.float32)
    known = np.zeros((len(rows), 1), dtype=np.float32)
    for place, row in enumerate(rows):
        length = arrays["lengths"][row]
        states[place, :length] = data.states(row)
        mask[place, :length] = True
        if forget and arrays["sources"][row] in FITTED and random.random() < FORGET_GRAMMAR:
            grammar[place] = 0
        elif arrays["grammar_status"][row] >= 0:
            told[place, arrays["grammar_status"][row]] = 1
        if arrays["gold_status"][row] >= 0:
            when[place, arrays["gold_status"][row]] = 1
        known[place] = arrays["gold_status"][row] > -2
    gold, labelled, sentences = (
        arrays[name][list(rows)].astype(np.float32) for name in ("gold", "labelled", "sentences")
    )
    parts = (states, mask, grammar, told, gold, when, known, labelled, sentences)
    return tuple(torch.from_numpy(part) for part in parts)


def shuffled(data: Data, rows: Sequence[int]) -> Iterator[List[int]]:
    """Yield the rows of an epoch, messages of like length together."""
    order = sorted(rows, key=lambda row: data.arrays["lengths"][row] + random.random() * 6)
    batches = [order[start : start + BATCH] for start in range(0, len(order), BATCH)]
    random.shuffle(batches)
    yield from batches


def loss_of(network: Network, parts: Tuple[Tensor, ...]) -> Tensor:
    """Return the loss: whether each code is spoken of, in which roles, the status, the embedding."""
    states, mask, grammar, told, gold, when, known, labelled, sentences = parts
    with torch.autocast("cpu", torch.bfloat16):
        outcome = network(states, mask, grammar, told)
    spoken, roles, status, _, embedding = (part.float() for part in outcome)
    mentioned = gold.sum(-1) > 0
    loss = functional.binary_cross_entropy_with_logits(
        spoken, mentioned.float(), weight=labelled[:, None].expand_as(spoken), reduction="sum"
    )
    if mentioned.any():
        loss = loss + functional.binary_cross_entropy_with_logits(
            roles[mentioned], gold[mentioned], reduction="sum"
        )
    loss = loss + functional.binary_cross_entropy_with_logits(
        status, when, weight=known.expand_as(when), reduction="sum"
    )
    loss = loss + SENTENCE_WEIGHT * (1 - (embedding * sentences).sum(-1)).sum()
    return loss / len(states)


def train(data: Data, rows: Sequence[int], minilm: Path, epochs: int, order: int = 0) -> Network:
    """Return a network trained on some rows, in one of the orders in which they can come."""
    network = new_network(data)
    start_from_minilm(network, minilm)
    random.seed(order)
    torch.manual_seed(order)
    layers = [value for name, value in network.named_parameters() if name.startswith("layers")]
    head = [value for name, value in network.named_parameters() if not name.startswith("layers")]
    descent = torch.optim.AdamW(
        [{"params": head, "lr": HEAD_RATE}, {"params": layers, "lr": LAYER_RATE}], weight_decay=DECAY
    )
    steps = epochs * math.ceil(len(rows) / BATCH)
    rate = torch.optim.lr_scheduler.LambdaLR(
        descent,
        lambda step: min(1.0, (step + 1) / WARM_UP) * max(0.02, 0.5 * (1 + math.cos(math.pi * step / steps))),
    )
    average = AveragedModel(network, multi_avg_fn=get_ema_multi_avg_fn(AVERAGE))
    network.train()
    begun = time.monotonic()
    for epoch in range(epochs):
        total = 0.0
        for chosen in shuffled(data, rows):
            loss = loss_of(network, batch(data, chosen, forget=True))
            descent.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            descent.step()
            rate.step()
            average.update_parameters(network)
            total += loss.item() * len(chosen)
        print(
            f"epoch {epoch + 1}: loss {total / len(rows):.3f}, {time.monotonic() - begun:.0f} s", flush=True
        )
    kept = average.module
    assert isinstance(kept, Network)
    return kept.eval()


def new_network(data: Data) -> Network:
    """Return a network that knows nothing; the same in each run."""
    torch.manual_seed(0)
    return Network(*(len(data.arrays[name]) for name in ("codes", "roles", "statuses")))


def mean_of(data: Data, paths: Sequence[Path]) -> Network:
    """Return the network whose weights are the mean of those in some files that --state wrote."""
    states = [torch.load(path, weights_only=True) for path in paths]
    network = new_network(data)
    network.load_state_dict(
        {name: torch.stack([state[name] for state in states]).mean(0) for name in states[0]}
    )
    return network.eval()


def predict(network: Network, data: Data, rows: Sequence[int]) -> Dict[str, np.ndarray]:
    """Return the probabilities of codes with roles, and of each status."""
    shares, statuses = [], []
    with torch.no_grad():
        for start in range(0, len(rows), BATCH):
            states, mask, grammar, told, *_ = batch(data, rows[start : start + BATCH], forget=False)
            spoken, roles, status, _, _ = network(states, mask, grammar, told)
            shares.append((spoken.sigmoid().unsqueeze(-1) * roles.sigmoid()).numpy())
            statuses.append(status.sigmoid().numpy())
    return {"rows": np.array(rows), "shares": np.concatenate(shares), "status": np.concatenate(statuses)}


def main() -> None:
    """Train and write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("features", type=Path)
    parser.add_argument("minilm", type=Path, nargs="?", help="model.safetensors of all-MiniLM-L6-v2")
    parser.add_argument("--left-out", default="", help="files to leave out, by comma")
    parser.add_argument("--predictions", type=Path, help="where to write what is made of the files left out")
    parser.add_argument("--weights", type=Path, help="where to write the network")
    parser.add_argument("--state", type=Path, help="where to write the weights for --mean")
    parser.add_argument(
        "--mean", default="", help="files that --state wrote, by comma: learn nothing, take their mean"
    )
    parser.add_argument("--order", type=int, default=0, help="another number, another order of the messages")
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.set_flush_denormal(True)  # dying moments of the descent would slow it down
    data = read(options.features)
    left_out = {*options.left_out.split(","), *TESTS} - {""}
    rows = [row for row, source in enumerate(data.sources()) if source not in left_out]
    tests = [row for row, source in enumerate(data.sources()) if source in left_out - set(TESTS)]
    print(f"{len(rows)} messages to learn from, {len(tests)} left out")
    if options.mean:
        network = mean_of(data, [Path(path) for path in options.mean.split(",")])
    elif options.minilm:
        network = train(data, rows, options.minilm, options.epochs, options.order)
    else:
        parser.error("name MiniLM's weights, or files for --mean")
    if options.state:
        torch.save(network.state_dict(), options.state)
    if options.predictions and tests:
        np.savez(options.predictions, **predict(network, data, tests))
    if options.weights:
        digest = write(network, options.weights, data.arrays)
        print(f"{options.weights.name}: SHA-256 {digest}")


if __name__ == "__main__":
    main()
