// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import { parseCgroup, parseDiskBytes, parseRunTime, parseStat, parseUid, parseWakeups } from "../../src/machine/proc-parsing.ts";

/** The text in a buffer that an earlier, longer read has left full of rubbish. */
function read(text: string | Buffer): readonly [bytes: Buffer, length: number] {
  const bytes = Buffer.alloc(2048, "\nread_bytes: 9\nUid:\t9 9) S 9\nvoluntary_ctxt_switches:\t9\n");
  const length = Buffer.from(text).copy(bytes);
  return [bytes, length];
}

const stat = (
  name: string | Buffer,
  tail = "S 1 4242 4242 34816 4250 4194304 5 6 7 8 150 25 12 3 20 0 4 0 98765 4096 9",
): Buffer => Buffer.concat([Buffer.from("4242 ("), Buffer.from(name), Buffer.from(`) ${tail}\n`)]);

test("a stat line has its fields by number", () => {
  assert.deepEqual(parseStat(...read(stat("bash"))), {
    ...{ name: "bash", state: "S", parentPid: 1, groupId: 4242, sessionId: 4242, terminal: 34816, foregroundGroupId: 4250 },
    ...{ isKernelThread: false, cpuTicks: 175, childrenTicks: 15, threads: 4, startTicks: 98765 },
  });
});

test("a kernel thread is known by its flag, and a terminal that is none by -1", () => {
  const line = parseStat(...read(stat("kworker/0:1", "I 2 0 0 0 -1 69238880 0 0 0 0 0 3 0 0 20 0 1 0 37 0 0")));
  assert.deepEqual([line?.isKernelThread, line?.foregroundGroupId, line?.state], [true, -1, "I"]);
});

test("whatever a name holds, it ends at the last parenthesis", () => {
  for (const name of ["a) R 7 7 7", "((", "))", "tmux: server", "two\nlines", "\u001b[2J", ") (", ""])
    assert.equal(parseStat(...read(stat(name)))?.name, name);
  const name = fc.string({ unit: "grapheme", maxLength: 15 });
  fc.assert(
    fc.property(name, (any) => {
      const line = parseStat(...read(stat(any)));
      assert.deepEqual([line?.name, line?.startTicks], [Buffer.from(any).toString("utf8"), 98765]);
    }),
  );
});

test("what is no stat line is none", () => {
  const whole = stat("bash").toString();
  for (const text of ["", "4242", "4242 (bash)", "4242 (bash) S 1", whole.slice(0, 40), whole.replace("150", "15x")])
    assert.equal(parseStat(...read(text)), null, text);
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (any) => {
      const line = parseStat(...read(Buffer.from(any)));
      assert.ok(line === null || Object.values(line).every((it) => typeof it !== "number" || Number.isFinite(it)));
    }),
  );
});

test("a run time of 0 is that of a kernel that does not count, unless the thread has been on a CPU", () => {
  assert.equal(parseRunTime(...read("453522294 54707703 353\n")), 453522294);
  assert.equal(parseRunTime(...read("0 0 0\n")), null);
  assert.equal(parseRunTime(...read("0 0 2\n")), 0);
  assert.equal(parseRunTime(...read("")), null);
});

test("only what the last read has brought counts", () => {
  const status = "Name:\tbash\nUid:\t1000\t0\t0\t0\nvoluntary_ctxt_switches:\t81\nnonvoluntary_ctxt_switches:\t4\n";
  assert.deepEqual([parseUid(...read(status)), parseWakeups(...read(status))], [1000, 81]);
  assert.deepEqual([parseUid(...read("Name:\tx\n")), parseWakeups(...read("Name:\tx\n"))], [null, null]);
  const io = "rchar: 1\nsyscw: 0\nread_bytes: 4096\nwrite_bytes: 8192\ncancelled_write_bytes: 0\n";
  assert.equal(parseDiskBytes(...read(io)), 12288);
  assert.equal(parseDiskBytes(...read("rchar: 1\n")), null);
});

const CGROUPS: readonly (readonly [why: string, text: string, path: string | null])[] = [
  ["the unified hierarchy", "0::/user.slice/app.scope\n", "/user.slice/app.scope"],
  [
    "systemd's own beside a bare unified one",
    "4:cpu:/\n1:name=systemd:/system.slice/a.service\n0::/\n",
    "/system.slice/a.service",
  ],
  ["the root", "0::/\n", "/"],
  ["only older hierarchies", "2:cpu:/x\n", null],
  ["a path with colons", "0::/a:b/c.scope\n", "/a:b/c.scope"],
];

for (const [why, text, path] of CGROUPS) test(`the cgroup: ${why}`, () => assert.equal(parseCgroup(text), path));
