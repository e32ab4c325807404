// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import { leaveRecovery, removeRecovery } from "../../src/keeper/recovery-unit.ts";
import { fakePrograms } from "../fakes/live-machine.ts";
import { memoryFolder } from "../fakes/memory-folder.ts";

test("the next login runs the program as it was given, whatever its path contains", async () => {
  const folder = memoryFolder();
  const programs = fakePrograms();
  await leaveRecovery(programs, folder, ["/opt/my node/100%", '/home/"al"/$x/cli.cjs', "off"]);
  const unit = folder.contents.get("travelmode-recovery.service") ?? "";
  assert.match(unit, /^ExecStart="\/opt\/my node\/100%%" "\/home\/\\"al\\"\/\$\$x\/cli.cjs" "off"$/m);
  assert.match(unit, /^ExecStartPost=-rm "\/var\/lib\/travelmode\/travelmode-recovery.service"$/m);
  assert.match(unit, /^WantedBy=default.target$/m);
  assert.deepEqual(programs.ran, [
    ["systemctl", "--user", "--quiet", "enable", "/var/lib/travelmode/travelmode-recovery.service"],
  ]);
});

test("once all is back it is gone", async () => {
  const folder = memoryFolder();
  const programs = fakePrograms();
  await leaveRecovery(programs, folder, ["node"]);
  await removeRecovery(programs, folder);
  assert.equal(folder.contents.size, 0);
  assert.deepEqual(programs.ran.at(-1), ["systemctl", "--user", "--quiet", "disable", "travelmode-recovery.service"]);
});

test("a folder that cannot be written is told before anything is turned", async () => {
  const folder = memoryFolder();
  folder.refuse("ENOSPC");
  await assert.rejects(leaveRecovery(fakePrograms(), folder, ["node"]), { code: "JOURNAL_UNWRITABLE" });
});
