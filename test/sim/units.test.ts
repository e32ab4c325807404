// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import type { BusCall } from "../../src/machine/doors.ts";
import { openSimulatedLaptop, type SimulatedLaptop } from "../../src/sim/laptop.ts";
import { temporaryFolder } from "../fakes/tree.ts";
import { alice, ask, simulated } from "./simulated.ts";

const HOUR_S = 3600;

const manager = (member: string, args: BusCall["args"], bus?: "session") => ({
  service: "org.freedesktop.systemd1",
  path: "/org/freedesktop/systemd1",
  interface: "org.freedesktop.systemd1.Manager",
  member,
  signature: "ss",
  args,
  ...(bus === undefined ? {} : { bus }),
});

const stateOf = async (laptop: SimulatedLaptop, name: string): Promise<unknown> => {
  const rows = await ask(laptop, { ...manager("ListUnitsByNames", [[name]]), signature: "as" });
  return (rows as readonly (readonly unknown[])[])[0]?.[3];
};

test("a timer elapses at its time, its job draws while it runs, and ends by itself", async (t) => {
  const laptop = simulated(t, { startMs: Date.UTC(2026, 5, 1, 23, 0) });
  laptop.plug();
  laptop.advance(HOUR_S - 1);
  assert.equal(await stateOf(laptop, "plocate-updatedb.service"), "inactive");
  const quietW = laptop.truth().meanPowerW;
  laptop.advance(2);
  assert.equal(await stateOf(laptop, "plocate-updatedb.service"), "activating");
  assert.ok(laptop.truth().meanPowerW > quietW + 2);
  laptop.advance(HOUR_S);
  assert.equal(await stateOf(laptop, "plocate-updatedb.service"), "inactive");
  assert.ok(Math.abs(laptop.truth().meanPowerW - quietW) < 0.001);
});

test("stopped and started before its time, a timer elapses when it would have", async (t) => {
  const laptop = simulated(t);
  const before = laptop.snapshot();
  await ask(laptop, manager("StopUnit", ["borgmatic.timer", "fail"]));
  laptop.advance(2 * HOUR_S);
  assert.equal(laptop.snapshot()["systemd borgmatic.timer"], "inactive");
  await ask(laptop, manager("StartUnit", ["borgmatic.timer", "replace"]));
  assert.deepEqual(laptop.snapshot(), before);
});

test("time in one piece or in many brings the same jobs at the same cost", (t) => {
  const start = { startMs: Date.UTC(2026, 5, 1, 23, 50) };
  const [whole, pieces] = [simulated(t, start), simulated(t, start)];
  whole.advance(HOUR_S);
  for (let part = 0; part < HOUR_S / 10; part++) pieces.advance(10);
  assert.deepEqual(whole.snapshot(), pieces.snapshot());
  assert.ok(Math.abs(whole.truth().energyWh - pieces.truth().energyWh) < 0.02);
});

test("the user's systemd is on the user's bus, and on nobody else's", async (t) => {
  const call = manager("StopUnit", ["syncthing.service", "fail"], "session");
  const folder = temporaryFolder(t);
  const [root, person] = [{}, { caller: alice }].map((more) => openSimulatedLaptop({ folder, tree: false, ...more }));
  assert.ok(root !== undefined && person !== undefined);
  assert.equal(await ask(root, call), "org.freedesktop.DBus.Error.NoServer");
  const systems = manager("StopUnit", ["packagekit.service", "fail"]);
  assert.equal(await ask(person, systems), "org.freedesktop.DBus.Error.InteractiveAuthorizationRequired");
  assert.match(String(await ask(person, call)), /\/job\//);
  assert.equal(root.snapshot()["systemd-user syncthing.service"], "inactive");
});

test("a unit that is not there cannot be started", async (t) => {
  assert.equal(
    await ask(simulated(t), manager("StartUnit", ["nothing.service", "replace"])),
    "org.freedesktop.systemd1.NoSuchUnit",
  );
});

test("a laptop that was set up before it had units has them as after a boot", (t) => {
  const folder = temporaryFolder(t);
  const before = openSimulatedLaptop({ folder, tree: false }).snapshot();
  const file = join(folder, "sim.json");
  const { units: _, ...old } = JSON.parse(readFileSync(file, "utf8")) as Record<string, unknown>;
  writeFileSync(file, JSON.stringify(old));
  assert.deepEqual(openSimulatedLaptop({ folder, tree: false }).snapshot(), before);
});
