// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { join } from "node:path";
import test, { type TestContext } from "node:test";
import { EXIT } from "../../../src/errors.ts";
import { startTrip } from "../../../src/forecast/trip/trip.ts";
import { readSavings } from "../../../src/keeper/savings/savings-store.ts";
import { NO_WISHES, type TripWish } from "../../../src/keeper/wishes/wishes.ts";
import { saveWishes } from "../../../src/keeper/wishes/wishes-store.ts";
import { durableFolder } from "../../../src/machine/durable-folder.ts";
import { PLAIN } from "../recording-terminal.ts";
import { type TryOut, tryOut } from "./simulated-laptop.ts";

const savingsOf = ({ folder }: TryOut) => readSavings(durableFolder(join(folder, "journal")));

test("says how long it takes and asks; a no changes nothing", async (t) => {
  const laptop = tryOut(t);
  const before = laptop.simulated.snapshot();
  const { status, out } = await laptop.run("measure turbo", { look: PLAIN, answers: ["no"] });
  assert.equal(status, EXIT.done);
  assert.match(out.join("\n"), /CPU boost +on → off[\s\S]*It takes 36 min, until [\d:]+; 51 min if/u);
  assert.deepEqual(laptop.simulated.snapshot(), before);
  assert.deepEqual(savingsOf(laptop), []);
});

test("measures, tells what it saves in watts and minutes, keeps it with its conditions, and puts everything back", async (t) => {
  const laptop = tryOut(t);
  const before = laptop.simulated.snapshot();
  const { status, out, err } = await laptop.run("measure turbo --yes");
  assert.equal(status, EXIT.done);
  assert.match(
    out.join("\n"),
    /CPU boost off saves \d\.\d\d W \(\d\.\d\d to \d\.\d\d\): .* more \(.* to .*\) with what is in the battery now/u,
  );
  assert.equal(err.filter((line) => / W, CPUs \d+ % busy/u.test(line)).length, 10);
  assert.deepEqual(laptop.simulated.snapshot(), before);
  const [saving] = savingsOf(laptop);
  assert.deepEqual([saving?.knob, saving?.wish, saving?.from, saving?.blocks], ["cpu.boost", "off", "battery", 10]);
  assert.equal(saving?.conditions.before, "on");
  assert.ok((saving?.conditions.powerW ?? 0) > 5 && (saving?.conditions.brightnessPercent ?? 0) > 50);
  assert.match((await laptop.run("status")).out.join("\n"), /Travel mode is off/u);
  await isToldEverywhere(laptop);
});

/** In the table of `on`, with what is not known beside it, and in `explain`. */
async function isToldEverywhere({ run }: TryOut): Promise<void> {
  const plan = (await run("on --dry-run")).out.join("\n");
  assert.match(plan, /CPU boost +all CPUs +on → off +-\d\.\d W {2}sysfs/u);
  assert.match(plan, /Together that saves \d\.\d\d W \(.*\), as measured here; what \d more save is not known yet/u);
  const { expected } = JSON.parse((await run("on --dry-run --json")).out.join("\n"));
  assert.deepEqual([expected.length, expected[0].knob, expected[0].from], [1, "cpu.boost", "battery"]);
  const explained = (await run("explain turbo")).out.join("\n");
  assert.match(
    explained,
    /Measured here:\n +off +saves .* of all that the battery gives +[\d: -]+, at \d\.\d W, CPUs \d+ % busy, screen 82 %/u,
  );
  assert.equal(JSON.parse((await run("explain turbo --json")).out.join("\n")).savings[0].wish, "off");
}

test("what was not measured yet says how to, unless it never is", async (t) => {
  const { run } = tryOut(t);
  assert.match((await run("explain turbo")).out.join("\n"), /Not measured here yet: travelmode measure boost$/u);
  assert.doesNotMatch((await run("explain service.hold")).out.join("\n"), /measure/u);
  assert.doesNotMatch((await run("on --dry-run")).out.join("\n"), /Together/u);
});

test("without a name, what the usual profile wishes and changes is measured, one after the other; the rest is told", async (t) => {
  const laptop = tryOut(t);
  const { out } = await laptop.run("measure", { look: PLAIN, answers: ["n"] });
  const text = out.join("\n");
  assert.match(text, /Screen brightness +82 % → 40 %/u);
  assert.match(text, /Not measured:\n +CPU governor +it is so already/u);
  assert.doesNotMatch(text, /NMI|write-back|indexers/iu);
});

test("one JSON document, with what was measured and what was not; two values of a setting are told apart", async (t) => {
  const laptop = tryOut(t);
  const { out } = await laptop.run("measure brightness=60 brightness=30 governor --yes --json");
  const { results, notMeasured, stoppedBy } = JSON.parse(out.join("\n"));
  assert.equal(stoppedBy, null);
  assert.deepEqual(
    results.map(({ knob, wish, pairs }: Record<string, unknown>) => [knob, wish, pairs]),
    [
      ["screen.brightness", "60", 5],
      ["screen.brightness", "30", 5],
    ],
  );
  const [less, more] = results;
  assert.ok(more.savings[0].medianW > less.savings[0].medianW && more.life.minutes > less.life.minutes);
  assert.deepEqual([notMeasured.length, notMeasured[0].knob], [1, "cpu.governor"]);
  assert.deepEqual(
    savingsOf(laptop).map(({ wish }) => wish),
    ["30", "60"],
  );
});

async function refused(t: TestContext, line: string, prepare: (laptop: TryOut) => unknown): Promise<string> {
  const laptop = tryOut(t);
  await prepare(laptop);
  const { status, err } = await laptop.run(line);
  assert.equal(status, EXIT.refused);
  return err.join(" ");
}

test("it is refused on a charger, under travel mode, with an empty battery, and where it cannot be asked", async (t) => {
  assert.match(await refused(t, "measure --yes", ({ simulated }) => simulated.plug()), /a charger is in/u);
  assert.match(await refused(t, "measure --yes", ({ run }) => run("on online")), /travel mode is on \(online\)/u);
  assert.match(await refused(t, "measure --yes", ({ simulated }) => simulated.advance(6 * 3600)), /the battery is at 1?\d %/u);
  const journey: TripWish = {
    ...{
      state: startTrip({ untilMs: 9, reservePercent: 10 }),
      zone: "UTC",
      saving: {},
      savedW: 0,
      savings: [],
      programs: {},
      leave: [],
    },
    ...{
      profile: { name: "online", title: "", onCharger: "all", wishes: {}, source: "" },
      ...{ stayOn: false, armed: true, sinceMs: 1, bootId: "x" },
      rebooted: false,
    },
  };
  const setOut = ({ folder }: TryOut) => saveWishes(durableFolder(join(folder, "journal")), { ...NO_WISHES, trip: journey });
  assert.match(await refused(t, "measure --yes", setOut), /a journey is under way/u);
  const { status, err } = await tryOut(t).run("measure turbo");
  assert.equal(status, EXIT.usage);
  assert.match(err.join(" "), /--yes/u);
});

test("what cannot be measured by blocks is not, with the reason", async (t) => {
  for (const [word, why] of [
    ["service.hold", /work that comes now and then/u],
    ["wwan", /SIM/u],
    ["screen=200", /cannot be "200"/u],
    ["turbo/x", /one place of several/u],
  ] as const) {
    const { status, err } = await tryOut(t).run(`measure ${word} --yes`);
    assert.equal(status, EXIT.usage);
    assert.match(err.join(" "), why);
  }
});
