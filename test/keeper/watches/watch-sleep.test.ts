// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { watchSleep } from "../../../src/keeper/watches/watch-sleep.ts";
import { fakeLiveMachine, settled } from "../../fakes/live-machine.ts";
import { tree } from "../../fakes/tree.ts";
import { arrive, leave } from "../service/name-owners.ts";

const LOGIND = "org.freedesktop.login1";

/** Acts last until they are let go. */
async function watched(test: TestContext, how: { readonly missing?: boolean } = {}) {
  const machine = fakeLiveMachine(tree(test, {}).files);
  if (how.missing === true) machine.commands.missing.add("systemd-inhibit");
  const told: string[] = [];
  const troubles: string[] = [];
  let finish: (error?: Error) => void = () => {};
  const lasting = (what: string): Promise<void> => {
    told.push(what);
    return new Promise((resolve, reject) => {
      finish = (error) => (error === undefined ? resolve() : reject(error));
    });
  };
  const stop = await watchSleep(machine, {
    beforeSleep: () => lasting("sleep"),
    afterSleep: () => void told.push("awake"),
    beforeShutdown: () => lasting("shutdown"),
    shutdownCalledOff: () => void told.push("called off"),
    onTrouble: (sentence) => troubles.push(sentence),
  });
  await settled();
  const prepare = (what: "Sleep" | "Shutdown", begins: boolean) =>
    machine.bus.signal(LOGIND, "/org/freedesktop/login1", `${LOGIND}.Manager`, `PrepareFor${what}`, [begins]);
  const delays = () => machine.commands.started.filter(({ stopped }) => !stopped);
  const done = async (error?: Error): Promise<void> => {
    finish(error);
    await settled();
  };
  return { machine, told, troubles, stop, prepare, delays, done };
}

test("a delay of sleep and shutdown is held from the start", async (test) => {
  const { delays } = await watched(test);
  const [delay] = delays();
  assert.equal(delay?.argv[0], "systemd-inhibit");
  assert.deepEqual(delay.argv.slice(1, 4), ["--mode=delay", "--what=sleep:shutdown", "--who=travelmode"]);
  assert.equal(delay.argv.at(-1), "cat");
});

test("sleep waits until what comes before it is done", async (test) => {
  const { told, prepare, delays, done, machine } = await watched(test);
  prepare("Sleep", true);
  await machine.clock.advance(3900);
  assert.deepEqual([told, delays().length], [["sleep"], 1]);
  await done();
  assert.equal(delays().length, 0);
  assert.deepEqual(machine.clock.waitingMs, []);
});

test("sleep waits no longer than 4 s", async (test) => {
  const { prepare, delays, machine } = await watched(test);
  prepare("Sleep", true);
  await machine.clock.advance(4000);
  await settled();
  assert.equal(delays().length, 0);
});

test("what fails before sleep does not hold it up, and is told", async (test) => {
  const { prepare, delays, done, troubles } = await watched(test);
  prepare("Sleep", true);
  await done(new Error("The journal is gone."));
  assert.equal(delays().length, 0);
  assert.deepEqual(troubles, ["The journal is gone."]);
});

test("after sleep the delay is taken again", async (test) => {
  const { told, prepare, delays, done } = await watched(test);
  prepare("Sleep", true);
  await done();
  prepare("Sleep", false);
  await settled();
  assert.deepEqual([told, delays().length], [["sleep", "awake"], 1]);
});

test("what was late before sleep does not let go of the next delay", async (test) => {
  const { prepare, delays, done, machine } = await watched(test);
  prepare("Sleep", true);
  await machine.clock.advance(1000);
  prepare("Sleep", false);
  await done();
  assert.deepEqual(
    machine.commands.started.map(({ stopped }) => stopped),
    [true, false],
  );
  assert.equal(delays().length, 1);
});

test("shutdown waits as sleep does; when it is called off the delay is taken again", async (test) => {
  const { told, prepare, delays, done } = await watched(test);
  prepare("Shutdown", true);
  await settled();
  assert.deepEqual([told, delays().length], [["shutdown"], 1]);
  await done();
  assert.equal(delays().length, 0);
  const before = told.length;
  prepare("Shutdown", false);
  await settled();
  assert.deepEqual([told.slice(before), delays().length], [["called off"], 1]);
});

test("a logind that was restarted is asked for a delay anew", async (test) => {
  const { machine, delays } = await watched(test);
  const before = delays()[0];
  leave(machine.bus, LOGIND);
  arrive(machine.bus, LOGIND);
  await settled();
  assert.equal(before?.stopped, true);
  assert.equal(delays().length, 1);
});

test("without systemd-inhibit it goes on, and says so once", async (test) => {
  const { told, troubles, prepare, done } = await watched(test, { missing: true });
  for (const begins of [true, false, true]) {
    prepare("Sleep", begins);
    await done();
  }
  assert.deepEqual(told, ["sleep", "awake", "sleep"]);
  assert.deepEqual(troubles, [
    "Sleep and shutdown cannot be held up until settings are in order: systemd-inhibit cannot be started (ENOENT).",
  ]);
});

test("a refused delay is said once, and asked for again after sleep", async (test) => {
  const { machine, troubles, prepare } = await watched(test);
  machine.commands.started[0]?.end(1);
  prepare("Sleep", false);
  await settled();
  assert.equal(machine.commands.started.length, 2);
  machine.commands.started[1]?.end(1);
  assert.deepEqual(troubles, [
    "Sleep and shutdown cannot be held up until settings are in order: systemd-inhibit ended with status 1.",
  ]);
});

test("a signal of another form is no sleep", async (test) => {
  const { machine, told } = await watched(test);
  machine.bus.signal(LOGIND, "/org/freedesktop/login1", `${LOGIND}.Manager`, "PrepareForSleep", ["yes"]);
  assert.deepEqual(told, []);
});

test("stopping lets go of the delay and listens no more", async (test) => {
  const { machine, stop, delays } = await watched(test);
  stop();
  await settled();
  assert.deepEqual([delays(), machine.bus.listening], [[], 0]);
});
