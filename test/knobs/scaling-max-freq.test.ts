// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import { cpuLimit } from "../../src/knobs/cpu-limit.ts";
import { RESTORE } from "../../src/knobs/ranks.ts";
import { rawText, value } from "../../src/machine/reading.ts";
import { fakeMachine } from "../fakes/fake-machine.ts";
import { type Tree, tree } from "../fakes/tree.ts";
import { acpi, CPU, encodeNow, policy, settingAt, to } from "./cpu-trees.ts";

const POLICY = `${CPU}/cpufreq/policy0`;
const NO_LIMIT = "2147483647";
const COOLER = "/sys/class/thermal/cooling_device0";

const cooler = (type: string, state: string) => ({ [`${COOLER}/type`]: type, [`${COOLER}/cur_state`]: state });

async function limit(t: test.TestContext, files: Record<string, string>, more: Record<string, string> = {}) {
  const laptop: Tree = tree(t, { ...policy(0, { ...acpi, ...files }), ...more });
  return { laptop, setting: await settingAt(cpuLimit, fakeMachine(laptop.files), "policy0") };
}

test("the limit is rounded up to a frequency that the driver lists", async (t) => {
  const { setting } = await limit(t, {});
  assert.deepEqual(await encodeNow(setting, 60), to("1600000"));
  assert.deepEqual(await encodeNow(setting, 10), to("800000"));
});

test("drivers that list no frequencies get the exact one, though not below their minimum", async (t) => {
  const { setting } = await limit(t, { scaling_available_frequencies: "" });
  assert.deepEqual(await encodeNow(setting, 60), to("1440000"));
  assert.deepEqual(await encodeNow(setting, 10), to("800000"));
});

test("the limit does not go below the minimum that somebody set: older kernels refuse that", async (t) => {
  const { setting } = await limit(t, { scaling_min_freq: "2000000" });
  assert.deepEqual(await encodeNow(setting, 60), to("2000000"));
});

test("on a cool machine the very text comes back, a limit of the user's included", async (t) => {
  assert.deepEqual(await (await limit(t, {})).setting.read(), value(rawText("2400000")));
  const { setting } = await limit(t, { scaling_max_freq: "1200000" }, cooler("Processor", "0"));
  assert.deepEqual(await setting.read(), value(rawText("1200000")));
  assert.deepEqual(await encodeNow(setting, 60), { kind: "leave", why: "1.2 GHz is lower already", wished: "1600000" });
});

test("a reading that firmware's limit explains is not believed: full speed is put back", async (t) => {
  const { setting } = await limit(t, { scaling_max_freq: "1600000", bios_limit: "1600000" });
  assert.deepEqual(await setting.read(), value(rawText(NO_LIMIT)));
  assert.deepEqual(await encodeNow(setting, 50), to("1200000"));
  assert.deepEqual(await encodeNow(setting, 80), { kind: "leave", why: "firmware holds it at 1.6 GHz" });
});

for (const type of ["Processor", "cpufreq-cpu0", "thermal-cpufreq-0"]) {
  test(`a reading taken hot (${type}) is not believed, and nothing is written over it`, async (t) => {
    const { setting } = await limit(t, { scaling_max_freq: "1920000" }, cooler(type, "1"));
    assert.deepEqual(await setting.read(), value(rawText(NO_LIMIT)));
    assert.equal((await encodeNow(setting, 60)).kind, "unavailable");
  });
}

test("a fan at work is no sign of a CPU held down", async (t) => {
  const { setting } = await limit(t, { scaling_max_freq: "1200000" }, cooler("Fan", "1"));
  assert.deepEqual(await setting.read(), value(rawText("1200000")));
});

test("our limit stays ours when heat or firmware hides it later, so that the original comes back", async (t) => {
  const { laptop, setting } = await limit(t, { scaling_max_freq: "1600000" });
  laptop.put(`${POLICY}/bios_limit`, "1200000");
  laptop.put(`${POLICY}/scaling_max_freq`, "1200000");
  const now = await setting.read();
  assert.deepEqual(now, value(rawText(NO_LIMIT)));
  assert.equal(setting.stillOurs?.(rawText("1600000"), rawText(NO_LIMIT)), true);
  assert.equal(setting.accepts?.(rawText("2400000"), rawText(NO_LIMIT)), true);
});

test("what the user sets on a cool machine is the user's", async (t) => {
  const { setting } = await limit(t, {});
  assert.equal(setting.stillOurs?.(rawText("1600000"), rawText("2000000")), false);
});

test("no limit reads back as full speed, which is as asked; a real clamp is not", async (t) => {
  const { setting } = await limit(t, {});
  const accepts = (written: string, found: string) => setting.accepts?.(rawText(written), rawText(found));
  assert.equal(accepts(NO_LIMIT, "2400000"), true);
  assert.equal(accepts("3200000", "2400000"), true);
  assert.equal(accepts("1600000", "2400000"), false);
  assert.equal(accepts("2400000", "1600000"), false);
});

test("the limit comes back after boost, whose range it needs", async (t) => {
  assert.ok((await limit(t, {})).setting.restoreRank(rawText("2400000")) > RESTORE.boost);
});

test("a policy whose full speed cannot be read is unavailable", async (t) => {
  assert.equal((await encodeNow((await limit(t, { cpuinfo_max_freq: "<unknown>" })).setting, 60)).kind, "unavailable");
});

test("frequencies are shown as people say them", async (t) => {
  const { setting } = await limit(t, {});
  const shown = ["2400000", "1440000", "800000", NO_LIMIT, "odd"].map((raw) => setting.show(rawText(raw)));
  assert.deepEqual(shown, ["2.4 GHz", "1.44 GHz", "800 MHz", "no limit", "odd"]);
});
