// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import { readPower } from "../../src/power/read-power.ts";
import type { Consumer } from "../../src/processes/applications.ts";
import { fitOf, NOTHING_LEARNED } from "../../src/processes/learned.ts";
import { openSimulatedLaptop } from "../../src/sim/laptop.ts";
import { temporaryFolder } from "../../src/sim/temporary-folder.ts";
import { displayWidth } from "../../src/text/display-width.ts";
import type { Eaters } from "../../src/tui/eaters.ts";
import { eatersReader } from "../../src/tui/read-eaters.ts";
import { processesTab } from "../../src/tui/tabs/processes.ts";
import { area, press, state } from "./states.ts";

const consumer = (name: string, powerW: number | null, changes: Partial<Consumer> = {}): Consumer => ({
  ...{ name, powerW, kind: "application", unit: `app-${name}.scope`, programs: [name], pids: [4711] },
  ...{ cpuS: 0.8, wakeups: 420, diskBytes: 30_000, ...changes },
});

const eaters = (changes: Partial<Eaters> = {}): Eaters => ({
  observation: {
    ...{ spanS: 10, seesAll: true, measured: { source: "battery", powerW: 9.5, packageW: null } },
    attribution: { totalW: 9.5, baseW: 6.25, partsW: [2, 1.25] },
    all: { cpuS: 1, wakeups: 500, diskBytes: 0 },
  },
  applications: [consumer("Firefox", 2), consumer("Builder", 1.25)],
  processes: [consumer("firefox", 1.5), consumer("Web Content", 0.5), consumer("make", 1.25)],
  forgotten: [
    { kind: "build", name: "Builder", unit: null, powerW: 1.25, why: "a build is running", action: "let it end, or stop it" },
  ],
  isFitted: false,
  ...changes,
});

const shown = (changes: Partial<Eaters> = {}): string =>
  processesTab.body(state({ tab: "processes", eaters: eaters(changes) }), area()).join("\n");

test("who eats the power: watts, CPU, wake-ups and disk, the base below, and what may have been forgotten", () => {
  const text = shown();
  assert.match(text, /9\.50 W over 10 s/);
  assert.match(text, /▸ +2\.00 W +8\.0 % +42 +3\.0 kB\/s +Firefox/);
  assert.match(text, /6\.25 W base: screen, radios/);
  assert.match(text, /are an estimate, by what programs cost on most laptops/);
  assert.match(text, /! Builder: a build is running: let it end/);
});

test("without a battery to measure by there are no watts, and it says why", () => {
  const text = shown({
    observation: { ...eaters().observation, measured: "on-charger", attribution: null },
    applications: [consumer("Firefox", null)],
  });
  assert.match(text, /no watts while a charger feeds the laptop/);
  assert.doesNotMatch(text, /\d W\b/);
});

test("t shows single processes, and applications again", () => {
  const single = press(state({ tab: "processes", eaters: eaters() }), "t").state;
  assert.equal(processesTab.rows(single).length, 3);
  assert.match(processesTab.body(single, area()).join("\n"), /Web Content \(4711\)/);
  assert.equal(processesTab.rows(press(single, "t").state).length, 2);
});

test("before the first figures it says when they come", () => {
  assert.match(processesTab.body(state(), area()).join("\n"), /first figures come in 10 s/);
  assert.equal(processesTab.rows(state()).length, 0);
});

test("names of programs cannot touch the terminal, and every line fits", () => {
  const evil = "\u001b[2J\u001b]0;owned\u0007 名前 with a very long name that goes on and on and on and on and on and on";
  const hostile = eaters({
    applications: [consumer(evil, 2, { unit: evil, programs: [evil] })],
    forgotten: [{ kind: "build", name: evil, unit: null, powerW: null, why: evil, action: evil }],
  });
  const lines = processesTab.body(state({ tab: "processes", eaters: hostile }), area(12));
  assert.ok(lines.length <= 12);
  for (const line of lines) assert.ok(!line.includes("\u001b") && displayWidth(line) <= 80, line);
});

test("the reader opens /proc with its first look, and tells what was used from the second on; at rest nothing is open", async (it) => {
  const { path, remove } = temporaryFolder();
  it.after(remove);
  const laptop = openSimulatedLaptop({ folder: path, tree: false });
  const { machine } = laptop;
  const reader = eatersReader(machine, machine.caller, fitOf(NOTHING_LEARNED));
  assert.equal(reader.read(readPower(machine.files)), null);
  laptop.advance(15);
  const found = reader.read(readPower(machine.files));
  assert.ok(found !== null && found.applications.length > 0);
  const { attribution } = found.observation;
  const sumW =
    (found.applications.reduce((sum, { powerW }) => sum + (powerW ?? 0), 0) + (attribution?.baseW ?? 0)) /
    (attribution?.totalW ?? 1);
  assert.ok(Math.abs(sumW - 1) < 0.01, String(sumW));
  reader.rest();
  assert.equal(reader.read(readPower(machine.files)), null);
  reader.rest();
});

const opened = (changes: Partial<Eaters> = {}) => state({ tab: "processes", eaters: eaters(changes) });

test("l and f hold the chosen program by its unit, and can be undone; g lets it go on", () => {
  assert.deepEqual(press(opened(), "f").effects, [
    {
      kind: "do",
      what: { kind: "set", knob: "app.freeze", title: "Firefox", value: "app-Firefox.scope" },
      undo: { kind: "set", knob: "app.freeze", value: "not app-Firefox.scope", label: "Firefox thawed" },
    },
  ]);
  const loose = opened({ applications: [consumer("make", 1, { unit: null })] });
  assert.deepEqual(
    press(loose, "l").effects.map((effect) => effect.kind === "do" && effect.what),
    [{ kind: "set", knob: "app.slow", title: "make", value: "make" }],
  );
  assert.deepEqual(
    press(loose, "g").effects.map((effect) => effect.kind === "do" && effect.what),
    [{ kind: "go on", name: "make", title: "make" }],
  );
});

test("h holds a service by its unit, and nothing else", () => {
  const service = opened({ applications: [consumer("Syncthing", 1, { unit: "syncthing.service" })] });
  assert.deepEqual(press(service, "h").effects, [
    {
      kind: "do",
      what: { kind: "set", knob: "service.hold", title: "Syncthing", value: "syncthing.service" },
      undo: { kind: "set", knob: "service.hold", value: "not syncthing.service", label: "Syncthing back" },
    },
  ]);
  const scope = press(opened(), "h");
  assert.deepEqual(scope.effects, []);
  assert.match(scope.state.message?.text ?? "", /is no service/);
});

test("e ends a program only once its name has been typed", () => {
  const asked = press(opened({ applications: [consumer("make", 1, { unit: null })] }), "e").state;
  assert.equal(asked.overlay?.kind, "end");
  const typed = (name: string) => [...name].reduce((now, key) => press(now, key).state, asked);
  const wrong = press(typed("mak"), "enter");
  assert.deepEqual([wrong.effects, wrong.state.overlay], [[], null]);
  assert.match(wrong.state.message?.text ?? "", /nothing has been ended/);
  assert.deepEqual(press(typed("make"), "enter").effects, [
    { kind: "do", what: { kind: "end", name: "make", title: "make" }, undo: null },
  ]);
  assert.equal(press(typed("make"), "escape").state.overlay, null);
});
