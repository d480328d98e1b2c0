// @ts-check
// The points that the page ranks, where the plates have them: the likelier, the larger. A picture of the list beside the
// map, for eyes and fingers; keyboards and screen readers have the list.

/** @typedef {import('./map-plate.js').Plate} Plate */

const SVG = "http://www.w3.org/2000/svg";
/** Radius of the first and of all late ones, units of a view, and how much each is smaller than the one before. */
const [LARGEST, SMALLEST, STEP] = [58, 24, 5];
/** More than these are not told apart. */
const POINTS_MAX = 12;
/** What a finger hits, pixels. */
const REACH_PX = 24;

export class Points {
  #sources;

  /** @param {string} id of the map; what points at it carries it in `data-lights` */
  constructor(id) {
    const all = document.querySelectorAll(`[data-lights="${CSS.escape(id)}"][data-point]`);
    this.#sources = /** @type {HTMLElement[]} */ ([...all]).slice(0, POINTS_MAX);
  }

  /** Draws those that a view shows. @param {HTMLElement} panel @param {Plate} plate */
  draw(panel, plate) {
    const svg = panel.querySelector(".bm-figure");
    svg?.querySelector(".bm-points")?.remove();
    const layer = document.createElementNS(SVG, "g");
    layer.setAttribute("class", "bm-points");
    // The first lies on top.
    this.#sources
      .map((source, rank) => ({ rank, place: plate.point((source.dataset.point ?? "").replace(":", ".")) }))
      .reverse()
      .forEach(({ rank, place }) => {
        if (place) layer.append(marker(place, rank));
      });
    svg?.append(layer);
  }

  /** Where a plate has them. @param {Plate} plate */
  places(plate) {
    return this.#sources.flatMap((source) => plate.point((source.dataset.point ?? "").replace(":", ".")) ?? []);
  }

  /** What a marker near a place of the screen stands for. @param {Element} root @param {number} x @param {number} y @returns {HTMLElement | null} */
  near(root, x, y) {
    let [found, nearest] = [/** @type {HTMLElement | null} */ (null), REACH_PX];
    for (const marker of /** @type {NodeListOf<SVGElement>} */ (root.querySelectorAll(".bm-view:not([hidden]) .bm-point"))) {
      const box = marker.getBoundingClientRect();
      const away = Math.hypot(box.left + box.width / 2 - x, box.top + box.height / 2 - y);
      if (away < nearest) [found, nearest] = [this.#sources[Number(marker.dataset.rank)], away];
    }
    return found;
  }

  /** Marks the one that is looked at. @param {Element} root @param {string | undefined} point */
  choose(root, point) {
    for (const marker of /** @type {NodeListOf<SVGElement>} */ (root.querySelectorAll(".bm-point")))
      marker.toggleAttribute("data-chosen", point !== undefined && this.#sources[Number(marker.dataset.rank)]?.dataset.point === point);
  }
}

/** @param {{ x: number, y: number }} place @param {number} rank from 0 */
function marker(place, rank) {
  const group = document.createElementNS(SVG, "g");
  group.setAttribute("class", "bm-point");
  group.dataset.rank = String(rank);
  const circle = document.createElementNS(SVG, "circle");
  const radius = Math.max(SMALLEST, LARGEST - STEP * rank);
  for (const [name, value] of Object.entries({ cx: place.x, cy: place.y, r: radius })) circle.setAttribute(name, String(Math.round(value)));
  circle.style.setProperty("--radius", `${radius}px`);
  group.append(circle);
  return group;
}
