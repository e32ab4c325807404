// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import type { Consumer } from "../../src/processes/applications.ts";
import { FORGETTABLE_WORK } from "../../src/processes/forgettable-work.ts";
import { recogniseForgotten } from "../../src/processes/recognise.ts";

const consumer = (it: Partial<Consumer>): Consumer => ({
  ...{ name: "it", kind: "program", unit: null, programs: ["it"], pids: [1], powerW: null },
  ...{ cpuS: 0, wakeups: 0, diskBytes: null },
  ...it,
});

const busy = { cpuS: 5, wakeups: 5000, diskBytes: 1e7 };

const kindOf = (it: Partial<Consumer>): string | undefined => recogniseForgotten([consumer(it)], 10)[0]?.kind;

const KNOWN: readonly (readonly [kind: string, it: Partial<Consumer>])[] = [
  ["virtual-machine", { programs: ["qemu-system-x86_64"] }],
  ["virtual-machine", { kind: "virtual-machine", programs: ["something"] }],
  ["container", { kind: "container", programs: ["postgres"] }],
  ["build", { programs: ["cc1plus", "make"], cpuS: 5 }],
  ["sync", { programs: ["syncthing"] }],
  ["indexer", { programs: ["tracker-miner-f"], cpuS: 5 }],
  ["indexer", { programs: ["baloo_file_extr"], cpuS: 5 }],
  ["video-call", { programs: ["zoom"] }],
  ["download", { programs: ["aria2c"], diskBytes: 1e7 }],
  ["browser", { programs: ["firefox", "Web Content"], wakeups: 5000 }],
  ["browser", { programs: [".firefox-wrapped"], wakeups: 5000 }],
];

for (const [kind, it] of KNOWN) test(`${it.programs} is a ${kind}`, () => assert.equal(kindOf(it), kind));

test("what rests is worth a word only where resting costs, too", () => {
  for (const program of ["make", "firefox", "wget", "localsearch-3"]) assert.equal(kindOf({ programs: [program] }), undefined);
  for (const program of ["make", "firefox", "wget", "localsearch-3"])
    assert.notEqual(kindOf({ programs: [program], ...busy }), undefined);
});

test("a tick or two within a short look are chance", () => {
  const named = (cpuS: number): number => recogniseForgotten([consumer({ programs: ["make"], cpuS })], 0.3).length;
  assert.deepEqual([named(0.02), named(0.1)], [0, 1]);
});

test("other programs are nobody's business, and a name within a name is another name", () => {
  for (const program of ["gnome-shell", "makefile-viewer", "my-zoom", "zoomer", "chrome-remote", "", "firefox\n".repeat(0)])
    assert.equal(kindOf({ programs: [program], ...busy }), undefined, program);
});

test("the hungriest comes first, with what it costs and what to do", () => {
  const found = recogniseForgotten(
    [consumer({ name: "a", programs: ["syncthing"], powerW: 0.1 }), consumer({ name: "b", programs: ["zoom"], powerW: 2 })],
    10,
  );
  assert.deepEqual(
    found.map(({ name, powerW }) => [name, powerW]),
    [
      ["b", 2],
      ["a", 0.1],
    ],
  );
  for (const { why, action } of found) assert.ok(why !== "" && action !== "");
});

test("every kind of work has a reason and an action of its own, and no program is in two", () => {
  const programs = FORGETTABLE_WORK.flatMap((work) => work.programs);
  assert.equal(new Set(programs).size, programs.length);
  for (const texts of [FORGETTABLE_WORK.map(({ why }) => why), FORGETTABLE_WORK.map(({ kind }) => kind)])
    assert.equal(new Set(texts).size, FORGETTABLE_WORK.length);
});
