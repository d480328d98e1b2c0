/** Points along a limb: `t` from one joint (0) to the next (1), `s` millimetres to its outer side.
 *  @param {[number, number]} a @param {[number, number]} b
 *  @returns {(...points: [number, number][]) => number[]} a flat list u, v, u, v ... */
export function limb(a, b) {
  const length = Math.hypot(b[0] - a[0], b[1] - a[1]);
  const along = [(b[0] - a[0]) / length, (b[1] - a[1]) / length];
  const across = [-along[1], along[0]];
  return (...points) =>
    points.flatMap(([t, s]) => [
      a[0] + along[0] * t * length + across[0] * s,
      a[1] + along[1] * t * length + across[1] * s,
    ]);
}
