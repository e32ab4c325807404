// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { MODELS } from "../../../src/cli/command-tree.ts";
import { tryOut } from "./simulated-laptop.ts";

test("the page of a simulated laptop's past is written, and told where", async (t) => {
  const it = tryOut(t);
  const file = join(it.folder, "out.html");
  it.simulated.unplug();
  const { status, out } = await it.run(`report --html ${file}`);
  assert.deepEqual([status, out], [0, [`The page is in ${file}. It loads nothing, and can be opened, sent and printed.`]]);
  const page = readFileSync(file, "utf8");
  assert.match(page, /<h1>4 h 44 min on battery<\/h1>/);
  assert.match(page, /the forecast said: about \d+ h.* left \(likely /);
  assert.match(page, /of a simulated laptop whose past is made up/);
  assert.match(
    page,
    /On battery: [\d.]+ W over 10 s, by the battery\S+s gauge\. Each program\S+s watts are an estimate\.(.|\n)*<th scope="row">firefox<\/th><td>[\d.]+ W<\/td>(.|\n)*all together<\/th><td>[\d.]+ W/,
  );
  assert.ok(page.length < 100_000, `${page.length} letters`);
});

test("every model's past makes a page, whatever its gauge tells; - is standard output", async (t) => {
  for (const model of MODELS) {
    const { status, out } = await tryOut(t, {}, model).run("report --html - --quick");
    assert.equal(status, 0);
    assert.match(out.join("\n"), /^<!DOCTYPE html>(.|\n)*<\/html>$/, model);
    assert.doesNotMatch(out.join("\n"), /NaN|undefined|Infinity/, model);
  }
});

test("as JSON it tells the file; without one it is a fault of usage", async (t) => {
  const it = tryOut(t);
  const file = join(it.folder, "out.html");
  const { out } = await it.run(`report --html ${file} --json`);
  assert.deepEqual(JSON.parse(out.join("\n")), { version: 1, file, discharges: 3 });
  const { status, err } = await it.run("report");
  assert.equal(status, 2);
  assert.match(err.join("\n"), /report needs --html FILE/);
});
