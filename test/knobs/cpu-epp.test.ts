// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import { cpuEpp } from "../../src/knobs/cpu-epp.ts";
import { RESTORE } from "../../src/knobs/ranks.ts";
import { rawText, value } from "../../src/machine/reading.ts";
import { fakeMachine } from "../fakes/fake-machine.ts";
import { faultyFiles } from "../fakes/faulty-files.ts";
import { tree } from "../fakes/tree.ts";
import {
  assertEncodesOnly,
  CPU,
  encodeNow,
  intelActive,
  policy,
  powerProfilesBus,
  settingAt,
  settingsOf,
  to,
} from "./cpu-trees.ts";

const EPP = `${CPU}/cpufreq/policy0/energy_performance_preference`;

async function preference(t: test.TestContext, now: string, more: Record<string, string> = {}) {
  const files = { ...policy(0, { ...intelActive, energy_performance_preference: now }), ...more };
  return settingAt(cpuEpp, fakeMachine(tree(t, files).files), "policy0");
}

const THRIFTIER: readonly { from: string; wish: string; is: "to" | "leave" }[] = [
  { from: "performance", wish: "balance_power", is: "to" },
  { from: "balance_performance", wish: "balance_power", is: "to" },
  { from: "default", wish: "balance_power", is: "to" },
  { from: "power", wish: "balance_power", is: "leave" },
  { from: "balance_power", wish: "balance_performance", is: "leave" },
  { from: "default", wish: "balance_performance", is: "leave" },
  { from: "200", wish: "balance_power", is: "leave" },
  { from: "133", wish: "balance_power", is: "to" },
  { from: "power", wish: "power", is: "to" },
  { from: "something-new", wish: "power", is: "to" },
];

for (const { from, wish, is } of THRIFTIER) {
  test(`EPP only gets thriftier: from ${from} a wish for ${wish} is ${is === "to" ? "written" : "left"}`, async (t) => {
    assert.equal((await encodeNow(await preference(t, from), wish)).kind, is);
  });
}

test("a raw value without a name, which AMD fails to show (EINVAL), is put back as default", async (t) => {
  const { files } = tree(t, policy(0, { ...intelActive, scaling_driver: "amd-pstate-epp" }));
  const setting = await settingAt(cpuEpp, fakeMachine(faultyFiles(files, { read: { [EPP]: "EINVAL" } })), "policy0");
  assert.deepEqual(await setting.read(), value(rawText("default")));
  assert.equal(setting.accepts?.(rawText("default"), rawText("balance_performance")), true);
});

test("any other failure to read stays a failure", async (t) => {
  const { files } = tree(t, policy(0, intelActive));
  const setting = await settingAt(cpuEpp, fakeMachine(faultyFiles(files, { read: { [EPP]: "EIO" } })), "policy0");
  assert.deepEqual(await setting.read(), { kind: "error", where: EPP, code: "EIO" });
});

test("a number that reads back as its name is accepted, another value is not", async (t) => {
  const setting = await preference(t, "performance");
  const accepts = (written: string, found: string) => setting.accepts?.(rawText(written), rawText(found));
  assert.equal(accepts("192", "balance_power"), true);
  assert.equal(accepts("balance_power", "balance_performance"), false);
  assert.equal(accepts("what", "ever"), false);
});

test("with dynamic_epp enabled the kernel refuses EPP (EBUSY), so it is unavailable, with the reason", async (t) => {
  const dynamic = `${CPU}/amd_pstate/dynamic_epp`;
  const held = await encodeNow(await preference(t, "performance", { [dynamic]: "enabled" }), "power");
  assert.deepEqual(held, { kind: "unavailable", why: "the kernel sets it by itself (amd_pstate/dynamic_epp is enabled)" });
  assert.deepEqual(await encodeNow(await preference(t, "performance", { [dynamic]: "disabled" }), "power"), to("power"));
});

test("EPP goes back before the governor performance and after any other", async (t) => {
  const rank = (await preference(t, "performance")).restoreRank(rawText("performance"));
  assert.ok(RESTORE.governor < rank && rank < RESTORE.governorPerformance);
});

const bias = (cpu: number, raw: string) => ({ [`${CPU}/cpu${cpu}/power/energy_perf_bias`]: raw });

test("without EPP the bias of each CPU is turned, by its number", async (t) => {
  const old = { scaling_driver: "acpi-cpufreq", scaling_governor: "ondemand" };
  const laptop = tree(t, { ...policy(0, old), ...bias(0, "6"), ...bias(10, "15"), ...bias(2, "0") });
  const settings = await settingsOf(cpuEpp, fakeMachine(laptop.files));
  assert.deepEqual(
    settings.map(({ id, heldBy }) => [id, heldBy]),
    [
      ["cpu.epp/cpu0", undefined],
      ["cpu.epp/cpu2", undefined],
      ["cpu.epp/cpu10", undefined],
    ],
  );
  const wishes = settings.map((setting) => encodeNow(setting, "balance_power"));
  const [first, second, third] = await Promise.all(wishes);
  assert.deepEqual([first, second], [to("8"), to("8")]);
  assert.equal(third?.kind, "leave");
  assert.deepEqual([settings[0]?.show(rawText("6")), settings[0]?.show(rawText("7"))], ["default", "7"]);
});

test("each word has its bias, and others are refused", async (t) => {
  const setting = await settingAt(cpuEpp, fakeMachine(tree(t, bias(0, "0")).files), "cpu0");
  const encoded = await Promise.all(cpuEpp.grammar.words.map((word) => encodeNow(setting, word)));
  assert.deepEqual(encoded, ["0", "4", "6", "8", "15"].map(to));
  assert.equal((await encodeNow(setting, "toString")).kind, "unavailable");
});

test("beside EPP the bias is not turned, only put back", async (t) => {
  const laptop = tree(t, { ...policy(0, intelActive), ...bias(0, "6") });
  assert.equal((await settingAt(cpuEpp, fakeMachine(laptop.files), "cpu0")).heldBy, "it follows the energy preference");
});

test("while a power-profiles service runs, EPP and the bias are its own", async (t) => {
  const { files } = tree(t, { ...policy(0, intelActive), ...bias(0, "6") });
  const settings = await settingsOf(cpuEpp, fakeMachine(files, { bus: powerProfilesBus({}, "net.hadess.PowerProfiles") }));
  assert.deepEqual(
    settings.map(({ heldBy }) => heldBy),
    ["power-profiles-daemon", "power-profiles-daemon"],
  );
});

test("a CPU without either is said, not failed", async (t) => {
  const found = await cpuEpp.find(fakeMachine(tree(t, {}).files));
  assert.deepEqual(found, { settings: [], missing: "this CPU takes no energy preference (EPP or EPB) from its driver" });
});

test("only preferences that the kernel offers are ever written", async (t) => {
  const offered = intelActive.energy_performance_available_preferences.split(" ");
  assertEncodesOnly(await preference(t, "performance"), cpuEpp.grammar.words, (raw) => offered.includes(raw));
  const cpu0 = await settingAt(cpuEpp, fakeMachine(tree(t, bias(0, "0")).files), "cpu0");
  assertEncodesOnly(cpu0, cpuEpp.grammar.words, (raw) => ["0", "4", "6", "8", "15"].includes(raw));
});
