// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import { chargerFrom } from "../../src/power/charger.ts";
import { type Pack, packFrom } from "../../src/power/pack.ts";
import { powerSnapshot } from "../../src/power/snapshot.ts";

const NAMES = [
  ...["status", "present", "capacity", "energy_now", "energy_full", "energy_full_design", "charge_now", "charge_full", "temp"],
  ...["charge_full_design", "power_now", "current_now", "voltage_now", "voltage_max_design", "cycle_count", "online", "usb_type"],
  ...["voltage_max", "current_max", "manufacturer", "charge_control_end_threshold", "energy_avg", "power_avg", "current_avg"],
];

/** What files may hold: bytes of any kind, numbers of any size, and the words that kernels write. */
const text = fc.oneof(
  fc.uint8Array({ maxLength: 40 }).map((bytes) => new TextDecoder().decode(bytes)),
  fc.bigInt({ min: -(2n ** 64n), max: 2n ** 64n }).map(String),
  fc.integer({ min: -1e8, max: 1e8 }).map(String),
  fc.constantFrom("Discharging", "Charging", "Full", "Not charging", "Unknown", "-NaN", "0", "1", "65535", "4294967295"),
);
const attributes = fc.dictionary(fc.constantFrom(...NAMES), text).map((fields) => new Map(Object.entries(fields)));
const anyPacks = fc
  .array(attributes, { maxLength: 4 })
  .map((all) => all.map((it, index) => packFrom(`BAT${index}`, "battery", it)));
const anyChargers = fc.array(attributes, { maxLength: 3 }).map((all) => all.map((it, index) => chargerFrom(`AC${index}`, it)));

test("whatever the files hold, no number is NaN, infinite or negative where it cannot be", () => {
  fc.assert(
    fc.property(anyPacks, anyChargers, (packs, chargers) => {
      const snapshot = powerSnapshot({ packs, chargers });
      for (const [name, value] of numbersIn(snapshot)) {
        assert.ok(Number.isFinite(value), `${name}: ${value}`);
        if (name !== "temperatureC") assert.ok(value >= 0, `${name}: ${value}`);
        if (name === "percent") assert.ok(value <= 100, `${name}: ${value}`);
      }
    }),
    { numRuns: 500 },
  );
});

test("unknown is never said to be 0 W when discharging", () => {
  fc.assert(
    fc.property(anyPacks, anyChargers, (packs, chargers) => {
      const { state, rateW } = powerSnapshot({ packs, chargers });
      assert.ok(state !== "discharging" || rateW !== 0);
    }),
  );
});

/** What firmware says for "unknown", in mW or mWh. */
const isMarker = (amount: number): boolean => amount === 65_535 || amount === 65_536;

/** A sound pack in energy units. */
const sound = fc
  .record({
    nowMah: fc.integer({ min: 100, max: 5000 }),
    spareMah: fc.integer({ min: 0, max: 2000 }),
    volts: fc.integer({ min: 4, max: 20 }),
    milliamperes: fc.integer({ min: 1, max: 3000 }),
    status: fc.constantFrom("Discharging", "Charging", "Full", "Not charging", "Unknown"),
  })
  .map((it) => ({ ...it, fullMah: it.nowMah + it.spareMah }))
  .filter(({ volts, ...it }) => ![it.nowMah, it.fullMah, it.milliamperes].some((amount) => isMarker(amount * volts)));
interface Sound {
  readonly nowMah: number;
  readonly fullMah: number;
  readonly volts: number;
  readonly milliamperes: number;
  readonly status: string;
}

const inEnergy = (name: string, it: Sound): Pack =>
  packFrom(
    name,
    "battery",
    new Map([
      ["status", it.status],
      ["voltage_now", String(it.volts * 1e6)],
      ["energy_now", String(it.nowMah * it.volts * 1000)],
      ["energy_full", String(it.fullMah * it.volts * 1000)],
      ["energy_full_design", String(it.fullMah * it.volts * 1000)],
      ["power_now", String(it.milliamperes * it.volts * 1000)],
    ]),
  );

const inCharge = (name: string, it: Sound): Pack =>
  packFrom(
    name,
    "battery",
    new Map([
      ["status", it.status],
      ["voltage_now", String(it.volts * 1e6)],
      ["charge_now", String(it.nowMah * 1000)],
      ["charge_full", String(it.fullMah * 1000)],
      ["charge_full_design", String(it.fullMah * 1000)],
      ["current_now", String(it.milliamperes * 1000)],
    ]),
  );

test("charge units give what energy units give", () => {
  fc.assert(
    fc.property(sound, (it) => {
      const [one, other] = [inEnergy("BAT0", it), inCharge("BAT0", it)];
      assert.equal(one.state, other.state);
      for (const key of ["percent", "energyWh", "energyFullWh", "rateW"] as const) close(one[key], other[key]);
    }),
  );
});

test("the order of the packs does not matter", () => {
  fc.assert(
    fc.property(anyPacks, anyChargers, (packs, chargers) => {
      const [one, other] = [powerSnapshot({ packs, chargers }), powerSnapshot({ packs: [...packs].reverse(), chargers })];
      assert.deepEqual([one.source, one.state], [other.source, other.state]);
      for (const key of ["percent", "energyWh", "energyFullWh", "rateW", "healthPercent"] as const) close(one[key], other[key]);
    }),
  );
});

test("the whole is the sum of its packs, and its level lies between theirs", () => {
  fc.assert(
    fc.property(fc.array(sound, { minLength: 1, maxLength: 4 }), (all) => {
      const packs = all.map((it, index) => inEnergy(`BAT${index}`, { ...it, status: "Discharging" }));
      const whole = powerSnapshot({ packs, chargers: [] });
      for (const key of ["energyWh", "energyFullWh", "energyFullDesignWh", "rateW"] as const)
        close(
          whole[key],
          packs.reduce((sum, pack) => sum + (pack[key] ?? 0), 0),
        );
      const levels = packs.map((pack) => pack.percent ?? 0);
      const percent = whole.percent ?? -1;
      assert.ok(percent >= Math.min(...levels) - 1e-9 && percent <= Math.max(...levels) + 1e-9);
    }),
  );
});

test("a dead pack dilutes nothing", () => {
  const dead = packFrom(
    "BAT1",
    "battery",
    new Map([
      ["status", "Unknown"],
      ["voltage_now", "0"],
      ["energy_now", "0"],
      ["energy_full", "30000000"],
    ]),
  );
  const good = inEnergy("BAT0", {
    nowMah: 1000,
    fullMah: 1000,
    volts: 10,
    milliamperes: 500,
    status: "Discharging",
  });
  const { percent, energyFullWh, rateW, packs } = powerSnapshot({ packs: [good, dead], chargers: [] });
  assert.deepEqual([percent, energyFullWh, rateW, packs.length], [100, 10, 5, 2]);
});

test("an empty pack counts with what it could hold", () => {
  const it = { nowMah: 1000, fullMah: 1000, volts: 10, milliamperes: 500, status: "Discharging" };
  const empty = packFrom(
    "BAT1",
    "battery",
    new Map([
      ["status", "Unknown"],
      ["voltage_now", "10532000"],
      ["energy_now", "0"],
      ["energy_full", "30000000"],
      ["power_now", "0"],
    ]),
  );
  const { percent, state, rateW } = powerSnapshot({ packs: [inEnergy("BAT0", it), empty], chargers: [] });
  assert.deepEqual([percent, state, rateW], [25, "discharging", 5]);
});

test("part of a sum is no sum: one pack without energy leaves the whole unknown, the level not", () => {
  const levelOnly = packFrom("BAT1", "battery", new Map([["capacity", "20"]]));
  const it = { nowMah: 600, fullMah: 1000, volts: 10, milliamperes: 500, status: "Charging" };
  const mixed = powerSnapshot({ packs: [inEnergy("BAT0", it), levelOnly], chargers: [] });
  assert.deepEqual([mixed.energyWh, mixed.percent], [null, 60]);
  const levels = powerSnapshot({ packs: [levelOnly, { ...levelOnly, percent: 40 }], chargers: [] });
  assert.equal(levels.percent, 30);
});

function close(one: number | null, other: number | null): void {
  if (one === null || other === null) assert.equal(one, other);
  else assert.ok(Math.abs(one - other) <= 1e-9 * Math.max(1, Math.abs(one)), `${one} and ${other}`);
}

function* numbersIn(value: object): Generator<[string, number]> {
  for (const [name, inner] of Object.entries(value)) {
    if (typeof inner === "number") yield [name, inner];
    else if (typeof inner === "object" && inner !== null) yield* numbersIn(inner);
  }
}
