// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { resolve } from "node:path";
import test from "node:test";
import { NO_PROFILE_NAMED, type ProgramRules } from "../../../src/keeper/trip/trip.ts";
import { stepsBeyond, TRIP_STEPS } from "../../../src/keeper/trip/trip-steps.ts";
import type { Wish } from "../../../src/knobs/knob.ts";
import { KNOBS } from "../../../src/knobs/knobs.ts";
import { kernelFiles } from "../../../src/machine/files.ts";
import { grammarsOf } from "../../../src/profile/grammars.ts";
import { profileLibrary } from "../../../src/profile/library.ts";

const folder = resolve("profiles");
const library = profileLibrary(kernelFiles("/"), [{ kind: "shipped", folder }], { grammars: grammarsOf(KNOBS), asRoot: false });
const shipped = library.list().map(({ name }) => library.load(name));

test("every step is a shipped profile's wish", () => {
  for (const { knob, wish } of TRIP_STEPS)
    assert.ok(
      shipped.some(({ wishes }) => JSON.stringify(wishes[knob]) === JSON.stringify(wish)),
      `${knob} = ${wish}`,
    );
});

test("of a knob, each step takes and saves more than the one before", () => {
  for (const [index, step] of TRIP_STEPS.entries()) {
    const before = TRIP_STEPS.slice(0, index).findLast(({ knob }) => knob === step.knob);
    assert.ok(step.comfort >= 0 && step.comfort <= 1 && step.priorW > 0 && step.why !== "");
    if (before !== undefined) assert.ok(step.comfort > before.comfort && step.priorW > before.priorW, step.knob);
  }
});

test("no step cuts a network", () => {
  for (const { knob } of TRIP_STEPS) assert.ok(!["radio.wifi", "radio.wwan", "app.freeze", "app.slow"].includes(knob));
});

const beyond = (wishes: Readonly<Record<string, Wish>>, knob: string, programs: ProgramRules = {}) =>
  stepsBeyond({ profile: { ...NO_PROFILE_NAMED, wishes }, programs }).flatMap((step) => (step.knob === knob ? [step.wish] : []));

test("with a profile, only what goes further than that is a step", () => {
  assert.deepEqual(beyond({}, "screen.brightness"), [[60], [40], [30]]);
  assert.deepEqual(beyond({ "screen.brightness": [40] }, "screen.brightness"), [[30]]);
  assert.deepEqual(beyond({ "screen.brightness": ["lowest"] }, "screen.brightness"), []);
  assert.deepEqual(beyond({ "keyboard.light": [10] }, "keyboard.light"), [["off"]]);
  assert.deepEqual(beyond({ "keyboard.light": ["off"] }, "keyboard.light"), []);
  assert.deepEqual(beyond({ "cpu.epp": ["balance_power"] }, "cpu.epp"), []);
  assert.deepEqual(beyond({ "service.hold": ["all"] }, "service.hold"), []);
  assert.deepEqual(beyond({ "service.hold": ["indexers", "sync"] }, "service.hold"), [
    ["indexers", "backups", "sync"],
    ["indexers", "updates", "backups", "telemetry", "sync"],
  ]);
});

test("programs are slowed and frozen by the person's own rules alone, and where those are in force they are no step", () => {
  const rules: ProgramRules = { "app.slow": ["firefox", "not mpv"], "app.freeze": ["syncthing"] };
  assert.deepEqual(beyond({}, "app.slow"), []);
  assert.deepEqual(beyond({}, "app.slow", rules), [["firefox", "not mpv"]]);
  assert.deepEqual(beyond({}, "app.freeze", rules), [["syncthing"]]);
  assert.deepEqual(beyond({ "app.slow": ["not mpv", "firefox"] }, "app.slow", rules), []);
  assert.deepEqual(beyond({ "app.freeze": ["nextcloud"] }, "app.freeze", rules), [["syncthing", "nextcloud"]]);
});
