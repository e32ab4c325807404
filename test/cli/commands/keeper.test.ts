// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import test, { type TestContext } from "node:test";
import { EXIT } from "../../../src/errors.ts";
import { NO_WISHES } from "../../../src/keeper/wishes/wishes.ts";
import { saveWishes } from "../../../src/keeper/wishes/wishes-store.ts";
import { durableFolder } from "../../../src/machine/durable-folder.ts";
import { failure, rawText, value } from "../../../src/machine/reading.ts";
import { type FakeClient, fakeClient, fakeKeepers, type There } from "../fake-keepers.ts";
import { handOn, plan, profile, report, result } from "../records.ts";
import { type More, type TryOut, tryOut, turnOnAsRoot } from "./simulated-laptop.ts";

const USER = { uid: 1000, name: "alice", home: "/home/alice" };

/** An ordinary user's laptop with these keepers. */
const alices = (t: TestContext, there: There, more: More = {}): TryOut =>
  tryOut(t, USER, "intel", { ...more, keepers: fakeKeepers(there) });

const named = ({ calls }: FakeClient): readonly string[] => calls.map(([method]) => method);
const given = ({ calls }: FakeClient, method: string): unknown => calls.find(([name]) => name === method)?.[1];

test("on goes to the installed service, which then watches; the laptop is left to it", async (t) => {
  const system = fakeClient("system", { report: report({ results: [result()] }) });
  const { simulated, run } = alices(t, { system, user: fakeClient("user") });
  const before = simulated.snapshot();
  const { status, out } = await run("on online --leave wifi --even-if-used bluetooth --stay-on");
  assert.equal(status, EXIT.done);
  assert.deepEqual(out.slice(0, 3), ["Travel mode is on: online", "", "  CPU governor  policy0  performance → powersave  sysfs"]);
  assert.equal(out.at(-1), "It stays on whatever is plugged in, until: travelmode off");
  const asked = { interactive: false, profile: { name: "online" }, leave: ["radio.wifi"], evenIfUsed: ["radio.bluetooth"] };
  assert.deepEqual(system.calls, [["on", { ...asked, stayOn: true }]]);
  assert.deepEqual(simulated.snapshot(), before);
});

test("the last line of on is what the keeper has written down about the charger", async (t) => {
  const laptop = alices(t, { system: fakeClient("system") });
  saveWishes(durableFolder(join(laptop.folder, "roots")), { ...NO_WISHES, byHand: handOn({ armed: false }) });
  assert.match((await laptop.run("on")).out.at(-1) ?? "", /^A charger is in already/u);
  assert.match((await alices(t, { system: fakeClient("system") }).run("on")).out.at(-1) ?? "", /^It ends by itself when/u);
});

test("a profile of one's own goes to the service with its text", async (t) => {
  const system = fakeClient("system");
  const { folder, run } = alices(t, { system });
  mkdirSync(join(folder, ".config/travelmode/profiles"), { recursive: true });
  writeFileSync(join(folder, ".config/travelmode/profiles/dim.toml"), "[screen]\nbrightness = 20\n");
  await run("on dim");
  assert.deepEqual((given(system, "on") as { profile?: unknown }).profile, { name: "dim", text: "[screen]\nbrightness = 20" });
});

test("without the service an ordinary user's own keeper is started, and the one that runs is taken", async (t) => {
  const startable = fakeClient("user", { report: report({ skips: [] }) });
  const keepers = fakeKeepers({ startable });
  const first = await tryOut(t, USER, "intel", { keepers }).run("on");
  assert.deepEqual([keepers.done, named(startable)], [["started"], ["on"]]);
  assert.match(first.out.at(-1) ?? "", /^It ends by itself/u);
  const user = fakeClient("user");
  await alices(t, { user, startable }).run("on");
  assert.deepEqual([named(user), named(startable)], [["on"], ["on"]]);
});

test("beside a user's own keeper, what needs root is told once with what does it all", async (t) => {
  const skips = [{ knob: "cpu.boost", title: "CPU boost", place: "", minor: false, kind: "rights", why: "needs root" }] as const;
  const { out } = await alices(t, { user: fakeClient("user", { report: report({ skips }) }) }).run("on");
  assert.equal(out.filter((line) => line.includes("sudo travelmode")).length, 1);
  assert.ok(out.includes("1 setting needs root: sudo travelmode install does it all"));
});

test("where no keeper can be, on does it all the same and says once that nobody watches", async (t) => {
  const { simulated, run } = alices(t, {});
  const before = simulated.snapshot();
  const { out } = await run("on");
  assert.notDeepEqual(simulated.snapshot(), before);
  assert.match(
    out.at(-1) ?? "",
    /^Nobody watches the charger\..*travelmode off; sudo travelmode install makes it end by itself/u,
  );
  assert.equal(out.filter((line) => line.includes("install")).length, 1);
  await run("off");
  assert.deepEqual(simulated.snapshot(), before);
});

test("root without the service does it itself, and starts no keeper", async (t) => {
  const keepers = fakeKeepers({ startable: fakeClient("user") });
  const { out } = await tryOut(t, {}, "intel", { keepers }).run("on");
  assert.deepEqual(keepers.done, []);
  assert.match(out.at(-1) ?? "", /^Nobody watches/u);
});

test("a dry run asks who would do it for the plan, and starts nobody", async (t) => {
  const system = fakeClient("system", { plan: plan({ changes: [result()] }) });
  const { out } = await alices(t, { system }).run("on --dry-run");
  assert.deepEqual(named(system), ["plan"]);
  assert.ok(out.some((line) => line.includes("performance → powersave")));
  const keepers = fakeKeepers({ startable: fakeClient("user") });
  await tryOut(t, USER, "intel", { keepers }).run("on --dry-run");
  assert.deepEqual(keepers.done, []);
});

test("before the service's, the user's own travel mode is ended and said", async (t) => {
  const system = fakeClient("system");
  const there: { system?: FakeClient } = {};
  const keepers = fakeKeepers({});
  const laptop = tryOut(t, USER, "intel", { keepers: { ...keepers, system: async () => there.system ?? null } });
  const before = laptop.simulated.snapshot();
  await laptop.run("on online");
  there.system = system;
  const { out } = await laptop.run("on");
  assert.equal(out[0], "Ended your own travel mode (online) first.");
  assert.deepEqual(laptop.simulated.snapshot(), before);
  assert.deepEqual(named(system), ["on"]);
});

test("one's own travel mode is what off and set are about, even with the service there", async (t) => {
  const there: { system?: FakeClient } = {};
  const laptop = tryOut(t, USER, "intel", { keepers: { ...fakeKeepers({}), system: async () => there.system ?? null } });
  await laptop.run("on");
  there.system = fakeClient("system");
  assert.equal((await laptop.run("set brightness 70")).out[0], "Screen brightness: 70 %");
  assert.equal((await laptop.run("off")).out[0], "Travel mode is off. Put back is all but what you changed yourself.");
  assert.deepEqual(named(there.system), []);
});

test("off, set and handing back go to the service", async (t) => {
  const system = fakeClient("system");
  const { run } = alices(t, { system });
  await run("off");
  await run("wifi on --even-if-used");
  await run("wifi back");
  assert.deepEqual(system.calls, [
    ["off", { interactive: false, forget: [] }],
    ["set", { interactive: false, knob: "radio.wifi", wish: ["on"], evenIfUsed: ["radio.wifi"] }],
    ["handBack", { interactive: false, knob: "radio.wifi" }],
  ]);
});

test("what would be put back is the keeper's plan", async (t) => {
  const changes = [result({ kind: "put back", from: rawText("b"), to: rawText("a") })];
  const system = fakeClient("system", { plan: plan({ profile: null, changes }) });
  const { out } = await alices(t, { system }).run("off --dry-run");
  assert.deepEqual(system.calls, [["plan", null]]);
  assert.ok(out.some((line) => line.includes("CPU governor")));
});

test("somebody at the terminal is asked for a password; nobody there is told to use sudo", async (t) => {
  const system = fakeClient("system", { asks: true });
  const keepers = fakeKeepers({ system });
  const { run } = tryOut(t, USER, "intel", { keepers });
  const refused = await run("on online");
  assert.equal(refused.status, EXIT.refused);
  assert.match(refused.err.join(" "), /use sudo travelmode on online/u);
  assert.equal((await run("on online", { answers: [] })).status, EXIT.done);
  assert.deepEqual(keepers.done, ["agent", "agent stopped"]);
});

test("a pause takes its time and its part in any order, and tells when it ends", async (t) => {
  const system = fakeClient("system");
  const { run } = alices(t, { system });
  const { out } = await run("pause 10m cpu");
  assert.match(out[0] ?? "", /^Paused until [\d: -]+: the CPU has its saved values\.$/u);
  await run("pause screen 1h30m");
  const open = await run("pause");
  assert.equal(open.out[0], "Paused: every setting has its saved value.");
  assert.equal(open.out.at(-1), "Go on with: travelmode on");
  assert.deepEqual(system.calls, [
    ["pause", { interactive: false, part: "cpu", durationS: 600 }],
    ["pause", { interactive: false, part: "screen", durationS: 5400 }],
    ["pause", { interactive: false, part: "all", durationS: null }],
  ]);
});

for (const line of ["pause soon", "pause 5m 10m", "pause cpu all", "pause 0"])
  test(`"${line}" is a fault of usage, and nobody is asked`, async (t) => {
    const system = fakeClient("system");
    assert.equal((await alices(t, { system }).run(line)).status, EXIT.usage);
    assert.deepEqual(system.calls, []);
  });

test("automatic mode is turned on, off, and told", async (t) => {
  const system = fakeClient("system", { auto: null });
  const laptop = alices(t, { system });
  const says = "Automatic mode: online comes on when the charger is unplugged, and goes when one is plugged in.";
  assert.deepEqual((await laptop.run("auto online")).out, [says]);
  assert.deepEqual((await laptop.run("auto off")).out, ["Automatic mode is off."]);
  assert.deepEqual(system.calls, [
    ["auto", { interactive: false, profile: { name: "online" } }],
    ["auto", { interactive: false, profile: null }],
  ]);
  assert.deepEqual((await laptop.run("auto")).out, ["Automatic mode is off."]);
  saveWishes(durableFolder(join(laptop.folder, "roots")), { ...NO_WISHES, auto: profile({ name: "online" }) });
  assert.deepEqual((await laptop.run("auto")).out, [says]);
  assert.deepEqual(JSON.parse((await laptop.run("auto --json")).out.join("")), { version: 1, auto: "online", report: null });
});

test("automatic mode that comes on at once tells what it did", async (t) => {
  const { out } = await alices(t, { system: fakeClient("system", { report: report({ results: [result()] }) }) }).run(
    "auto flight",
  );
  assert.ok(out.some((line) => line.includes("performance → powersave")));
});

test("what needs somebody who stays is refused without one, with what to do", async (t) => {
  for (const line of ["pause 5m", "auto flight", "run -- true"]) {
    const real = await alices(t, {}).run(line);
    assert.equal(real.status, EXIT.refused, line);
    assert.match(real.err.join(" "), /sudo travelmode install/u, line);
    const simulated = await tryOut(t).run(line);
    assert.equal(simulated.status, EXIT.refused, line);
    assert.match(simulated.err.join(" "), /the simulated laptop has no keeper/u, line);
  }
});

/** Programs that end with this status; keeps what was run. */
function commands(status: number) {
  const ran: (readonly string[])[] = [];
  const run: NonNullable<More["commands"]>["run"] = async (argv, options) => {
    ran.push([...argv, ...(options?.inherit === true ? ["(inherits)"] : [])]);
    return status < 0 ? failure("env", "ENOENT") : value({ status, stdout: "", stderr: "" });
  };
  return { ran, run };
}

test("run holds travel mode while the command has the terminal, and ends with its status", async (t) => {
  const system = fakeClient("system");
  const mpv = commands(42);
  const laptop = alices(t, { system }, { commands: mpv });
  await turnOnAsRoot(laptop, profile({ name: "online", wishes: { "screen.brightness": [40] } }));
  const { status, out, err } = await laptop.run("run --profile online -- mpv --json film.mkv");
  assert.equal(status, 42);
  assert.deepEqual([out, err], [[], ["Travel mode is on while it runs: online"]]);
  assert.deepEqual(system.calls, [
    ["hold", { interactive: false, profile: { name: "online" }, reason: "mpv" }],
    ["release", "cookie-1"],
  ]);
  assert.deepEqual(mpv.ran, [["env", "-u", "LC_ALL", "mpv", "--json", "film.mkv", "(inherits)"]]);
});

test("where travel mode does not come on for the command, that is not claimed", async (t) => {
  const { err } = await alices(t, { system: fakeClient("system") }, { commands: commands(0) }).run("run -- true");
  assert.deepEqual(err, ["Travel mode does not come on for it now: travelmode status tells more"]);
});

test("the command runs in the surroundings that were typed in", async (t) => {
  const tool = commands(0);
  const keepers = fakeKeepers({ system: fakeClient("system") });
  const caller = { ...USER, env: { PATH: "/opt/bin:/usr/bin", LC_ALL: "de_DE.UTF-8", SECRET: "x" } };
  await tryOut(t, caller, "intel", { keepers, commands: tool }).run("run -- tool");
  assert.deepEqual(tool.ran[0]?.slice(0, 6), ["env", "-u", "LC_ALL", "LC_ALL=de_DE.UTF-8", "PATH=/opt/bin:/usr/bin", "tool"]);
});

test("a keeper that is gone at the end changes nothing about the command's status", async (t) => {
  const system = fakeClient("system", { lost: true });
  const { status, err } = await alices(t, { system }, { commands: commands(0) }).run("run --quiet -- true");
  assert.deepEqual([status, err], [0, ["travelmode: the keeper went away"]]);
});

test("a command that cannot be started lets go of the hold", async (t) => {
  const system = fakeClient("system");
  const { status } = await alices(t, { system }, { commands: commands(-1) }).run("run -- true");
  assert.deepEqual([status, named(system)], [EXIT.usage, ["hold", "release"]]);
});

test("run without a command, and with --json, is a fault of usage", async (t) => {
  const { run } = alices(t, { system: fakeClient("system") });
  assert.equal((await run("run")).status, EXIT.usage);
  assert.equal((await run("run --json -- true")).status, EXIT.usage);
});

test("in the foreground this command is the keeper: it tells what happens until it ends", async (t) => {
  const first = { kind: "first", trip: null, report: report({ results: [result()] }) } as const;
  const later = { kind: "report", report: report({ reason: "resume", results: [result()] }) } as const;
  const notice = { kind: "notice", notice: { kind: "weak-power", sentence: "On weak power." } } as const;
  const keepers = fakeKeepers({ events: [first, { kind: "state" }, later, notice] });
  const { run } = tryOut(t, {}, "intel", { keepers });
  const { status, out } = await run("on --foreground");
  assert.deepEqual([status, keepers.done], [EXIT.done, ["foreground flight"]]);
  assert.equal(out[0], "Travel mode is on: flight");
  assert.ok(out.includes("Have you forgotten these?"));
  assert.ok(out.includes("This command stays and watches. Ctrl-C puts everything back."));
  assert.match(out.at(-2) ?? "", /^\d\d:\d\d {2}flight \(after sleep\): 1 setting changed$/u);
  assert.match(out.at(-1) ?? "", /^\d\d:\d\d {2}On weak power\.$/u);
  const document: { profile?: unknown } = JSON.parse((await run("on --foreground --json")).out.join("\n"));
  assert.equal(document.profile, "flight");
});

test("two keepers for one travel mode there are not", async (t) => {
  assert.equal((await alices(t, { system: fakeClient("system") }).run("on --foreground")).status, EXIT.refused);
  assert.equal((await alices(t, { user: fakeClient("user") }).run("on --foreground")).status, EXIT.refused);
  assert.equal((await tryOut(t).run("on --foreground")).status, EXIT.refused);
});

test("what a keeper that is gone had in mind gives way to what is typed", async (t) => {
  const laptop = alices(t, {});
  const own = durableFolder(join(laptop.folder, "journal"));
  const auto = profile({ name: "online" });
  saveWishes(own, { ...NO_WISHES, auto, byHand: handOn(), pause: { part: "all", untilMs: null } });
  assert.match((await laptop.run("status")).out[0] ?? "", /^Travel mode is paused/u);
  await laptop.run("off");
  assert.deepEqual((await laptop.run("status")).out.slice(0, 2), [
    "Travel mode is off.",
    "Automatic mode: online comes on when the charger is unplugged, and goes when one is plugged in.",
  ]);
});
