// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import { failure } from "../../src/machine/reading.ts";
import { FLIGHT, isOn, logind, type Rig, retires, rig, unplugged } from "./rig.ts";

const LIGHT = "/sys/class/backlight/intel_backlight/brightness";
const HELD = { ...FLIGHT, wishes: { "cpu.boost": ["off"] } as const };

const wishes = ({ folder }: Rig): string => folder.contents.get("wishes.json") ?? "";

test("killed while only an application held travel mode: the next keeper puts back", async (t) => {
  const it = await rig(t);
  await unplugged(it);
  await it.during(it.keeper.hold(HELD));
  assert.ok(isOn(it));
  await it.kill();
  await it.pass(30);
  assert.ok(!isOn(it));
});

test("killed in the moment in which a charger ends it: the next keeper ends it", async (t) => {
  const it = await rig(t);
  await unplugged(it);
  await it.on(FLIGHT);
  await it.plug();
  for (let step = 0; step < 200 && !wishes(it).includes('"ended":{'); step += 1) {
    it.laptop.advance(0.1);
    await it.clock.advance(100);
  }
  await it.kill();
  await it.pass(60);
  assert.ok(!isOn(it));
});

test("killed just after off was typed: the next keeper puts back", async (t) => {
  const it = await rig(t);
  await unplugged(it);
  await it.on(FLIGHT);
  void it.keeper.off([]).catch(() => undefined);
  for (let turn = 0; turn < 3000 && !wishes(it).includes('"byHand":null'); turn += 1)
    await new Promise((resolve) => setImmediate(resolve));
  await it.kill();
  await it.pass(30);
  assert.ok(!isOn(it));
});

test("a shutdown that is called off: it goes on", async (t) => {
  const it = await rig(t);
  await unplugged(it);
  await it.on(FLIGHT);
  logind(it, "PrepareForShutdown", true);
  await it.pass(5);
  assert.ok(!isOn(it));
  logind(it, "PrepareForShutdown", false);
  await it.pass(30);
  assert.ok(isOn(it));
  await it.on(FLIGHT);
});

const SERVICES = { ...FLIGHT, wishes: { ...FLIGHT.wishes, "service.hold": ["updates", "backups"] } } as const;

const heldUnits = ({ laptop }: Rig): readonly string[] =>
  Object.entries(laptop.snapshot()).flatMap(([name, text]) => (name.startsWith("systemd ") && text === "inactive" ? [name] : []));

test("a shutdown puts settings back, but starts no service that the next boot will start", async (t) => {
  const it = await rig(t);
  await unplugged(it);
  await it.on(SERVICES);
  assert.equal(heldUnits(it).length, 3);
  logind(it, "PrepareForShutdown", true);
  await it.pass(5);
  assert.ok(!isOn(it));
  assert.equal(heldUnits(it).length, 3);
});

test("after a shutdown that was called off services are held with their saved values, and off gives them back", async (t) => {
  const it = await rig(t);
  await unplugged(it);
  await it.on(SERVICES);
  logind(it, "PrepareForShutdown", true);
  await it.pass(5);
  logind(it, "PrepareForShutdown", false);
  await it.pass(30);
  assert.deepEqual([isOn(it), heldUnits(it).length], [true, 3]);
  await it.during(it.keeper.off([]));
  assert.deepEqual(heldUnits(it), []);
});

test("a keeper that is ended without a shutdown gives services back with the rest", async (t) => {
  const it = await rig(t);
  await unplugged(it);
  await it.on(SERVICES);
  await it.during(it.keeper.close("put-back"));
  assert.deepEqual(heldUnits(it), []);
});

test("what the user has changed stays so over a restart of the keeper", async (t) => {
  const it = await rig(t);
  await unplugged(it);
  await it.on(FLIGHT);
  it.laptop.machine.files.write(LIGHT, "9000");
  it.uevent("backlight");
  await it.pass(5);
  await it.restart();
  await it.pass(30);
  assert.ok(isOn(it));
  assert.deepEqual(it.laptop.machine.files.read(LIGHT), { kind: "value", value: "9000" });
});

test("it does not retire under a wish that is just being carried out", async (t) => {
  const it = await rig(t);
  await it.unplug();
  const retired = retires(it);
  await it.clock.advance(9700);
  void it.keeper.on({ profile: FLIGHT, leave: [], evenIfUsed: ["radio.wifi"], stayOn: false });
  await it.pass(20);
  assert.ok(isOn(it));
  assert.ok(!retired());
});

test("it stays for somebody who is typing a password", async (t) => {
  const it = await rig(t);
  const retired = retires(it);
  const typing = it.keeper.attend(() => it.clock.sleep(60_000));
  await it.pass(30);
  assert.ok(!retired());
  await it.during(typing);
  await it.pass(15);
  assert.ok(retired());
});

test("a wish that comes too late is refused, and not kept", async (t) => {
  const it = await rig(t);
  await unplugged(it);
  await it.during(it.keeper.close("put-back"));
  await assert.rejects(it.on(FLIGHT), { code: "REFUSED" });
  assert.equal(wishes(it), "");
});

test("a pause goes with what it paused", async (t) => {
  const it = await rig(t);
  await unplugged(it);
  const retired = retires(it);
  const release = await it.during(it.keeper.hold(HELD));
  await it.during(it.keeper.pause({ part: "all", untilMs: null }));
  await it.during(release());
  await it.pass(60);
  assert.ok(retired());
  assert.equal((await it.keeper.state()).pause, null);
});

test("a full disk when the charger goes in ends neither the keeper nor the next one", async (t) => {
  const it = await rig(t);
  await unplugged(it);
  await it.on(FLIGHT);
  const { replace } = it.folder;
  Object.assign(it.folder, { replace: (name: string) => failure(name, "ENOSPC") });
  await it.plug();
  await it.pass(30);
  await it.kill();
  await it.pass(30);
  Object.assign(it.folder, { replace });
  await it.pass(700);
  assert.ok(!isOn(it), "once there is room again it is put back");
});

test("a level rule whose profile has a mistake brings nothing, and off still works", async (t) => {
  const it = await rig(t);
  await unplugged(it);
  it.config = { rules: [{ below: 99, profile: "broken" }], leave: [] };
  await it.during(it.keeper.auto(HELD));
  await it.pass(90);
  assert.equal((await it.keeper.state()).winner, "auto");
  await it.during(it.keeper.off([]));
  assert.ok(!isOn(it));
});

test("a command line without the keeper that has ended the wish in its file is heard", async (t) => {
  const it = await rig(t);
  await unplugged(it);
  await it.on(FLIGHT);
  it.folder.contents.delete("wishes.json");
  logind(it, "PrepareForSleep", false);
  await it.pass(10);
  assert.ok(!isOn(it));
});

test("each session has its own sleep", async (t) => {
  const it = await rig(t);
  await unplugged(it);
  await it.on(FLIGHT);
  logind(it, "PrepareForSleep", true);
  await it.pass(2);
  it.clock.suspend(3_600_000);
  logind(it, "PrepareForSleep", false);
  await it.pass(120);
  await it.during(it.keeper.off([]));
  const sleepMs = (): unknown => JSON.parse(it.folder.contents.get("last-session.json") ?? "{}").sleepMs;
  assert.ok(Number(sleepMs()) >= 3_600_000);
  await it.on(FLIGHT);
  await it.pass(120);
  await it.during(it.keeper.off([]));
  assert.equal(sleepMs(), 0);
});

test("once all is back and nothing is wanted, no file makes the next boot start a keeper", async (t) => {
  const it = await rig(t);
  await unplugged(it);
  await it.on(FLIGHT);
  assert.match(wishes(it), /normalDrawW/);
  await it.during(it.keeper.off([]));
  await it.during(it.keeper.close("leave"));
  assert.equal(wishes(it), "");
});
