// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test, { type TestContext } from "node:test";
import { EXIT } from "../../../src/errors.ts";
import { fakeClient, fakeKeepers } from "../fake-keepers.ts";
import { PLAIN } from "../recording-terminal.ts";
import { report, result, skip } from "../records.ts";
import { type TryOut, tryOut } from "./simulated-laptop.ts";

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

/** A charger takes a moment to feed it. */
function plugIn({ simulated }: TryOut): void {
  simulated.plug();
  simulated.advance(60);
}

/** A laptop on a charger whose battery stops at 80 %, with an installed service that answers so. */
function limited(t: TestContext, answers: Parameters<typeof fakeClient>[1]) {
  const client = fakeClient("system", answers);
  const laptop = tryOut(t, {}, "intel", { keepers: fakeKeepers({ system: client }) });
  plugIn(laptop);
  const limit = "/sys/class/power_supply/BAT0/charge_control_end_threshold";
  assert.equal(laptop.simulated.machine.files.write(limit, "80").kind, "done");
  const asked = () => client.calls.filter(([method]) => method === "fullCharge").map(([, given]) => given);
  return { laptop, asked };
}

test("a charge limit is raised for one full charge, and what comes of it is told", async (t) => {
  const raised = report({ results: [result({ knob: "battery.charge-limit" })] });
  const { laptop, asked } = limited(t, { report: raised });
  const { out } = await laptop.run("prepare");
  assert.deepEqual(asked(), [{ interactive: false, on: true }]);
  assert.match(out.join("\n"), /ok +Charge limit +raised for one full charge \(it was: BAT0 end 80 %\); .* 36 h/);
});

test("one that cannot be raised is to be done by hand; on battery it is only told", async (t) => {
  const { laptop, asked } = limited(t, { report: report({ skips: [skip({ why: "no way to it" })] }) });
  assert.match(
    (await laptop.run("prepare")).out.join("\n"),
    /to do +Charge limit +it stops before it is full \(BAT0 end 80 %\), .*: no way to it/,
  );
  laptop.simulated.unplug();
  laptop.simulated.advance(60);
  assert.match((await laptop.run("prepare")).out.join("\n"), /note +Charge limit +BAT0 end 80 %: it could be raised/);
  assert.equal(asked().length, 1);
});

test("where nobody stays to put it back, the limit is left, and what to do is said", async (t) => {
  const laptop = tryOut(t);
  plugIn(laptop);
  laptop.simulated.machine.files.write("/sys/class/power_supply/BAT0/charge_control_end_threshold", "80");
  assert.match(
    (await laptop.run("prepare")).out.join(" "),
    /to do +Charge limit +it stops before it is full \(BAT0 end 80 %\): .*keeper/,
  );
});

test("--cancel puts the limit back and tells no more", async (t) => {
  const { laptop, asked } = limited(t, { report: report({ results: [result({ knob: "battery.charge-limit" })] }) });
  const { status, out } = await laptop.run("prepare --cancel");
  assert.deepEqual(asked(), [{ interactive: false, on: false }]);
  assert.deepEqual([status, out[0]], [EXIT.done, "The charge limit is put back."]);
  const idle = limited(t, { report: report() });
  assert.equal((await idle.laptop.run("prepare --cancel")).out[0], "There is no full charge to be cancelled.");
});

test("--run-due runs what is due on a charger, and refuses on battery", async (t) => {
  const laptop = tryOut(t);
  laptop.simulated.unplug();
  const refused = await laptop.run("prepare --run-due --last 23h");
  assert.deepEqual(
    [refused.status, refused.out[0]],
    [EXIT.partly, "Nothing was run: the battery drains: plug in the charger first."],
  );
  plugIn(laptop);
  const ran = await laptop.run("prepare --run-due --last 23h");
  assert.equal(ran.status, EXIT.done);
  assert.match(ran.out.join("\n"), /Run now:\n.*plocate-updatedb\.service +done in 4 min/);
});
