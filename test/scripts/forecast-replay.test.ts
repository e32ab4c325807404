// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import test from "node:test";

/** What the replay answers to these lines, line by line. */
function replay(messages: readonly object[]): readonly unknown[] {
  const input = messages.map((message) => `${JSON.stringify(message)}\n`).join("");
  const { status, stdout, stderr } = spawnSync(process.execPath, ["scripts/forecast-replay.mjs"], { input, encoding: "utf8" });
  assert.equal(status, 0, stderr);
  return stdout
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line));
}

interface Answer {
  readonly tte: number;
  readonly lo: number;
  readonly hi: number;
}

const isAnswer = (answer: unknown): answer is Answer => typeof answer === "object" && answer !== null && "tte" in answer;

/** Two discharges of the same machine at 10 W and at 10 % an hour: energy with power, or level alone. */
const run = (unit: "Wh" | "pct"): readonly object[] => [
  { type: "begin", energyUnit: unit, energyFull: unit === "Wh" ? 50 : 100, energyEmpty: 10 },
  ...Array.from({ length: 61 }, (_, minute) => {
    const level = 50 - minute / 6;
    const percent = unit === "Wh" ? 2 * level : Math.round(level);
    return { type: "sample", t: 60 * minute, energy: unit === "Wh" ? level : percent, power: unit === "Wh" ? 10 : null, percent };
  }),
  { type: "end" },
];

for (const unit of ["Wh", "pct"] as const)
  test(`the replay answers each sample with one line, and learns from run to run (${unit})`, () => {
    const answers = replay([...run(unit), ...run(unit)]);
    assert.equal(answers.length, 122);
    assert.ok(answers.every(isAnswer));
    const [firstOfSecond, last] = [answers[61], answers[121]].filter(isAnswer);
    assert.ok(Math.abs((firstOfSecond?.tte ?? 0) - 4 * 3600) < 0.15 * 4 * 3600, `${firstOfSecond?.tte}`);
    assert.ok(Math.abs((last?.tte ?? 0) - 3 * 3600) < 0.05 * 3 * 3600, `${last?.tte}`);
    assert.ok((last?.lo ?? 0) < (last?.tte ?? 0) && (last?.tte ?? 0) < (last?.hi ?? 0));
  });
