"""Prints the body's network, ten drawings, and pyAgrum's answers to them: a fixture for the tests of the inference.

    cargo run --release -p reasoning --example network > network.json
    python3 -m venv venv && venv/bin/pip install pyagrum
    venv/bin/python xtask/bench/body_reference.py network.json > crates/inference/tests/fixtures/body.json

The network is kept with the answers, so that a later model need not make the file again. The file that is kept was written
with pyAgrum 3.3.1 from the network of model 2026.11-4 on atlas 2026.11-7. How pyAgrum is asked stands in peers.py.
"""

import json
import random
import sys

from peers import pyagrum

STRAY = 0.004
SEED = 22
# Painted cells, and the chance that the next cause that hurts shares a cell with what hurts already.
DRAWINGS = [(1, 0), (2, 0.75), (3, 0), (4, 0.75), (5, 0), (6, 0.75), (8, 0), (8, 0.75), (10, 0.75), (12, 0)]


def drawing(rng, links, painted, near):
    """Cells that hurt because of one cause, then of another, until there are as many as asked for."""
    hurts, cause = set(), rng.choice(sorted(links))
    while True:
        for cell, activation in links[cause]:
            if rng.random() < activation:
                hurts.add(cell)
                if len(hurts) == painted:
                    return sorted(hurts)
        beside = [other for other in sorted(links) if any(cell in hurts for cell, _ in links[other])]
        cause = rng.choice(beside if beside and rng.random() < near else sorted(links))


def main():
    with open(sys.argv[1]) as file:
        net = json.load(file)
    links = {}
    for cause, finding, activation in net["links"]:
        if finding < net["cells"]:
            links.setdefault(cause, []).append((finding, activation))
    rng = random.Random(SEED)
    questions = []
    for painted, near in DRAWINGS:
        asked = {"stray": STRAY, "painted": drawing(rng, links, painted, near)}
        _, answer = pyagrum(net, asked)
        questions.append(asked | {"marginals": sorted(answer.items())})
    print("{")
    for key, value in net.items():
        print(f"{json.dumps(key)}: {json.dumps(value, separators=(',', ':'))},")
    print('"questions": [')
    print(",\n".join(json.dumps(asked, separators=(",", ":")) for asked in questions))
    print("]}")


if __name__ == "__main__":
    main()
