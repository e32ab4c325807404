// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test, { type TestContext } from "node:test";
import { currentBoot } from "../../../src/engine/load-journal.ts";
import { FLIGHT, type Rig, retires, rig, unplugged } from "../rig.ts";

const FILE = "held-timers.json";

/** A keeper that finds work which fell due under the last one: these services, with stamps that are out of reach. */
async function withDue(t: TestContext, ...services: readonly string[]): Promise<Rig> {
  const it = await rig(t);
  const timers = services.map((name) => ({
    ...{ owner: "system", timer: `${name}.timer`, service: `${name}.service`, nextMs: 0, state: "due" },
    stamp: { wasMs: 0, setMs: 0 },
  }));
  it.folder.contents.set(FILE, JSON.stringify({ boot: currentBoot(it.laptop.machine.files), timers }));
  await it.kill();
  await unplugged(it);
  return it;
}

const stateOf = ({ laptop }: Rig, service: string): string | undefined => laptop.snapshot()[`systemd ${service}.service`];

/** Jobs that end by themselves are in no snapshot: what they were started by is asked. */
const begun = ({ logged }: Rig): readonly string[] =>
  logged.flatMap((line) => /^(\S+)\.service was started/.exec(line)?.[1] ?? []);

test("what fell due begins after five minutes on a charger, one at a time, and is forgotten when it is done", async (t) => {
  const it = await withDue(t, "plocate-updatedb", "borgmatic");
  const isIdle = retires(it);
  await it.pass(1200);
  assert.deepEqual([begun(it), isIdle()], [[], false]);
  await it.plug();
  await it.pass(240);
  assert.deepEqual(begun(it), []);
  await it.pass(120);
  assert.deepEqual(begun(it), ["plocate-updatedb"]);
  await it.pass(150);
  assert.deepEqual(begun(it), ["plocate-updatedb"]);
  await it.pass(240);
  assert.deepEqual(begun(it), ["plocate-updatedb", "borgmatic"]);
  await it.pass(2400);
  assert.deepEqual([it.folder.contents.has(FILE), isIdle()], [false, true]);
  assert.equal(stateOf(it, "plocate-updatedb"), undefined);
});

test("unplugged before the five minutes are over, it waits for the next charger", async (t) => {
  const it = await withDue(t, "borgmatic");
  await it.plug();
  await it.pass(240);
  await it.unplug();
  await it.pass(600);
  assert.deepEqual(begun(it), []);
  await it.plug();
  await it.pass(360);
  assert.deepEqual(begun(it), ["borgmatic"]);
});

test("while travel mode is on at a charger, it waits; after off it begins", async (t) => {
  const it = await withDue(t, "borgmatic");
  await it.plug();
  await it.pass(60);
  await it.on({ ...FLIGHT, wishes: { "cpu.boost": ["off"] } }, { stayOn: true });
  await it.pass(900);
  assert.deepEqual(begun(it), []);
  const report = await it.during(it.keeper.off([]));
  assert.ok(report.waysBack.includes("borgmatic fell due meanwhile, and starts after five minutes on a charger."));
  await it.pass(60);
  assert.deepEqual(begun(it), ["borgmatic"]);
});

test("a keeper that is killed while it waits is followed by one that goes on waiting; a reboot leaves it to systemd", async (t) => {
  const it = await withDue(t, "borgmatic");
  await it.plug();
  await it.pass(120);
  await it.kill();
  await it.pass(420);
  assert.deepEqual(begun(it), ["borgmatic"]);
  const other = await withDue(t, "borgmatic");
  await other.reboot();
  await other.plug();
  await other.pass(600);
  assert.deepEqual(begun(other), []);
});
