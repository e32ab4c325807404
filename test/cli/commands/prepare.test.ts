// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import { EXIT } from "../../../src/errors.ts";
import { PLAIN } from "../recording-terminal.ts";
import { tryOut } from "./simulated-laptop.ts";

interface Document {
  readonly ready: boolean;
  readonly toDo: readonly string[];
  readonly checks: readonly { readonly topic: string; readonly state: string; readonly sentence: string }[];
}

test("on battery the first thing to do is to plug it in, and nothing is changed", async (t) => {
  const laptop = tryOut(t);
  laptop.simulated.unplug();
  const before = laptop.simulated.snapshot();
  const { status, out } = await laptop.run("prepare", { look: PLAIN });
  assert.equal(status, EXIT.done);
  assert.match(out[1] ?? "", /^ {2}to do +Battery +\d+ %, and nothing is plugged in$/);
  assert.match(out.join(" "), /To do before leaving: 1\. plug in the charger; 2\. charge Travel Phone from the wall/);
  assert.match(out.join("\n"), /ok +Radios +travelmode on flight would turn Bluetooth off, Wi-Fi\s+off/);
  for (const line of out) assert.ok(line.length <= 80, line);
  assert.deepEqual(laptop.simulated.snapshot(), before);
});

test("the same as JSON; it is ready only when nothing is to be done", async (t) => {
  const laptop = tryOut(t, {}, "thinkpad");
  laptop.simulated.unplug();
  const document = async (): Promise<Document> =>
    JSON.parse((await laptop.run("prepare --last 5h30m --by 06:30 --json")).out.join("\n"));
  const unplugged = await document();
  assert.deepEqual([unplugged.ready, unplugged.toDo[0]], [false, "plug in the charger"]);
  assert.deepEqual(
    unplugged.checks.slice(0, 2).map(({ topic, state }) => [topic, state]),
    [
      ["level", "to do"],
      ["lasting", "said"],
    ],
  );
  laptop.simulated.plug();
  laptop.simulated.advance(4 * 3600);
  assert.deepEqual([(await document()).ready, (await document()).toDo], [true, []]);
});

test("times that are none are faults of usage", async (t) => {
  for (const line of ["prepare --last 5", "prepare --last soon", "prepare --by noon"])
    assert.equal((await tryOut(t).run(line)).status, EXIT.usage, line);
});
