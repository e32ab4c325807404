// SPDX-License-Identifier: MIT
// Replays recorded discharges of one machine through the forecast: a scorer writes JSON lines to standard input, and reads one line for each sample.
//   {"type":"begin","energyUnit":"Wh"|"pct","energyFull":...,"energyEmpty":...}   a discharge, and the level at which it ends
//   {"type":"sample","t":seconds,"energy":...,"power":W|null,"percent":...}       answered by {"tte":s,"lo":s,"hi":s} or null
//     or a line of travelmode history --raw: energy_now and power_now in place of energy and power, with the status and the profile
//   {"type":"end"}                                                                what it taught is remembered for the next

import { join } from "node:path";
import { createInterface } from "node:readline";
import { build } from "esbuild";

const SECOND_MS = 1000;
const LONGEST_S = 48 * 3600;

const { forecast, observe, remember, startForecast } = await bundled(`
  export { forecast } from "./src/forecast/forecast.ts";
  export { observe, remember, startForecast } from "./src/forecast/forecast-state.ts";`);

let state = startForecast(null);
let discharge = null;

for await (const line of createInterface({ input: process.stdin })) {
  const message = JSON.parse(line);
  if (message.type === "begin") begin(message);
  if (message.type === "sample") process.stdout.write(`${JSON.stringify(answer(message))}\n`);
  if (message.type === "end") state = startForecast(remember(state));
}

function begin({ energyUnit, energyFull, energyEmpty }) {
  const inPercent = energyUnit === "pct";
  discharge = { inPercent, energyEmpty, energyFull: inPercent ? 100 : energyFull };
  state = startForecast(remember(state));
}

function answer(sample) {
  discharge.energyFull ??= energyOf(sample);
  state = observe(state, sampleFrom(sample));
  const endPercent = (100 * discharge.energyEmpty) / discharge.energyFull;
  return inSeconds(forecast(state, { atMs: sample.t * SECOND_MS, endPercent, chargeLimitPercent: null })?.left ?? null);
}

function sampleFrom(sample) {
  const { t, percent, status = "discharging", profile = null } = sample;
  const [energy, powerW] = [energyOf(sample), sample.power ?? sample.power_now ?? null];
  const { inPercent, energyFull } = discharge;
  return {
    ...{ atMs: t * SECOND_MS, flow: status, powerW, profile },
    energyWh: inPercent ? null : energy,
    energyFullWh: inPercent ? null : energyFull,
    percent: inPercent ? energy : percent,
  };
}

/** In the gauge's own unit. */
function energyOf({ energy, energy_now, percent }) {
  return energy ?? energy_now ?? (discharge.inPercent ? percent : null);
}

function inSeconds(left) {
  if (left === null) return null;
  if (typeof left === "string") return { tte: LONGEST_S };
  return { tte: left.medianMs / SECOND_MS, lo: left.lowMs / SECOND_MS, hi: left.highMs / SECOND_MS };
}

/** What a part of the program exports. It is bundled anew, so that a fresh clone needs no build, and nothing is left behind. */
async function bundled(contents) {
  const { outputFiles } = await build({
    absWorkingDir: join(import.meta.dirname, ".."),
    stdin: { contents, resolveDir: join(import.meta.dirname, "..") },
    ...{ bundle: true, platform: "node", target: "node20", format: "esm", write: false, logLevel: "error" },
  });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString("base64")}`);
}
