// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import { everyone } from "../../../src/processes/facts/everyone.ts";
import { findProgram, type InstalledProgram } from "../../../src/processes/program-files/find-program.ts";
import { keepLearnedFiles, readLearnedFiles } from "../../../src/processes/program-files/learned-files.ts";
import { filesOf, instancesOf } from "../../../src/processes/program-files/running-instance.ts";
import { fakeProcesses, record } from "../../fakes/fake-processes.ts";
import { memoryFolder } from "../../fakes/memory-folder.ts";
import { tree } from "../../fakes/tree.ts";

const alice = { home: "/home/alice", env: { PATH: "/usr/bin" } };
const ENTRY = "[Desktop Action new]\nExec=/bin/false\n[Desktop Entry]\nName=Fire Fox\nExec=env LANG=C /usr/bin/firefox %u";

test("a program is found by its name, its path and the id of its desktop file, at the place where it really is", (t) => {
  const { files } = tree(t, {
    "/usr/lib/firefox/firefox": "",
    "/usr/bin/firefox": "-> ../lib/firefox/firefox",
    "/usr/share/applications/org.mozilla.firefox.desktop": ENTRY,
  });
  const found = { path: "/usr/lib/firefox/firefox", command: "firefox" };
  assert.deepEqual(findProgram(files, alice, "firefox"), { ...found, name: "firefox", desktopId: null });
  assert.deepEqual(findProgram(files, alice, "/usr/bin/firefox"), { ...found, name: "firefox", desktopId: null });
  for (const word of ["org.mozilla.firefox", "org.mozilla.firefox.desktop"])
    assert.deepEqual(findProgram(files, alice, word), { ...found, name: word, desktopId: "org.mozilla.firefox" });
  for (const word of ["chromium", "/usr/bin/chromium", "bin/firefox", "../firefox", ""])
    assert.equal(findProgram(files, alice, word), null, word);
});

const firefox: InstalledProgram = { name: "firefox", path: "/usr/bin/firefox", command: "firefox", desktopId: "firefox" };

const MAPS = `5500-5501 r--p 00000000 fe:00 11                 /usr/share/data file
5501-5502 r-xp 00000000 fe:00 12                         /usr/lib/libxul.so
5502-5503 rw-p 00000000 00:00 0                          [heap]
5503-5504 rw-s 00000000 00:01 13                         /memfd:x (deleted)
5504-5505 r-xp 00000000 fe:00 14                         /usr/lib/old.so (deleted)
5505-5506 rw-s 00000000 00:01 15                         /dev/shm/x`;

test("what a running program has mapped or opened to read is learned, code first; what it writes is not", (t) => {
  const { files } = tree(t, {
    "/proc/7/maps": MAPS,
    "/proc/7/exe": "-> /usr/bin/firefox",
    "/proc/7/fd/3": "-> /home/alice/places.sqlite",
    "/proc/7/fdinfo/3": "pos:\t0\nflags:\t0100000",
    "/proc/7/fd/4": "-> /home/alice/log",
    "/proc/7/fdinfo/4": "pos:\t0\nflags:\t0100001",
    "/proc/7/fd/5": "-> socket:[4711]",
    "/proc/7/fdinfo/5": "flags:\t00",
  });
  const records = [record({ pid: 7, name: "x" }), record({ pid: 8, name: "firefox" }), record({ pid: 9, name: "other" })];
  const cgroup = "/user.slice/user-1000.slice/user@1000.service/app.slice/app-firefox-1.scope";
  const processes = fakeProcesses([{ atMs: 0, seesAll: true, records }], { 7: {}, 8: {}, 9: { cgroup } });
  const running = instancesOf(files, everyone({ processes }), firefox);
  assert.deepEqual(
    running.map((one) => one.record.pid),
    [7, 8, 9],
  );
  assert.deepEqual(filesOf(files, running), ["/usr/lib/libxul.so", "/usr/share/data file", "/home/alice/places.sqlite"]);
});

test("what was learned is kept for eight programs, the one asked for longest ago is forgotten; damage is no fault", () => {
  const folder = memoryFolder();
  for (let number = 0; number < 9; number += 1) keepLearnedFiles(folder, { name: `p${number}`, files: ["/a"] });
  keepLearnedFiles(folder, { name: "p1", files: ["/b"] });
  const names = readLearnedFiles(folder).map(({ name }) => name);
  assert.deepEqual(names, ["p2", "p3", "p4", "p5", "p6", "p7", "p8", "p1"]);
  assert.deepEqual(readLearnedFiles(folder).at(-1)?.files, ["/b"]);
  for (const text of ["", "{", '[{"name": "x", "files": ["relative"]}]', '[{"name": 1, "files": []}]']) {
    folder.replace("program-files.json", text);
    assert.deepEqual(readLearnedFiles(folder), []);
  }
});
