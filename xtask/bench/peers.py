"""Asks pyAgrum and pgmpy the questions that rank_speed wrote down: peers.py NETWORK.json QUESTIONS.json

Both get every help that a user could give them, so that only inference is compared: what factorises (empty cells) is
already in the priors of the causes, causes that touch no painted cell are left out, and each noisy-OR is a chain of
small tables, because a table over forty causes fits no memory. Building the network is not counted. Each question has
LIMIT_S seconds in a process of its own; a peer that ran out of them is not asked larger questions of that kind.
"""

import json
import math
import multiprocessing
import statistics
import sys
import time

LIMIT_S = 60


def now():
    return time.perf_counter(), time.process_time()


def passed(start):
    """Seconds by the clock or of processors, whichever is less: other work on the machine is not held against a peer."""
    return min(one - other for one, other in zip(now(), start))


def reduced(net, asked):
    """Priors of the causes that touch painted cells, after all empty ones; and by painted cell its links."""
    painted = set(asked["painted"])
    priors = list(net["priors"])
    links = {cell: [] for cell in sorted(painted)}
    for cause, finding, activation in net["links"]:
        if finding in painted:
            links[finding].append((cause, activation))
        elif finding < net["cells"]:
            on = priors[cause] * (1 - activation)
            priors[cause] = on / (on + 1 - priors[cause])
    touched = sorted({cause for cell in links.values() for cause, _ in cell})
    return {cause: priors[cause] for cause in touched}, links


def tables(net, asked):
    """The reduced network as (name, parents, P(true | parents) with the last parent changing fastest), and evidence."""
    priors, links = reduced(net, asked)
    nodes = [(f"c{cause}", [], [prior]) for cause, prior in priors.items()]
    evidence = {}
    for cell, causes in links.items():
        before = f"f{cell}"
        nodes.append((before, [], [net["leaks"][cell]]))
        for at, (cause, activation) in enumerate(causes):
            name = f"f{cell}_{at}"
            nodes.append((name, [before, f"c{cause}"], [0, activation, 1, 1]))
            before = name
        nodes.append((f"o{cell}", [before], [asked["stray"], 1]))
        evidence[f"o{cell}"] = 1
    return list(priors), nodes, evidence


def pyagrum(net, asked):
    import pyagrum as gum

    causes, nodes, evidence = tables(net, asked)
    bn = gum.BayesNet()
    for name, parents, table in nodes:
        bn.add(gum.LabelizedVariable(name, "", 2))
        for parent in parents:
            bn.addArc(parent, name)
        if not parents:
            bn.cpt(name).fillWith([1 - table[0], table[0]])
        elif len(parents) == 1:
            for state, p in enumerate(table):
                bn.cpt(name)[{parents[0]: state}] = [1 - p, p]
        else:
            for state, p in enumerate(table):
                bn.cpt(name)[{parents[0]: state // 2, parents[1]: state % 2}] = [1 - p, p]
    start = now()
    inference = gum.LazyPropagation(bn)
    inference.setEvidence(evidence)
    inference.setTargets({f"c{cause}" for cause in causes})
    inference.makeInference()
    answer = {cause: float(inference.posterior(f"c{cause}")[1]) for cause in causes}
    return passed(start), answer


def pgmpy(net, asked):
    import logging
    import warnings

    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    from pgmpy.factors.discrete import TabularCPD
    from pgmpy.inference import VariableElimination
    from pgmpy.models import DiscreteBayesianNetwork

    causes, nodes, evidence = tables(net, asked)
    model = DiscreteBayesianNetwork()
    for name, parents, table in nodes:
        model.add_node(name)
        for parent in parents:
            model.add_edge(parent, name)
        cpd = TabularCPD(name, 2, [[1 - p for p in table], table], parents, [2] * len(parents))
        model.add_cpds(cpd)
    start = now()
    inference = VariableElimination(model)
    answer = {}
    for cause in causes:
        found = inference.query([f"c{cause}"], evidence=evidence, show_progress=False)
        answer[cause] = float(found.values[1])
    return passed(start), answer


PEERS = {"pyAgrum": pyagrum, "pgmpy": pgmpy}


def asked_apart(peer, net, asked):
    """Seconds and answer, or why there are none."""
    here, there = multiprocessing.Pipe(duplex=False)

    def work():
        try:
            there.send(PEERS[peer](net, asked))
        except Exception as error:  # whatever a peer fails with is its result
            there.send(f"failed: {type(error).__name__}")

    process = multiprocessing.Process(target=work)
    process.start()
    there.close()
    try:
        # A process that dies, for want of memory say, closes its end.
        found = here.recv() if here.poll(LIMIT_S) else f"over {LIMIT_S} s"
    except EOFError:
        found = "died"
    process.terminate()
    process.join()
    return found


def main():
    with open(sys.argv[1]) as file:
        net = json.load(file)
    with open(sys.argv[2]) as file:
        questions = json.load(file)
    groups = {}
    for asked in questions:
        groups.setdefault((asked["kind"], len(asked["painted"])), []).append(asked)
    print(f"\nThe same questions to others, medians in ms; each has {LIMIT_S} s and all of its work done for it but inference")
    print(f"{'':10} {'painted':>7} {'x':>2} | {'this':>9} | " + " | ".join(f"{peer:>12} {'difference':>10}" for peer in PEERS))
    gave_up = set()
    ratios = []
    for (kind, painted), group in groups.items():
        ours = statistics.median(asked["ms"] for asked in group)
        columns, fastest = [], math.inf
        for peer in PEERS:
            if (kind, peer) in gave_up:
                columns.append(f"{'not asked':>12} {'':>10}")
                continue
            seconds, difference, trouble = [], 0.0, None
            for asked in group:
                found = asked_apart(peer, net, asked)
                if isinstance(found, str):
                    trouble = found
                    gave_up.add((kind, peer))
                    break
                seconds.append(found[0])
                difference = max([difference] + [abs(p - asked["marginals"][cause]) for cause, p in found[1].items()])
            if trouble:
                columns.append(f"{trouble:>12} {'':>10}")
            else:
                ms = statistics.median(seconds) * 1e3
                fastest = min(fastest, ms)
                columns.append(f"{ms:>12.1f} {difference:>10.1e}")
        print(f"{kind:10} {painted:>7} {len(group):>2} | {ours:>9.3f} | " + " | ".join(columns), flush=True)
        if painted == 8:
            ratios.append((kind, ours, fastest))
    for kind, ours, fastest in ratios:
        if math.isinf(fastest):
            print(f"8 cells, {kind}: no peer answers within {LIMIT_S} s, more than {LIMIT_S * 1e3 / ours:.0f} times as long")
        else:
            print(f"8 cells, {kind}: the fastest peer takes {fastest / ours:.0f} times as long")


if __name__ == "__main__":
    main()
