// SPDX-License-Identifier: MIT
// Whether the chance of lasting holds what it says, on recorded discharges: at each sample it is asked whether the battery will last as long as it
// did in truth, times so much. Prints a markdown table for each set. Argument: a folder with recordings, and their index.json (docs/trip.md).
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { observe, remember, startForecast } from "../build/src/forecast/forecast-state.js";
import { chanceOfLasting } from "../build/src/forecast/trip/chance.js";

const FACTORS = [0.7, 0.85, 1, 1.15, 1.3];
/** Of chances that were told to be so high at least, or so low at most, how many came true? */
const BINS = [0, 0.05, 0.2, 0.4, 0.6, 0.8, 0.95, 1.001];
/** Samples closer together than this, and the last minutes, do not count. */
const [LEAST_STEP_S, LEAST_LEFT_S] = [5, 600];
const SECOND_MS = 1000;

const folder = process.argv[2];
if (folder === undefined) throw new Error("which folder has the recordings?");
const index = JSON.parse(readFileSync(join(folder, "index.json"), "utf8"));
for (const set of new Set(index.map((run) => run.set))) print(set, answersOf(index.filter((run) => run.set === set)));

/** All recordings of a machine, in order, so that it learns from one to the next. */
function answersOf(recorded) {
  const runs = recorded.toSorted((one, other) => one.start_epoch - other.start_epoch);
  let memory = null;
  return runs.flatMap((run) => {
    const { answers, state } = replayed(run, startForecast(memory));
    memory = remember(state);
    return answers;
  });
}

function replayed(run, state) {
  const rows = rowsOf(run);
  const emptyAt = rows.at(-1).energy;
  const endS = rows.find(({ energy }) => energy <= emptyAt).t;
  const answers = [];
  for (const row of rows) {
    state = observe(state, sampleOf(run, row));
    const truthS = endS - row.t;
    if (truthS < LEAST_LEFT_S) continue;
    const endPercent = (100 * emptyAt) / fullOf(run);
    for (const factor of FACTORS) {
      const goal = { untilMs: (row.t + truthS * factor) * SECOND_MS, reservePercent: 0 };
      const chance = chanceOfLasting(state, { atMs: row.t * SECOND_MS, endPercent }, goal);
      answers.push({ factor, chance });
    }
  }
  return { answers, state };
}

function rowsOf({ id }) {
  const lines = readFileSync(join(folder, `${id}.csv`), "utf8")
    .trim()
    .split("\n")
    .slice(1);
  const rows = lines
    .map((line) => line.split(","))
    .map(([t, energy, power]) => ({ t: +t, energy: +energy, power: power === "" ? null : +power }));
  let last = Number.NEGATIVE_INFINITY;
  return rows.filter(({ t }) => {
    const isKept = t - last >= LEAST_STEP_S;
    if (isKept) last = t;
    return isKept;
  });
}

function fullOf({ energy_unit, energy_full }) {
  return energy_unit === "pct" ? 100 : energy_full;
}

function sampleOf(run, { t, energy, power }) {
  const inPercent = run.energy_unit === "pct";
  return {
    ...{ atMs: t * SECOND_MS, flow: "discharging", powerW: power, profile: null },
    ...(inPercent
      ? { energyWh: null, energyFullWh: null, percent: energy }
      : { energyWh: energy, energyFullWh: run.energy_full, percent: null }),
  };
}

function print(set, answers) {
  process.stdout.write(`${set}\n| asked for | chance told, mean |\n`);
  for (const factor of FACTORS)
    process.stdout.write(`| ${factor} of the truth | ${percent(mean(answers.filter((one) => one.factor === factor)))} |\n`);
  const scored = answers.filter(({ factor }) => factor !== 1).map(({ factor, chance }) => ({ chance, came: factor < 1 ? 1 : 0 }));
  const brier = scored.reduce((sum, { chance, came }) => sum + (chance - came) ** 2, 0) / scored.length;
  process.stdout.write(`Brier score ${brier.toFixed(3)} (0.25: a coin)\n| chance told | came true | how often told |\n`);
  for (const [place, least] of BINS.slice(0, -1).entries()) {
    const told = scored.filter(({ chance }) => chance >= least && chance < BINS[place + 1]);
    const came = told.reduce((sum, one) => sum + one.came, 0) / Math.max(1, told.length);
    process.stdout.write(
      `| ${percent(least)} to ${percent(Math.min(1, BINS[place + 1]))} | ${percent(came)} | ${percent(told.length / scored.length)} |\n`,
    );
  }
  // How often the battery lasted less long than it was told to with this chance: what was asked for is the truth itself.
  const truths = answers.filter(({ factor }) => factor === 1);
  for (const level of [0.95, 0.8, 0.5, 0.2, 0.05])
    process.stdout.write(
      `${percent(truths.filter(({ chance }) => chance > level).length / truths.length)} lasted less long than was told with ${percent(level)}\n`,
    );
}

function percent(share) {
  return `${(100 * share).toFixed(0)} %`;
}

function mean(told) {
  return told.reduce((sum, { chance }) => sum + chance, 0) / Math.max(1, told.length);
}
