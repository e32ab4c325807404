// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import type { Memory } from "../../../src/forecast/memory.ts";
import { checkedMemory } from "../../../src/forecast/memory-schema.ts";
import type { Reading } from "../../../src/machine/reading.ts";
import { FLIGHT, isOn, type Rig, rig, sleep, unplugged } from "../rig.ts";

const MINUTE_MS = 60_000;
const SUPPLIES = "/sys/class/power_supply";

const memoryFiles = ({ folder }: Rig): readonly string[] =>
  [...folder.contents.keys()].filter((name) => name.startsWith("battery-"));

/** What is on disk of the one battery; null for nothing. */
function kept(it: Rig): Memory | null {
  const [file, ...others] = memoryFiles(it);
  assert.deepEqual(others, []);
  return file === undefined ? null : checkedMemory(JSON.parse(it.folder.contents.get(file) ?? ""));
}

const learnedMinutes = (memory: Memory | null): number => (memory?.draw.spanMs ?? 0) / MINUTE_MS;

const forecastOf = async ({ keeper }: Rig) => (await keeper.state()).forecast;

/** Counts what is called from now on. */
function counting<Name extends string>(
  it: { [name in Name]: (path: string, ...more: never[]) => unknown },
  name: Name,
  counts: (path: string) => boolean,
) {
  const count = { times: 0 };
  const real = it[name];
  it[name] = (path, ...more) => {
    if (counts(path)) count.times += 1;
    return real(path, ...more);
  };
  return count;
}

test("a discharge is learned from when a charger ends it: what was drawn, and under which profile", async (t) => {
  const it = await rig(t);
  await unplugged(it);
  await it.on(FLIGHT);
  const beforeWh = it.laptop.truth().energyWh;
  await it.pass(100 * 60);
  const drawW = ((beforeWh - it.laptop.truth().energyWh) / 100) * 60;
  await it.plug();
  await it.pass(30);
  const memory = kept(it);
  assert.ok(learnedMinutes(memory) > 90 && learnedMinutes(memory) < 105, `${learnedMinutes(memory)} min`);
  const meanW = (memory?.draw.used ?? 0) / (learnedMinutes(memory) / 60);
  assert.ok(Math.abs(meanW / drawW - 1) < 0.1, `${meanW} W, truly ${drawW} W`);
  assert.deepEqual(
    memory?.profiles.map(({ name }) => name),
    ["flight"],
  );
});

test("the next keeper begins with what was learned, and with the profile that is on", async (t) => {
  const it = await rig(t);
  await unplugged(it);
  await it.on(FLIGHT);
  await it.pass(3600);
  assert.deepEqual([(await forecastOf(it))?.prior, (await forecastOf(it))?.phase], ["hint", "steady"]);
  await it.restart();
  await it.pass(5);
  const answer = await forecastOf(it);
  assert.deepEqual([answer?.prior, answer?.phase], ["memory", "estimating"]);
  await it.kill();
  await it.pass(5);
  assert.equal((await forecastOf(it))?.phase, "estimating", "that it is on already is no change");
});

test("a kill loses half an hour at most, and it is written no more often than that", async (t) => {
  const it = await rig(t);
  await unplugged(it);
  await it.on(FLIGHT);
  const writes = counting(it.folder, "replace", (name) => name.startsWith("battery-"));
  await it.pass(118 * 60);
  assert.equal(writes.times, 3);
  await it.kill();
  assert.ok(learnedMinutes(kept(it)) > 85, `${learnedMinutes(kept(it))} min`);
});

test("on a full disk nothing is learned, and all else goes on", async (t) => {
  const it = await rig(t);
  await unplugged(it);
  await it.on(FLIGHT);
  it.folder.refuse("ENOSPC");
  await it.pass(100 * 60);
  assert.equal((await forecastOf(it))?.phase, "steady");
  assert.ok(isOn(it));
  assert.deepEqual([memoryFiles(it), it.logged], [[], []]);
});

test("a damaged memory is none, and is written over", async (t) => {
  const it = await rig(t);
  await unplugged(it);
  await it.on(FLIGHT);
  await it.pass(3600);
  const [file = ""] = memoryFiles(it);
  it.folder.contents.set(file, '{"version":1,"unit":');
  await it.kill();
  await it.pass(10);
  assert.equal((await forecastOf(it))?.prior, "hint", "what it drew before it was turned on");
  await it.pass(3600);
  assert.ok(learnedMinutes(kept(it)) > 25);
});

test("no battery is read for it: a look a minute where nothing is told, each of one reading", async (t) => {
  const it = await rig(t);
  await unplugged(it);
  await it.on(FLIGHT);
  await it.pass(60);
  const looks = counting(
    it.hand.files as { list(path: string): Reading<readonly string[]> },
    "list",
    (path) => path === SUPPLIES,
  );
  const levels = counting(it.hand.files as { read(path: string): Reading<string> }, "read", (path) =>
    path.endsWith("/energy_now"),
  );
  await it.pass(3600);
  assert.ok(looks.times >= 58 && looks.times <= 61, `${looks.times} looks`);
  assert.equal(levels.times, looks.times);
});

test("what sleep took is no draw", async (t) => {
  const it = await rig(t);
  await unplugged(it);
  await it.on(FLIGHT);
  await it.pass(3600);
  await sleep(it, true);
  it.clock.suspend(8 * 60 * MINUTE_MS);
  await sleep(it, false);
  assert.equal((await forecastOf(it))?.phase, "estimating");
  await it.pass(3600);
  await it.plug();
  await it.pass(30);
  assert.ok(learnedMinutes(kept(it)) < 125, `${learnedMinutes(kept(it))} min`);
});

test("others are told of the time left with each percent, not with each look", async (t) => {
  const it = await rig(t);
  await unplugged(it);
  await it.on(FLIGHT);
  await it.pass(60);
  const { percent: before } = (await it.keeper.state()).power;
  let told = 0;
  it.keeper.onChange(({ kind }) => {
    if (kind === "state") told += 1;
  });
  await it.pass(3600);
  const percents = Math.ceil((before ?? 0) - ((await it.keeper.state()).power.percent ?? 0));
  assert.ok(told <= percents + 3, `${told} times in ${percents} percents`);
});

test("UPower's history is what a machine draws as a rule, as long as nothing was learned; it is read once", async (t) => {
  const it = await rig(t);
  const { readEnd, list } = it.hand.files;
  const [pack] = (await it.keeper.state()).power.packs;
  const file = `history-rate-${pack?.model}-50-${pack?.serial}.dat`.replaceAll(/[ /]/g, "_");
  const lines = Array.from({ length: 60 }, (_, minute) => `${1_780_000_000 + 60 * minute}\t40.000\tdischarging\n`);
  let reads = 0;
  Object.assign(it.hand.files, {
    list: (path: string) => (path === "/var/lib/upower" ? { kind: "value", value: [file] } : list(path)),
    readEnd: (path: string) => {
      if (path !== `/var/lib/upower/${file}`) return readEnd(path);
      reads += 1;
      return { kind: "value", value: lines.join("") };
    },
  });
  await it.restart();
  await it.unplug();
  await it.on(FLIGHT);
  await it.pass(60);
  const answer = await forecastOf(it);
  assert.deepEqual([answer?.prior, reads], ["hint", 1]);
  assert.ok((answer?.expectedW ?? 0) > 20, `${answer?.expectedW} W`);
});

test("a battery that was swapped is another one: nothing is believed of it, and the first is known again", async (t) => {
  const it = await rig(t);
  const { read } = it.hand.files;
  let serial = "1";
  Object.assign(it.hand.files, {
    read: (path: string) => (path.endsWith("/serial_number") ? { kind: "value", value: serial } : read(path)),
  });
  await unplugged(it);
  await it.on(FLIGHT);
  await it.pass(3600);
  const swap = async (to: string): Promise<string | null | undefined> => {
    serial = to;
    await it.pass(90);
    return (await forecastOf(it))?.prior;
  };
  assert.equal(await swap("2"), "hint");
  assert.equal(memoryFiles(it).length, 1, "of the first one");
  assert.equal(await swap("1"), "memory");
});
