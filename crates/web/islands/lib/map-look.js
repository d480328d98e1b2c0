// @ts-check
// How deep one looks, by a slider from skin to bone, and whose body is drawn. Remembered on this device; nothing of it is recorded.

const REMEMBERED = "drypoint.map.";

export class Look {
  layer = "superficial";
  body = "neutral";

  /** @param {HTMLElement} root the body map @param {() => void} changed */
  constructor(root, changed) {
    const depth = /** @type {HTMLInputElement | null} */ (root.querySelector(".bm-depth input"));
    // Where nothing is to be chosen, the page says what is seen.
    this.layer = root.dataset.layer ?? this.layer;
    const body = /** @type {HTMLSelectElement | null} */ (root.querySelector(".bm-body-of select"));
    if (!depth || !body) return;
    const layers = (depth.dataset.layers ?? "").split(" ");
    const names = (depth.dataset.names ?? "").split("|");
    const word = root.querySelector(".bm-layer");
    const read = () => {
      this.layer = layers[Number(depth.value)];
      this.body = body.value;
      depth.setAttribute("aria-valuetext", names[Number(depth.value)]);
      if (word) word.textContent = names[Number(depth.value)];
    };
    const [layer, whose] = [remembered("layer"), remembered("body")];
    if (layer !== null && layers.includes(layer)) depth.value = String(layers.indexOf(layer));
    if (whose !== null && [...body.options].some((option) => option.value === whose)) body.value = whose;
    read();
    depth.addEventListener("input", () => {
      read();
      remember("layer", this.layer);
      changed();
    });
    body.addEventListener("change", () => {
      read();
      remember("body", this.body);
      changed();
    });
  }
}

/** @param {string} what */
function remembered(what) {
  try {
    return localStorage.getItem(REMEMBERED + what);
  } catch {
    return null;
  }
}

/** @param {string} what @param {string} value */
function remember(what, value) {
  try {
    localStorage.setItem(REMEMBERED + what, value);
  } catch {
    // A device that keeps nothing starts with the usual look.
  }
}
