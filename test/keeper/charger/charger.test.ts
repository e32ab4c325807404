// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import {
  type ChargerPhase,
  type ChargerReading,
  type ChargerWatch,
  type Glance,
  glanceAt,
  startWatch,
} from "../../../src/keeper/charger/charger.ts";
import { lookAgainMs, watchCharger } from "../../../src/keeper/charger/watch-charger.ts";
import { NO_WISHES } from "../../../src/keeper/wishes/wishes.ts";
import { powerSnapshot } from "../../../src/power/snapshot.ts";
import { mains, snapshotOf } from "../../power/supplies.ts";

const START = startWatch(NO_WISHES.charger);

const reading = (atMs: number, glance: Glance, watts: Partial<ChargerReading> = {}): ChargerReading => ({
  atMs,
  glance,
  offeredW: null,
  normalDrawW: null,
  ...watts,
});

/** The watch after these glances, `[second, glance]`, on battery before them. */
function after(...glances: readonly (readonly [number, Glance])[]): ChargerWatch {
  const onBattery = watchCharger(START, reading(-100_000, "unplugged"));
  return glances.reduce((watch, [second, glance]) => watchCharger(watch, reading(second * 1000, glance)), onBattery);
}

const battery = (status: string) => ({ type: "Battery", status, energy_now: "30000000", energy_full: "50000000" });

test("what one reading says", (t) => {
  const glance = (supplies: Parameters<typeof snapshotOf>[1]): Glance => glanceAt(snapshotOf(t, supplies));
  assert.equal(glance({ AC: mains(0), BAT0: battery("Discharging") }), "unplugged");
  assert.equal(glance({ AC: mains(1), BAT0: battery("Discharging") }), "draining");
  assert.equal(glance({ AC: mains(1), BAT0: battery("Charging") }), "good");
  assert.equal(glance({ AC: mains(1), BAT0: battery("Not charging") }), "good");
  assert.equal(glance({ AC: mains(1), BAT0: battery("Full") }), "good");
  assert.equal(glance({ BAT0: battery("Charging") }), "good");
  assert.equal(glance({ AC: mains(1) }), "unclear");
  assert.equal(glanceAt(powerSnapshot({ packs: [], chargers: [] })), "none");
});

test("what a keeper finds at its beginning is believed at once, if it is unplugged or has no battery", () => {
  assert.equal(watchCharger(START, reading(0, "unplugged")).phase, "unplugged");
  assert.equal(watchCharger(START, reading(0, "none")).phase, "none");
  assert.equal(watchCharger(START, reading(0, "good")).phase, "looking");
});

test("a keeper that unplugging has woken waits whether the plug only wobbled", () => {
  const woken = watchCharger(startWatch(NO_WISHES.charger, "plugged-in"), reading(0, "unplugged"));
  assert.equal(woken.phase, "looking");
  assert.equal(lookAgainMs(woken), 2000);
  assert.equal(watchCharger(woken, reading(2000, "unplugged")).phase, "unplugged");
});

const STORIES: readonly (readonly [string, readonly (readonly [number, Glance])[], ChargerPhase])[] = [
  ["plugged in, it is looked at", [[0, "good"]], "looking"],
  [
    "good twice within 3 s is not enough",
    [
      [0, "good"],
      [2.9, "good"],
    ],
    "looking",
  ],
  [
    "good twice, 3 s apart, is real",
    [
      [0, "good"],
      [3, "good"],
    ],
    "real",
  ],
  [
    "good before and after an hour of sleep is real",
    [
      [0, "good"],
      [3600, "good"],
    ],
    "real",
  ],
  [
    "a battery whose status lags by 3 s delays it, no more",
    [
      [0, "draining"],
      [3, "draining"],
      [3.5, "good"],
      [6.5, "good"],
    ],
    "real",
  ],
  [
    "what such a battery says until then is not believed",
    [
      [0, "draining"],
      [3.4, "draining"],
    ],
    "looking",
  ],
  [
    "a drain in between begins it anew",
    [
      [0, "good"],
      [2, "draining"],
      [3, "good"],
    ],
    "looking",
  ],
  [
    "draining on is weak",
    [
      [0, "draining"],
      [3.5, "draining"],
      [6.5, "draining"],
    ],
    "weak",
  ],
  [
    "unclear for 29 s is nothing yet",
    [
      [0, "unclear"],
      [29, "unclear"],
    ],
    "looking",
  ],
  [
    "unclear for 30 s without drain is real",
    [
      [0, "unclear"],
      [30, "unclear"],
    ],
    "real",
  ],
  [
    "unclear for 30 s with a drain in between is not",
    [
      [0, "unclear"],
      [20, "draining"],
      [21, "unclear"],
      [30, "unclear"],
    ],
    "looking",
  ],
  [
    "one draining reading of a real charger is noise",
    [
      [0, "good"],
      [3, "good"],
      [100, "draining"],
      [103, "good"],
    ],
    "real",
  ],
  [
    "a real charger that drains for 3 s is weak",
    [
      [0, "good"],
      [3, "good"],
      [100, "draining"],
      [103, "draining"],
    ],
    "weak",
  ],
  [
    "a slip of a few seconds into weak is forgiven by good",
    [
      [0, "draining"],
      [3.5, "draining"],
      [6.5, "draining"],
      [10, "good"],
      [13, "good"],
    ],
    "real",
  ],
  [
    "after longer weakness 3 s of good are not enough",
    [
      [0, "draining"],
      [3.5, "draining"],
      [6.5, "draining"],
      [20, "good"],
      [23, "good"],
      [49, "unclear"],
    ],
    "weak",
  ],
  [
    "after longer weakness 30 s without drain are",
    [
      [0, "draining"],
      [3.5, "draining"],
      [6.5, "draining"],
      [20, "good"],
      [50, "unclear"],
    ],
    "real",
  ],
  [
    "a wobble of the plug changes nothing",
    [
      [0, "good"],
      [3, "good"],
      [100, "unplugged"],
      [101.9, "unplugged"],
      [102, "good"],
    ],
    "real",
  ],
  [
    "unplugged for 2 s is unplugged",
    [
      [0, "good"],
      [3, "good"],
      [100, "unplugged"],
      [102, "unplugged"],
    ],
    "unplugged",
  ],
  [
    "a charger that gives no clear answer for a minute is weak",
    [
      [0, "good"],
      [2, "draining"],
      [30, "good"],
      [32, "draining"],
      [58, "good"],
      [60, "draining"],
    ],
    "weak",
  ],
];

for (const [name, glances, phase] of STORIES)
  test(name, () => {
    assert.equal(after(...glances).phase, phase);
  });

test("a real charger that drains within ten minutes is weak until it is unplugged", () => {
  const relapsed = after([0, "good"], [3, "good"], [600, "draining"], [603, "draining"]);
  const later = [700, 800, 9000].reduce((watch, second) => watchCharger(watch, reading(second * 1000, "good")), relapsed);
  assert.equal(later.phase, "weak");
  const unplugged = [10_000, 10_002].reduce((watch, second) => watchCharger(watch, reading(second * 1000, "unplugged")), later);
  assert.equal(unplugged.weakUntilUnplugged, false);
});

test("one that drains only later gets another chance, but one only", () => {
  const first = after([0, "good"], [3, "good"], [900, "draining"], [903, "draining"], [910, "good"]);
  const again = [940, 950].reduce((watch, second) => watchCharger(watch, reading(second * 1000, "good")), first);
  assert.equal(again.phase, "real");
  const drained = [960, 963, 970, 2000].reduce(
    (watch, second) => watchCharger(watch, reading(second * 1000, second < 970 ? "draining" : "good")),
    again,
  );
  assert.equal(drained.phase, "weak");
});

test("a new keeper knows what the last one has found of this charger", () => {
  const weak = startWatch({ weakUntilUnplugged: true, ended: null });
  assert.equal(watchCharger(weak, reading(0, "good")).phase, "weak");
  const wish = { kind: "on", profile: { name: "", title: "", onCharger: "all", wishes: {}, source: "" } } as const;
  const ended = startWatch({
    weakUntilUnplugged: false,
    ended: { atMs: 0, wish: { ...wish, leave: [], stayOn: false, armed: true, sinceMs: 0 } },
  });
  const drained = [60, 64, 67].reduce((watch, second) => watchCharger(watch, reading(second * 1000, "draining")), ended);
  assert.equal(drained.weakUntilUnplugged, true);
});

test("one that has negotiated less than the normal draw is weak at once, and after 3 s until it is unplugged", () => {
  const onBattery = after();
  const offers = (watch: ChargerWatch, second: number, offeredW: number): ChargerWatch =>
    watchCharger(watch, reading(second * 1000, "good", { offeredW, normalDrawW: 20 }));
  const first = offers(onBattery, 0, 15);
  assert.equal(first.phase, "weak");
  assert.equal(lookAgainMs(first), 3000);
  const negotiatedMore = offers(offers(first, 1, 65), 4, 65);
  assert.equal(negotiatedMore.phase, "real");
  const settled = offers(first, 3, 15);
  assert.equal(lookAgainMs(settled), null);
  assert.equal(offers(offers(settled, 10, 65), 100, 65).phase, "weak");
  assert.equal(offers(negotiatedMore, 10, 15).phase, "real", "one that has proved itself is judged by the battery");
});

test("a clock that was set back makes nobody wait", () => {
  const looking = watchCharger(after([3600, "good"]), reading(0, "good"));
  assert.equal(lookAgainMs(looking), 3000);
  assert.equal(watchCharger(looking, reading(3000, "good")).phase, "real");
});

const GLANCES = fc.constantFrom<Glance>("unplugged", "draining", "good", "unclear", "none");

const READINGS = fc.array(
  fc.record({ afterMs: fc.nat(40_000), glance: GLANCES, offeredW: fc.option(fc.nat(60)), normalDrawW: fc.option(fc.nat(30)) }),
  { maxLength: 40 },
);

/** Every watch of such a sequence, with the reading that led to it. */
function walk(readings: readonly (Omit<ChargerReading, "atMs"> & { readonly afterMs: number })[]) {
  let atMs = 0;
  let watch = START;
  return readings.map(({ afterMs, ...rest }) => {
    atMs += afterMs;
    const before = watch;
    watch = watchCharger(watch, { atMs, ...rest });
    return { before, watch, reading: { atMs, ...rest } };
  });
}

test("whatever was read: what is pending wants its reading later, and reading in time ends every waiting", () => {
  fc.assert(
    fc.property(READINGS, GLANCES, (readings, glance) => {
      for (const { watch } of walk(readings)) assert.ok((lookAgainMs(watch) ?? 1) > 0);
      let { watch, atMs } = endOf(readings);
      let looks = 0;
      for (let waitMs: number | null = 1; waitMs !== null; looks += 1) {
        atMs += waitMs;
        watch = watchCharger(watch, reading(atMs, glance));
        waitMs = lookAgainMs(watch);
        assert.ok(looks < 6, "nothing polls");
      }
      assert.notEqual(watch.phase, "looking");
    }),
  );
});

test("a thousand readings of what is certain answer the same object", () => {
  fc.assert(
    fc.property(READINGS, GLANCES, (readings, glance) => {
      let { watch, atMs } = endOf(readings);
      for (let look = 0; look < 6; look += 1) {
        atMs += 31_000;
        watch = watchCharger(watch, reading(atMs, glance));
      }
      for (let event = 0; event < 1000; event += 1) {
        atMs += event % 7;
        assert.equal(watchCharger(watch, reading(atMs, glance)), watch);
      }
    }),
    { numRuns: 30 },
  );
});

test("none becomes real at a reading that drains", () => {
  fc.assert(
    fc.property(READINGS, (readings) => {
      const draining = walk(readings).filter(({ reading }) => reading.glance === "draining");
      for (const { before, watch } of draining) assert.ok(before.phase === "real" || watch.phase !== "real");
    }),
  );
});

test("whatever was read before, draining for 7 s is weak, and stays so as long as it drains", () => {
  fc.assert(
    fc.property(READINGS, fc.array(fc.integer({ min: 1, max: 1000 })), (readings, waits) => {
      let { watch, atMs } = endOf(readings);
      const fromMs = atMs;
      for (const waitMs of [...waits, 3500, 3500, 1]) {
        watch = watchCharger(watch, reading(atMs, "draining"));
        if (atMs >= fromMs + 7000) assert.equal(watch.phase, "weak");
        atMs += waitMs;
      }
      assert.equal(watch.phase, "weak");
    }),
  );
});

/** The watch after all these, and the time of the last. */
function endOf(readings: Parameters<typeof walk>[0]): { readonly watch: ChargerWatch; readonly atMs: number } {
  const last = walk(readings).at(-1);
  return { watch: last?.watch ?? START, atMs: last?.reading.atMs ?? 0 };
}
