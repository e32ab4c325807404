// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { test } from "node:test";
import { burst, listenToAll, ownerOf, stopAll, stopOnceOpen } from "../../src/keeper/stops.ts";
import type { LiveBus } from "../../src/machine/live-doors.ts";
import { failure, type Reading, value } from "../../src/machine/reading.ts";
import { fakeBus } from "../fakes/fake-bus.ts";
import { fakeClock, fakeLiveBus, settled } from "../fakes/live-machine.ts";
import { arrive, leave } from "./service/name-owners.ts";

test("the last opened is stopped first", () => {
  const stopped: string[] = [];
  stopAll([() => stopped.push("first"), () => stopped.push("second")])();
  assert.deepEqual(stopped, ["second", "first"]);
});

test("what is still opening is stopped as soon as it is open", async () => {
  const events: string[] = [];
  const opening = settled().then((): Reading<() => void> => {
    events.push("open");
    return value(() => events.push("stopped"));
  });
  stopOnceOpen(opening)();
  assert.deepEqual(events, []);
  await opening;
  await settled();
  assert.deepEqual(events, ["open", "stopped"]);
});

test("listening goes on without what cannot be listened to", async () => {
  const bus = fakeLiveBus(fakeBus());
  const deaf: LiveBus = {
    ...bus,
    listen: (match, heard) => (match.arg0 === "none" ? Promise.resolve(failure("bus", "EIO")) : bus.listen(match, heard)),
  };
  const heard: string[] = [];
  const stop = await listenToAll(
    deaf,
    ["none", "org.bluez"].map((name) => ownerOf(name, (owner, before) => heard.push(`${name} ${before}>${owner}`))),
  );
  arrive(bus, "org.bluez");
  leave(bus, "org.bluez");
  assert.deepEqual(heard, ["org.bluez >:1.8", "org.bluez :1.7>"]);
  stop();
  assert.equal(bus.listening, 0);
});

/** When acts come, for calls at these times. */
async function actsFor(callsAtMs: readonly number[]): Promise<readonly number[]> {
  const clock = fakeClock();
  const acts: number[] = [];
  const begunAtMs = clock.now();
  const { call } = burst(clock, 1000, () => acts.push(clock.now() - begunAtMs));
  for (const atMs of callsAtMs) {
    await clock.advance(atMs - (clock.now() - begunAtMs));
    call();
  }
  await clock.advance(60_000);
  return acts;
}

test("one call is one act, when its time is over", async () => {
  assert.deepEqual(await actsFor([0]), [1000]);
  assert.deepEqual(await actsFor([0, 5000]), [1000, 6000]);
});

test("more calls meanwhile are one act more, which is not too early for the last of them", async () => {
  assert.deepEqual(await actsFor([0, 1, 300, 999]), [1000, 2000]);
  assert.deepEqual(await actsFor([0, 500, 1500, 2500]), [1000, 2000, 3000, 4000]);
});

test("a call that was stopped comes to nothing, and the next one is as the first", async () => {
  const clock = fakeClock();
  let acts = 0;
  const { call, stop } = burst(clock, 1000, () => {
    acts += 1;
  });
  call();
  call();
  stop();
  await clock.advance(5000);
  assert.equal(acts, 0);
  call();
  await clock.advance(5000);
  assert.equal(acts, 1);
});
