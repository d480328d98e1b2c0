// @ts-check
// Lighting up regions of a map that something else on the page points at: where a trigger point refers to and where it lies.

/** @typedef {{ essential?: string[], spillover?: string[], site?: string[], point?: string }} Lights
 *    cells as "neck-side:R", the point as "trapezius-upper/1:R" */
/** @typedef {import('./map-tiles.js').Place} Place */

import { outline } from "./map-ink.js";

const SVG = "http://www.w3.org/2000/svg";

/** Draws the lights over the views in sight; nothing lit: takes them away.
 *  @param {HTMLElement} root the body map @param {import('./map-views.js').Views} views @param {Lights} lights */
export function light(root, views, lights) {
  for (const old of root.querySelectorAll(".bm-lights")) old.remove();
  const point = lights.point?.replace(":", ".");
  for (const panel of views.panels().filter((panel) => !panel.hidden)) {
    const tiles = views.tiles(panel);
    if (!tiles) continue;
    const layer = document.createElementNS(SVG, "g");
    layer.setAttribute("class", "bm-lights");
    for (const kind of /** @type {const} */ (["spillover", "essential", "site"])) {
      for (const tile of (lights[kind] ?? []).flatMap((cell) => tiles.of(cell.replace(":", ".")))) {
        const lit = outline(tile, tiles);
        lit.setAttribute("class", `bm-light-${kind}`);
        if (kind !== "site") lit.setAttribute("fill", `url(#${root.id}-${kind})`);
        layer.append(lit);
        if (kind === "site" && !layer.querySelector(".bm-cross.exact"))
          layer.append(cross(tiles.middle(tile), point ? views.plate(panel)?.point(point) : null));
      }
    }
    if (layer.firstChild) panel.querySelector(".bm-figure")?.append(layer);
  }
}

/** The X of the plates, where the point is or in the middle of a region. @param {Place} middle @param {Place | null | undefined} exact */
function cross(middle, exact) {
  const arm = 42;
  const path = document.createElementNS(SVG, "path");
  const { x, y } = exact ?? middle;
  path.setAttribute("d", `M${x - arm} ${y - arm}l${2 * arm} ${2 * arm}m0 ${-2 * arm}l${-2 * arm} ${2 * arm}`);
  path.setAttribute("class", exact ? "bm-cross exact" : "bm-cross");
  return path;
}

/** What an element of the page lights. @param {HTMLElement} from @returns {Lights} */
export function lightsOf(from) {
  /** @param {string | undefined} text */
  const cells = (text) => (text ?? "").split(/\s+/).filter(Boolean);
  const { essential, spillover, site, point } = from.dataset;
  return { essential: cells(essential), spillover: cells(spillover), site: cells(site), point };
}

/** Anything with `data-lights="<id of a map>"` lights that map while it is hovered or focused: `data-essential`,
 *  `data-spillover` and `data-site` hold cells separated by spaces, `data-point` a point.
 *  @param {string} id @param {(lights: Lights) => void} highlight @param {AbortSignal} signal */
export function follow(id, highlight, signal) {
  /** @param {EventTarget | null} target */
  const source = (target) =>
    target instanceof Element
      ? /** @type {HTMLElement | null} */ (target.closest(`[data-lights="${CSS.escape(id)}"]`))
      : null;
  /** @param {Event} event */
  const on = (event) => {
    const from = source(event.target);
    if (from) highlight(lightsOf(from));
  };
  /** @param {Event} event */
  const off = (event) => {
    const to = source(/** @type {MouseEvent} */ (event).relatedTarget);
    if (source(event.target) && !to) highlight({});
  };
  document.addEventListener("pointerover", on, { signal });
  document.addEventListener("focusin", on, { signal });
  document.addEventListener("pointerout", off, { signal });
  document.addEventListener("focusout", off, { signal });
}
