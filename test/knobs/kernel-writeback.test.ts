// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import { kernelWriteback } from "../../src/knobs/kernel-writeback.ts";
import { rawText } from "../../src/machine/reading.ts";
import { fakeMachine } from "../fakes/fake-machine.ts";
import { tree } from "../fakes/tree.ts";
import { assertEncodesOnly, encodeNow, settingsOf, to } from "./cpu-trees.ts";

const times = (writeback: string, expire: string) => ({
  "/proc/sys/vm/dirty_writeback_centisecs": writeback,
  "/proc/sys/vm/dirty_expire_centisecs": expire,
});

async function settings(t: test.TestContext, writeback: string, expire: string) {
  const [first, second] = await settingsOf(kernelWriteback, fakeMachine(tree(t, times(writeback, expire)).files));
  assert.ok(first && second);
  return [first, second] as const;
}

test("the kernel's own times: the interval is raised, the age of 30 s is longer already", async (t) => {
  const [writeback, expire] = await settings(t, "500", "3000");
  assert.deepEqual(await encodeNow(writeback, 15), to("1500"));
  assert.deepEqual(await encodeNow(expire, 15), { kind: "leave", why: "30 s is longer already", wished: "1500" });
  assert.equal(writeback.show(rawText("1500")), "15 s");
});

test("times that another tool made longer stay", async (t) => {
  for (const setting of await settings(t, "6000", "6000")) assert.equal((await encodeNow(setting, 15)).kind, "leave");
});

test("0, which has a meaning of its own, stays", async (t) => {
  for (const setting of await settings(t, "0", "0")) assert.equal((await encodeNow(setting, 15)).kind, "leave");
});

test("more than 15 seconds of work are never put at stake", async (t) => {
  const [writeback] = await settings(t, "500", "3000");
  assert.equal((await encodeNow(writeback, 16)).kind, "unavailable");
  assert.equal(kernelWriteback.grammar.number?.max, 15);
});

test("a text that is no time is left alone", async (t) => {
  const [writeback] = await settings(t, "-1", "3000");
  assert.equal((await encodeNow(writeback, 15)).kind, "unavailable");
});

test("a kernel that shows neither is said, not failed", async (t) => {
  const found = await kernelWriteback.find(fakeMachine(tree(t, {}).files));
  assert.deepEqual(found, { settings: [], missing: "this kernel does not show its write-back times" });
});

test("only whole centiseconds up to 15 s are ever written", async (t) => {
  const [writeback] = await settings(t, "500", "3000");
  assertEncodesOnly(writeback, ["100", "500"], (raw) => /^\d+$/.test(raw) && Number(raw) >= 100 && Number(raw) <= 1500);
});
