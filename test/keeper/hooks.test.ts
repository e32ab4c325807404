// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { chmodSync } from "node:fs";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { runHooks } from "../../src/keeper/hooks.ts";
import type { Caller, CommandResult, FileStat, Machine } from "../../src/machine/doors.ts";
import { failure, mapReading, type Reading, value } from "../../src/machine/reading.ts";
import { alice, fakeMachine, root } from "../fakes/fake-machine.ts";
import { type Tree, tree } from "../fakes/tree.ts";

const FOLDER = "/etc/travelmode/hooks.d";

interface HookRun {
  readonly argv: readonly string[];
  readonly timeoutMs: number | undefined;
}

interface Laptop {
  readonly machine: Machine;
  readonly tree: Tree;
  readonly runs: readonly HookRun[];
  /** Who owns what, where it is not root. */
  readonly owners: Map<string, number>;
  mode(path: string, mode: number): void;
  /** What a hook's end looks like, and how long it takes. */
  ends(name: string, result: Partial<CommandResult> | Reading<CommandResult>, tookMs?: number): void;
}

/** A laptop whose files are root's, with executable hooks of these names. */
function laptop(test: TestContext, names: readonly string[], caller: Caller = root): Laptop {
  const files = tree(test, {
    [`${FOLDER}/`]: "",
    ...Object.fromEntries(names.map((name) => [`${FOLDER}/${name}`, "#!/bin/sh"])),
  });
  const owners = new Map<string, number>();
  const runs: HookRun[] = [];
  const ends = new Map<string, { readonly result: Reading<CommandResult>; readonly tookMs: number }>();
  const mode = (path: string, bits: number): void => chmodSync(join(files.root, path), bits);
  for (const path of ["/etc/travelmode", FOLDER, ...names.map((name) => `${FOLDER}/${name}`)]) mode(path, 0o755);
  const stat = (path: string): Reading<FileStat> =>
    mapReading(files.files.stat(path), (it) => ({ ...it, uid: owners.get(path) ?? 0 }));
  const machine: Machine = {
    ...fakeMachine({ ...files.files, stat }, { caller }),
    commands: {
      async run(argv, { timeoutMs } = {}) {
        runs.push({ argv, timeoutMs });
        const { result, tookMs } = ends.get(argv[0]) ?? { result: value({ status: 0, stdout: "", stderr: "" }), tookMs: 0 };
        await machine.clock.sleep(tookMs);
        return result;
      },
    },
  };
  return {
    machine,
    tree: files,
    runs,
    owners,
    mode,
    ends: (name, result, tookMs = 0) => {
      const end = "kind" in result ? (result as Reading<CommandResult>) : value({ status: 0, stdout: "", stderr: "", ...result });
      ends.set(`${FOLDER}/${name}`, { result: end, tookMs });
    },
  };
}

const namesRun = ({ runs }: Laptop): readonly string[] => runs.map(({ argv }) => argv[0]?.slice(FOLDER.length + 1) ?? "");

test("hooks run in the order of their names, with the event and the profile as arguments", async (test) => {
  const it = laptop(test, ["20-second", "10-first"]);
  assert.deepEqual(await runHooks(it.machine, "switch", "flight"), []);
  assert.deepEqual(
    it.runs.map(({ argv }) => argv),
    [
      [`${FOLDER}/10-first`, "switch", "flight"],
      [`${FOLDER}/20-second`, "switch", "flight"],
    ],
  );
});

test("without a folder, and with an empty one, nothing is run or said", async (test) => {
  const it = laptop(test, []);
  assert.deepEqual(await runHooks(it.machine, "on", "flight"), []);
  it.tree.remove("/etc");
  assert.deepEqual(await runHooks(it.machine, "on", "flight"), []);
});

test("an ordinary user's keeper runs none", async (test) => {
  const it = laptop(test, ["hook"], alice);
  assert.deepEqual(await runHooks(it.machine, "on", "flight"), []);
  assert.deepEqual(it.runs, []);
});

test("files that are not executable, folders and what editors leave behind are passed over", async (test) => {
  const it = laptop(test, ["README", "hook", "hook~", "hook.dpkg-old", ".hook.swp", "hook.sh", "more/hook"]);
  it.mode(`${FOLDER}/README`, 0o644);
  assert.deepEqual(await runHooks(it.machine, "on", "flight"), []);
  assert.deepEqual(namesRun(it), ["hook", "hook.sh"]);
});

for (const [what, spoil] of [
  ["a hook that belongs to a user", (it: Laptop) => it.owners.set(`${FOLDER}/bad`, 1000)],
  ["a hook that its group may write", (it: Laptop) => it.mode(`${FOLDER}/bad`, 0o775)],
  ["a hook that everybody may write", (it: Laptop) => it.mode(`${FOLDER}/bad`, 0o757)],
] as const)
  test(`${what} is not run, and the others are`, async (test) => {
    const it = laptop(test, ["bad", "good"]);
    spoil(it);
    assert.deepEqual(await runHooks(it.machine, "on", "flight"), [
      `The hook ${FOLDER}/bad was not run: it must belong to root, and nobody else may write it.`,
    ]);
    assert.deepEqual(namesRun(it), ["good"]);
  });

test("a link is not run, wherever it leads", async (test) => {
  const it = laptop(test, ["good"]);
  it.tree.put(`${FOLDER}/linked`, "-> good");
  assert.deepEqual(await runHooks(it.machine, "on", "flight"), [
    `The hook ${FOLDER}/linked was not run: it is a link; put the program itself there.`,
  ]);
  assert.deepEqual(namesRun(it), ["good"]);
});

for (const folder of [FOLDER, "/etc/travelmode"]) {
  test(`no hook is run where ${folder} belongs to a user`, async (test) => {
    const it = laptop(test, ["hook"]);
    it.owners.set(folder, 1000);
    assert.deepEqual(await runHooks(it.machine, "on", "flight"), [
      `No hook was run: ${folder} must belong to root, and nobody else may write it.`,
    ]);
    assert.deepEqual(it.runs, []);
  });

  test(`no hook is run where others may write ${folder}`, async (test) => {
    const it = laptop(test, ["hook"]);
    it.mode(folder, 0o777);
    assert.equal((await runHooks(it.machine, "on", "flight")).length, 1);
    assert.deepEqual(it.runs, []);
  });
}

test("no hook is run through a link to the folder", async (test) => {
  const it = laptop(test, []);
  it.tree.remove(FOLDER);
  it.tree.put("/home/alice/hooks/hook", "#!/bin/sh");
  it.tree.put(FOLDER, "-> ../../home/alice/hooks");
  assert.deepEqual(await runHooks(it.machine, "on", "flight"), [`No hook was run: ${FOLDER} is reached by a link.`]);
});

test("a hook that fails is told of, with the first line of what it said, and the next one runs", async (test) => {
  const it = laptop(test, ["a", "b", "c", "d"]);
  it.ends("a", { status: 3, stderr: "no such printer\nand more\n" });
  it.ends("b", { status: 1 });
  it.ends("c", failure("c", "ETIMEDOUT", "c was not done within 10000 ms and was ended."));
  assert.deepEqual(await runHooks(it.machine, "off", "flight"), [
    `The hook ${FOLDER}/a ended with status 3: no such printer`,
    `The hook ${FOLDER}/b ended with status 1.`,
    `The hook ${FOLDER}/c failed: c was not done within 10000 ms and was ended.`,
  ]);
  assert.deepEqual(namesRun(it), ["a", "b", "c", "d"]);
});

test("each has 10 s, and all together 30 s", async (test) => {
  const it = laptop(test, ["a", "b", "c", "d", "e"]);
  for (const name of ["a", "b", "c", "d"]) it.ends(name, { status: 0 }, 9000);
  const troubles = await runHooks(it.machine, "on", "flight");
  assert.deepEqual(
    it.runs.map(({ timeoutMs }) => timeoutMs),
    [10_000, 10_000, 10_000, 3000],
  );
  assert.deepEqual(troubles, [`The hook ${FOLDER}/e was not run: those before it took 30 s.`]);
});
