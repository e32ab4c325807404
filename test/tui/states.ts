// SPDX-License-Identifier: MIT
import type { SettingStatus } from "../../src/engine/engine.ts";
import type { Change, ChangeResult, Plan, Report } from "../../src/engine/report.ts";
import { startTrip } from "../../src/forecast/trip/trip.ts";
import { NO_PROFILE_NAMED, type TripTold } from "../../src/keeper/trip/trip.ts";
import type { HandOn, TripWish, Wishes } from "../../src/keeper/wishes/wishes.ts";
import { NO_WISHES } from "../../src/keeper/wishes/wishes.ts";
import { rawText } from "../../src/machine/reading.ts";
import type { Pack } from "../../src/power/pack.ts";
import type { PowerSnapshot } from "../../src/power/snapshot.ts";
import type { Profile } from "../../src/profile/profile.ts";
import type { Look } from "../../src/text/look.ts";
import type { Seen } from "../../src/text/seen.ts";
import { beginning } from "../../src/tui/beginning.ts";
import type { Event, Step } from "../../src/tui/events.ts";
import type { State } from "../../src/tui/state.ts";
import { strokesFor } from "../../src/tui/strokes.ts";
import type { Area } from "../../src/tui/tab.ts";
import { update } from "../../src/tui/update.ts";

export const NOW_MS = Date.UTC(2026, 5, 1, 9, 0);

/** A screen without colours: what it says must not hang on them. */
export const LOOK: Look = { columns: 80, colour: false, attributes: false, signs: { arrow: "→", ellipsis: "…", unknown: "–" } };
export const ASCII: Look = { ...LOOK, signs: { arrow: "->", ellipsis: "...", unknown: "-" } };

export const area = (rows = 18, look: Look = LOOK): Area => ({ rows, look, strokes: strokesFor(look, "xterm") });

const PACK: Pack = {
  ...{ name: "BAT0", kind: "battery", present: true, state: "discharging", percent: 76, energyWh: 38, energyFullWh: 50 },
  ...{ energyFullDesignWh: 57, healthPercent: 88, rateW: 9.5, voltageV: 11.4, temperatureC: 31, cycles: 210 },
  ...{
    chargeStartPercent: null,
    chargeEndPercent: null,
    technology: "Li-ion",
    capacityLevel: null,
    vendor: "Make",
    model: "Believe",
    serial: "1",
  },
};

export function power(changes: Partial<PowerSnapshot> = {}): PowerSnapshot {
  const state = changes.state ?? "discharging";
  return {
    ...{
      source: "battery",
      state,
      percent: 76,
      energyWh: 38,
      energyFullWh: 50,
      energyFullDesignWh: 57,
      healthPercent: 88,
      rateW: 9.5,
    },
    packs: [{ ...PACK, state }],
    chargers: [
      {
        name: "AC",
        type: "Mains",
        online: changes.source !== undefined && changes.source !== "battery",
        usbType: null,
        powerW: null,
      },
    ],
    ...changes,
  };
}

export const charging: PowerSnapshot = power({ source: "ac", state: "charging", rateW: 20 });

export const profile = (name: string, wishes: Profile["wishes"] = {}): Profile => ({
  ...{ name, wishes, title: `All about ${name}`, onCharger: "all", source: `/profiles/${name}.toml` },
});

export const seen = (changes: Partial<Seen> = {}): Seen => ({
  ...{ mode: "off", profile: null, sinceMs: null, rebooted: false, last: null, elsewhere: null, damage: [], settings: [] },
  ...{ whose: "own", wishes: NO_WISHES, waiting: [], raised: [], ...changes },
});

export const byHand = (changes: Partial<HandOn> = {}): Wishes => ({
  ...NO_WISHES,
  byHand: { kind: "on", profile: profile("flight"), leave: [], stayOn: false, armed: true, sinceMs: NOW_MS, ...changes },
});

/** Travel mode on, by hand, with what it holds. */
export const travelling = (settings: readonly SettingStatus[] = [setting()], changes: Partial<Seen> = {}): Seen =>
  seen({ mode: "on", profile: "flight", sinceMs: NOW_MS - 600_000, settings, wishes: byHand(), ...changes });

export const setting = (changes: Partial<SettingStatus> = {}): SettingStatus => ({
  ...{ setting: "screen.brightness/eDP-1", knob: "screen.brightness", title: "Screen brightness", place: "eDP-1", minor: false },
  ...{ owner: "ours", role: "turned", original: "82 %", value: "40 %", now: "40 %", state: "held", way: "sysfs", ...changes },
});

export const change = (changes: Partial<Change> = {}): Change => ({
  ...{ setting: "screen.brightness/eDP-1", knob: "screen.brightness", title: "Screen brightness", place: "eDP-1", minor: false },
  ...{ from: rawText("820"), to: rawText("400"), shown: { from: "82 %", to: "40 %" }, way: "sysfs", kind: "apply", ...changes },
});

export const radioOff: Change = change({
  ...{ setting: "radio.wifi/NetworkManager", knob: "radio.wifi", title: "Wi-Fi", place: "", way: "NetworkManager" },
  ...{ from: rawText("true"), to: rawText("false"), shown: { from: "on", to: "off" } },
});

export const plan = (name: string | null, changes: readonly Change[] = [change()], more: Partial<Plan> = {}): Plan => ({
  ...{ profile: name, changes, skips: [], questions: [], warnings: [], damage: [], ...more },
});

export const result = (changes: Partial<ChangeResult> = {}): ChangeResult => ({
  ...change(),
  outcome: "applied",
  found: "40 %",
  ...changes,
});

export const report = (changes: Partial<Report> = {}): Report => ({
  ...{
    profile: "flight",
    reason: "user",
    results: [result(), result({ ...radioOff, found: "off" })],
    skips: [],
    warnings: [],
    waysBack: [],
    damage: [],
    ...changes,
  },
});

/** A journey of five hours and a half, with nothing saved for it yet. */
export const onJourney = (changes: Partial<TripWish> = {}): Seen =>
  travelling([], {
    profile: "trip",
    wishes: {
      ...NO_WISHES,
      trip: {
        ...{ state: startTrip({ untilMs: NOW_MS + 19_800_000, reservePercent: 5 }), zone: "Europe/Berlin" },
        ...{ profile: NO_PROFILE_NAMED, saving: {}, savedW: 0, savings: [], programs: {}, leave: [], stayOn: false, armed: true },
        ...{ sinceMs: NOW_MS, bootId: "", rebooted: false, ...changes },
      },
    },
  });

export const trip = (changes: Partial<TripTold> = {}): TripTold => ({
  ...{ untilMs: NOW_MS + 19_800_000, sinceMs: NOW_MS, zone: "Europe/Berlin", reservePercent: 5, profile: null },
  ...{ verdict: "saving", steps: [] },
  outlook: {
    ...{ needMs: 19_800_000, chance: 0.84, chanceWithout: 0.1, chanceWithAll: 0.9 },
    ...{ marginMs: 3_600_000, marginWithoutMs: -3_600_000, marginWithAllMs: 7_200_000 },
  },
  ...changes,
});

const CHOICE = {
  profiles: [profile("endurance"), profile("flight"), profile("online")],
  broken: [],
  usual: "flight",
  savings: [],
};

/** A screen that has seen all there is: on battery, travel mode off. */
export const state = (changes: Partial<State> = {}): State => ({
  ...beginning({ size: { columns: 80, rows: 24 }, nowMs: NOW_MS, simulated: null }),
  ...{ power: power(), seen: seen(), choice: CHOICE, ...changes },
});

/** The screen after these keys, with what the last one has asked for. */
export function press(before: State, ...keys: readonly string[]): Step {
  return keys.reduce<Step>((step, key) => update(step.state, { kind: "key", key }), { state: before, effects: [] });
}

/** The screen after these events. */
export const after = (before: State, ...events: readonly Event[]): State =>
  events.reduce((current, event) => update(current, event).state, before);
