// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import { tokenBuckets, waitingRoom } from "../../../src/keeper/service/limits.ts";

const TOO_MANY = { code: "TOO_MANY" };

function bucketsAt(startMs: number, most?: number) {
  const clock = { nowMs: startMs, now: () => clock.nowMs };
  return { clock, count: tokenBuckets(clock, { burst: 20, perSecond: 2 }, most) };
}

const times = (count: number, work: () => void): void => {
  for (let at = 0; at < count; at += 1) work();
};

test("twenty calls at once are answered, then two a second", () => {
  const { clock, count } = bucketsAt(0);
  times(20, () => count("a", 1));
  assert.throws(() => count("a", 1), TOO_MANY);
  clock.nowMs = 1000;
  times(2, () => count("a", 1));
  assert.throws(() => count("a", 1), TOO_MANY);
  clock.nowMs = 3_600_000;
  times(20, () => count("a", 1));
  assert.throws(() => count("a", 1), TOO_MANY);
});

test("asking in vain does not make the wait longer", () => {
  const { clock, count } = bucketsAt(0);
  times(20, () => count("a", 1));
  for (clock.nowMs = 0; clock.nowMs < 500; clock.nowMs += 5) assert.throws(() => count("a", 1), TOO_MANY);
  clock.nowMs = 501;
  count("a", 1);
});

test("a dear call counts as several", () => {
  const { count } = bucketsAt(0);
  times(10, () => count("a", 2));
  assert.throws(() => count("a", 1), TOO_MANY);
});

test("one caller's calls are not another's", () => {
  const { count } = bucketsAt(0);
  times(20, () => count("a", 1));
  times(20, () => count("b", 1));
});

test("a clock that is set back neither gives nor takes", () => {
  const { clock, count } = bucketsAt(1_000_000);
  times(20, () => count("a", 1));
  clock.nowMs = 0;
  assert.throws(() => count("a", 1), TOO_MANY);
  clock.nowMs = 500;
  count("a", 1);
});

test("of too many callers the one that was silent longest is forgotten", () => {
  const { count } = bucketsAt(0, 3);
  times(20, () => count("a", 1));
  times(20, () => count("b", 1));
  assert.throws(() => count("a", 1), TOO_MANY);
  for (const other of ["c", "d"]) count(other, 1);
  assert.throws(() => count("a", 1), TOO_MANY);
  count("b", 1);
});

/** Work that lasts until it is told to end. */
function lasting() {
  const ends: (() => void)[] = [];
  return { work: () => new Promise<void>((resolve) => void ends.push(resolve)), ends };
}

test("a connection has one call under way, a user four, and all together sixteen", async () => {
  const admit = waitingRoom({ perSender: 1, perUser: 4, inAll: 16 });
  const { work, ends } = lasting();
  const under: Promise<void>[] = [];
  const enter = (sender: string, user: string): void => void under.push(admit({ sender, user }, work));
  const refused = (sender: string, user: string) =>
    assert.rejects(
      admit({ sender, user }, async () => assert.fail("ran all the same")),
      TOO_MANY,
    );
  enter("0.0", "0");
  await refused("0.0", "0");
  for (const user of ["0", "1", "2", "3"]) for (let at = user === "0" ? 1 : 0; at < 4; at += 1) enter(`${user}.${at}`, user);
  await refused("0.4", "0");
  await refused("4.0", "4");
  for (const end of ends) end();
  await Promise.all(under);
  assert.equal(await admit({ sender: "0.0", user: "0" }, async () => "in"), "in");
});

test("work that fails leaves its place", async () => {
  const admit = waitingRoom({ perSender: 1, perUser: 1, inAll: 1 });
  const caller = { sender: "a", user: "0" };
  await assert.rejects(
    admit(caller, async () => {
      throw new Error("broken");
    }),
    /broken/,
  );
  assert.equal(await admit(caller, async () => 7), 7);
});
