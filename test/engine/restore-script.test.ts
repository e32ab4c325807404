// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import test, { type TestContext } from "node:test";
import type { Entry } from "../../src/engine/entry.ts";
import { restoreScript } from "../../src/engine/restore-script.ts";
import { type Tree, tree } from "../fakes/tree.ts";
import { entry, journal } from "./builders.ts";

const BOOT_ID = "/proc/sys/kernel/random/boot_id";

function stage(context: TestContext, files: Readonly<Record<string, string>>): Tree {
  return tree(context, { [BOOT_ID]: "boot-1", ...files });
}

function run({ root }: Tree, entries: readonly Entry[]): { status: number | null; said: string } {
  const { status, stdout, stderr } = spawnSync("sh", {
    input: restoreScript(journal(entries)),
    env: { TRAVELMODE_ROOT: root, PATH: process.env["PATH"] },
    encoding: "utf8",
  });
  return { status, said: stdout + stderr };
}

const at = (path: string, parts: Parameters<typeof entry>[1] = {}): Entry =>
  entry(`toy.x/${path}`, { ...parts, undo: { kind: "file", path, way: "sysfs" } });

test("puts an intended value back, whatever is found there", (t) => {
  const it = stage(t, { "/sys/a": "anything" });
  assert.deepEqual(run(it, [at("/sys/a", { state: "intended" })]), { status: 0, said: "" });
  assert.equal(it.bytes("/sys/a"), "old\n");
});

test("puts a settled value back, and leaves what somebody changed since", (t) => {
  const it = stage(t, { "/sys/ours": "new", "/sys/theirs": "other" });
  const said = "changed meanwhile, left as it is: /sys/theirs is other, was old\n";
  assert.deepEqual(run(it, [at("/sys/ours"), at("/sys/theirs")]), { status: 0, said });
  assert.equal(it.bytes("/sys/ours"), "old\n");
  assert.equal(it.bytes("/sys/theirs"), "other\n");
});

test("gives the user's own value back where we had displaced it", (t) => {
  const it = stage(t, { "/sys/a": "dragged" });
  run(it, [at("/sys/a", { state: "intended", owner: "yours", value: "mine" })]);
  assert.equal(it.bytes("/sys/a"), "mine\n");
});

test("after a reboot puts back only what a reboot keeps", (t) => {
  const it = stage(t, { [BOOT_ID]: "boot-2", "/sys/volatile": "new", "/sys/kept": "new" });
  run(it, [at("/sys/volatile"), at("/sys/kept", { lasts: "kept" })]);
  assert.equal(it.bytes("/sys/volatile"), "new\n");
  assert.equal(it.bytes("/sys/kept"), "old\n");
});

test("a light that the desktop has dimmed is still ours, a brighter one is not", (t) => {
  const it = stage(t, { "/sys/dimmed": "9", "/sys/brighter": "80" });
  const undo = (path: string) => ({
    undo: { kind: "file", path, way: "sysfs", lowerIsOurs: true } as const,
    original: "100",
    value: "50",
  });
  run(it, [entry("toy.x/a", undo("/sys/dimmed")), entry("toy.x/b", undo("/sys/brighter"))]);
  assert.equal(it.bytes("/sys/dimmed"), "100\n");
  assert.equal(it.bytes("/sys/brighter"), "80\n");
});

test("after a reboot a numbered path may be another device: it is told, not written", (t) => {
  const it = stage(t, { [BOOT_ID]: "boot-2", "/sys/rfkill0": "new" });
  const { status, said } = run(it, [
    entry("toy.x/a", { lasts: "kept", undo: { kind: "file", path: "/sys/rfkill0", way: "sysfs", numbered: true } }),
  ]);
  assert.equal(it.bytes("/sys/rfkill0"), "new\n");
  assert.equal(status, 1);
  assert.match(said, /after the restart it may be elsewhere: \/sys\/rfkill0 was old/);
});

test("hands values to the shell as they are, whatever characters they have", (t) => {
  const odd = 'it\'s $(touch x) `y` "z" \\ *';
  const it = stage(t, { "/sys/od'd dir/a": "new" });
  run(it, [at("/sys/od'd dir/a", { original: odd })]);
  assert.equal(it.bytes("/sys/od'd dir/a"), `${odd}\n`);
});

test("names what is not there now, and ends with status 1", (t) => {
  const it = stage(t, { "/sys/b": "new" });
  const { status, said } = run(it, [at("/sys/a"), at("/sys/b")]);
  assert.equal(status, 1);
  assert.match(said, /not there now: \/sys\/a/);
  assert.equal(it.bytes("/sys/b"), "old\n");
});

test("prints the commands for what belongs to a service", (t) => {
  const it = stage(t, {});
  const undo = { kind: "command", argv: ["nmcli", "radio", "wifi", "on"], way: "NetworkManager" } as const;
  assert.equal(
    run(it, [entry("radio.wifi/NetworkManager", { label: "Wi-Fi", undo })]).said,
    "run: nmcli radio wifi on   # Wi-Fi\n",
  );
});

test("twice is as good as once", (t) => {
  const it = stage(t, { "/sys/a": "new", "/sys/b": "new" });
  const entries = [at("/sys/a"), at("/sys/b", { state: "intended" })];
  run(it, entries);
  assert.deepEqual(run(it, entries), { status: 0, said: "" });
  assert.equal(it.bytes("/sys/a"), "old\n");
});

test("an empty journal makes a script that does nothing", (t) => {
  assert.deepEqual(run(stage(t, {}), []), { status: 0, said: "" });
});
