// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { EXIT } from "../../../src/errors.ts";
import { temporaryFolder } from "../../fakes/tree.ts";
import { tryOut } from "./simulated-laptop.ts";

test("the shipped profiles are listed, with the one that a bare on means", async (t) => {
  const { status, out } = await tryOut(t).run("profiles");
  assert.equal(status, EXIT.done);
  assert.ok(out.some((line) => /^ {2}flight +.*\(what `travelmode on` means\)$/u.test(line)));
  for (const name of ["redeye", "online", "endurance"])
    assert.ok(
      out.some((line) => line.startsWith(`  ${name} `)),
      name,
    );
});

test("a profile is shown with its wishes", async (t) => {
  const { out } = await tryOut(t).run("profiles show flight");
  assert.ok(out.some((line) => /^ {2}radio\.wifi +Wi-Fi +off$/u.test(line)));
});

test("a file with mistakes is told line by line, as text and as JSON", async (t) => {
  const file = join(temporaryFolder(t), "train.toml");
  writeFileSync(file, 'title = "Train"\n[screen]\nbrightnes = 40\n');
  const { run } = tryOut(t);
  const text = await run(`profiles check ${file}`);
  assert.equal(text.status, EXIT.profile);
  assert.match(text.err.join("\n"), /train\.toml, line 3, column 1: .*brightness/u);
  const json = await run(`profiles check ${file} --json`);
  assert.equal(json.status, EXIT.profile);
  const document: { mistakes?: readonly { at?: { line?: unknown } }[] } = JSON.parse(json.out.join("\n"));
  assert.equal(document.mistakes?.[0]?.at?.line, 3);
});

test("a sound file is said to be sound", async (t) => {
  const file = join(temporaryFolder(t), "train.toml");
  writeFileSync(file, 'title = "Train"\n[screen]\nbrightness = 40\n');
  const { status, out } = await tryOut(t).run(`profiles check ${file}`);
  assert.deepEqual([status, out], [EXIT.done, [`${file}: no mistakes`]]);
});
