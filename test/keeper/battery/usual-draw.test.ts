// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test, { type TestContext } from "node:test";
import fc from "fast-check";
import { meanDrawW, usualDrawW } from "../../../src/keeper/battery/usual-draw.ts";
import { readPower } from "../../../src/power/read-power.ts";
import { faultyFiles } from "../../fakes/faulty-files.ts";
import { tree } from "../../fakes/tree.ts";

const BEGAN_S = 1_780_000_000;

/** A line a minute, as UPower writes them. */
const history = (watts: readonly number[], state = "discharging", fromS = BEGAN_S): string =>
  watts.map((powerW, minute) => `${fromS + 60 * minute}\t${powerW.toFixed(3)}\t${state}\n`).join("");

const hour = (powerW: number): readonly number[] => Array<number>(61).fill(powerW);

const near = (actual: number | null, expected: number): void =>
  assert.ok(actual !== null && Math.abs(actual - expected) < 0.1, `${actual} W, not ${expected} W`);

test("the mean of what was drawn, over time", () => {
  near(meanDrawW(history(hour(8))), 8);
  near(meanDrawW(history([...hour(6), ...hour(12)])), 9);
});

test("charging, and the marks that UPower makes when it starts, are no draw", () => {
  const charged = history(hour(40), "charging", BEGAN_S + 3660);
  const started = `${BEGAN_S + 7400}\t0.000\tunknown\n`;
  near(meanDrawW(history(hour(8)) + charged + started + history(hour(8), "discharging", BEGAN_S + 8000)), 8);
});

test("a gap counts for five minutes at most: then the machine slept", () => {
  const before = history([...hour(8), 30]);
  near(meanDrawW(before + history(hour(8), "discharging", BEGAN_S + 100_000)), (8 * 120 + 30 * 5) / 125);
});

test("less than half an hour, or nothing that makes sense, is no answer", () => {
  assert.equal(meanDrawW(history(hour(8).slice(0, 20))), null);
  assert.equal(meanDrawW(history(hour(0))), null);
  assert.equal(meanDrawW(history(hour(1e6))), null);
  assert.equal(meanDrawW(""), null);
});

test("whatever the file holds, the answer is a possible power or none", () => {
  const line = fc.tuple(
    fc.oneof(fc.integer(), fc.double(), fc.string()),
    fc.oneof(fc.double(), fc.string()),
    fc.constant("discharging"),
  );
  const lines = fc
    .array(
      fc.oneof(
        line.map((parts) => parts.join("\t")),
        fc.string(),
      ),
    )
    .map((all) => all.join("\n"));
  fc.assert(
    fc.property(lines, (text) => {
      const powerW = meanDrawW(text);
      assert.ok(powerW === null || (powerW > 0 && powerW <= 300), String(powerW));
    }),
  );
});

const supply = (slot: string, serial: string, model = "DELL/GPM 03"): Record<string, string> => {
  const attributes = { type: "Battery", present: "1", energy_now: "30000000", energy_full: "50000000", model_name: model };
  const all = { ...attributes, serial_number: serial };
  return Object.fromEntries(Object.entries(all).map(([name, text]) => [`/sys/class/power_supply/${slot}/${name}`, text]));
};

const drawBy = (t: TestContext, contents: Readonly<Record<string, string>>): number | null => {
  const { files } = tree(t, contents);
  return usualDrawW(files, readPower(files));
};

const FILE = "/var/lib/upower/history-rate-DELL_GPM_03-57-1234.dat";

test("the history is that of the pack which is in, by UPower's name for it", (t) => {
  const others = {
    "/var/lib/upower/history-rate-DELL_GPM_03-57-9999.dat": history(hour(99)),
    "/var/lib/upower/history-charge-DELL_GPM_03-57-1234.dat": history(hour(50)),
  };
  near(drawBy(t, { ...supply("BAT0", "1234"), ...others, [FILE]: history(hour(8)) }), 8);
  assert.equal(drawBy(t, { ...supply("BAT0", "1234"), ...others }), null);
  assert.equal(drawBy(t, { ...supply("BAT0", "1", "X"), "/var/lib/upower/history-rate-57.dat": history(hour(8)) }), null);
});

test("with two packs, without a battery, or where root alone may read, nothing is known", (t) => {
  const contents = { ...supply("BAT0", "1234"), [FILE]: history(hour(8)) };
  assert.equal(drawBy(t, { ...contents, ...supply("BAT1", "77") }), null);
  assert.equal(drawBy(t, { [FILE]: history(hour(8)), "/sys/class/power_supply/": "" }), null);
  const { files } = tree(t, contents);
  assert.equal(usualDrawW(faultyFiles(files, { read: { [FILE]: "EACCES" } }), readPower(files)), null);
});
