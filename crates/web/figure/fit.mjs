// Fits a run of points with cubic Béziers, as few as the tolerance allows
// (P. J. Schneider, Graphics Gems I, 1990). Pure geometry, no I/O.

/** @typedef {[number, number]} Point */
/** @typedef {[Point, Point, Point, Point]} Cubic */

/** @param {Point} a @param {Point} b @returns {Point} */
const sub = (a, b) => [a[0] - b[0], a[1] - b[1]];
/** @param {Point} a @param {Point} b @returns {Point} */
const add = (a, b) => [a[0] + b[0], a[1] + b[1]];
/** @param {Point} a @param {number} k @returns {Point} */
const mul = (a, k) => [a[0] * k, a[1] * k];
/** @param {Point} a @param {Point} b */
const dot = (a, b) => a[0] * b[0] + a[1] * b[1];
/** @param {Point} a */
const len = (a) => Math.hypot(a[0], a[1]);
/** @param {Point} a @returns {Point} */
const unit = (a) => (len(a) > 1e-9 ? mul(a, 1 / len(a)) : [0, 0]);

/** @param {Cubic} c @param {number} t @returns {Point} */
export function at(c, t) {
  const s = 1 - t;
  const [b0, b1, b2, b3] = [s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t];
  return [
    b0 * c[0][0] + b1 * c[1][0] + b2 * c[2][0] + b3 * c[3][0],
    b0 * c[0][1] + b1 * c[1][1] + b2 * c[2][1] + b3 * c[3][1],
  ];
}

/** Tangent at an end, over a few points so that noise does not steer it.
 *  @param {Point[]} p @param {number} i @param {number} step @returns {Point} */
function tangent(p, i, step) {
  const reach = Math.min(4, p.length - 1);
  return unit(sub(p[i + step * reach], p[i]));
}

/** Least-squares handles for given parameters.
 *  @param {Point[]} p @param {number[]} u @param {Point} t1 @param {Point} t2 @returns {Cubic} */
function handles(p, u, t1, t2) {
  const [first, last] = [p[0], p[p.length - 1]];
  let [c00, c01, c11, x0, x1] = [0, 0, 0, 0, 0];
  for (let i = 0; i < p.length; i += 1) {
    const t = u[i];
    const s = 1 - t;
    const [b0, b1, b2, b3] = [s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t];
    const [a1, a2] = [mul(t1, b1), mul(t2, b2)];
    const rest = sub(p[i], add(mul(first, b0 + b1), mul(last, b2 + b3)));
    c00 += dot(a1, a1);
    c01 += dot(a1, a2);
    c11 += dot(a2, a2);
    x0 += dot(a1, rest);
    x1 += dot(a2, rest);
  }
  const det = c00 * c11 - c01 * c01;
  const chord = len(sub(last, first));
  let l1 = det === 0 ? 0 : (x0 * c11 - x1 * c01) / det;
  let l2 = det === 0 ? 0 : (c00 * x1 - c01 * x0) / det;
  const least = chord * 1e-3;
  if (!(l1 > least && l2 > least && l1 < chord * 3 && l2 < chord * 3)) l1 = l2 = chord / 3;
  return [first, add(first, mul(t1, l1)), add(last, mul(t2, l2)), last];
}

/** One Newton step towards the nearest parameter.
 *  @param {Cubic} c @param {Point} q @param {number} t */
function nearer(c, q, t) {
  const d = sub(at(c, t), q);
  const s = 1 - t;
  const [e0, e1, e2] = [sub(c[1], c[0]), sub(c[2], c[1]), sub(c[3], c[2])];
  const v = mul(add(add(mul(e0, s * s), mul(e1, 2 * s * t)), mul(e2, t * t)), 3);
  const a = mul(add(mul(sub(e1, e0), s), mul(sub(e2, e1), t)), 6);
  const den = dot(v, v) + dot(d, a);
  return Math.abs(den) < 1e-12 ? t : Math.min(1, Math.max(0, t - dot(d, v) / den));
}

/** @param {Point[]} p @param {Point} t1 @param {Point} t2 @param {number} tol @param {Cubic[]} out */
function fitRun(p, t1, t2, tol, out) {
  const n = p.length;
  if (n === 2) {
    const third = len(sub(p[1], p[0])) / 3;
    out.push([p[0], add(p[0], mul(t1, third)), add(p[1], mul(t2, third)), p[1]]);
    return;
  }
  let u = [0];
  for (let i = 1; i < n; i += 1) u.push(u[i - 1] + len(sub(p[i], p[i - 1])));
  const total = u[n - 1];
  u = u.map((v) => v / total);
  let worst = 0;
  let split = n >> 1;
  for (let round = 0; round < 6; round += 1) {
    const c = handles(p, u, t1, t2);
    worst = 0;
    for (let i = 1; i < n - 1; i += 1) {
      const d = len(sub(at(c, u[i]), p[i]));
      if (d > worst) [worst, split] = [d, i];
    }
    if (worst <= tol) {
      out.push(c);
      return;
    }
    if (worst > tol * 6) break;
    u = u.map((t, i) => nearer(c, p[i], t));
  }
  const before = p[Math.max(0, split - 3)];
  const after = p[Math.min(n - 1, split + 3)];
  const mid = unit(sub(before, after));
  fitRun(p.slice(0, split + 1), t1, mid, tol, out);
  fitRun(p.slice(split), mul(mid, -1), t2, tol, out);
}

/** Cubics through an open run of points, ends kept.
 *  @param {Point[]} p @param {number} tol largest distance in units @returns {Cubic[]} */
export function fit(p, tol) {
  const clean = p.filter((q, i) => i === 0 || len(sub(q, p[i - 1])) > 1e-6);
  if (clean.length < 2) return [];
  /** @type {Cubic[]} */
  const out = [];
  fitRun(clean, tangent(clean, 0, 1), tangent(clean, clean.length - 1, -1), tol, out);
  return out;
}

/** Points at even steps along a run. @param {Point[]} p @param {number} step @returns {Point[]} */
export function resample(p, step) {
  const s = [0];
  for (let i = 1; i < p.length; i += 1) s.push(s[i - 1] + len(sub(p[i], p[i - 1])));
  const total = s[s.length - 1];
  const n = Math.max(1, Math.round(total / step));
  /** @type {Point[]} */
  const out = [];
  for (let k = 0, i = 0; k <= n; k += 1) {
    const want = (total * k) / n;
    while (i < p.length - 2 && s[i + 1] < want) i += 1;
    const span = s[i + 1] - s[i];
    const f = span > 0 ? (want - s[i]) / span : 0;
    out.push([p[i][0] + (p[i + 1][0] - p[i][0]) * f, p[i][1] + (p[i + 1][1] - p[i][1]) * f]);
  }
  return out;
}

/** Gaussian smoothing along the run. The ends of an open run stay where they are.
 *  @param {Point[]} p @param {number} sigma in points @param {boolean} closed @returns {Point[]} */
export function smooth(p, sigma, closed) {
  const n = p.length;
  const r = Math.ceil(sigma * 3);
  if (n < 3 || sigma <= 0) return p;
  /** @param {number} i @returns {Point} */
  const pick = (i) => {
    if (closed) return p[((i % n) + n) % n];
    if (i < 0) return sub(mul(p[0], 2), p[Math.min(n - 1, -i)]);
    if (i >= n) return sub(mul(p[n - 1], 2), p[Math.max(0, 2 * (n - 1) - i)]);
    return p[i];
  };
  const w = Array.from({ length: 2 * r + 1 }, (_, k) => Math.exp(-((k - r) ** 2) / (2 * sigma * sigma)));
  const sum = w.reduce((a, b) => a + b, 0);
  return p.map((_, i) => {
    let [x, y] = [0, 0];
    for (let k = -r; k <= r; k += 1) {
      const q = pick(i + k);
      x += q[0] * w[k + r];
      y += q[1] * w[k + r];
    }
    return /** @type {Point} */ ([x / sum, y / sum]);
  });
}

/** A Catmull-Rom curve through the points, as a dense polyline.
 *  @param {Point[]} p @param {boolean} closed @returns {Point[]} */
export function through(p, closed) {
  const n = p.length;
  /** @param {number} i */
  const pick = (i) => (closed ? p[((i % n) + n) % n] : p[Math.min(n - 1, Math.max(0, i))]);
  /** @type {Point[]} */
  const out = [];
  for (let i = 0; i < (closed ? n : n - 1); i += 1) {
    const [a, b, c, d] = [pick(i - 1), pick(i), pick(i + 1), pick(i + 2)];
    for (let k = 0; k < 12; k += 1) {
      const t = k / 12;
      /** @param {0 | 1} j */
      const f = (j) =>
        0.5 *
        (2 * b[j] +
          (c[j] - a[j]) * t +
          (2 * a[j] - 5 * b[j] + 4 * c[j] - d[j]) * t * t +
          (3 * b[j] - a[j] - 3 * c[j] + d[j]) * t * t * t);
      out.push([f(0), f(1)]);
    }
  }
  if (!closed) out.push(p[n - 1]);
  return out;
}
