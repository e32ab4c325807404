// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import { judge } from "../../src/engine/judge.ts";
import type { Setting } from "../../src/knobs/knob.ts";
import { rawText } from "../../src/machine/reading.ts";
import { entry } from "./builders.ts";
import { TOY_KNOBS, toy } from "./toy-machine.ts";

async function setting(more: Partial<Setting> = {}): Promise<Setting> {
  const found = await TOY_KNOBS[0]?.find(toy({ mode: "1" }).machine);
  const [first] = found?.settings ?? [];
  assert.ok(first);
  return { ...first, ...more };
}

const ours = { owner: "ours" };
const yours = (value: string): object => ({ owner: "yours", value });

test("what the journal does not know is nobody's", async () => {
  assert.deepEqual(judge(await setting(), undefined, rawText("5")), { owner: "nobody" });
});

test("of what has settled only the value that settled is ours", async () => {
  assert.deepEqual(judge(await setting(), entry("a/b", { value: "5" }), rawText("5")), ours);
  assert.deepEqual(judge(await setting(), entry("a/b", { value: "5" }), rawText("4")), yours("4"));
});

test("what is intended is ours, whatever is found", async () => {
  assert.deepEqual(judge(await setting(), entry("a/b", { value: "5", state: "intended" }), rawText("4")), ours);
});

test("the user's value that we have displaced is the user's still", async () => {
  const displaced = entry("a/b", { value: "5", state: "intended", owner: "yours" });
  assert.deepEqual(judge(await setting(), displaced, rawText("4")), yours("5"));
});

test("a light dimmed below ours is ours, a brighter one is not", async () => {
  const light = await setting({ lowerIsOurs: true });
  assert.deepEqual(judge(light, entry("a/b", { value: "50" }), rawText("9")), ours);
  assert.deepEqual(judge(light, entry("a/b", { value: "50" }), rawText("51")), yours("51"));
});

test("a setting may know more of its own values", async () => {
  const odd = await setting({ stillOurs: (settled, now) => settled.toLowerCase() === now.toLowerCase() });
  assert.deepEqual(judge(odd, entry("a/b", { value: "On" }), rawText("on")), ours);
});
