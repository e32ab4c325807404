// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import { setTimeout } from "node:timers/promises";
import { assertSame, BACKLIGHT, typist } from "./typist.ts";
import { until } from "./until.ts";
import { startLaptop } from "./virtual-laptop.ts";

interface Trip {
  readonly arrive: string;
  readonly reservePercent: number;
  readonly verdict: string;
  readonly outlook: { readonly needS: number; readonly now: { readonly chance: number; readonly marginS: number } } | null;
  readonly steps: readonly { readonly knob: string; readonly taken: boolean }[];
}

// In this order: what was drawn before is remembered, and the first journey is to be one of a battery of which nothing is known.
const laptop = startLaptop("energy", "trip", "package");
const alice = typist(laptop, "alice");

/** An hour passes in a minute: the battery drains so fast, and the clock is set forward with it. */
const FAST = 60;
const CLOCK = `while sleep 1; do date -s "+${FAST - 1} sec" >/dev/null; done`;

function hurry(): void {
  laptop.sure("root", "systemd-run", "--quiet", "--unit=fast-clock", "sh", "-c", CLOCK);
  laptop.drain(FAST);
}

function rest(): void {
  laptop.drain(0);
  laptop.sure("root", "systemctl", "stop", "fast-clock");
}

function trip(): Trip {
  const { trip } = JSON.parse(alice.type("trip", "--json").stdout) as { readonly trip: Trip | null };
  assert.ok(trip !== null);
  return trip;
}

const taken = ({ steps }: Trip): number => steps.filter((step) => step.taken).length;

const light = (): number => Number(laptop.sure("alice", "cat", BACKLIGHT));

/** Looks again and again, as each asks the battery, until it is so or patience ends; answers the last look. */
async function looking(isSo: (now: Trip) => boolean, mostS: number): Promise<Trip> {
  const endMs = performance.now() + mostS * 1000;
  for (;;) {
    const now = trip();
    if (isSo(now) || performance.now() > endMs) return now;
    await setTimeout(300);
  }
}

/** In W; the battery says so, and what else it says is left alone. */
const draws = (watts: number): void => laptop.set(`bat0.rate=${watts * 1000}`);

/** How long the battery will last, by dividing what is held above the reserve by what is drawn. */
function hoursHeld(watts: number): number {
  const [now = 0, full = 0] = ["energy_now", "energy_full"].map((file) =>
    Number(laptop.sure("alice", "cat", `/sys/class/power_supply/BAT0/${file}`)),
  );
  return (now - 0.05 * full) / 1e6 / watts;
}

/** By the forecast, until the reserve is left. */
const hoursLasting = ({ outlook }: Trip): number => (outlook === null ? 0 : (outlook.needS + outlook.now.marginS) / 3600);

const isWithin = (factor: number, one: number, other: number): boolean => Math.abs(Math.log(one / other)) < Math.log(factor);

test("a journey that lasts turns nothing; after a load step the forecast follows and what is set changes; off puts all back", async () => {
  draws(8);
  laptop.set("ac=off", "bat0.percent=100");
  laptop.sure("root", "sh", "-c", `echo 18 >${BACKLIGHT}`);
  const before = laptop.snapshot();
  const { stdout, stderr } = alice.type("on", "--last", "3h");
  assert.match(stdout, /^The journey: .*, in 3 h, with 5 % to be left\.\nAs things are the battery will last it: /u, stderr);
  assertSame(laptop.snapshot(), before);
  hurry();
  const calm = await looking(({ outlook }) => (outlook?.needS ?? 1e6) < 2.6 * 3600, 40);
  assert.equal(calm.verdict, "lasts");
  assert.equal(light(), 18);
  draws(22);
  const tight = await looking((now) => taken(now) > 0 && light() < 18, 60);
  assert.ok(taken(tight) > 0, JSON.stringify(tight));
  assert.ok(light() < 18, "the screen is darker");
  // What is turned by the first look after the step is turned before the forecast has followed all of it.
  const followed = await looking((now) => isWithin(1.4, hoursLasting(now), hoursHeld(22)), 20);
  rest();
  const [lasts, held] = [hoursLasting(followed), hoursHeld(22)];
  assert.ok(isWithin(1.4, lasts, held), `${lasts} h forecast, ${held} h by division`);
  assert.match(laptop.sure("root", "journalctl", "-u", "travelmode", "--no-pager"), /travelmode/u);
  alice.type("off");
  assertSame(laptop.snapshot(), before);
});

test("a journey that cannot be says by how much, and where it ends everything is back", () => {
  draws(30);
  const before = laptop.snapshot();
  const { stdout } = alice.type("on", "online", "--last", "12h");
  assert.match(stdout, /Even with everything that can be saved it is too short: a chance of .*, about .* short\./u);
  assert.match(stdout, /\nTravel mode is on: online, for the journey\n/u);
  assert.ok(light() < 18);
  const moved = JSON.parse(alice.type("trip", "+30m", "--json").stdout) as { readonly reason: string };
  assert.equal(moved.reason, "trip");
  assert.ok((trip().outlook?.needS ?? 0) > 12.3 * 3600);
  const { stdout: ended } = alice.type("trip", "end");
  assert.match(ended, /^The journey is over\.\n/u);
  assertSame(laptop.snapshot(), before);
});

test("a journey goes on with its goal after a sleep, and after a reboot on battery, and status says so", async () => {
  draws(8);
  laptop.set("ac=off", "bat0.percent=80");
  const on = alice.type("on", "online", "--last", "4h", "--reserve", "12%");
  assert.equal(on.status, 0, on.stdout + on.stderr);
  const goal = goalOf(trip());
  assert.equal(goal.reservePercent, 12);
  const assertGoesOn = (after: string): void => {
    assert.deepEqual(goalOf(trip()), goal, after);
    const { stdout } = alice.type("status");
    assert.match(
      stdout,
      /^Travel mode is on: online.*\n(?:.*\n)*The journey: .*, with 12 % to be left; travelmode trip tells how it stands\.\n/u,
      after,
    );
  };
  laptop.asleep();
  assertGoesOn("a sleep");
  laptop.reboot();
  await until("the keeper of the next boot is there", () => log().includes("Started travelmode.service"), 60, log);
  assertGoesOn("a reboot");
  const planned = await looking(({ outlook }) => outlook !== null, 60);
  assert.ok(planned.outlook !== null && planned.outlook.needS > 3 * 3600, JSON.stringify(planned));
  assert.match(alice.type("trip", "end").stdout, /^The journey is over\.\n/u);
});

const goalOf = ({ arrive, reservePercent }: Trip) => ({ arrive, reservePercent });

const log = (): string => laptop.run("root", "journalctl", "-b", "-u", "travelmode", "-n", "40", "--no-pager").stdout;
