// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import { kernelNmiWatchdog } from "../../src/knobs/kernel-nmi-watchdog.ts";
import { fakeMachine } from "../fakes/fake-machine.ts";
import { tree } from "../fakes/tree.ts";
import { assertEncodesOnly, encodeNow, settingAt, to } from "./cpu-trees.ts";

const PATH = "/proc/sys/kernel/nmi_watchdog";

test("the watchdog is switched by 0 and 1 through procfs", async (t) => {
  const setting = await settingAt(kernelNmiWatchdog, fakeMachine(tree(t, { [PATH]: "1" }).files), "kernel");
  assert.deepEqual(await encodeNow(setting, "off"), to("0"));
  assert.deepEqual(await encodeNow(setting, "on"), to("1"));
  assert.deepEqual(setting.ways, [{ kind: "file", name: "procfs", path: PATH }]);
});

test("a kernel without one is said, not failed", async (t) => {
  const found = await kernelNmiWatchdog.find(fakeMachine(tree(t, {}).files));
  assert.deepEqual(found, { settings: [], missing: "this kernel has no NMI watchdog" });
});

test("only 0 and 1 are ever written", async (t) => {
  const setting = await settingAt(kernelNmiWatchdog, fakeMachine(tree(t, { [PATH]: "1" }).files), "kernel");
  assertEncodesOnly(setting, ["off", "on", "0", "1"], (raw) => raw === "0" || raw === "1");
});
