// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { formatJournal, parseJournal } from "../../../src/engine/journal.ts";
import { EXIT } from "../../../src/errors.ts";
import { type TryOut, tryOut } from "./simulated-laptop.ts";

/** Takes the journal's last line, and with it the proof that nothing else is missing. */
function damage({ folder }: TryOut): void {
  const path = join(folder, "journal/journal");
  writeFileSync(path, readFileSync(path, "utf8").replace(/[^\n]+\n$/u, ""));
}

function configure({ folder }: TryOut, text: string): string {
  const path = join(folder, ".config/travelmode/config.toml");
  mkdirSync(join(path, ".."), { recursive: true });
  writeFileSync(path, text);
  return path;
}

test("after a damaged journal it is not said that everything is as it was", async (t) => {
  const laptop = tryOut(t);
  await laptop.run("on");
  damage(laptop);
  const planned = await laptop.run("off --dry-run");
  assert.ok(planned.out.some((line) => line.includes("its last line is missing")));
  const document: { damage?: unknown } = JSON.parse((await laptop.run("off --dry-run --json")).out.join("\n"));
  assert.deepEqual(document.damage, ["its last line is missing"]);
  const { status, out } = await laptop.run("off");
  assert.deepEqual(
    [status, out[0]],
    [EXIT.journal, "Travel mode is off, but not everything could be known: the journal was damaged."],
  );
});

test("a plan for a journal of which nothing can be read says so", async (t) => {
  const laptop = tryOut(t);
  await laptop.run("on");
  writeFileSync(join(laptop.folder, "journal/journal"), "torn\n");
  assert.match((await laptop.run("off --dry-run")).out[0] ?? "", /^Would set the damaged journal aside/u);
  assert.equal((await laptop.run("off")).status, EXIT.journal);
});

test("what a traveller must know is told at once on standard error, and once", async (t) => {
  const { run } = tryOut(t, {}, "thinkpad");
  const { status, out, err } = await run("on");
  assert.equal(status, EXIT.done);
  assert.match(err.join(" "), /will ask for its PIN/u);
  assert.ok(!out.some((line) => line.includes("PIN")));
  await run("off");
  const document: { warnings?: readonly string[] } = JSON.parse((await run("on --json")).out.join("\n"));
  assert.match(document.warnings?.join(" ") ?? "", /will ask for its PIN/u);
});

test("a place to leave that is not there is a slip of the hand when typed, and a remark when configured", async (t) => {
  const laptop = tryOut(t);
  const says = /there is no screen\.brightness\/eDP-9 here; there is: screen\.brightness\/eDP-1/u;
  const typed = await laptop.run("on --leave screen/eDP-9");
  assert.equal(typed.status, EXIT.usage);
  assert.match(typed.err.join(" "), says);
  assert.equal((await laptop.run("on --leave screen/eDP-1")).status, EXIT.done);
  configure(laptop, 'leave = ["screen/eDP-9"]');
  const configured = await laptop.run("on");
  assert.equal(configured.status, EXIT.done);
  assert.match(configured.err.join(" "), says);
});

test("one place of a setting cannot be turned off although in use, only the whole", async (t) => {
  const { status, err } = await tryOut(t).run("on --even-if-used wifi/phy0");
  assert.equal(status, EXIT.usage);
  assert.match(err[0] ?? "", /a whole setting is to be named: radio\.wifi/u);
});

test("a configured profile that there is not is told with file, line and column", async (t) => {
  const laptop = tryOut(t);
  const path = configure(laptop, '# mine\nprofile = "onlin"\n');
  const { status, err } = await laptop.run("on");
  assert.equal(status, EXIT.profile);
  assert.ok((err[0] ?? "").includes(`${path}, line 2, column 11: there is no profile "onlin"`), err[0]);
  assert.equal((await laptop.run("on flight")).status, EXIT.done);
});

test("what is lost is named in the words that give it up", async (t) => {
  const laptop = tryOut(t);
  await laptop.run("on");
  const path = join(laptop.folder, "journal/journal");
  const { journal } = parseJournal(readFileSync(path, "utf8"));
  const dongle = journal?.entries.find(({ setting }) => setting.startsWith("radio.bluetooth/"));
  assert.ok(journal && dongle);
  const lost = { ...dongle, setting: "radio.bluetooth/02:00:5E:99:99:99" } as const;
  writeFileSync(path, formatJournal({ ...journal, entries: [...journal.entries, lost] }));
  const ending = await laptop.run("off");
  assert.equal(ending.status, EXIT.partly);
  assert.match(ending.out[0] ?? "", /^Travel mode is ending/u);
  assert.equal(ending.out.at(-1), `If it never comes back: travelmode off --forget ${lost.setting}`);
  const { status, out } = await laptop.run(`off --forget ${lost.setting}`);
  assert.deepEqual([status, out[0]], [EXIT.done, "Travel mode is off. Put back is all but what you gave up."]);
});

test("a saved value that is given up stays as it is", async (t) => {
  const { simulated, run } = tryOut(t);
  await run("on");
  const dimmed = simulated.snapshot();
  const { status, out } = await run("off --forget brightness");
  assert.deepEqual([status, out[0]], [EXIT.done, "Travel mode is off. Put back is all but what you gave up."]);
  const light = Object.keys(dimmed).find((path) => path.endsWith("intel_backlight/brightness")) ?? "";
  assert.equal(simulated.snapshot()[light], dimmed[light]);
  assert.equal((await run("status")).out[0], "Travel mode is off.");
});
