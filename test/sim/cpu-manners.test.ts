// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import { POLICY0, PSTATE, simulated, textAt, writeTo } from "./simulated.ts";

const GOVERNOR = `${POLICY0}/scaling_governor`;
const EPP = `${POLICY0}/energy_performance_preference`;

test("refuses a governor that is not offered", (context) => {
  const { files } = simulated(context).machine;
  assert.equal(writeTo(files, GOVERNOR, "ondemand"), "EINVAL");
  assert.equal(textAt(files, GOVERNOR), "powersave");
});

test("refuses EPP with EBUSY under the governor performance, which forces it", (context) => {
  const { files } = simulated(context).machine;
  assert.equal(writeTo(files, GOVERNOR, "performance"), "done");
  assert.equal(textAt(files, EPP), "performance");
  assert.equal(writeTo(files, EPP, "power"), "EBUSY");
  assert.equal(writeTo(files, EPP, "performance"), "done");
});

test("turns each policy by itself", (context) => {
  const { files } = simulated(context).machine;
  writeTo(files, GOVERNOR, "performance");
  assert.equal(textAt(files, "/sys/devices/system/cpu/cpu1/cpufreq/energy_performance_preference"), "balance_performance");
});

for (const { model, left } of [
  { model: "intel", left: "balance_power" },
  { model: "amd", left: "performance" },
] as const) {
  test(`going back from the governor performance leaves EPP at ${left} on ${model}`, (context) => {
    const { files } = simulated(context, { model, services: { "power-profiles-daemon": false } }).machine;
    writeTo(files, EPP, "balance_power");
    writeTo(files, GOVERNOR, "performance");
    writeTo(files, GOVERNOR, "powersave");
    assert.equal(textAt(files, EPP), left);
  });
}

for (const { text, ends, shown } of [
  { text: "power", ends: "done", shown: "power" },
  { text: "default", ends: "done", shown: "balance_performance" },
  { text: "128", ends: "done", shown: "balance_performance" },
  { text: "77", ends: "done", shown: "77" },
  { text: "256", ends: "EINVAL", shown: "balance_performance" },
  { text: "thrifty", ends: "EINVAL", shown: "balance_performance" },
  { text: "", ends: "EINVAL", shown: "balance_performance" },
]) {
  test(`EPP '${text}' on Intel ends as ${ends} and shows ${shown}`, (context) => {
    const { files } = simulated(context).machine;
    assert.equal(writeTo(files, EPP, text), ends);
    assert.equal(textAt(files, EPP), shown);
  });
}

test("an EPP without a name cannot be read on AMD until it is set anew", (context) => {
  const laptop = simulated(context, { model: "amd" });
  const { files } = laptop.machine;
  assert.equal(writeTo(files, EPP, "default"), "done");
  assert.deepEqual(pick(files.read(EPP)), { kind: "error", code: "EINVAL" });
  assert.equal(writeTo(files, EPP, "77"), "EINVAL");
  assert.equal(writeTo(files, EPP, "power"), "done");
  assert.equal(textAt(files, EPP), "power");
});

test("energy_perf_bias takes names and shows numbers", (context) => {
  const { files } = simulated(context).machine;
  const path = "/sys/devices/system/cpu/cpu0/power/energy_perf_bias";
  assert.equal(writeTo(files, path, "power"), "done");
  assert.equal(textAt(files, path), "15");
  assert.equal(writeTo(files, path, "16"), "EINVAL");
});

test("max_perf_pct is clamped to min_perf_pct, and min to max", (context) => {
  const { files } = simulated(context).machine;
  writeTo(files, `${PSTATE}/min_perf_pct`, "40");
  assert.equal(writeTo(files, `${PSTATE}/max_perf_pct`, "30"), "done");
  assert.equal(textAt(files, `${PSTATE}/max_perf_pct`), "40");
  writeTo(files, `${PSTATE}/min_perf_pct`, "90");
  assert.equal(textAt(files, `${PSTATE}/min_perf_pct`), "40");
  writeTo(files, `${PSTATE}/min_perf_pct`, "1");
  assert.equal(textAt(files, `${PSTATE}/min_perf_pct`), "8");
});

test("no_turbo lowers min_perf_pct into the range that is left, and never raises it again", (context) => {
  const { files } = simulated(context).machine;
  writeTo(files, `${PSTATE}/min_perf_pct`, "80");
  writeTo(files, `${PSTATE}/no_turbo`, "1");
  assert.equal(textAt(files, `${PSTATE}/min_perf_pct`), "53");
  writeTo(files, `${PSTATE}/no_turbo`, "0");
  assert.equal(textAt(files, `${PSTATE}/min_perf_pct`), "53");
});

test("boost off lowers cpuinfo_max_freq and what the limit comes to; boost on brings the request back", (context) => {
  const { files } = simulated(context, { model: "thinkpad" }).machine;
  const boost = "/sys/devices/system/cpu/cpufreq/boost";
  assert.equal(writeTo(files, boost, "0"), "done");
  assert.equal(textAt(files, `${POLICY0}/cpuinfo_max_freq`), "1900000");
  assert.equal(textAt(files, `${POLICY0}/scaling_max_freq`), "1900000");
  writeTo(files, boost, "1");
  assert.equal(textAt(files, `${POLICY0}/scaling_max_freq`), "3400000");
  assert.equal(writeTo(files, boost, "2"), "EINVAL");
});

test("a maximum that was read while boost was off becomes a cap when it is written", (context) => {
  const { files } = simulated(context, { model: "thinkpad" }).machine;
  const boost = "/sys/devices/system/cpu/cpufreq/boost";
  writeTo(files, boost, "0");
  writeTo(files, `${POLICY0}/scaling_max_freq`, textAt(files, `${POLICY0}/scaling_max_freq`));
  writeTo(files, boost, "1");
  assert.equal(textAt(files, `${POLICY0}/scaling_max_freq`), "1900000");
});

test("a policy's own boost is refused while boost is off as a whole", (context) => {
  const { files } = simulated(context, { model: "amd" }).machine;
  assert.equal(writeTo(files, `${POLICY0}/boost`, "0"), "done");
  assert.equal(textAt(files, `${POLICY0}/scaling_max_freq`), "3301000");
  writeTo(files, "/sys/devices/system/cpu/cpufreq/boost", "0");
  assert.equal(writeTo(files, `${POLICY0}/boost`, "1"), "EINVAL");
});

for (const { model, request, shown } of [
  { model: "thinkpad", request: "1500000", shown: "1400000" },
  { model: "thinkpad", request: "99999999", shown: "3400000" },
  { model: "thinkpad", request: "1", shown: "400000" },
  { model: "amd", request: "1234567", shown: "1234567" },
  { model: "arm", request: "2000000", shown: "1920000" },
] as const) {
  test(`a maximum of ${request} kHz is taken and shows as ${shown} on ${model}`, (context) => {
    const { files } = simulated(context, { model }).machine;
    assert.equal(writeTo(files, `${POLICY0}/scaling_max_freq`, request), "done");
    assert.equal(textAt(files, `${POLICY0}/scaling_max_freq`), shown);
  });
}

test("a maximum below the minimum pulls the minimum down while it lasts", (context) => {
  const { files } = simulated(context, { model: "thinkpad" }).machine;
  writeTo(files, `${POLICY0}/scaling_min_freq`, "1400000");
  writeTo(files, `${POLICY0}/scaling_max_freq`, "800000");
  assert.equal(textAt(files, `${POLICY0}/scaling_min_freq`), "800000");
  writeTo(files, `${POLICY0}/scaling_max_freq`, "3400000");
  assert.equal(textAt(files, `${POLICY0}/scaling_min_freq`), "1400000");
});

const pick = (reading: { readonly kind: string; readonly code?: string }): object => ({ kind: reading.kind, code: reading.code });
