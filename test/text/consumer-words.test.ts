// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import { baseAndTotal } from "../../src/text/consumer-words.ts";

const all = { cpuS: 4, wakeups: 50, diskBytes: 1000 };
const measured = { powerW: 9, source: "battery", packageW: null } as const;

test("below the programs stand what is nobody's, by its watts alone, and all together", () => {
  const rows = baseAndTotal({ measured, spanS: 10, all, attribution: { totalW: 9, baseW: 5, partsW: [4] } }, "total");
  assert.deepEqual(
    rows.map(({ name, powerW, cpuS }) => [name.split(":")[0], powerW, cpuS]),
    [
      ["base", 5, null],
      ["total", 9, 4],
    ],
  );
});

test("where no watts are known nobody has any, and all together has its other amounts", () => {
  const rows = baseAndTotal({ measured: "on-charger", spanS: 10, all, attribution: null }, "total");
  assert.deepEqual(rows, [{ ...all, name: "total", powerW: null, spanS: 10 }]);
});
