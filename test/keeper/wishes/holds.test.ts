// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import { type EndHold, type Holds, keepHolds } from "../../../src/keeper/wishes/holds.ts";
import { fakeBus } from "../../fakes/fake-bus.ts";
import { fakeLiveBus, settled } from "../../fakes/live-machine.ts";

const NOTE = { profile: "calm", reason: "a film" };

function office() {
  const owners = Object.fromEntries(Array.from({ length: 12 }, (_, at) => [`:1.${at}`, {}]));
  const bus = fakeLiveBus(fakeBus(owners));
  const seen = { ended: 0, changes: 0, faults: [] as unknown[] };
  const holds = keepHolds({ bus, onChange: () => void seen.changes++, onFault: (error) => void seen.faults.push(error) });
  const begin = async (): Promise<EndHold> => async () => void seen.ended++;
  const leave = (owner: string): void =>
    bus.signal("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "NameOwnerChanged", [owner, owner, ""]);
  return { bus, holds, seen, begin, leave, take: (owner: string) => holds.take(owner, NOTE, begin) };
}

const refused = (holds: Holds, owner: string, cookie: string) =>
  holds.release(owner, cookie).then(() => assert.fail("released"), String);

test("a hold lasts until its owner releases it", async () => {
  const { bus, holds, seen, take } = office();
  const cookie = await take(":1.1");
  assert.match(cookie, /^[0-9a-f]{32}$/);
  assert.deepEqual(holds.list(), [NOTE]);
  await holds.release(":1.1", cookie);
  assert.deepEqual({ ended: seen.ended, left: holds.list(), listening: bus.listening }, { ended: 1, left: [], listening: 0 });
  assert.equal(seen.changes, 2);
});

test("a hold dies with its owner, and with nobody else", async () => {
  const { bus, holds, seen, take, leave } = office();
  await take(":1.1");
  await take(":1.2");
  leave(":1.3");
  assert.equal(seen.ended, 0);
  leave(":1.1");
  await settled();
  assert.deepEqual({ ended: seen.ended, left: holds.list(), listening: bus.listening }, { ended: 1, left: [NOTE], listening: 1 });
});

test("somebody else's cookie is refused in the words of an unknown one", async () => {
  const { holds, seen, take } = office();
  const cookie = await take(":1.1");
  const other = await refused(holds, ":1.2", cookie);
  assert.equal(other, await refused(holds, ":1.2", "0".repeat(32)));
  assert.match(other, /no hold of yours/);
  assert.equal(seen.ended, 0);
  await holds.release(":1.1", cookie);
  assert.equal(await refused(holds, ":1.1", cookie), other);
});

test("no two cookies are alike", async () => {
  const { take } = office();
  const cookies = [await take(":1.1"), await take(":1.1"), await take(":1.2")];
  assert.equal(new Set(cookies).size, 3);
});

test("a caller has four holds and all together thirty-two, those that begin at the same time among them", async () => {
  const { take, holds } = office();
  const five = await Promise.allSettled(Array.from({ length: 5 }, () => take(":1.0")));
  assert.deepEqual(
    five.map(({ status }) => status),
    ["fulfilled", "fulfilled", "fulfilled", "fulfilled", "rejected"],
  );
  for (let owner = 1; owner < 8; owner += 1) for (let at = 0; at < 4; at += 1) await take(`:1.${owner}`);
  await assert.rejects(take(":1.9"), { code: "TOO_MANY" });
  assert.equal(holds.list().length, 32);
});

test("an owner who leaves while the hold begins holds nothing", async () => {
  const { bus, holds, seen, leave } = office();
  const taking = holds.take(":1.1", NOTE, async () => {
    leave(":1.1");
    return async () => void seen.ended++;
  });
  await assert.rejects(taking, { code: "REFUSED" });
  assert.deepEqual({ ended: seen.ended, left: holds.list(), listening: bus.listening }, { ended: 1, left: [], listening: 0 });
});

test("an owner who has left before holds nothing, and nothing begins", async () => {
  const { bus, holds } = office();
  await assert.rejects(
    holds.take(":1.99", NOTE, async () => assert.fail("began")),
    { code: "REFUSED" },
  );
  assert.equal(bus.listening, 0);
});

test("a hold that cannot begin leaves nothing behind", async () => {
  const { bus, holds, take } = office();
  for (let at = 0; at < 5; at += 1)
    await assert.rejects(
      holds.take(":1.1", NOTE, async () => {
        throw new Error("busy");
      }),
      /busy/,
    );
  assert.equal(bus.listening, 0);
  await take(":1.1");
});

test("what goes wrong at an owner's end is told, as nobody waits for an answer", async () => {
  const { holds, seen, leave } = office();
  await holds.take(":1.1", NOTE, async () => async () => {
    throw new Error("stuck");
  });
  leave(":1.1");
  await settled();
  assert.match(String(seen.faults[0]), /stuck/);
});

test("a closed service watches nobody, and ends nothing", async () => {
  const { bus, holds, seen, take } = office();
  await take(":1.1");
  holds.close();
  assert.deepEqual({ listening: bus.listening, ended: seen.ended }, { listening: 0, ended: 0 });
});
