// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { lstatSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import test from "node:test";
import { leaveForGood } from "../../src/cli/leave-for-good.ts";
import { TravelError } from "../../src/errors.ts";
import { durableFolder } from "../../src/machine/durable-folder.ts";
import { kernelFiles } from "../../src/machine/files.ts";
import { temporaryFolder } from "../../src/sim/temporary-folder.ts";
import { alice, fakeMachine } from "../fakes/fake-machine.ts";
import { tree } from "../fakes/tree.ts";
import { session } from "./sessions.ts";

function home(it: test.TestContext, text?: string) {
  const { path, remove } = temporaryFolder();
  it.after(remove);
  const file = join(path, ".config/travelmode/config.toml");
  mkdirSync(dirname(file), { recursive: true });
  if (text !== undefined) writeFileSync(file, text);
  const here = session(fakeMachine(tree(it, {}).files), {
    caller: { ...alice, home: path },
    filesBelow: kernelFiles,
    folderAt: durableFolder,
  });
  return { file, path, leave: (left: boolean) => leaveForGood(here, { knob: "radio.wifi", left }) };
}

test("a first configuration is written, and what was written is taken out again", (it) => {
  const { file, leave } = home(it);
  assert.equal(leave(true), file);
  assert.equal(readFileSync(file, "utf8"), 'leave = ["radio.wifi"]\n');
  leave(false);
  assert.equal(readFileSync(file, "utf8"), "leave = []\n");
});

test("a configuration keeps all that is in it", (it) => {
  const { file, leave } = home(it, '# the train\nprofile = "online"\n');
  leave(true);
  assert.equal(readFileSync(file, "utf8"), '# the train\nprofile = "online"\nleave = ["radio.wifi"]\n');
});

test("a link into a folder of dotfiles stays one", (it) => {
  const { file, path, leave } = home(it);
  const real = join(path, "dotfiles.toml");
  writeFileSync(real, 'profile = "online"\n');
  symlinkSync(real, file);
  leave(true);
  assert.ok(lstatSync(file).isSymbolicLink());
  assert.match(readFileSync(real, "utf8"), /leave = \["radio\.wifi"\]/);
});

test("a file with mistakes is left as it is, with a sentence that says what to write", (it) => {
  const { file, leave } = home(it, "leave = [wifi]\n");
  assert.throws(
    () => leave(true),
    (error) =>
      error instanceof TravelError &&
      error.code === "REFUSED" &&
      /write leave = \["radio\.wifi"\] into it yourself/.test(error.message),
  );
  assert.equal(readFileSync(file, "utf8"), "leave = [wifi]\n");
});
