// Chance that comes out the same each time.

/** @typedef {{ below: (n: number) => number, one: <T>(of: readonly T[]) => T, some: (n: number, of: number) => Set<number> }} Dice */

/** @param {number} seed @returns {Dice} */
export function dice(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (/** @type {number} */ n) => Math.floor(next() * n);
  return {
    below,
    one: (of) => /** @type {any} */ (of[below(of.length)]),
    /** `n` different numbers below `of`. */
    some: (n, of) => {
      const chosen = new Set();
      while (chosen.size < n) chosen.add(below(of));
      return chosen;
    },
  };
}
