// @ts-check
/**
 * After a tap that is recorded, the same page comes back: this puts every scrolling part where it was, so that the
 * needle under the finger stays under the finger. A link to a place on the page wins.
 */

/** Parts that scroll on their own. */
const SCROLLERS = ".session-known, .session-place, .session-done";
const KEY = "drypoint.place";

/** @returns {number[]} */
function positions() {
  return [window.scrollY, ...[...document.querySelectorAll(SCROLLERS)].map((part) => part.scrollTop)];
}

document.addEventListener("submit", () => {
  sessionStorage.setItem(KEY, JSON.stringify({ path: location.pathname, positions: positions() }));
});

const kept = sessionStorage.getItem(KEY);
sessionStorage.removeItem(KEY);
if (kept && !location.hash && !document.querySelector(".refused")) {
  const place = JSON.parse(kept);
  if (place.path === location.pathname && Array.isArray(place.positions)) {
    const [page, ...parts] = place.positions;
    window.scrollTo(0, page);
    for (const [index, part] of [...document.querySelectorAll(SCROLLERS)].entries()) part.scrollTop = parts[index] ?? 0;
  }
}
