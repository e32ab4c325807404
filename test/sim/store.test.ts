// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { TravelError } from "../../src/errors.ts";
import { openSimulatedLaptop } from "../../src/sim/laptop.ts";
import { temporaryFolder } from "../fakes/tree.ts";

const refused = (folder: string) => (error: unknown) =>
  error instanceof TravelError &&
  error.code === "USAGE" &&
  error.message.startsWith(`There can be no simulated laptop in ${folder} (`);

test("a folder that cannot be made ends in a sentence, also below /proc", (context) => {
  const file = join(temporaryFolder(context), "file");
  writeFileSync(file, "");
  for (const folder of ["/proc/nope/travelmode/sim", join(file, "travelmode/sim")])
    assert.throws(() => openSimulatedLaptop({ folder }), refused(folder));
});
