// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import { bar } from "../../src/text/bar.ts";
import { graphLines } from "../../src/text/graph.ts";
import type { ListState } from "../../src/tui/state.ts";
import { chosenRow, listLines, shownRows, type Table } from "../../src/tui/widgets/list.ts";
import { area } from "./states.ts";

const STROKES = { full: "#", empty: "." };

test("only a full battery looks full, only an empty one empty", () => {
  assert.deepEqual(
    [bar(100, 10, STROKES), bar(99.9, 10, STROKES), bar(0.1, 10, STROKES), bar(0, 10, STROKES)],
    ["##########", "#########.", "#.........", ".........."],
  );
  assert.equal(bar(null, 4, STROKES), "....");
  fc.assert(
    fc.property(
      fc.double({ min: -50, max: 150, noNaN: true }),
      fc.integer({ min: 4, max: 60 }),
      (percent, columns) => bar(percent, columns, STROKES).length === columns,
    ),
  );
});

test("a graph is as large as its room, the newest value on the right, and a gap stays empty", () => {
  const lines = graphLines({ values: [4, null, 8], top: 8 }, { columns: 4, rows: 2 }, { graph: "ascii" });
  assert.deepEqual(lines, ["   :", " : :"]);
});

test("braille has two values in a cell and four steps of height", () => {
  assert.deepEqual(graphLines({ values: [1, 2, 3, 4], top: 4 }, { columns: 2, rows: 1 }, { graph: "braille" }), ["⣠⣾"]);
});

test("a known value, however small, has at least one dot; nothing rises above the top", () => {
  const [line = ""] = graphLines({ values: [0, 1000], top: 10 }, { columns: 1, rows: 1 }, { graph: "braille" });
  assert.equal(line, "⣸");
  const value = fc.option(fc.double({ min: 0, max: 1e6, noNaN: true }), { nil: null });
  fc.assert(
    fc.property(
      fc.array(value, { maxLength: 300 }),
      fc.double({ min: 0, max: 100, noNaN: true }),
      fc.constantFrom("braille", "halves", "ascii"),
      (values, top, graph) => {
        const lines = graphLines({ values, top }, { columns: 20, rows: 3 }, { graph });
        assert.deepEqual(
          lines.map((one) => [...one].length),
          [20, 20, 20],
        );
      },
    ),
  );
});

const TABLE: Table<string> = {
  id: (row) => row,
  columns: [{ title: "Name", cell: (row) => row }],
  rows: ["b10", "b9", "a", "c"],
};
const list = (changes: Partial<ListState>): ListState => ({ chosen: null, filter: "", sort: 0, ...changes });

test("a list shows the rows around the chosen one, and points at it", () => {
  const long: Table<string> = { ...TABLE, rows: Array.from({ length: 50 }, (_, index) => `row ${index}`) };
  const lines = listLines(long, list({ chosen: "row 25" }), area(6));
  assert.equal(lines.length, 6);
  assert.ok(lines.some((line) => line.startsWith("▸ row 25")));
});

test("a chosen row that is gone leaves none chosen: no other is taken for it", () => {
  assert.equal(chosenRow(TABLE, list({ chosen: "gone" })), undefined);
  assert.ok(!listLines(TABLE, list({ chosen: "gone" }), area(6)).some((line) => line.startsWith("▸")));
  assert.equal(chosenRow({ ...TABLE, rows: ["c", "b9"] }, list({ chosen: "b9" })), "b9");
});

test("sorting knows that 9 comes before 10; filtering does not mind capitals", () => {
  assert.deepEqual(shownRows(TABLE, list({ sort: 1 })), ["a", "b9", "b10", "c"]);
  assert.deepEqual(shownRows(TABLE, list({ filter: "B" })), ["b10", "b9"]);
});

test("where no row is left it says so, and nothing is chosen", () => {
  assert.match(listLines(TABLE, list({ filter: "xyz" }), area(6)).join("\n"), /Nothing with "xyz" here/);
  assert.equal(chosenRow(TABLE, list({ filter: "xyz" })), undefined);
});
