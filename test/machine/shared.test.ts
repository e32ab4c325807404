// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import { shared } from "../../src/machine/shared.ts";

function doors() {
  const log: string[] = [];
  const take = shared(async (key: string) => {
    log.push(`open ${key}`);
    return { it: key, close: () => void log.push(`close ${key}`) };
  });
  return { log, take };
}

test("opened for the first, closed after the last", async () => {
  const { log, take } = doors();
  const [one, two, other] = await Promise.all([take("a"), take("a"), take("b")]);
  assert.deepEqual([one.it, two.it, other.it], ["a", "a", "b"]);
  one.close();
  one.close();
  assert.deepEqual(log, ["open a", "open b"]);
  two.close();
  assert.deepEqual(log, ["open a", "open b", "close a"]);
});

test("after it was closed it is opened anew", async () => {
  const { log, take } = doors();
  (await take("a")).close();
  (await take("a")).close();
  assert.deepEqual(log, ["open a", "close a", "open a", "close a"]);
});

test("a failure reaches all who wait, and is tried anew", async () => {
  let fails = true;
  const take = shared(async () => {
    if (fails) throw new Error("no");
    return { it: 1, close: () => {} };
  });
  const both = await Promise.allSettled([take("a"), take("a")]);
  assert.deepEqual(
    both.map(({ status }) => status),
    ["rejected", "rejected"],
  );
  fails = false;
  assert.equal((await take("a")).it, 1);
});
