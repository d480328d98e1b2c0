// @ts-check
/** The stories of the tissue as the simulator computed them: read from their files, and their time in words. */

/** @typedef {{ phase: string, time_s: number, since_needle_s: number, crisis: boolean, pain: number, soreness: number }} Moment */
/** @typedef {{ radius_mm: number, fibres: number[], outlines: number[][], frames: Moment[], bytes: Uint8Array }} Story */

/** @param {string} url */
async function fetched(url) {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${answer.status} for a story`);
  return answer;
}

/** @type {Promise<number[][]> | null} */
let outlines = null;

/** @param {string} folder @param {string} name @returns {Promise<Story>} */
export async function load(folder, name) {
  outlines ??= fetched(`${folder}fibres.json`).then((answer) => answer.json());
  const answer = await fetched(`${folder}${name}.bin`);
  const all = new Uint8Array(await answer.arrayBuffer());
  const end = all.indexOf(10);
  const head = JSON.parse(new TextDecoder().decode(all.subarray(0, end)));
  return { ...head, outlines: await outlines, bytes: all.subarray(end + 1) };
}

/** Time in words of figures alone: `8:00 h`, `+ 12 h`, `+ 2 d`. @param {Moment} moment */
export function clock(moment) {
  const since = moment.since_needle_s;
  if (since < 0) return `${(moment.time_s / 3600).toFixed(moment.time_s < 36_000 ? 1 : 0)} h`;
  if (since < 60) return `+ ${since} s`;
  if (since < 7200) return `+ ${Math.round(since / 60)} min`;
  return since < 172_800 ? `+ ${Math.round(since / 3600)} h` : `+ ${Math.round(since / 86_400)} d`;
}
