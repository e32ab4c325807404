// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import { type FileSettingParts, fileSetting } from "../../src/knobs/file-setting.ts";
import { rawText, value } from "../../src/machine/reading.ts";
import { faultyFiles } from "../fakes/faulty-files.ts";
import { tree } from "../fakes/tree.ts";

const parts: FileSettingParts = {
  knob: "cpu.boost",
  place: "all CPUs",
  path: "/sys/boost",
  lasts: "boot",
  enterRank: 1,
  restoreRank: 2,
  encode: () => ({ kind: "leave", why: "" }),
};

test("a file setting reads the raw text, and is written through the one file", async (t) => {
  const setting = fileSetting(tree(t, { "/sys/boost": " 007" }).files, parts);
  assert.deepEqual(await setting.read(), value(rawText(" 007")));
  assert.deepEqual(setting.ways, [{ kind: "file", name: "sysfs", path: "/sys/boost" }]);
  assert.equal(setting.id, "cpu.boost/all CPUs");
  assert.equal(setting.show(rawText("007")), "007");
});

test("a file setting hands down why it could not be read", async (t) => {
  const { files } = tree(t, {});
  assert.equal((await fileSetting(files, parts).read()).kind, "absent");
  const faulty = faultyFiles(files, { read: { "/sys/boost": "EIO" } });
  assert.deepEqual(await fileSetting(faulty, parts).read(), { kind: "error", where: "/sys/boost", code: "EIO" });
});

test("the id, the rank on the way back and the ways before the file can be given", (t) => {
  const before = { kind: "file", name: "first", path: "/sys/first" } as const;
  const rank = (original: string): number => (original === "1" ? 10 : 20);
  const setting = fileSetting(tree(t, {}).files, {
    ...parts,
    id: "boost",
    way: "procfs",
    restoreRank: rank,
    waysBefore: [before],
  });
  assert.equal(setting.id, "cpu.boost/boost");
  assert.deepEqual([setting.restoreRank(rawText("1")), setting.restoreRank(rawText("0"))], [10, 20]);
  assert.deepEqual(setting.ways, [before, { kind: "file", name: "procfs", path: "/sys/boost" }]);
});
