// Two plain diagrams that no tracing shows: the open mouth and the saddle. The half on the right of the page is
// the person's left. Units: tenths of a millimetre, from the midline (x) and from the top (y).

/** Outlines of `count` teeth along half an ellipse, from the midline outwards.
 *  @param {number} cy @param {number} rx @param {number} ry @param {number[]} widths @param {number} depth
 *  @param {1 | -1} up */
function teeth(cy, rx, ry, widths, depth, up) {
  /** @param {number} a @param {number} k */
  const on = (a, k) => [Math.sin(a) * (rx - k), cy - up * Math.cos(a) * (ry - k * 1.05)];
  const total = widths.reduce((a, b) => a + b, 0);
  const span = 1.62;
  let a = 0;
  return widths.map((w, i) => {
    const b = a + (w / total) * span;
    const inner = depth * (i < 3 ? 0.86 : i < 5 ? 1 : 1.18);
    const gap = 0.006;
    const pts = [
      on(a + gap, 6), on(a + (b - a) * 0.5, 0), on(b - gap, 6),
      on(b - gap, inner * 0.6), on(b - gap * 3, inner), on(a + (b - a) * 0.5, inner + 6), on(a + gap * 3, inner), on(a + gap, inner * 0.6), on(a + gap, 6),
    ];
    a = b;
    return pts.flat();
  });
}
const upperTeeth = teeth(590, 400, 400, [86, 66, 78, 74, 74, 104, 100, 90], 76, 1);
const lowerTeeth = teeth(810, 372, 372, [56, 60, 72, 74, 76, 108, 104, 92], 74, -1);

export const mouth = {
  symmetric: true,
  side: 'L',
  unit: 'half',
  width: 1160,
  height: 1400,
  outline: [0, 82, 60, 68, 130, 74, 230, 120, 340, 206, 440, 330, 510, 480, 540, 640, 544, 720, 530, 860, 480, 1010, 400, 1150, 290, 1262, 160, 1328, 0, 1350],
  regions: [
    ['mouth-throat', 0, 0, 580, 0, 580, 1400, 0, 1400],
    ['upper-teeth', 0, 0, 580, 0, 580, 692, 284, 692, 290, 560, 262, 440, 200, 350, 110, 294, 0, 280],
    ['lower-teeth', 0, 1400, 580, 1400, 580, 692, 284, 692, 272, 850, 240, 960, 180, 1050, 100, 1098, 0, 1112],
  ],
  drop: [],
  lines: [
    // Inner edge of the lips, corner of the mouth.
    [0, 156, 70, 146, 150, 162, 260, 230, 360, 340, 430, 470, 466, 620, 470, 700, 458, 840, 410, 980, 330, 1110, 220, 1206, 110, 1250, 0, 1262],
    [470, 690, 500, 694, 543, 692],
    ...upperTeeth,
    ...lowerTeeth,
    // Palate: raphe, ridges, soft palate, uvula, arch of the throat.
    [0, 300, 0, 520],
    [20, 336, 60, 330, 100, 344],
    [20, 372, 80, 366, 140, 386],
    [20, 408, 90, 404, 168, 430],
    [276, 560, 200, 548, 100, 566, 40, 588, 26, 612, 24, 650, 12, 676, 0, 682],
    [268, 610, 220, 600, 130, 620, 84, 668, 66, 730],
    [278, 660, 262, 700, 250, 742],
    // Tongue.
    [0, 742, 70, 722, 150, 730, 216, 770, 238, 850, 214, 950, 160, 1040, 90, 1082, 0, 1096],
    [0, 780, 0, 1030],
    [60, 800, 62, 840],
    [110, 830, 114, 870],
    [70, 900, 72, 930],
  ],
};

export const saddle = {
  symmetric: true,
  side: 'L',
  unit: 'half',
  width: 1400,
  height: 1240,
  outline: [0, 120, 90, 126, 200, 150, 300, 190, 420, 210, 540, 190, 640, 150, 672, 260, 676, 420, 660, 560, 640, 640, 636, 740, 616, 860, 560, 980, 460, 1076, 330, 1130, 190, 1136, 80, 1100, 0, 1066],
  regions: [
    ['thigh-inner-upper', 200, 0, 700, 0, 700, 640, 560, 610, 400, 520, 300, 420, 236, 300, 210, 160],
    ['buttock-lower', 700, 600, 560, 610, 420, 560, 330, 640, 240, 760, 160, 880, 130, 980, 90, 1240, 700, 1240],
    ['groin', 130, 0, 250, 100, 300, 180, 300, 300, 330, 420, 300, 440, 240, 400, 190, 300, 150, 200],
    ['genital', 0, 0, 130, 90, 156, 200, 190, 300, 216, 420, 190, 540, 120, 600, 0, 610],
    ['perineum', 0, 606, 120, 598, 190, 540, 216, 400, 300, 436, 420, 560, 330, 640, 240, 760, 150, 880, 90, 900, 0, 906],
    ['coccyx', 0, 900, 90, 896, 150, 876, 136, 980, 90, 1060, 90, 1240, 0, 1240],
  ],
  drop: [],
  lines: [
    // Fold of the groin, fold of the buttock, cleft.
    [210, 156, 240, 290, 300, 410, 400, 512, 520, 580, 642, 624],
    [440, 566, 520, 620, 570, 700],
    [0, 1062, 0, 930],
    [0, 930, 30, 906, 44, 880],
    // Pelvic outlet: pubis, ischial tuberosity, coccyx, dashed by short strokes.
    [40, 300, 70, 336], [92, 362, 124, 398], [146, 424, 178, 460], [200, 486, 232, 522], [254, 548, 282, 580],
    [300, 640, 272, 676], [250, 704, 222, 740], [200, 768, 172, 804], [150, 832, 122, 866], [100, 892, 70, 920],
    [300, 586, 322, 600, 326, 624, 308, 640, 286, 628, 284, 600, 300, 586],
    [0, 966, 18, 962, 26, 946, 14, 932, 0, 930],
    [0, 262, 24, 264, 44, 280, 24, 296, 0, 298],
    // Genital area kept plain: one outline for every body.
    [0, 336, 60, 350, 98, 410, 98, 486, 62, 560, 0, 588],
    // Raphe, anus.
    [0, 604, 0, 690],
    [0, 712, 26, 718, 40, 742, 26, 766, 0, 772],
    [0, 726, 14, 732, 20, 742, 14, 752, 0, 758],
    [46, 720, 60, 712], [52, 742, 68, 742], [46, 764, 60, 772], [30, 700, 38, 686], [30, 784, 38, 798],
  ],
};
