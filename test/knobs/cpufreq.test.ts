// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import { intelPstateFile, policies } from "../../src/knobs/cpufreq.ts";
import { faultyFiles } from "../fakes/faulty-files.ts";
import { tree } from "../fakes/tree.ts";
import { acpi, CPU, policy } from "./cpu-trees.ts";

test("policies come in the order of their numbers, and nothing else counts as one", (t) => {
  const others = { [`${CPU}/cpufreq/boost`]: "1", [`${CPU}/cpufreq/ondemand/up_threshold`]: "95" };
  const { files } = tree(t, { ...policy(10, acpi), ...policy(2, acpi), ...policy(0, acpi), ...others });
  assert.deepEqual(
    policies(files).map(({ name }) => name),
    ["policy0", "policy2", "policy10"],
  );
});

test("a policy whose CPUs are all offline is left out until they are back", (t) => {
  const { files } = tree(t, { ...policy(0, acpi), ...policy(1, acpi) });
  const offline = faultyFiles(files, { read: { [`${CPU}/cpufreq/policy1/scaling_driver`]: "EBUSY" } });
  assert.deepEqual(
    policies(offline).map(({ name }) => name),
    ["policy0"],
  );
});

test("a policy whose driver cannot be told is still a policy", (t) => {
  const { files } = tree(t, policy(0, { scaling_governor: "ondemand" }));
  assert.deepEqual(policies(files), [{ name: "policy0", path: `${CPU}/cpufreq/policy0`, driver: "" }]);
});

test("files of intel_pstate do not count while the driver is off", (t) => {
  const laptop = tree(t, { [`${CPU}/intel_pstate/no_turbo`]: "0", [`${CPU}/intel_pstate/status`]: "passive" });
  assert.equal(intelPstateFile(laptop.files, "no_turbo"), `${CPU}/intel_pstate/no_turbo`);
  assert.equal(intelPstateFile(laptop.files, "max_perf_pct"), undefined);
  laptop.put(`${CPU}/intel_pstate/status`, "off");
  assert.equal(intelPstateFile(laptop.files, "no_turbo"), undefined);
});
