// Cuts a silhouette into regions that tile it. Region shapes are painted over one another in order on a
// fine grid (the last one wins), what no shape covers goes to its nearest neighbour, and the borders of the
// grid are traced once per pair of neighbours, so both sides of a border share one curve: no gap, no overlap.

import { fit, resample, smooth } from './fit.mjs';

/** @typedef {import('./fit.mjs').Point} Point */
/** @typedef {import('./fit.mjs').Cubic} Cubic */
/** @typedef {{ width: number, height: number, label: Uint16Array }} Grid label 0 is outside; the grid has a rim of one */

/** Calls `put` for every grid cell whose middle lies inside the rings (even-odd).
 *  @param {Point[][]} rings @param {number} width @param {number} height @param {(i: number) => void} put */
export function scan(rings, width, height, put) {
  for (let y = 0; y < height; y += 1) {
    const yy = y + 0.5;
    /** @type {number[]} */
    const xs = [];
    for (const ring of rings) {
      for (let i = 0; i < ring.length; i += 1) {
        const [a, b] = [ring[i], ring[(i + 1) % ring.length]];
        if (a[1] <= yy === b[1] <= yy) continue;
        xs.push(a[0] + ((yy - a[1]) / (b[1] - a[1])) * (b[0] - a[0]));
      }
    }
    xs.sort((p, q) => p - q);
    for (let k = 0; k + 1 < xs.length; k += 2) {
      const to = Math.min(width, Math.ceil(xs[k + 1] - 0.5));
      for (let x = Math.max(0, Math.ceil(xs[k] - 0.5)); x < to; x += 1) put(y * width + x);
    }
  }
}

/** Labels the inside of `rings` by the painted shapes.
 *  @param {Point[][]} rings @param {{ label: number, ring: Point[] }[]} shapes
 *  @param {number} width @param {number} height @param {number} cut first column that counts
 *  @returns {Grid} */
export function paint(rings, shapes, width, height, cut) {
  const [w, h] = [width + 2, height + 2];
  /** @param {Point[]} r @returns {Point[]} */
  const shift = (r) => r.map(([x, y]) => [x + 1, y + 1]);
  const inside = new Uint8Array(w * h);
  scan(rings.map(shift), w, h, (i) => {
    if (i % w > cut) inside[i] = 1;
  });
  const label = new Uint16Array(w * h);
  for (const s of shapes) {
    scan([shift(s.ring)], w, h, (i) => {
      if (inside[i]) label[i] = s.label;
    });
  }
  dropCrumbs(label, w);
  spread(label, inside, w);
  return { width: w, height: h, label };
}

/** Pieces too small to touch lose their label. @param {Uint16Array} label @param {number} w */
function dropCrumbs(label, w) {
  const least = 60;
  const seen = new Uint8Array(label.length);
  for (let start = 0; start < label.length; start += 1) {
    if (!label[start] || seen[start]) continue;
    const piece = [start];
    seen[start] = 1;
    for (let k = 0; k < piece.length; k += 1) {
      for (const j of [piece[k] - 1, piece[k] + 1, piece[k] - w, piece[k] + w]) {
        if (!seen[j] && label[j] === label[start]) {
          seen[j] = 1;
          piece.push(j);
        }
      }
    }
    if (piece.length < least) for (const i of piece) label[i] = 0;
  }
}

/** Breadth-first: what is inside but unlabelled takes its nearest label.
 *  @param {Uint16Array} label @param {Uint8Array} inside @param {number} w */
function spread(label, inside, w) {
  /** @type {number[]} */
  const queue = [];
  for (let i = 0; i < label.length; i += 1) if (label[i]) queue.push(i);
  for (let k = 0; k < queue.length; k += 1) {
    const i = queue[k];
    for (const j of [i - 1, i + 1, i - w, i + w]) {
      if (inside[j] && !label[j]) {
        label[j] = label[i];
        queue.push(j);
      }
    }
  }
}

/** @typedef {{ from: number, to: number, left: number, right: number, curve: Cubic[] }} Arc */

/** Borders of the grid as fitted arcs between the points where three or more labels meet.
 *  @param {Grid} grid @param {{ cut: number, tol: number, inner: number, outer: number }} how
 *  `inner`/`outer`: smoothing in units for borders between regions and for the silhouette
 *  @returns {Arc[]} */
export function arcs(grid, how) {
  const { width: w, height: h, label } = grid;
  const vw = w + 1;
  // Directions: 0 right, 1 down, 2 left, 3 up. Labels on the left and right hand when walking that way.
  const step = [1, vw, -1, -vw];
  /** @param {number} v @param {number} d @returns {[number, number]} */
  const sides = (v, d) => {
    const x = v % vw;
    const y = (v / vw) | 0;
    /** @param {number} i @param {number} j */
    const get = (i, j) => (i < 0 || j < 0 || i >= w || j >= h ? 0 : label[j * w + i]);
    if (d === 0) return [get(x, y - 1), get(x, y)];
    if (d === 1) return [get(x, y), get(x - 1, y)];
    if (d === 2) return [get(x - 1, y), get(x - 1, y - 1)];
    return [get(x - 1, y - 1), get(x, y - 1)];
  };
  /** @param {number} v */
  const ways = (v) => [0, 1, 2, 3].filter((d) => sides(v, d)[0] !== sides(v, d)[1]);
  const isNode = new Uint8Array(vw * (h + 1));
  const onBorder = [];
  for (let v = 0; v < isNode.length; v += 1) {
    const ds = ways(v);
    if (ds.length === 0) continue;
    onBorder.push(v);
    const corner = ds.length === 2 && v % vw === how.cut + 1 && ds.some((d) => d % 2 === 0);
    if (ds.length > 2 || corner) isNode[v] = 1;
  }
  const used = new Uint8Array(isNode.length * 4);
  /** @type {Arc[]} */
  const out = [];
  /** @param {number} start @param {number} dir @param {boolean} ring */
  const walk = (start, dir, ring) => {
    if (used[start * 4 + dir]) return;
    const [left, right] = sides(start, dir);
    const run = [start];
    let [v, d] = [start, dir];
    for (;;) {
      used[v * 4 + d] = 1;
      const next = v + step[d];
      used[next * 4 + ((d + 2) % 4)] = 1;
      run.push(next);
      v = next;
      if (isNode[v] || v === start) break;
      d = /** @type {number} */ (ways(v).find((e) => e !== (d + 2) % 4));
    }
    out.push({ from: start, to: v, left, right, curve: curve(run, vw, ring, left && right ? how.inner : how.outer, how.tol) });
  };
  for (const v of onBorder) if (isNode[v]) for (const d of ways(v)) walk(v, d, false);
  for (const v of onBorder) if (!isNode[v]) for (const d of ways(v)) if (!used[v * 4 + d]) walk(v, d, true);
  return out;
}

/** @param {number[]} run @param {number} vw @param {boolean} ring @param {number} sigma @param {number} tol */
function curve(run, vw, ring, sigma, tol) {
  /** @type {Point[]} */
  const v = run.map((i) => [(i % vw) - 1, ((i / vw) | 0) - 1]);
  if (v.every((p) => p[0] === v[0][0]) || v.every((p) => p[1] === v[0][1])) {
    return /** @type {Cubic[]} */ ([[v[0], v[0], v[v.length - 1], v[v.length - 1]]]);
  }
  // Middles of the grid edges: half the staircase is gone before smoothing starts.
  /** @type {Point[]} */
  const mid = v.slice(1).map((p, i) => [(p[0] + v[i][0]) / 2, (p[1] + v[i][1]) / 2]);
  if (ring) {
    const even = resample([...mid, mid[0]], 1).slice(0, -1);
    const soft = smooth(even, sigma, true);
    return fit([...soft, soft[0]], tol);
  }
  const even = resample([v[0], ...mid, v[v.length - 1]], 1);
  return fit(smooth(even, Math.min(sigma, even.length / 6), false), tol);
}

/** Arcs of one label chained into closed rings, in walking order.
 *  @param {Arc[]} all @param {number} label @returns {Cubic[][]} */
export function rings(all, label) {
  const mine = all
    .filter((a) => a.left === label || a.right === label)
    .map((a) => (a.left === label ? a : flip(a)));
  /** @type {Cubic[][]} */
  const out = [];
  const free = new Set(mine);
  for (const first of mine) {
    if (!free.delete(first)) continue;
    const ring = [...first.curve];
    let end = first.to;
    while (end !== first.from) {
      const next = mine.find((a) => free.has(a) && a.from === end);
      if (!next) throw new Error(`label ${label}: border is not closed`);
      free.delete(next);
      ring.push(...next.curve);
      end = next.to;
    }
    out.push(ring);
  }
  return out;
}

/** @param {Arc} a @returns {Arc} */
function flip(a) {
  const curve = a.curve.map(([p, q, r, s]) => /** @type {Cubic} */ ([s, r, q, p])).reverse();
  return { from: a.to, to: a.from, left: a.right, right: a.left, curve };
}

/** Whole units, relative commands, as short as SVG allows. @param {Cubic[][]} parts @param {boolean} close */
export function path(parts, close) {
  let d = '';
  /** @type {Point} */
  let pen = [0, 0];
  /** @param {Point} p @returns {Point} */
  const r = (p) => [Math.round(p[0]), Math.round(p[1])];
  /** @param {number[]} n */
  const nums = (n) => n.map((v, i) => (i && v >= 0 ? ` ${v}` : `${v}`)).join('');
  for (const part of parts) {
    if (part.length === 0) continue;
    const start = r(part[0][0]);
    d += d === '' ? `M${nums(start)}` : `m${nums([start[0] - pen[0], start[1] - pen[1]])}`;
    pen = start;
    let last = '';
    for (const c of part) {
      const [a, b, e] = [r(c[1]), r(c[2]), r(c[3])];
      const end = [e[0] - pen[0], e[1] - pen[1]];
      if (end[0] === 0 && end[1] === 0) continue;
      const flat = isFlat(pen, a, b, e);
      const cmd = flat ? 'l' : 'c';
      const body = nums(flat ? end : [a[0] - pen[0], a[1] - pen[1], b[0] - pen[0], b[1] - pen[1], ...end]);
      d += last === cmd ? (body.startsWith('-') ? body : ` ${body}`) : cmd + body;
      last = cmd;
      pen = e;
    }
    if (close) {
      d += 'z';
      pen = start;
    }
  }
  return d;
}

/** Are the handles within half a unit of the chord? @param {Point} p @param {Point} a @param {Point} b @param {Point} e */
function isFlat(p, a, b, e) {
  const [dx, dy] = [e[0] - p[0], e[1] - p[1]];
  const l = Math.hypot(dx, dy) || 1;
  /** @param {Point} q */
  const off = (q) => Math.abs(dx * (q[1] - p[1]) - dy * (q[0] - p[0])) / l;
  return off(a) < 0.6 && off(b) < 0.6;
}
