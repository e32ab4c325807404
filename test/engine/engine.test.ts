// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import type { Engine, Goal } from "../../src/engine/engine.ts";
import { openEngine } from "../../src/engine/open-engine.ts";
import { TravelError } from "../../src/errors.ts";
import type { Found, Knob, Use } from "../../src/knobs/knob.ts";
import type { Profile } from "../../src/profile/profile.ts";
import { type MemoryFolder, memoryFolder } from "../fakes/memory-folder.ts";
import { profile, TOY_KNOBS, type Toy, toy } from "./toy-machine.ts";

interface Stage {
  readonly toy: Toy;
  readonly folder: MemoryFolder;
  readonly engine: Engine;
}

function stage(contents: Readonly<Record<string, string>>): Stage {
  const made = toy(contents);
  const folder = memoryFolder();
  return { toy: made, folder, engine: openEngine(made.machine, { own: folder }, async () => TOY_KNOBS) };
}

const to = (wanted: Profile | null, more: Partial<Goal> = {}): Goal => ({
  profile: wanted,
  reason: "user",
  afresh: wanted !== null,
  leave: [],
  evenIfUsed: [],
  ...more,
});

const off = to(null);
const START = { mode: "normal", level: "7", cap: "100" };
const thrifty = profile("thrifty", { "toy.mode": ["thrifty"], "toy.cap": ["50"] });
const dim = profile("dim", { "toy.level": ["1"] });

const values = ({ toy: { contents } }: Stage): Record<string, string> => ({
  mode: contents.get("mode") ?? "",
  level: contents.get("level") ?? "",
  cap: contents.get("cap") ?? "",
});

test("turns what the profile wishes, and off puts every value back, dragged ones included", async () => {
  const it = stage(START);
  const report = await it.engine.reconcile(to(thrifty));
  assert.deepEqual(values(it), { mode: "thrifty", level: "2", cap: "50" });
  assert.deepEqual(
    report.results.map(({ setting, outcome }) => [setting, outcome]),
    [
      ["toy.mode/only", "applied"],
      ["toy.cap/only", "applied"],
    ],
  );
  await it.engine.reconcile(off);
  assert.deepEqual(values(it), START);
  assert.deepEqual([...it.folder.contents.keys()], ["last-session.json", "sessions.json"]);
});

test("takes the original once: after two switches off gives the start", async () => {
  const it = stage(START);
  await it.engine.reconcile(to(thrifty));
  await it.engine.reconcile(to(dim));
  await it.engine.reconcile(to(thrifty));
  await it.engine.reconcile(off);
  assert.deepEqual(values(it), START);
});

test("a setting that the new profile does not mention goes back to its original", async () => {
  const it = stage(START);
  await it.engine.reconcile(to(thrifty));
  await it.engine.reconcile(to(dim));
  assert.deepEqual(values(it), { mode: "normal", level: "1", cap: "100" });
});

test("switching on twice changes nothing more", async () => {
  const it = stage(START);
  await it.engine.reconcile(to(thrifty));
  const again = await it.engine.reconcile(to(thrifty, { afresh: false }));
  assert.deepEqual(again.results, []);
  assert.deepEqual(values(it), { mode: "thrifty", level: "2", cap: "50" });
});

test("what the user changed meanwhile stays at off, and is reported", async () => {
  const it = stage(START);
  await it.engine.reconcile(to(thrifty));
  it.toy.contents.set("cap", "80");
  const report = await it.engine.reconcile(off);
  assert.deepEqual(values(it), { ...START, cap: "80" });
  assert.deepEqual(
    report.skips.map(({ knob, kind }) => [knob, kind]),
    [["toy.cap", "yours"]],
  );
});

test("a dragged value that the user changed survives the way back of what drags it", async () => {
  const it = stage(START);
  await it.engine.reconcile(to(thrifty));
  it.toy.contents.set("level", "3");
  await it.engine.reconcile(off);
  assert.deepEqual(values(it), { ...START, level: "3" });
});

test("yours survives a switch of profiles, until on is typed anew", async () => {
  const it = stage(START);
  await it.engine.reconcile(to(thrifty));
  it.toy.contents.set("cap", "80");
  await it.engine.reconcile(to(thrifty, { afresh: false }));
  assert.equal(values(it)["cap"], "80");
  await it.engine.reconcile(to(thrifty, { afresh: true }));
  assert.equal(values(it)["cap"], "50");
  await it.engine.reconcile(off);
  assert.deepEqual(values(it), START);
});

test("one thing by hand is the user's: it stays through a switch and at off", async () => {
  const it = stage(START);
  await it.engine.reconcile(to(thrifty));
  await it.engine.set({ knob: "toy.cap", wish: ["70"] });
  assert.equal((await it.engine.status()).settings.find(({ knob }) => knob === "toy.cap")?.owner, "yours");
  await it.engine.reconcile(to(dim, { afresh: false }));
  await it.engine.reconcile(off);
  assert.deepEqual(values(it), { ...START, cap: "70" });
});

test("handed back, a setting is the profile's again and its original is remembered", async () => {
  const it = stage(START);
  await it.engine.reconcile(to(thrifty));
  await it.engine.set({ knob: "toy.cap", wish: ["70"] });
  await it.engine.handBack("toy.cap");
  assert.equal(values(it)["cap"], "50");
  await it.engine.reconcile(off);
  assert.deepEqual(values(it), START);
});

test("by hand while travel mode is off keeps no journal", async () => {
  const it = stage(START);
  await it.engine.set({ knob: "toy.cap", wish: ["70"] });
  assert.equal(values(it)["cap"], "70");
  assert.equal(it.folder.contents.size, 0);
});

test("a locked original comes back after what it locks", async () => {
  const it = stage({ mode: "locked", level: "7", cap: "100" });
  await it.engine.reconcile(to(thrifty));
  await it.engine.reconcile(off);
  assert.deepEqual(values(it), { mode: "locked", level: "7", cap: "100" });
});

test("a clamped value is reported as clamped", async () => {
  const it = stage(START);
  const report = await it.engine.reconcile(to(profile("high", { "toy.level": ["12"] })));
  assert.deepEqual(
    report.results.map(({ outcome, found }) => [outcome, found]),
    [["clamped", "9"]],
  );
});

test("one refusal does not stop the others, and its sentence names path and errno", async () => {
  const it = stage({ ...START, mode: "locked" });
  const report = await it.engine.reconcile(to(profile("mixed", { "toy.level": ["1"], "toy.cap": ["50"] })));
  const [level, cap] = report.results;
  assert.equal(level?.outcome, "unavailable");
  assert.match(level?.why ?? "", /EBUSY at \/level/);
  assert.equal(cap?.outcome, "applied");
});

test("a refused value gives way to the next alternative", async () => {
  const it = stage(START);
  const report = await it.engine.reconcile(to(profile("picky", { "toy.cap": ["broken", "60"] })));
  assert.deepEqual(
    report.results.map(({ outcome, to: taken }) => [outcome, String(taken)]),
    [["applied", "60"]],
  );
});

for (const code of ["ENOSPC", "EROFS", "EACCES"]) {
  test(`a journal that cannot be written (${code}) means that nothing at all is changed`, async () => {
    const it = stage(START);
    it.folder.refuse(code);
    await assert.rejects(
      it.engine.reconcile(to(thrifty)),
      (error) => error instanceof TravelError && error.code === "JOURNAL_UNWRITABLE",
    );
    assert.deepEqual(values(it), START);
  });
}

test("the plan is what on then does, and makes no difference itself", async () => {
  const it = stage(START);
  const plan = await it.engine.plan(to(thrifty));
  assert.deepEqual(values(it), START);
  assert.equal(it.folder.contents.size, 0);
  const report = await it.engine.reconcile(to(thrifty));
  assert.deepEqual(
    report.results.map(({ outcome: _, found: __, why: ___, ...change }) => change),
    plan.changes,
  );
});

test("what was asked to be left alone is left alone", async () => {
  const it = stage(START);
  const report = await it.engine.reconcile(to(thrifty, { leave: ["toy.cap"] }));
  assert.equal(values(it)["cap"], "100");
  assert.deepEqual(
    report.skips.map(({ knob, kind }) => [knob, kind]),
    [["toy.cap", "left"]],
  );
});

test("what a later write drags along is mended", async () => {
  const it = stage({ ...START, cap: "50" });
  await it.engine.reconcile(to(profile("both", { "toy.level": ["1"], "toy.cap": ["100"] })));
  assert.deepEqual(values(it), { mode: "normal", level: "1", cap: "100" });
});

test("a reboot undoes volatile values, which are forgotten, and keeps others, which are put back", async () => {
  const it = stage(START);
  await it.engine.reconcile(to(thrifty));
  for (const [name, value] of Object.entries({ boot: "boot-2", mode: "normal", level: "4" })) it.toy.contents.set(name, value);
  assert.equal((await it.engine.status()).rebooted, true);
  await it.engine.reconcile(off);
  assert.deepEqual(values(it), { mode: "normal", level: "5", cap: "100" });
});

test("a setting that has vanished stays in the journal and comes back when it does", async () => {
  const it = stage(START);
  await it.engine.reconcile(to(thrifty));
  it.toy.contents.delete("cap");
  const report = await it.engine.reconcile(off);
  assert.deepEqual(
    report.results.filter(({ outcome }) => outcome === "pending").map(({ setting }) => setting),
    ["toy.cap/only"],
  );
  assert.equal((await it.engine.status()).mode, "ending");
  it.toy.contents.set("cap", "50");
  await it.engine.reconcile(off);
  assert.deepEqual(values(it), START);
  assert.equal((await it.engine.status()).mode, "off");
});

test("a damaged journal is kept aside, and what is readable of it is put back", async () => {
  const it = stage(START);
  await it.engine.reconcile(to(thrifty));
  const text = it.folder.contents.get("journal") ?? "";
  it.folder.contents.set("journal", text.replace('"toy.cap/only"', '"toy.cap/othr"'));
  const report = await it.engine.reconcile(off);
  assert.match(report.damage.join("\n"), /1 of its \d lines cannot be read/);
  assert.deepEqual(values(it), { ...START, cap: "50" });
  assert.ok([...it.folder.contents.keys()].some((name) => name.startsWith("journal.damaged-")));
});

test("root's travel mode and a user's do not mix", async () => {
  const it = stage(START);
  await it.engine.reconcile(to(thrifty));
  const second = openEngine(it.toy.machine, { own: memoryFolder(), other: it.folder }, async () => TOY_KNOBS);
  await assert.rejects(second.reconcile(to(dim)), (error) => error instanceof TravelError && error.code === "REFUSED");
});

test("what is back while something else is pending may change hands: its saved value is forgotten", async () => {
  const it = stage(START);
  await it.engine.reconcile(to(thrifty));
  it.toy.contents.delete("cap");
  await it.engine.reconcile(off);
  it.toy.contents.set("level", "3");
  await it.engine.reconcile(off);
  assert.equal(it.toy.contents.get("level"), "3");
  await it.engine.reconcile(to(thrifty));
  await it.engine.reconcile(off);
  assert.equal(it.toy.contents.get("level"), "3");
});

test("a saved value that never finds its setting again can be given up", async () => {
  const it = stage(START);
  await it.engine.reconcile(to(thrifty));
  it.toy.contents.delete("cap");
  await it.engine.reconcile(off);
  const report = await it.engine.reconcile({ ...off, forget: ["toy.cap"] });
  assert.deepEqual(report.results, []);
  assert.equal((await it.engine.status()).mode, "off");
});

test("what the user changed before is kept when another thing is set by hand that drags it along", async () => {
  const it = stage(START);
  await it.engine.reconcile(to(thrifty));
  it.toy.contents.set("level", "3");
  await it.engine.set({ knob: "toy.cap", wish: ["100"] });
  assert.equal(it.toy.contents.get("level"), "3");
  await it.engine.reconcile(off);
  assert.equal(it.toy.contents.get("level"), "3");
});

test("what the user changed while a question stood is the original", async () => {
  const it = stage(START);
  const asking = inUse("toy.cap", "ask");
  const engine = openEngine(it.toy.machine, { own: it.folder }, async () => asking);
  const decide = async (): Promise<"off"> => {
    it.toy.contents.set("mode", "special");
    return "off";
  };
  await engine.reconcile(to(thrifty, { decide }));
  await engine.reconcile(off);
  assert.equal(it.toy.contents.get("mode"), "special");
});

test("what must not be cut refuses even after the person has said off", async () => {
  const it = stage(START);
  let gravity: "ask" | "refuse" = "ask";
  const engine = openEngine(it.toy.machine, { own: it.folder }, async () => inUse("toy.cap", () => gravity));
  const decide = async (): Promise<"off"> => {
    gravity = "refuse";
    return "off";
  };
  const report = await engine.reconcile(to(thrifty, { decide }));
  assert.equal(it.toy.contents.get("cap"), "100");
  assert.deepEqual(
    report.skips.filter(({ kind }) => kind === "in-use").map(({ knob }) => knob),
    ["toy.cap"],
  );
});

test("without anybody to ask, what is in use is kept, and --even-if-used turns it off", async () => {
  const it = stage(START);
  const engine = openEngine(it.toy.machine, { own: it.folder }, async () => inUse("toy.cap", "ask"));
  await engine.reconcile(to(thrifty));
  assert.equal(it.toy.contents.get("cap"), "100");
  await engine.reconcile(to(thrifty, { evenIfUsed: ["toy.cap"] }));
  assert.equal(it.toy.contents.get("cap"), "50");
});

/** The toys, one of which is in use. */
function inUse(id: string, gravity: Use["gravity"] | (() => Use["gravity"])): readonly Knob[] {
  const uses = async (): Promise<readonly Use[]> => [
    { what: "a call", gravity: typeof gravity === "string" ? gravity : gravity() },
  ];
  const used = (found: Found): Found => ({ settings: found.settings.map((setting) => ({ ...setting, usesCutBy: uses })) });
  return TOY_KNOBS.map((knob) => (knob.id === id ? { ...knob, find: async (machine) => used(await knob.find(machine)) } : knob));
}

test("by hand a setting takes its saved value to the letter, and is the user's; the profile leaves it alone", async () => {
  const it = stage({ ...START, cap: "0100" });
  await it.engine.reconcile(to(thrifty));
  const report = await it.engine.set({ knob: "toy.cap", wish: ["saved"] });
  assert.deepEqual(
    report.results.filter(({ knob }) => knob === "toy.cap").map(({ outcome, found }) => [outcome, found]),
    [["applied", "0100"]],
  );
  assert.equal((await it.engine.status()).settings.find(({ knob }) => knob === "toy.cap")?.owner, "yours");
  await it.engine.reconcile(off);
  assert.equal(values(it)["cap"], "0100");
});

test("without travel mode there is no saved value, and nothing is written", async () => {
  const it = stage(START);
  const report = await it.engine.set({ knob: "toy.cap", wish: ["saved"] });
  assert.deepEqual(
    report.skips.map(({ knob, kind }) => [knob, kind]),
    [["toy.cap", "left"]],
  );
  assert.deepEqual(values(it), START);
});

test("no profile can wish for the saved value: the word is an ordinary one there", async () => {
  const it = stage(START);
  await it.engine.reconcile(to(profile("odd", { "toy.cap": ["saved"] })));
  assert.equal(values(it)["cap"], "saved");
});
