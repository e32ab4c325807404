// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import { cpuGovernor } from "../../src/knobs/cpu-governor.ts";
import { RESTORE } from "../../src/knobs/ranks.ts";
import { rawText } from "../../src/machine/reading.ts";
import { fakeMachine } from "../fakes/fake-machine.ts";
import { tree } from "../fakes/tree.ts";
import {
  acpi,
  assertEncodesOnly,
  encodeNow,
  intelActive,
  policy,
  powerProfilesBus,
  settingAt,
  settingsOf,
  to,
} from "./cpu-trees.ts";

const SAVING: readonly { driver: string; offered: string; from: string; to: string }[] = [
  { driver: "intel_pstate", offered: "performance powersave", from: "performance", to: "powersave" },
  { driver: "amd-pstate-epp", offered: "performance powersave", from: "performance", to: "powersave" },
  { driver: "intel_cpufreq", offered: "performance powersave schedutil", from: "performance", to: "schedutil" },
  { driver: "amd-pstate", offered: "powersave performance schedutil", from: "performance", to: "schedutil" },
  { driver: "acpi-cpufreq", offered: acpi.scaling_available_governors, from: "ondemand", to: "schedutil" },
  { driver: "acpi-cpufreq", offered: "ondemand powersave performance conservative", from: "performance", to: "conservative" },
  { driver: "cppc_cpufreq", offered: "ondemand powersave performance", from: "performance", to: "ondemand" },
  { driver: "", offered: "powersave performance schedutil", from: "performance", to: "schedutil" },
];

for (const one of SAVING) {
  test(`saving under ${one.driver || "an unknown driver"} goes from ${one.from} to ${one.to}`, async (t) => {
    const files = { scaling_driver: one.driver, scaling_governor: one.from, scaling_available_governors: one.offered };
    const setting = await settingAt(cpuGovernor, fakeMachine(tree(t, policy(0, files)).files), "policy0");
    assert.deepEqual(await encodeNow(setting, "saving"), to(one.to));
  });
}

async function governor(t: test.TestContext, files: Record<string, string>) {
  return settingAt(cpuGovernor, fakeMachine(tree(t, policy(0, files)).files), "policy0");
}

test("saving never pins the lowest speed: with nothing dynamic it is unavailable", async (t) => {
  const setting = await governor(t, {
    ...acpi,
    scaling_governor: "performance",
    scaling_available_governors: "performance powersave",
  });
  const encoded = await encodeNow(setting, "saving");
  assert.deepEqual(encoded, { kind: "unavailable", why: "no governor for saving here; there is performance, powersave" });
});

test("saving keeps a governor that saves at least as much", async (t) => {
  assert.deepEqual(await encodeNow(await governor(t, { ...acpi, scaling_governor: "powersave" }), "saving"), to("powersave"));
  assert.deepEqual(
    await encodeNow(await governor(t, { ...acpi, scaling_governor: "conservative" }), "saving"),
    to("conservative"),
  );
});

test("a policy at a fixed speed (userspace) is left alone, and userspace cannot be wished for", async (t) => {
  const fixed = await governor(t, { ...acpi, scaling_governor: "userspace" });
  assert.equal((await encodeNow(fixed, "saving")).kind, "leave");
  assert.equal((await encodeNow(await governor(t, acpi), "userspace")).kind, "unavailable");
});

test("of named governors the first that is offered is taken", async (t) => {
  const setting = await governor(t, intelActive);
  assert.deepEqual(await encodeNow(setting, "schedutil", "performance"), to("performance"));
});

test("each policy stands by itself, under a name that outlives a reboot", async (t) => {
  const mixed = { ...policy(0, intelActive), ...policy(1, { ...intelActive, scaling_governor: "performance" }) };
  const settings = await settingsOf(cpuGovernor, fakeMachine(tree(t, mixed).files));
  assert.deepEqual(
    settings.map(({ id }) => id),
    ["cpu.governor/policy0", "cpu.governor/policy1"],
  );
});

test("the governor performance comes back after EPP, since it locks EPP; any other before it", async (t) => {
  const setting = await governor(t, intelActive);
  assert.ok(setting.restoreRank(rawText("performance")) > RESTORE.energyPreference);
  assert.ok(setting.restoreRank(rawText("powersave")) < RESTORE.energyPreference);
});

test("while power-profiles-daemon runs, the governor is its own", async (t) => {
  const { files } = tree(t, policy(0, intelActive));
  const setting = await settingAt(cpuGovernor, fakeMachine(files, { bus: powerProfilesBus() }), "policy0");
  assert.equal(setting.heldBy, "power-profiles-daemon");
});

test("a kernel without frequency control is said, not failed", async (t) => {
  const found = await cpuGovernor.find(fakeMachine(tree(t, {}).files));
  assert.deepEqual(found, { settings: [], missing: "this kernel has no CPU frequency control" });
});

test("a list of governors that cannot be read makes the knob unavailable", async (t) => {
  const setting = await governor(t, { scaling_driver: "acpi-cpufreq", scaling_governor: "ondemand" });
  assert.equal((await encodeNow(setting, "saving")).kind, "unavailable");
});

test("only governors that the kernel offers are ever written", async (t) => {
  for (const files of [acpi, intelActive]) {
    const offered = files.scaling_available_governors.split(" ");
    assertEncodesOnly(
      await governor(t, files),
      [...cpuGovernor.grammar.words, "userspace"],
      (raw) => offered.includes(raw) && raw !== "userspace",
    );
  }
});
