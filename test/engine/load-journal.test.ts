// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import { loadJournal } from "../../src/engine/load-journal.ts";
import { TravelError } from "../../src/errors.ts";
import { failure } from "../../src/machine/reading.ts";
import { memoryFolder } from "../fakes/memory-folder.ts";
import { tree } from "../fakes/tree.ts";

test("a journal that cannot be read is told with its path, the reason and what to do", async (t) => {
  for (const [code, advice] of [
    ["EACCES", /its owner may, and root/u],
    ["EFBIG", /move it away/u],
    ["EIO", /look at that file/u],
  ] as const) {
    const folder = { ...memoryFolder(), read: () => failure("journal", code) };
    await assert.rejects(loadJournal(folder, tree(t, {}).files), (error) => {
      assert.ok(error instanceof TravelError && error.code === "JOURNAL_UNREADABLE");
      assert.match(error.message, new RegExp(`/var/lib/travelmode/journal \\(${code}\\)`, "u"));
      assert.match(error.message, advice);
      return true;
    });
  }
});
