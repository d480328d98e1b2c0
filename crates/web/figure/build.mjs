// Turns the drawing (drawing/) into what the server embeds: figure.json (cells, outline and contour lines of every
// view) and the shading, a separate cached SVG. Deterministic: `node crates/web/figure/build.mjs` writes the same bytes.

import { readFileSync, writeFileSync, mkdirSync } from 'node:fs';
import { fit, resample, smooth, through } from './fit.mjs';
import { arcs, paint, path, rings } from './tiles.mjs';
import { parts, views } from './sheets.mjs';

const here = new URL('./', import.meta.url);

/** @param {number[]} flat @returns {[number, number][]} */
const pairs = (flat) => Array.from({ length: flat.length / 2 }, (_, i) => [flat[2 * i], flat[2 * i + 1]]);

/** Traced parts know their frame; diagrams carry their own outline.
 *  @param {string} name @param {any} drawing */
function frame(name, drawing) {
  if (drawing.unit === 'half') {
    const middle = drawing.width / 2;
    /** @param {[number, number]} p @returns {[number, number]} */
    const place = ([x, y]) => [middle + x, y];
    const half = through(pairs(drawing.outline), false).map(place);
    const rest = half.slice(1, -1).reverse().map(([x, y]) => /** @type {[number, number]} */ ([2 * middle - x, y]));
    return { width: drawing.width, height: drawing.height, middle, place, outline: [[...half, ...rest]], ink: [], shade: '' };
  }
  const t = JSON.parse(readFileSync(new URL(`drawing/traced/${name}.json`, here), 'utf8'));
  // Whole units for the midline, so that both halves meet on it exactly.
  const shift = drawing.symmetric ? Math.round(-t.left * t.scale) + t.left * t.scale : 0;
  /** @param {[number, number]} p @returns {[number, number]} */
  const place = ([u, v]) =>
    drawing.unit === 'trace' ? [u, v] : [(u - t.left) * t.scale + shift, (t.top - v) * t.scale];
  /** @param {[number, number]} p @returns {[number, number]} */
  const back = ([x, y]) => (drawing.unit === 'trace' ? [x, y] : [(x - shift) / t.scale + t.left, t.top - y / t.scale]);
  return {
    width: t.width, height: t.height, middle: Math.round(-t.left * t.scale), place, back, shade: t.shade,
    outline: t.outline.map((/** @type {number[]} */ r) => pairs(r).map(([x, y]) => [x + shift, y])),
    ink: t.ink.map((/** @type {number[]} */ r) => pairs(r)),
  };
}

/** Contour lines: traced ones that were not dropped, borrowed ones, drawn ones.
 *  @param {any} drawing @param {any} f */
function lines(drawing, f) {
  /** @param {[number, number][]} run @param {number[]} box */
  const within = (run, box) => {
    const [x, y] = f.back(run[run.length >> 1]);
    return x >= box[0] && y >= box[1] && x <= box[2] && y <= box[3];
  };
  const half = drawing.symmetric ? f.middle - 4 : -Infinity;
  const traced = f.ink
    .filter((/** @type {any} */ r) => !drawing.drop.some((/** @type {number[]} */ b) => within(r, b)))
    .filter((/** @type {any} */ r) => r[r.length >> 1][0] >= half);
  /** @type {[number, number][][]} */
  let borrowed = [];
  if (drawing.borrow) {
    const other = frame(drawing.borrow.from, {});
    const b = drawing.borrow.box;
    borrowed = other.ink
      .map((/** @type {any} */ r) => r.map(other.back))
      .filter((/** @type {any} */ r) => {
        const [x, y] = r[r.length >> 1];
        return x >= b[0] && y >= b[1] && x <= b[2] && y <= b[3];
      })
      .map((/** @type {any} */ r) => r.map(f.place));
  }
  const drawn = drawing.lines.map((/** @type {number[]} */ l) => through(pairs(l).map(f.place), false));
  /** Lines that lie on or cross the midline belong to both halves and are drawn once. @param {[number, number][]} r */
  const central = (r) => drawing.symmetric && (r.every((p) => Math.abs(p[0] - f.middle) < 1) || r.some((p) => p[0] < f.middle - 1));
  /** @param {[number, number][][]} runs */
  const fitted = (runs) => runs.map((r) => fit(resample(r, 3), 0.9));
  const every = [...traced, ...borrowed, ...drawn];
  return { half: fitted(every.filter((r) => !central(r))), central: fitted(every.filter(central)) };
}

/** The silhouette as curves; of a symmetric part only the half that is drawn.
 *  @param {any} drawing @param {any} f */
function silhouette(drawing, f) {
  /** @type {any[]} */
  const out = [];
  for (const ring of f.outline) {
    const even = resample([...ring, ring[0]], 2).slice(0, -1);
    const soft = smooth(even, 1.5, true);
    if (!drawing.symmetric) {
      out.push(fit([...soft, soft[0]], 0.8));
      continue;
    }
    const n = soft.length;
    const start = soft.findIndex((p, i) => p[0] >= f.middle && soft[(i + n - 1) % n][0] < f.middle);
    if (start < 0) {
      if (soft[0][0] > f.middle) out.push(fit([...soft, soft[0]], 0.8));
      continue;
    }
    /** @type {[number, number][]} */
    let run = [];
    for (let k = 0; k <= n; k += 1) {
      const p = soft[(start + k) % n];
      if (p[0] >= f.middle && k < n) run.push(p);
      else if (run.length) {
        run[0] = [f.middle, run[0][1]];
        run[run.length - 1] = [f.middle, run[run.length - 1][1]];
        if (run.length > 4) out.push(fit(run, 0.8));
        run = [];
      }
    }
  }
  return out;
}

/** @param {string} name */
function build(name) {
  const drawing = /** @type {any} */ (parts)[name];
  const f = frame(name, drawing);
  const names = [...new Set(drawing.regions.map((/** @type {any[]} */ r) => r[0]))];
  const shapes = drawing.regions.map((/** @type {any[]} */ r) => ({
    label: names.indexOf(r[0]) + 1,
    ring: pairs(r.slice(1)).map(f.place),
  }));
  const cut = drawing.symmetric ? f.middle : -1;
  const grid = paint(f.outline, shapes, f.width, f.height, cut);
  const all = arcs(grid, { cut, tol: name.startsWith('head') ? 1.4 : 1, inner: 9, outer: 2.5 });
  return { drawing, f, names, all, outline: silhouette(drawing, f), ink: lines(drawing, f) };
}

/** @param {any[][]} curves @param {number[]} at */
const moved = (curves, at) => curves.map((part) => part.map((c) => c.map((/** @type {number[]} */ p) => [p[0] + at[0], p[1] + at[1]])));

/** @type {string[]} */
const shades = [];
const outViews = views.map((view) => ({
  id: view.id,
  width: view.width,
  height: view.height,
  zones: view.zones,
  captions: view.captions,
  parts: view.parts.map((p) => {
    const b = build(p.name);
    if (b.f.shade) shades.push(`<path id="${p.name}" transform="translate(${p.at[0]} ${p.at[1]})" d="${b.f.shade}"/>`);
    const cells = b.names
      .map((/** @type {string} */ region, /** @type {number} */ i) => ({ region, d: path(moved(rings(b.all, i + 1), p.at), true) }))
      .filter((/** @type {any} */ c) => c.d !== '');
    const about = /** @type {any} */ (p).about ?? view.width / 2;
    return {
      name: p.name, side: b.drawing.side, twin: p.twin ? about * 2 : 0, symmetric: b.drawing.symmetric, shaded: b.f.shade !== '',
      outline: path(moved(b.outline, p.at), false), ink: path(moved(b.ink.half, p.at), false), central: path(moved(b.ink.central, p.at), false), cells,
    };
  }),
}));

/** One line per list entry: a change shows up in a diff where it was made.
 *  @type {(o: object, pad: string) => string} */
const record = (o, pad) => {
  const rows = Object.entries(o).map(([k, v]) => {
    const nested = Array.isArray(v) && typeof v[0] === 'object' && !Array.isArray(v[0]);
    const value = nested
      ? `[\n${v.map((e) => `${pad}  ${'d' in e ? JSON.stringify(e) : record(e, `${pad}  `)}`).join(',\n')}\n${pad} ]`
      : JSON.stringify(v);
    return `${pad} ${JSON.stringify(k)}: ${value}`;
  });
  return `{\n${rows.join(',\n')}\n${pad}}`;
};
/** The whole silhouette of a symmetric part, coarse, for figures the size of a thumbnail. @param {string} name */
function thumbnail(name) {
  const f = frame(name, /** @type {any} */ (parts)[name]);
  const coarse = f.outline.map((/** @type {[number, number][]} */ r) => {
    const soft = smooth(resample([...r, r[0]], 4).slice(0, -1), 2, true);
    return fit([...soft, soft[0]], 6);
  });
  return path(coarse, true);
}
const text = record({ thumbnail: thumbnail('front'), views: outViews }, '');
writeFileSync(new URL('figure.json', here), `${text}\n`);
mkdirSync(new URL('../assets/figure/', here), { recursive: true });
writeFileSync(new URL('../assets/figure/shade.svg', here), `<svg xmlns="http://www.w3.org/2000/svg">\n${shades.join('\n')}\n</svg>\n`);
const cellCount = outViews.reduce((n, v) => n + v.parts.reduce((m, q) => m + q.cells.length, 0), 0);
console.log(`figure.json ${text.length} bytes, ${cellCount} drawn cells; shade.svg ${shades.join('').length} bytes`);
