// How the traced parts are laid out into the views that a person sees. All numbers are view units.

import front from './drawing/front.mjs';
import back from './drawing/back.mjs';
import left from './drawing/left.mjs';
import { armInner, armOuter, legInner } from './drawing/limbs.mjs';
import { handBack, handPalm } from './drawing/hand.mjs';
import { footLateral, footMedial, footSole, footTop } from './drawing/foot.mjs';
import { mouth, saddle } from './drawing/diagrams.mjs';
import { faceFront, faceSide } from './drawing/face.mjs';

/** The head close-ups share the millimetres of the whole figures, so they share their regions too. */
const headFront = {
  ...front,
  lines: [
    ...faceFront,
    [50, 592, 43, 570, 33, 544, 26, 528],
    [8, 560, 10, 548, 8, 536],
  ],
  drop: [[-70, 575, 68, 830]],
};
const headBack = { ...back, drop: [], lines: [[56, 585, 62, 566, 80, 546],  [18, 668, 34, 664, 46, 658], [24, 640, 26, 600, 34, 560]] };
const headLeft = {
  ...left,
  borrow: undefined,
  drop: [[-160, 560, -75, 712], [-75, 540, -55, 600]],
  lines: [...faceSide, [-20, 648, -32, 610, -46, 560, -56, 524], [16, 634, 10, 590, 4, 556, -8, 526]],
};

/** Part name (its tracing, if it has one) and its drawing. */
export const parts = {
  front,
  back,
  left,
  'arm-outer': armOuter,
  'arm-inner': armInner,
  'leg-inner': legInner,
  'head-front': headFront,
  'head-back': headBack,
  'head-left': headLeft,
  'hand-back': handBack,
  'hand-palm': handPalm,
  'foot-top': footTop,
  'foot-sole': footSole,
  'foot-lateral': footLateral,
  'foot-medial': footMedial,
  mouth,
  saddle,
};

/** @param {string} first side of the person that is on the left of the page @param {string} second */
const bodyZones = (first, second) => [
  ['shoulders', 330, 0, 1096, 1000],
  ['trunk', 330, 560, 1096, 1300],
  [`arm-${first}`, 0, 560, 740, 1540],
  [`arm-${second}`, 1016, 560, 740, 1540],
  ['thighs', 420, 1560, 916, 1060],
  ['legs', 420, 2340, 916, 1160],
];

/** Views in the order of the tabs. A part stands at `at`; `twin` says its mirror image is drawn as well, reflected
 *  about `about` (default: the middle of the view). Zones are [id, x, y, width, height]. */
export const views = [
  { id: 'front', width: 1756, height: 3500, scale: 2, parts: [{ name: 'front', at: [0, 0], twin: true }], zones: bodyZones('right', 'left'), captions: [['right', 300, 150], ['left', 1456, 150]] },
  { id: 'back', width: 1756, height: 3500, scale: 2, parts: [{ name: 'back', at: [0, 0], twin: true }], zones: bodyZones('left', 'right'), captions: [['left', 300, 150], ['right', 1456, 150]] },
  {
    id: 'left',
    width: 1310,
    height: 3500,
    scale: 2,
    parts: [
      { name: 'left', at: [0, 0], twin: false },
      { name: 'arm-outer', at: [580, 560], twin: false },
      { name: 'arm-inner', at: [950, 560], twin: false },
      { name: 'leg-inner', at: [690, 1548], twin: false },
    ],
    zones: [['shoulders', 0, 0, 640, 1000], ['trunk', 0, 700, 640, 1100], ['arms', 620, 820, 690, 960], ['thighs', 0, 1560, 1310, 1060], ['legs', 0, 2340, 1310, 1160]],
    captions: [['arm-outer', 782, 786], ['arm-inner', 1112, 786], ['leg-inner', 1000, 1786]],
  },
  {
    id: 'head',
    width: 2320,
    height: 3080,
    scale: 5,
    parts: [
      { name: 'head-front', at: [580 - 1031, 0], twin: true, about: 580 },
      { name: 'head-back', at: [1740 - 1031, 0], twin: true, about: 1740 },
      { name: 'head-left', at: [1190, 1600], twin: true },
    ],
    zones: [['face', 60, 0, 1040, 1540], ['head-back', 1220, 0, 1040, 1540], ['profile-right', 0, 1570, 1150, 1510], ['profile-left', 1170, 1570, 1150, 1510]],
    captions: [],
  },
  { id: 'mouth', width: 1160, height: 1440, scale: 10, parts: [{ name: 'mouth', at: [0, 20], twin: true }], zones: [], captions: [['right', 120, 120], ['left', 1040, 120]] },
  {
    id: 'hand',
    width: 1860,
    height: 2860,
    scale: 6,
    parts: [
      { name: 'hand-palm', at: [970, 20], twin: true },
      { name: 'hand-back', at: [970, 1470], twin: true },
    ],
    zones: [['palms', 0, 0, 1860, 1420], ['hand-backs', 0, 1430, 1860, 1430], ['hand-right', 0, 0, 920, 2860], ['hand-left', 940, 0, 920, 2860]],
    captions: [['right', 170, 1330], ['left', 1690, 1330]],
  },
  {
    id: 'foot',
    width: 3120,
    height: 3160,
    scale: 6,
    parts: [
      { name: 'foot-sole', at: [1670, 100], twin: true },
      { name: 'foot-top', at: [2410, 100], twin: true },
      { name: 'foot-lateral', at: [1590, 1540], twin: true },
      { name: 'foot-medial', at: [1590, 2300], twin: true },
    ],
    zones: [['foot-right', 0, 80, 1550, 1520], ['edges-right', 0, 1600, 1550, 1560], ['foot-left', 1570, 80, 1550, 1520], ['edges-left', 1570, 1600, 1550, 1560]],
    captions: [['right', 780, 80], ['left', 2340, 80]],
  },
  { id: 'saddle', width: 1400, height: 1260, scale: 8, parts: [{ name: 'saddle', at: [0, 10], twin: true }], zones: [], captions: [['right', 120, 110], ['left', 1280, 110]] },
];
