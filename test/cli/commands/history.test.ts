// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { MODELS } from "../../../src/cli/command-tree.ts";
import { SCREEN } from "../recording-terminal.ts";
import { tryOut } from "./simulated-laptop.ts";

test("the made-up past of a simulated laptop: a row each, what sleep took, and what it all came to", async (t) => {
  const { status, out } = await tryOut(t).run("history");
  assert.equal(status, 0);
  assert.match(out[0] ?? "", /STARTED +ENDED +LASTED +LEVEL +USED +MEAN +POWER +PROFILE/);
  const text = out.join("\n");
  assert.match(text, /asleep 9 h 12 min, lost 1\d % \(0\.8 W\)/);
  assert.match(text, /\+1 +11 h 6 min +97→\d+ % +\d+\.\d Wh +\d+\.\d W/);
  assert.match(text, /flight 4 h 9 min, none 35 min\n {4}\d+ settings changed/);
  assert.match(text, /3 times on battery: 8 h 52 min awake, \d+\.\d Wh used, \d\.\d W on average\./);
  assert.match(text, /By profile: none \d+\.\d W over .*, flight \d+\.\d W over/);
  assert.match(text, /Asleep on battery for 10 h 2 min: 0\.8 W, \d\.\d % an hour\./);
});

test("with --verbose each change is told", async (t) => {
  const { out } = await tryOut(t).run("history --verbose");
  assert.match(out.join("\n"), /\d\d:\d\d on with flight\n {4}(.*\n)* {4}Screen brightness 82 % → 40 %/);
});

test("it fits a screen of 80 columns", async (t) => {
  const { out } = await tryOut(t).run("history --verbose", { look: SCREEN });
  // biome-ignore lint/suspicious/noControlCharactersInRegex: what paints is no width
  for (const line of out) assert.ok(line.replace(/\u001b\[\d+m/g, "").length <= 80, line);
});

test("every model has a past that can be told, with what its gauge knows", async (t) => {
  for (const model of MODELS) {
    const { status, out } = await tryOut(t, {}, model).run("history");
    assert.equal(status, 0);
    assert.match(out.join("\n"), /3 times on battery/, model);
    assert.doesNotMatch(out.join("\n"), /NaN|undefined|Infinity/, model);
  }
});

test("as JSON, with times, figures, pauses and changes", async (t) => {
  const { out } = await tryOut(t).run("history --json");
  const document = JSON.parse(out.join("\n"));
  assert.deepEqual([document.version, document.discharges.length, document.totals.discharges], [1, 3, 3]);
  const [, night, flight] = document.discharges;
  assert.deepEqual([night.pauses.length, night.pauses[0].kind, night.over], [1, "asleep", true]);
  assert.deepEqual([flight.turned[0].kind, flight.turned[0].profile, flight.turned[0].reason], ["on", "flight", "user"]);
  assert.ok(document.sleep.powerW > 0.7 && document.sleep.powerW < 0.9);
});

test("a raw file replays through the forecast: an answer for each reading", async (t) => {
  const it = tryOut(t);
  const file = join(it.folder, "readings.jsonl");
  const { out } = await it.run(`history --raw ${file}`);
  const lines = readFileSync(file, "utf8").trim().split("\n");
  const samples = lines.map((line) => JSON.parse(line)).filter(({ type }) => type === "sample");
  assert.deepEqual(out, [`${samples.length} readings are in ${file}. Nothing in it names this laptop or you.`]);
  assert.deepEqual(Object.keys(samples[0]), [
    "type",
    "t",
    "energy_now",
    "power_now",
    "percent",
    "status",
    "brightness",
    "profile",
  ]);
  const answers = execFileSync("node", ["scripts/forecast-replay.mjs"], { input: readFileSync(file), encoding: "utf8" }).trim();
  const told = answers.split("\n").map((line) => JSON.parse(line));
  assert.equal(told.length, samples.length);
  assert.ok(told.every((answer) => answer === null || (answer.tte >= 0 && answer.lo <= answer.tte && answer.tte <= answer.hi)));
  assert.ok(told.filter((answer) => answer !== null).length > samples.length - 5);
});

test("a file that cannot be written is a fault of usage, and nothing is left", async (t) => {
  const it = tryOut(t);
  const { status, err } = await it.run(`history --raw ${it.folder}/none/readings.jsonl`);
  assert.equal(status, 2);
  assert.match(err.join("\n"), /none\/readings\.jsonl: there is no such folder\. --raw takes the name of a file/);
  assert.ok(!existsSync(join(it.folder, "none")));
});
