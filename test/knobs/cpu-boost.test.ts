// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import { cpuBoost } from "../../src/knobs/cpu-boost.ts";
import { RESTORE } from "../../src/knobs/ranks.ts";
import { rawText } from "../../src/machine/reading.ts";
import { fakeMachine } from "../fakes/fake-machine.ts";
import { tree } from "../fakes/tree.ts";
import { acpi, assertEncodesOnly, CPU, encodeNow, intelActive, policy, settingAt, settingsOf, to } from "./cpu-trees.ts";

const NO_TURBO = `${CPU}/intel_pstate/no_turbo`;
const BOOST = `${CPU}/cpufreq/boost`;

test("intel_pstate's switch is the wrong way round: off is 1", async (t) => {
  const { files } = tree(t, { ...policy(0, intelActive), [NO_TURBO]: "0" });
  const setting = await settingAt(cpuBoost, fakeMachine(files), "all CPUs");
  assert.deepEqual(await encodeNow(setting, "off"), to("1"));
  assert.deepEqual([setting.show(rawText("1")), setting.show(rawText("0")), setting.id], ["off", "on", "cpu.boost/no_turbo"]);
});

test("elsewhere the switch for all CPUs is turned: off is 0", async (t) => {
  const { files } = tree(t, { ...policy(0, acpi), [BOOST]: "1" });
  assert.deepEqual(await encodeNow(await settingAt(cpuBoost, fakeMachine(files), "all CPUs"), "off"), to("0"));
});

test("with intel_pstate off, the switch of the driver in its place is turned", async (t) => {
  const { files } = tree(t, { ...policy(0, acpi), [NO_TURBO]: "0", [`${CPU}/intel_pstate/status`]: "off", [BOOST]: "1" });
  assert.equal((await settingAt(cpuBoost, fakeMachine(files), "all CPUs")).id, "cpu.boost/boost");
});

test("the switch for all CPUs drags those of the policies, which come back after it", async (t) => {
  const { files } = tree(t, { ...policy(0, { ...acpi, boost: "0" }), ...policy(1, { ...acpi, boost: "1" }), [BOOST]: "1" });
  const [all, ...followers] = await settingsOf(cpuBoost, fakeMachine(files));
  assert.equal(all?.heldBy, undefined);
  assert.equal(followers.length, 2);
  for (const follower of followers) {
    assert.equal(follower.heldBy, "the switch for all CPUs");
    assert.ok(follower.restoreRank(rawText("1")) > RESTORE.boost && follower.restoreRank(rawText("1")) < RESTORE.limitMax);
  }
});

test("without a switch for all CPUs each policy has its own", async (t) => {
  const { files } = tree(t, { ...policy(0, { ...acpi, boost: "1" }), ...policy(4, { ...acpi, boost: "0" }) });
  const settings = await settingsOf(cpuBoost, fakeMachine(files));
  assert.deepEqual(
    settings.map(({ id, heldBy }) => [id, heldBy]),
    [
      ["cpu.boost/policy0", undefined],
      ["cpu.boost/policy4", undefined],
    ],
  );
  assert.deepEqual((await encodeNow(await settingAt(cpuBoost, fakeMachine(files), "policy4"), "off")).kind, "leave");
});

test("a driver without a switch is said, not failed", async (t) => {
  const found = await cpuBoost.find(fakeMachine(tree(t, policy(0, { ...intelActive, scaling_driver: "amd-pstate-epp" })).files));
  assert.deepEqual(found, { settings: [], missing: "this CPU driver has no boost switch" });
});

test("boost moves the limits, so their originals are journaled with it", () => {
  assert.deepEqual(cpuBoost.alsoMoves, ["cpu.limit"]);
});

test("only 0 and 1 are ever written", async (t) => {
  const { files } = tree(t, { ...policy(0, intelActive), [NO_TURBO]: "0" });
  assertEncodesOnly(
    await settingAt(cpuBoost, fakeMachine(files), "all CPUs"),
    ["off", "on", "0", "1"],
    (raw) => raw === "0" || raw === "1",
  );
});
