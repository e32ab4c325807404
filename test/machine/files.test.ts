// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { kernelFiles } from "../../src/machine/files.ts";
import { absent, value } from "../../src/machine/reading.ts";
import { temporaryFolder, tree } from "../fakes/tree.ts";
import { asOrdinaryUser } from "../fakes/users.ts";

const code = (end: { readonly kind: string; readonly code?: string }): string => end.code ?? end.kind;

test("reads a file's text less one final newline", (test) => {
  const { files } = tree(test, { "/sys/a": "powersave", "/sys/b": "two\n", "/sys/c": " padded " });
  assert.deepEqual(files.read("/sys/a"), value("powersave"));
  assert.deepEqual(files.read("/sys/b"), value("two\n"));
  assert.deepEqual(files.read("/sys/c"), value(" padded "));
});

test("an empty file is a value, a missing one is absent", (test) => {
  const { root, files } = tree(test, { "/sys/": "" });
  writeFileSync(join(root, "sys/empty"), "");
  assert.deepEqual(files.read("/sys/empty"), value(""));
  assert.deepEqual(files.read("/sys/missing"), absent);
  assert.deepEqual(files.list("/sys/missing"), absent);
  assert.deepEqual(files.resolve("/sys/missing"), absent);
  assert.deepEqual(files.stat("/sys/missing"), absent);
  assert.deepEqual(files.read("/sys/empty/below"), absent);
});

test("a folder read as a file is an error with its errno", (test) => {
  const { files } = tree(test, { "/sys/folder/": "" });
  const reading = files.read("/sys/folder");
  assert.deepEqual(reading.kind === "error" && [reading.where, reading.code], ["/sys/folder", "EISDIR"]);
});

test("a file without permission is an error, not absent", (test) => {
  const { root, files } = tree(test, { "/sys/secret": "1" });
  chmodSync(join(root, "sys/secret"), 0);
  asOrdinaryUser(root, () => assert.equal(code(files.read("/sys/secret")), "EACCES"));
});

test("the kernel's own errors come through", () => {
  const reading = kernelFiles("/").read("/proc/self/mem");
  assert.equal(code(reading), "EIO");
});

const KIB = 1024;

for (const { path, bytes, kept } of [
  { path: "/sys/long", bytes: 100_000, kept: 64 * KIB },
  { path: "/proc/net/tcp", bytes: 64 * KIB, kept: 64 * KIB },
  { path: "/proc/net/tcp", bytes: 100_000, kept: 100_000 },
  { path: "/proc/self/mounts", bytes: 1_000_001, kept: 1_000_001 },
  { path: "/proc/long", bytes: 5000 * KIB, kept: 4096 * KIB },
])
  test(`of ${bytes} bytes in ${path}, ${kept} are read`, (test) => {
    const text = "0123456789".repeat(Math.ceil(bytes / 10)).slice(0, bytes);
    const reading = tree(test, { [path]: text }).files.read(path);
    assert.ok(reading.kind === "value" && reading.value === text.slice(0, kept));
  });

test("a pipe that nobody writes to does not block", (test) => {
  const { root, files } = tree(test, { "/run/": "" });
  execFileSync("mkfifo", [join(root, "run/pipe")]);
  assert.deepEqual(files.read("/run/pipe"), value(""));
});

test("invalid UTF-8 becomes a replacement character", (test) => {
  const { root, files } = tree(test, { "/sys/": "" });
  writeFileSync(join(root, "sys/serial"), Buffer.from([0x41, 0xff, 0xfe, 0x42, 0x0a]));
  assert.deepEqual(files.read("/sys/serial"), value("A\ufffd\ufffdB"));
});

test("lists names sorted", (test) => {
  const { files } = tree(test, { "/sys/b": "", "/sys/a": "", "/sys/C": "" });
  assert.deepEqual(files.list("/sys"), value(["C", "a", "b"]));
});

test("resolves links to the machine's own paths", (test) => {
  const { files } = tree(test, { "/sys/devices/panel/x": "1", "/sys/class/backlight/panel": "-> ../../devices/panel" });
  assert.deepEqual(files.resolve("/sys/class/backlight/panel"), value("/sys/devices/panel"));
  assert.deepEqual(files.read("/sys/class/backlight/panel/x"), value("1"));
  assert.deepEqual(files.resolve("/"), value("/"));
});

test("a link that leads out of the tree is refused", (test) => {
  const { root, files } = tree(test, { "/sys/": "" });
  const outside = temporaryFolder(test);
  symlinkSync(outside, join(root, "sys/out"));
  symlinkSync("loop", join(root, "sys/loop"));
  assert.equal(code(files.resolve("/sys/out")), "EXDEV");
  assert.equal(code(files.resolve("/sys/loop")), "ELOOP");
});

test("tells owner, permissions and change", (test) => {
  const { root, files } = tree(test, { "/etc/x": "" });
  chmodSync(join(root, "etc/x"), 0o640);
  const stat = files.stat("/etc/x");
  assert.ok(stat.kind === "value");
  assert.equal(stat.value.mode, 0o640);
  assert.equal(stat.value.uid, process.getuid?.());
  assert.ok(Math.abs(stat.value.modifiedMs - Date.now()) < 60_000);
});

test("writes the text and a newline over what was there", (test) => {
  const laptop = tree(test, { "/sys/x": "balance_performance" });
  assert.deepEqual(laptop.files.write("/sys/x", "power"), { kind: "done" });
  assert.equal(laptop.bytes("/sys/x"), "power\n");
});

test("writing never creates a file", (test) => {
  const { root, files } = tree(test, { "/sys/": "" });
  assert.equal(code(files.write("/sys/vanished", "1")), "ENOENT");
  assert.equal(existsSync(join(root, "sys/vanished")), false);
});

test("a write that is refused is an error with path and errno", (test) => {
  const { root, files } = tree(test, { "/sys/locked": "0", "/sys/folder/": "" });
  chmodSync(join(root, "sys/locked"), 0o444);
  asOrdinaryUser(root, () => {
    const end = files.write("/sys/locked", "1");
    assert.deepEqual(end.kind === "error" && [end.where, end.code], ["/sys/locked", "EACCES"]);
  });
  assert.equal(code(files.write("/sys/folder", "1")), "EISDIR");
  assert.equal(files.writable("/sys/locked"), process.getuid?.() === 0, "permissions do not bind root");
  assert.equal(files.writable("/sys/missing"), false);
});

test("a driver's refusal of the value comes back", () => {
  assert.equal(code(kernelFiles("/").write("/proc/self/oom_score_adj", "nonsense")), "EINVAL");
});

test("of a file that grows, the end is read from a whole line on", (t) => {
  const { files } = tree(t, { "/long": `${"x".repeat(99)}\n`.repeat(10_000).concat("the newest"), "/short": "one\ntwo" });
  const end = files.readEnd("/long");
  const lines = end.kind === "value" ? end.value.split("\n") : [];
  assert.ok(lines.length > 2000 && lines.length < 3000, `${lines.length} lines`);
  assert.deepEqual([lines[0]?.length, lines.at(-1)], [99, "the newest"]);
  assert.deepEqual(files.readEnd("/short"), { kind: "value", value: "one\ntwo" });
  assert.deepEqual(files.readEnd("/none"), { kind: "absent" });
});
