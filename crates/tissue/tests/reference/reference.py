"""High-accuracy reference for crates/tissue: the equations of docs/TISSUE.md written a second time, solved by SciPy's Radau.

Run: python3 reference.py > reference.json   (needs numpy and scipy; the result is kept, so the tests need neither)
"""

import json
import sys

import numpy as np
from scipy.integrate import solve_ivp
from scipy.sparse import lil_matrix

F0, CaO2, CHb, P50, nH = 5e-4, 8.7, 9.0, 26.8, 2.7
PA, P0, kap, kapv, w = 80.0, 14.0, 430.0, 280.0, 8.0
Vmax, VmaxK, Kv, tv, G0 = 25.0, 10.0, 0.10, 10.0, 3e-4
alpha, Mb, P50M, bound = 1.35e-3, 0.35, 3.2, 2e-3
PCr, TCr, AN, Pi0, taum, p50, PO = 33.0, 42.0, 8.2, 3.0, 36.0, 1.5, 5.0
Jb, Kl, cxb, cv = 4.5e-3, 0.25, 0.20, 1.69
Vg, Gly, Vglc, Kg = 0.30, 80.0, 4e-3, 0.3
L0, Vs, Ks, KADP, CaSR, Keq, pHs, kex, ceq, Bc = 6.0, 200.0, 0.40, 0.05, 1000.0, 2.47e5, 6.5, 0.3, 10.0, 100.0
KT, dKT, fat, phi, Ja, Katp = 0.9, 0.3, 0.5, 0.86, 110.0, 0.10
pH0, beta, La, Lb, PS, kx = 7.05, 35.0, 1.0, 2e-3, 6e-3, 5e-4
ts, se, sh, ab, as_, Kss, ta = 900.0, 1.5, 1.0, 0.01, 0.70, 2.0, 7200.0
DO2, DL, Ds, lam = 2e-9, 6e-10, 1.5e-10, 0.5e-3
KCK = 1.66e9
KNOT = 0.35


def tension(e, b, c, L, knot, load, rel):
    pH = pH0 - (L - La) / beta
    acid = np.clip((pH0 - pH) / 0.5, 0.0, 1.5)
    h = 3.5
    Tc = phi * c**h / (c**h + (KT + dKT * acid) ** h) * (1 - fat * (1 - e)) * (1 - rel)
    fresh = lambda x: (0.5 + 0.5 * x) * np.minimum(1.0, x / 0.1)
    Tv = load * (knot * fresh(e) + (1 - knot) * fresh(b))
    return Tc, Tv, kap * knot * Tc + kapv * Tv


def rates(y, knot, endplates, load, vx, rel, squeeze):
    p, e, c, L, s, a, v, g, b = y
    pH = pH0 - (L - La) / beta
    Tc, Tv, _ = tension(e, b, c, L, knot, load, rel)
    Phi = w * np.logaddexp(0.0, (PA - P0 - squeeze) / w) / (PA - P0)
    fr = (v + vx) * Phi
    F = F0 * fr
    o = p / (p + p50)
    Jk, Jo = PCr / taum * (1 - e) * o, PCr / taum * (1 - b) * o
    M = (knot * Jk + (1 - knot) * Jo) / PO
    pb = p + M / (G0 * (fr + 1e-3) ** 0.85)
    S = pb**nH / (pb**nH + P50**nH)
    cap = alpha + bound + Mb * P50M / (p + P50M) ** 2
    H = 10.0**-pH
    r = KCK * H * PCr * e / (TCr - PCr * e)
    ADP = AN / (1 + r)
    Pi = (Pi0 + PCr * (1 - e)) * 1e-3
    Q = Pi / r * (H / 1e-7) / Keq
    acid_factor = (1 + 10 ** (pHs - pH0)) / (1 + 10 ** (pHs - pH))
    pump = Vs * KADP / (KADP + ADP) * acid_factor * c**2 / (c**2 + Ks**2) * (1 - Q * (CaSR / c) ** 2)
    opening = L0 + Ja * a * e**2 / (e**2 + Katp**2)
    lim = lambda x: x * (1 + Kl) / (x + Kl)
    use = (Jb + cxb * Tc + cv * Tv) * lim(e) + pump / 2000
    useb = (Jb + L0 / 2000 + cv * Tv) * lim(b)
    inh = 1 / (1 + 10 ** (3 * (6.5 - pH)))
    R = lambda x: (1 - x) ** 2 / ((1 - x) ** 2 + Kg**2) * inh
    act = lambda T: Vg * np.minimum(1.0, 0.05 + 3 * T)
    gk, gb = R(e) * act(Tc + Tv) * g / (g + 0.05), R(b) * act(Tv) * g / (g + 0.05)
    glu = Vglc * 2 * fr / (fr + 1)
    lk, lb = glu * R(e), glu * R(b)
    em = knot * e + (1 - knot) * b
    store = knot * gk + (1 - knot) * gb
    wash = F * PS / (F + PS) + kx * em * o
    d = 1 - em - 0.014
    d = 0.5 * (d + np.sqrt(d * d + 0.002**2))
    vm = Vmax + np.minimum(knot / KNOT, 1.0) * (VmaxK - Vmax)
    acid = np.maximum(pH0 - pH, 0.0)
    return np.array([
        (F * (CaO2 - CHb * S) - M) / cap,
        (Jk + gk + lk - use) / PCr,
        (opening * (1 - c / ceq) - pump - kex * (c - 0.05)) / Bc,
        Lb * np.minimum(1.0, em / 0.2) + store / 1.5 + knot * lk + (1 - knot) * lb - wash * (L - La),
        (1 + se * (1 - e) ** 2 / ((1 - e) ** 2 + 0.16) + sh * acid / (acid + 0.3) - (0.5 + 0.5 * fr) * s) / ts,
        (ab + as_ * endplates * s**6 / (s**6 + Kss**6) - a) / ta,
        (1 + (vm - 1) * d / (d + Kv) - v) / tv,
        -store / (3 * Gly) + (1 - g) * np.maximum(em - 0.5, 0.0) / 43200,
        (Jo + gb + lb - useb) / PCr,
    ]), cap


HEALTHY = [30.0, 0.9906, 0.103, 3.0, 1.13, 0.0322, 1.04, 1.0, 0.9925]
CRISIS = [0.05, 0.06, 3.5, 12.0, 3.4, 0.68, 8.4, 0.0, 0.8]
reflex = lambda t: 0.5 ** (t / 1080.0)
release = lambda t: np.exp(-((t / 120.0) ** 2))
silencing = lambda t: (1 - np.exp(-t / 21600.0)) * np.exp(-((t / 259200.0) ** 4))


def solve(f, y0, times, **kw):
    o = solve_ivp(f, (0, times[-1]), y0, method="Radau", rtol=1e-10, atol=1e-12, t_eval=times, **kw)
    assert o.success, o.message
    return o.y


def point(f_site, y0, times):
    def f(t, y):
        knot, endplates, load, vx, rel = f_site(t)
        sq = tension(y[1], y[8], y[2], y[3], knot, load, rel)[2]
        return rates(y, knot, endplates, load, vx, rel, sq)[0]

    return solve(f, y0, times, max_step=max(times) / 50).T.tolist()


def line(n, dx, per, susceptible, times, dose):
    comp = np.arange(n) // per
    count = comp[-1] + 1
    order = np.argsort(np.abs((np.arange(count) + 0.5) - count / 2), kind="stable")
    own = np.isin(comp, order[:susceptible])
    knot, end = np.where(own, KNOT, 0.05), np.where(own, 1.0, 0.07)
    Y0 = np.where(own[None, :], np.array(CRISIS)[:, None], np.array(HEALTHY)[:, None])
    x = (np.arange(n) + 0.5 - n / 2) * dx * 1e3
    centre = np.array([x[comp == k].mean() for k in range(count)])[comp]
    near, whole = np.exp(-((x / dose["reach"]) ** 2)), np.exp(-((centre / dose["reach"]) ** 2))
    Y0[5] *= 1 - dose["silenced"] * near

    def f(t, flat):
        y = flat.reshape(9, n)
        rel = dose["released"] * whole * release(t)
        vx = dose["reflex"] * np.exp(-((x / 10.0) ** 2)) * reflex(t)
        ends = end * (1 - dose["slow"] * near * silencing(t))
        sq = np.array([tension(y[1], y[8], y[2], y[3], knot, 0.0, rel)[2][comp == k].mean() for k in range(count)])
        beside = np.array([np.mean([sq[j] for j in (k - 1, k + 1) if 0 <= j < count]) for k in range(count)])
        dy, cap = rates(y, knot, ends, 0.0, vx, rel, (0.9 * sq + 0.1 * beside)[comp])
        lap = lambda q: (np.diff(np.concatenate([q[:1], q, q[-1:]]), 2)) / dx**2
        dy[0] += DO2 * alpha / cap * lap(y[0])
        dy[3] += DL * lap(y[3])
        dy[4] += Ds * lap(y[4])
        dy[6] += lam**2 / tv * lap(y[6])
        return dy.ravel()

    pattern = lil_matrix((9 * n, 9 * n), dtype=int)
    for i in range(n):
        # Pressure couples a cell to its fascicle and those beside it.
        for j in range(n):
            if abs(comp[i] - comp[j]) <= 1 or abs(i - j) <= 1:
                for a in range(9):
                    for b in range(9):
                        if a == b or i == j or b in (1, 2, 3, 8):
                            pattern[a * n + i, b * n + j] = 1
    y = solve(f, Y0.ravel(), times, jac_sparsity=pattern)
    return y.T.reshape(len(times), 9, n).tolist()


def main():
    twitch = lambda t: (KNOT, 1 - 0.85 * silencing(t), 0.0, reflex(t), 0.45 * release(t))
    needled = list(CRISIS)
    needled[5] *= 1 - 0.45
    load = lambda t: (KNOT, 1.0, 0.4, 0.0, 0.0)
    times = [60.0, 600.0, 3600.0]
    json.dump({
        "source": "SciPy Radau, rtol 1e-10",
        "healthy": HEALTHY,
        "crisis": CRISIS,
        "times_s": times,
        "needled_point": point(twitch, needled, times),
        "loaded_point": point(load, HEALTHY, times),
        "line_times_s": [60.0, 600.0],
        "line": line(40, 2e-4, 10, 2, [60.0, 600.0], dict(silenced=0.45, released=0.45, reflex=1.0, slow=0.85, reach=2.5)),
    }, sys.stdout)


if __name__ == "__main__":
    main()
