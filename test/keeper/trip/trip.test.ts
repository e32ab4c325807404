// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test, { type TestContext } from "node:test";
import { TravelError } from "../../../src/errors.ts";
import { keepSaving } from "../../../src/keeper/savings/savings-store.ts";
import { NO_PROFILE_NAMED, type TripTold } from "../../../src/keeper/trip/trip.ts";
import type { Profile } from "../../../src/profile/profile.ts";
import { known, saving } from "../../forecast/saving.ts";
import { FLIGHT, isOn, logind, type Rig, retires, rig, settings, sleep, told, unplugged } from "../rig.ts";

const HOUR_S = 3600;

/** On battery for a while: what is drawn is known. */
async function travelling(test: TestContext): Promise<Rig> {
  const it = await rig(test);
  await unplugged(it);
  // Something has to be on for a keeper to stay and learn.
  await it.on({ ...FLIGHT, wishes: {} });
  await it.pass(20 * 60);
  await it.during(it.keeper.off([]));
  return it;
}

const until = (it: Rig, hours: number) => ({
  untilMs: it.clock.now() + hours * HOUR_S * 1000,
  reservePercent: 5,
  zone: "Europe/Berlin",
});

const last = (it: Rig, hours: number, profile: Profile = NO_PROFILE_NAMED) => it.on(profile, { trip: until(it, hours) });

async function tripOf(it: Rig): Promise<TripTold> {
  const trip = await it.during(it.keeper.trip());
  assert.ok(trip !== null);
  return trip;
}

const taken = ({ steps }: TripTold): readonly string[] => steps.filter((step) => step.taken).map(({ knob }) => knob);

/** How many hours the battery lasts if nothing is saved. */
async function hoursWithout(it: Rig): Promise<number> {
  await last(it, 1);
  const { outlook } = await tripOf(it);
  assert.ok(outlook !== null);
  await it.during(it.keeper.off([]));
  return (outlook.needMs + outlook.marginWithoutMs) / (HOUR_S * 1000);
}

test("where it lasts as things are, nothing is turned", async (t) => {
  const it = await travelling(t);
  const before = settings(it);
  const report = await last(it, (await hoursWithout(it)) / 2);
  assert.deepEqual([report.profile, report.reason, report.results], ["trip", "user", []]);
  const { verdict, outlook, profile } = await tripOf(it);
  assert.deepEqual([verdict, profile], ["lasts", null]);
  assert.ok((outlook?.chance ?? 0) > 0.8);
  assert.deepEqual(settings(it), before);
  assert.equal((await it.keeper.state()).winner, "trip");
});

test("a longer journey is saved for, cheapest first, and off puts every byte back", async (t) => {
  const it = await travelling(t);
  const before = settings(it);
  const hours = await hoursWithout(it);
  await last(it, hours * 0.95);
  const some = await tripOf(it);
  assert.equal(some.verdict, "saving");
  assert.ok(taken(some).length > 0 && taken(some).length < some.steps.length);
  assert.ok((some.outlook?.chanceWithout ?? 1) < 0.8);
  assert.ok((some.outlook?.chance ?? 0) >= 0.8);
  await last(it, hours * 1.1);
  assert.ok(taken(await tripOf(it)).length > taken(some).length);
  await it.during(it.keeper.off([]));
  assert.deepEqual(settings(it), before);
  assert.equal(await it.keeper.trip(), null);
});

test("what is wanted by a profile that is named with it is never given up", async (t) => {
  const it = await travelling(t);
  await last(it, 1, FLIGHT);
  assert.ok(isOn(it));
  const { verdict, profile, steps } = await tripOf(it);
  assert.deepEqual([verdict, profile], ["lasts", "flight"]);
  assert.ok(!steps.some(({ knob }) => knob === "cpu.boost" || knob === "radio.wifi"));
  const brightness = steps.filter(({ knob }) => knob === "screen.brightness").map(({ wish }) => wish);
  assert.deepEqual(brightness, [[30]], "only what goes further");
});

test("what whoever asks has measured orders the ladder, and goes on doing so after a restart", async (t) => {
  const it = await travelling(t);
  const dark = known({ knob: "screen.brightness", wish: "30", medianW: 20, lowW: 18, highW: 22, measuredAtMs: it.clock.now() });
  const trip = { ...until(it, (await hoursWithout(it)) / 2), savings: [dark] };
  const costly = ({ steps }: TripTold) => steps.find(({ wish, knob }) => knob === "screen.brightness" && wish[0] === 30);
  await last(it, 5);
  assert.equal(costly(await tripOf(it))?.savedW, null);
  await it.on(NO_PROFILE_NAMED, { trip });
  assert.equal(costly(await tripOf(it))?.savedW?.medianW, 20);
  const brightness = (await tripOf(it)).steps.filter(({ knob }) => knob === "screen.brightness");
  assert.equal(brightness.length, 1, "the milder ones are no steps where all of it costs so little for each watt");
  await it.restart();
  await it.pass(60);
  assert.equal(costly(await tripOf(it))?.savedW?.medianW, 20);
  keepSaving(it.folder, saving({ ...dark, medianW: 15, lowW: 14, highW: 16, measuredAtMs: it.clock.now() }));
  await it.during(it.keeper.moveTrip(60_000));
  assert.equal(costly(await tripOf(it))?.savedW?.medianW, 15, "what the keeper has found out since is newer");
});

test("what was sent is of no setting but those that a journey may turn, and saves no more than it does", async (t) => {
  const it = await travelling(t);
  const before = settings(it);
  const wild = ["radio.wifi", "app.freeze", "battery.charge-limit", "screen.brightness"].map((knob) =>
    known({ knob, wish: knob === "screen.brightness" ? "1" : "off", medianW: 50, lowW: 50, highW: 50 }),
  );
  await it.on(NO_PROFILE_NAMED, { trip: { ...until(it, (await hoursWithout(it)) / 2), savings: wild } });
  const { steps } = await tripOf(it);
  assert.ok(steps.every(({ savedW }) => savedW === null) && steps.every(({ knob }) => !knob.startsWith("radio.wifi")));
  assert.deepEqual(settings(it), before);
});

test("programs that the person's rules name are frozen where all that costs less is not enough, and go on at the end", async (t) => {
  const it = await travelling(t);
  const trip = { ...until(it, (await hoursWithout(it)) * 2), programs: { "app.freeze": ["fold-proteins"] } as const };
  const before = settings(it);
  await it.on(NO_PROFILE_NAMED, { trip });
  await it.pass(60);
  const told = await tripOf(it);
  const step = told.steps.find(({ knob }) => knob === "app.freeze");
  assert.deepEqual([step?.wish, step?.taken, step?.savedW], [["fold-proteins"], true, null]);
  const stopped = () => Object.keys(it.laptop.snapshot()).filter((name) => name.startsWith("process "));
  assert.deepEqual(stopped(), ["process fold-proteins"], "and nothing that nobody has named");
  await it.restart();
  await it.pass(60);
  assert.deepEqual(stopped(), ["process fold-proteins"]);
  await it.during(it.keeper.endTrip());
  assert.deepEqual(settings(it), before);
});

test("it tightens after the load has risen, says why, and relaxes when it has fallen", async (t) => {
  const it = await travelling(t);
  await last(it, (await hoursWithout(it)) * 0.75);
  const before = taken(await tripOf(it));
  it.laptop.attach(5);
  await it.pass(25 * 60);
  const tight = taken(await tripOf(it));
  assert.ok(tight.length > before.length, `${tight} instead of ${before}`);
  const turns = it.reports.filter(({ reason }) => reason === "trip");
  assert.ok(turns.length > 0 && turns.length < 4 && turns.every(({ profile }) => profile === "trip"));
  assert.match(it.notices.map(({ sentence }) => sentence).join("\n"), /More is drawn than expected, so more is saved.*: /);
  it.laptop.attach(0);
  await it.pass(90 * 60);
  const loose = taken(await tripOf(it));
  assert.ok(loose.length < tight.length, `${loose} instead of ${tight}`);
  assert.match(it.notices.at(-1)?.sentence ?? "", /^Less is drawn than expected, so the journey needs less saving: /);
});

test("a load that goes up and down all the time does not make it swing", async (t) => {
  const it = await travelling(t);
  await last(it, (await hoursWithout(it)) * 0.8);
  for (let round = 0; round < 24; round += 1) {
    it.laptop.attach(round % 2 === 0 ? 1 : 0);
    await it.pass(5 * 60);
  }
  const turns = it.reports.filter(({ reason }) => reason === "trip").length;
  assert.ok(turns <= 4, `${turns} turns in two hours`);
});

test("what is yours is never touched, before and during it", async (t) => {
  const it = await travelling(t);
  const hours = await hoursWithout(it);
  await last(it, hours * 1.1);
  const light = "/sys/class/backlight/intel_backlight/brightness";
  await it.during(it.keeper.set({ knob: "screen.brightness", wish: [90] }));
  const bright = it.laptop.machine.files.read(light);
  await it.during(it.keeper.moveTrip(HOUR_S * 1000));
  await it.pass(30 * 60);
  assert.deepEqual(it.laptop.machine.files.read(light), bright);
  assert.ok(!(await tripOf(it)).steps.some(({ knob }) => knob === "screen.brightness"));
  it.hand.files.write(light, "15000");
  await it.pass(30 * 60);
  assert.deepEqual(it.laptop.machine.files.read(light), { kind: "value", value: "15000" });
});

test("at the arrival it says so and keeps what is saved; an hour later everything is put back", async (t) => {
  const it = await travelling(t);
  const before = settings(it);
  await last(it, 1, FLIGHT);
  await it.pass(HOUR_S + 120);
  assert.equal((await tripOf(it)).verdict, "overdue");
  assert.match(it.notices.at(-1)?.sentence ?? "", /^The arrival has come, with \d+ % left\. .*travelmode trip \+30m/);
  assert.ok(isOn(it));
  const idle = retires(it);
  await it.pass(HOUR_S + 120);
  assert.equal(await it.keeper.trip(), null);
  assert.deepEqual(settings(it), before);
  assert.equal(it.notices.at(-1)?.sentence, "The journey is over: your settings are back.");
  assert.ok(idle(), "and nobody stays");
});

test("somebody who is late moves the arrival, and it goes on", async (t) => {
  const it = await travelling(t);
  await last(it, 1, FLIGHT);
  await it.pass(HOUR_S + 600);
  await it.during(it.keeper.moveTrip(HOUR_S * 500));
  assert.equal((await tripOf(it)).verdict, "lasts");
  const heard = it.notices.length;
  await it.during(it.keeper.endTrip());
  assert.ok(!isOn(it));
  assert.equal(it.notices.length, heard, "whoever has asked need not be told");
});

test("a charger on the way gives back all but radios and held work, and the journey goes on behind it", async (t) => {
  const it = await travelling(t);
  await last(it, 3, FLIGHT);
  await it.plug();
  await it.pass(60);
  assert.ok(!isOn(it));
  assert.equal(it.laptop.snapshot()["NetworkManager WirelessEnabled"], "false", "the radio waits");
  assert.equal((await tripOf(it)).verdict, "paused");
  assert.match(it.notices.at(-1)?.sentence ?? "", /^A charger is in, so the journey needs no saving for now\./);
  await unplugged(it);
  assert.ok(isOn(it));
  assert.equal((await tripOf(it)).verdict, "lasts");
  await it.pass(3 * HOUR_S);
  await it.plug();
  await it.pass(90);
  assert.equal(await it.keeper.trip(), null, "there, on a charger, it is over at once");
  assert.equal(it.laptop.snapshot()["NetworkManager WirelessEnabled"], "true");
});

test("typed on a charger it begins to plan when that is unplugged", async (t) => {
  const it = await rig(t);
  await it.plug();
  await it.pass(60);
  await last(it, 9);
  await it.pass(30);
  assert.equal((await tripOf(it)).verdict, "paused");
  await unplugged(it);
  await it.pass(60);
  assert.ok(["saving", "climbing", "short"].includes((await tripOf(it)).verdict));
  assert.ok(it.reports.some(({ reason, profile }) => reason === "trip" && profile === "trip"));
});

test("killed or restarted, it goes on where it was, without turning anything", async (t) => {
  const it = await travelling(t);
  await last(it, (await hoursWithout(it)) * 1.1);
  const before = settings(it);
  const kept = taken(await tripOf(it));
  await it.kill();
  await it.pass(60);
  assert.deepEqual(settings(it), before);
  assert.deepEqual(taken(await tripOf(it)), kept);
  await it.restart();
  await it.pass(60);
  assert.deepEqual(settings(it), before);
});

test("after a boot on battery it goes on with its goal, on a charger everything is put back", async (t) => {
  const it = await travelling(t);
  await last(it, 4, FLIGHT);
  await it.during(it.keeper.close("put-back"));
  await it.reboot();
  await it.pass(60);
  assert.ok(isOn(it));
  assert.equal((await it.keeper.state()).winner, "trip");
  await it.during(it.keeper.close("put-back"));
  it.laptop.plug();
  await it.reboot();
  await it.pass(60);
  assert.equal(await it.keeper.trip(), null);
  assert.ok(!isOn(it));
});

test("a boot after the arrival ends it", async (t) => {
  const it = await travelling(t);
  await last(it, 1, FLIGHT);
  await it.during(it.keeper.close("put-back"));
  await it.reboot();
  it.clock.suspend(3 * HOUR_S * 1000);
  await it.pass(180);
  assert.equal(await it.keeper.trip(), null);
  assert.ok(!isOn(it));
});

test("it sleeps with the machine and plans with what is left", async (t) => {
  const it = await travelling(t);
  await last(it, 4, FLIGHT);
  await sleep(it, true);
  it.clock.suspend(HOUR_S * 1000);
  logind(it, "PrepareForSleep", false);
  await it.pass(60);
  const { verdict, outlook } = await tripOf(it);
  assert.equal(verdict, "lasts");
  assert.ok(Math.abs((outlook?.needMs ?? 0) - 3 * HOUR_S * 1000) < 300_000);
  assert.ok(isOn(it));
});

test("in a pause nothing is steered", async (t) => {
  const it = await travelling(t);
  await last(it, (await hoursWithout(it)) * 0.95);
  await it.during(it.keeper.pause({ part: "all", untilMs: it.clock.now() + 1_800_000 }));
  const reports = it.reports.length;
  it.laptop.attach(3);
  await it.pass(1500);
  assert.equal(it.reports.length, reports);
  await it.pass(600);
  assert.ok(it.reports.length > reports);
});

test("it is said when not even everything is enough, once", async (t) => {
  const it = await travelling(t);
  await last(it, (await hoursWithout(it)) * 0.9);
  it.laptop.attach(12);
  await it.pass(HOUR_S);
  assert.equal((await tripOf(it)).verdict, "short");
  const said = it.notices.filter(({ sentence }) =>
    sentence.startsWith("It will not last the journey even with everything: about"),
  );
  assert.equal(said.length, 1);
  assert.ok(told(it).includes("trip"));
});

test("on, typed, ends the journey; a journey that cannot be is refused and leaves everything", async (t) => {
  const it = await travelling(t);
  const refused = (work: () => Promise<unknown>, sentence: RegExp) =>
    assert.rejects(
      () => it.during(work()),
      (error) => error instanceof TravelError && sentence.test(error.message),
    );
  await refused(() => it.keeper.moveTrip(1), /No journey is under way/);
  await refused(() => it.keeper.endTrip(), /No journey is under way/);
  await refused(() => last(it, -1), /would be over already/);
  await refused(() => last(it, 49), /more than 48 h away/);
  await last(it, 2);
  await refused(() => it.keeper.moveTrip(-3 * HOUR_S * 1000), /would be over already/);
  await it.on(FLIGHT);
  assert.equal(await it.keeper.trip(), null);
  assert.equal((await it.keeper.state()).winner, "hand");
});

test("what it would turn is shown first", async (t) => {
  const it = await travelling(t);
  const before = settings(it);
  const trip = until(it, (await hoursWithout(it)) * 0.95);
  const asked = { profile: NO_PROFILE_NAMED, leave: [], evenIfUsed: [], stayOn: false, trip };
  const plan = await it.during(it.keeper.plan(asked));
  assert.deepEqual(settings(it), before);
  const report = await it.on(NO_PROFILE_NAMED, { trip });
  assert.deepEqual(
    plan.changes.map(({ setting, to }) => [setting, to]),
    report.results.map(({ setting, to }) => [setting, to]),
  );
});
