// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test, { type TestContext } from "node:test";
import { loadFiles } from "../../../src/cli/prepare/load-files.ts";
import { loadPrograms } from "../../../src/cli/prepare/load-programs.ts";
import { checkPrograms } from "../../../src/cli/prepare/programs-to-start.ts";
import { loadedLines } from "../../../src/cli/views/loaded-view.ts";
import { type BigFiles, bigFiles } from "../../../src/machine/big-files.ts";
import { value } from "../../../src/machine/reading.ts";
import { readLearnedFiles } from "../../../src/processes/program-files/learned-files.ts";
import { fakeMachine } from "../../fakes/fake-machine.ts";
import { fakeProcesses, record } from "../../fakes/fake-processes.ts";
import { memoryFolder } from "../../fakes/memory-folder.ts";
import { tree } from "../../fakes/tree.ts";
import { PIPE } from "../recording-terminal.ts";
import { laptop, session } from "../sessions.ts";

/** A machine with a script as its program, which runs as process 7 with a dictionary open. */
function machineWith(t: TestContext, meminfo = "MemAvailable:      20 kB") {
  const { files, root } = tree(t, {
    "/usr/bin/editor": `#!${"x".repeat(2000)}`,
    "/usr/share/words": "w".repeat(4000),
    "/proc/meminfo": meminfo,
    "/proc/7/exe": "-> /usr/bin/editor",
    "/proc/7/maps": "55-56 r--p 00000000 fe:00 11   /usr/share/words",
  });
  const processes = fakeProcesses([{ atMs: 0, seesAll: true, records: [record({ pid: 7 })] }], { 7: {} });
  return { machine: fakeMachine(files, { processes }), bigFiles: bigFiles(root) };
}

test("a program is loaded with what it is seen to have open, and that is remembered for when it does not run", async (t) => {
  const { machine, bigFiles } = machineWith(t);
  const folder = memoryFolder();
  const shares: number[] = [];
  const here = session(machine, { laptop: { ...laptop(machine), bigFiles }, folderAt: () => folder });
  const [loaded] = await loadPrograms(here, ["editor"], (_, share) => shares.push(share));
  assert.deepEqual([loaded?.files, loaded?.bytes, loaded?.isRunning, loaded?.isLearned], [2, 2003 + 4001, true, true]);
  assert.deepEqual(shares, [0, 0.5]);
  assert.deepEqual(readLearnedFiles(folder), [{ name: "editor", files: ["/usr/share/words"] }]);
  const asleep = { ...machine, processes: fakeProcesses([{ atMs: 0, seesAll: true, records: [] }]) };
  const later = session(asleep, { laptop: { ...laptop(asleep), bigFiles }, folderAt: () => folder });
  const [again] = await loadPrograms(later, ["editor"], () => {});
  assert.deepEqual([again?.files, again?.isRunning, again?.isLearned], [2, false, true]);
});

test("no more is read than half of the memory that is available", async (t) => {
  const { machine, bigFiles } = machineWith(t, "MemAvailable:       6 kB");
  const here = session(machine, { laptop: { ...laptop(machine), bigFiles } });
  const [loaded] = await loadPrograms(here, ["editor"], () => {});
  assert.deepEqual([loaded?.bytes, loaded?.isCut], [3 * 1024, true]);
  assert.match(loadedLines([loaded ?? assert.fail()], PIPE)[1] ?? "", /the rest had no room/u);
});

test("a program that is not here is a fault of usage before anything is read; a simulated laptop has none", async (t) => {
  const { machine, bigFiles } = machineWith(t);
  const here = session(machine, { laptop: { ...laptop(machine), bigFiles } });
  await assert.rejects(
    loadPrograms(here, ["editor", "nonesuch"], () => assert.fail()),
    { code: "USAGE" },
  );
  await assert.rejects(
    loadPrograms(session(machine), ["editor"], () => {}),
    { code: "REFUSED" },
  );
});

/** A disk that takes 100 ms a file the first time. */
test("what is gained is the time of the first reading less that of one from memory", async (t) => {
  const { machine } = machineWith(t);
  const seen = new Set<string>();
  let diskBytes = 0;
  const slow: BigFiles = {
    bytes: () => ({ kind: "absent" }),
    readThrough: async (path) => {
      await machine.clock.sleep(seen.has(path) ? 10 : 100);
      diskBytes += seen.has(path) ? 0 : 5e6;
      seen.add(path);
      return value(5e6);
    },
  };
  const files = { ...machine.files, read: () => value(`rchar: 1\nread_bytes: ${diskBytes}\nwrite_bytes: 2`) };
  const how = { mostBytes: 1e9, onShare: () => {} };
  const amount = await loadFiles({ bigFiles: slow, files, clock: machine.clock }, ["/a", "/b"], how);
  assert.deepEqual(amount, { files: 2, bytes: 10e6, fromDiskBytes: 10e6, firstMs: 200, againMs: 20, isCut: false });
  const [, line] = loadedLines([{ ...amount, name: "editor", isRunning: true, isLearned: true }], PIPE);
  assert.match(line ?? "", /editor: 10 MB in 2 files, 10 MB of it from the disk; .*: its start gains 0\.18 s\.$/u);
});

test("what does not run is proposed to be started, what was loaded before to be loaded again", () => {
  const amount = { files: 1, bytes: 1, fromDiskBytes: null, firstMs: 1, againMs: 1, isCut: false, isLearned: true };
  const told = checkPrograms(
    [
      { ...amount, name: "mpv", isRunning: false },
      { ...amount, name: "editor", isRunning: true },
    ],
    [
      { name: "editor", files: [] },
      { name: "firefox", files: [] },
    ],
  );
  assert.deepEqual(
    told.map(({ state, sentence }) => `${state}: ${sentence}`),
    ["said: mpv is not running", "ok: editor is running", "said: loaded before earlier journeys: firefox"],
  );
  assert.equal(told[2]?.advice, "travelmode prepare --load firefox");
});
