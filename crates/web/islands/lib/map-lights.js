// @ts-check
// Lighting up regions of a map that something else on the page points at: where a trigger point refers to and where it lies.

/** @typedef {{ essential?: string[], spillover?: string[], site?: string[], point?: string }} Lights
 *    cells as "neck-side:R", the point as "trapezius-upper/1:R" */
/** @typedef {{ x: number, y: number }} Place */

const SVG = "http://www.w3.org/2000/svg";

/** Draws the lights over the figure; nothing lit: takes them away.
 *  @param {HTMLElement} root the body map @param {(cell: string) => SVGPathElement[]} shapes @param {Lights} lights
 *  @param {(shape: SVGElement) => Place | null} place where the point itself lies on the plate of a shape, if it is known */
export function light(root, shapes, lights, place) {
  for (const old of root.querySelectorAll(".bm-lights")) old.remove();
  /** @type {(keyof Lights)[]} */
  const kinds = ["spillover", "essential", "site"];
  for (const kind of kinds) {
    for (const cell of lights[kind] ?? []) {
      for (const shape of shapes(cell.replace(":", "."))) {
        const layer = layerOf(shape);
        const lit = /** @type {SVGPathElement} */ (shape.cloneNode());
        for (const name of ["data-intensity", "data-region", "data-side", "fill"]) lit.removeAttribute(name);
        lit.setAttribute("class", `bm-light-${kind}`);
        if (kind !== "site") lit.setAttribute("fill", `url(#${root.id}-${kind})`);
        layer.append(lit);
        if (kind === "site" && !layer.querySelector(".bm-cross.exact")) layer.append(cross(shape, place(shape)));
      }
    }
  }
}

/** @param {SVGPathElement} shape */
function layerOf(shape) {
  const svg = /** @type {SVGSVGElement} */ (shape.ownerSVGElement);
  const known = svg.querySelector(".bm-lights");
  if (known) return known;
  const layer = document.createElementNS(SVG, "g");
  layer.setAttribute("class", "bm-lights");
  svg.append(layer);
  return layer;
}

/** The X of the plates, where the point is or in the middle of a region. @param {SVGPathElement} shape @param {Place | null} exact */
function cross(shape, exact) {
  const box = shape.getBBox();
  const arm = 42;
  const path = document.createElementNS(SVG, "path");
  const { x, y } = exact ?? { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  path.setAttribute("d", `M${x - arm} ${y - arm}l${2 * arm} ${2 * arm}m0 ${-2 * arm}l${-2 * arm} ${2 * arm}`);
  path.setAttribute("class", exact ? "bm-cross exact" : "bm-cross");
  const transform = shape.getAttribute("transform");
  if (transform && !exact) path.setAttribute("transform", transform);
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
