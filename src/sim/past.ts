// SPDX-License-Identifier: MIT
import type { HistoryRecord, KeptChange, Look, ModeTurned } from "../history/record.ts";
import { sum } from "../mean.ts";
import { firstState } from "./boot.ts";
import { drawOf, drawW } from "./draw.ts";
import type { MannerName, Model } from "./model.ts";
import { type SimState, textOf, type World, withSwitches, withValues } from "./state.ts";

/** One stretch of the past. `work`: how busy it was, as a multiple of the usual. */
interface Stretch {
  readonly minutes: number;
  readonly does: "charge" | "use" | "travel" | "sleep";
  readonly work?: number;
}

/** Three days before now: a day at a desk, an evening with a night asleep on battery, and a flight. */
const STORY: readonly Stretch[] = [
  { does: "charge", minutes: 30 },
  { does: "use", minutes: 95, work: 1.2 },
  { does: "sleep", minutes: 50 },
  { does: "use", minutes: 40 },
  { does: "charge", minutes: 1650 },
  { does: "use", minutes: 70, work: 0.8 },
  { does: "sleep", minutes: 552 },
  { does: "use", minutes: 45 },
  { does: "charge", minutes: 1200 },
  { does: "use", minutes: 35, work: 1.4 },
  { does: "travel", minutes: 130 },
  { does: "travel", minutes: 25, work: 3 },
  { does: "travel", minutes: 95 },
  { does: "charge", minutes: 45 },
];

const MINUTE_MS = 60_000;
/** What a laptop draws in suspend to idle. */
const SLEEP_W = 0.8;
const PROFILE = "flight";
/** Here the system goes to sleep, and its owner to a socket. */
const EMPTY_SHARE = 0.03;

/**
 * A made-up past of this laptop up to now, by its own physics: what its keeper would have written, had there been one. A laptop without a battery
 * has none.
 */
export function simulatedPast({ model, state }: World): readonly HistoryRecord[] {
  const fullWh = sum(model.packs.map((pack) => pack.fullWh));
  if (fullWh <= 0) return [];
  const beginMs = state.nowMs - sum(STORY.map(({ minutes }) => minutes)) * MINUTE_MS;
  const usual: World = { model, state: firstState(model, { services: state.services, nowMs: beginMs }) };
  const worlds = { usual, thrifty: { model, state: thrifty(usual) } };
  const records: HistoryRecord[] = [
    { kind: "begin", atMs: beginMs, boot: "simulated" },
    { kind: "battery", atMs: beginMs, battery: "simulated", fullWh },
  ];
  let now: Moment = { atMs: beginMs, energyWh: 0.97 * fullWh, profile: null };
  for (const stretch of STORY) {
    const next = lived(now, stretch, worlds);
    records.push(...next.records);
    now = next.now;
  }
  return records;
}

interface Moment {
  readonly atMs: number;
  readonly energyWh: number;
  readonly profile: string | null;
}

interface Worlds {
  readonly usual: World;
  readonly thrifty: World;
}

function lived(
  now: Moment,
  stretch: Stretch,
  worlds: Worlds,
): { readonly records: readonly HistoryRecord[]; readonly now: Moment } {
  const { does, minutes } = stretch;
  const ends = now.atMs + minutes * MINUTE_MS;
  if (does === "sleep") return asleep(now, ends, worlds);
  if (does === "charge") return charged(now, ends, worlds);
  const profile = does === "travel" ? PROFILE : null;
  const turned: readonly ModeTurned[] = profile === now.profile || profile === null ? [] : [turnedOn(now.atMs, worlds)];
  const used = inUse({ ...now, profile }, stretch, worlds);
  return { records: [...turned, ...used.records], now: used.now };
}

const asleep = (now: Moment, ends: number, { usual: world }: Worlds) => ({
  records: [
    lookAt(now, { world, flow: "discharging", powerW: drawW(drawOf(world), now.atMs) }),
    { kind: "sleep" as const, atMs: now.atMs },
    { kind: "wake" as const, atMs: ends },
  ],
  now: { ...now, atMs: ends, energyWh: now.energyWh - (SLEEP_W * (ends - now.atMs)) / 3_600_000 },
});

/** A charger ends travel mode. */
function charged(
  now: Moment,
  ends: number,
  worlds: Worlds,
): { readonly records: readonly HistoryRecord[]; readonly now: Moment } {
  const { usual, thrifty } = worlds;
  const full = { atMs: ends, energyWh: 0.97 * fullOf(usual.model), profile: null };
  const off: ModeTurned = {
    ...{ kind: "off", atMs: now.atMs + 8000, profile: null, reason: "plugged-in" },
    changes: changesBetween(thrifty, usual),
  };
  return {
    records: [
      { kind: "charger", atMs: now.atMs, charger: "in" },
      lookAt(now, { world: usual, flow: "charging", powerW: usual.model.packs[0]?.mostChargeW ?? 0 }),
      ...(now.profile === null ? [] : [off]),
      { kind: "charger", atMs: ends, charger: "out" },
    ],
    now: full,
  };
}

function inUse(begins: Moment, { minutes, work = 1 }: Stretch, worlds: Worlds) {
  const world = begins.profile === null ? worlds.usual : worlds.thrifty;
  const draw = drawOf(world);
  const busy = { ...draw, load: Math.min(1, draw.load * work) };
  const records: HistoryRecord[] = [];
  let now = begins;
  for (let minute = 0; minute < minutes && now.energyWh > EMPTY_SHARE * fullOf(world.model); minute += 1) {
    const powerW = drawW(busy, now.atMs);
    records.push(lookAt(now, { world, flow: "discharging", powerW }));
    now = { ...now, atMs: now.atMs + MINUTE_MS, energyWh: Math.max(0, now.energyWh - powerW / 60) };
  }
  return { records, now };
}

interface Seen {
  readonly world: World;
  readonly flow: Look["flow"];
  readonly powerW: number;
}

/** What the gauge shows: one with levels alone shows whole percents, and no power. */
function lookAt({ atMs, energyWh, profile }: Moment, { world, flow, powerW }: Seen): Look {
  const percent = (100 * energyWh) / fullOf(world.model);
  const levelsAlone = world.model.packs.some(({ gauge }) => gauge === "capacity");
  const told = levelsAlone ? { energyWh: null, powerW: null, percent: Math.round(percent) } : { energyWh, powerW, percent };
  return { kind: "look", atMs, flow, ...told, brightnessPercent: brightnessOf(world), profile };
}

const fullOf = ({ packs }: Model): number => sum(packs.map(({ fullWh }) => fullWh));

/** What a thrifty profile would turn, by how each file takes it. */
const THRIFTY: Readonly<Partial<Record<MannerName, string>>> = {
  "energy-preference": "power",
  "no-turbo": "1",
  boost: "0",
  "platform-profile": "low-power",
  led: "0",
  "soft-block": "1",
};
const DIMMED_PERCENT = 40;

function thrifty({ model, state }: World): SimState {
  const values = Object.entries(model.live).flatMap(([path, { manner }]) => {
    const text = manner === "backlight" ? dimmed({ model, state }, path) : manner === undefined ? undefined : THRIFTY[manner];
    return text === undefined ? [] : [[path, text]];
  });
  return withSwitches(withValues(state, Object.fromEntries(values)), { bluetoothPowered: false });
}

const dimmed = (world: World, path: string): string =>
  String(Math.round(((DIMMED_PERCENT + 16) / 116) ** 3 * mostOf(world, path)));

const mostOf = (world: World, path: string): number =>
  Number(textOf(world, path.replace(/brightness$/, "max_brightness")) ?? 0) || 1;

function brightnessOf(world: World): number | null {
  const path = Object.keys(world.model.live).find((one) => world.model.live[one]?.manner === "backlight");
  return path === undefined ? null : Math.round(116 * (Number(textOf(world, path)) / mostOf(world, path)) ** (1 / 3) - 16);
}

const turnedOn = (atMs: number, { usual, thrifty: held }: Worlds): ModeTurned => ({
  ...{ kind: "on", atMs, profile: PROFILE, reason: "user" },
  changes: changesBetween(usual, held),
});

const TITLES: Readonly<Partial<Record<MannerName, string>>> = {
  backlight: "Screen brightness",
  led: "Keyboard light",
  "energy-preference": "Energy preference",
  "no-turbo": "CPU boost",
  boost: "CPU boost",
  "platform-profile": "Platform profile",
  "soft-block": "Radios",
};

const WORDS: Readonly<Partial<Record<MannerName, Readonly<Record<string, string>>>>> = {
  "no-turbo": { 0: "on", 1: "off" },
  boost: { 0: "off", 1: "on" },
  "soft-block": { 0: "on", 1: "off" },
};

/** Each kind of setting once, as users read it. */
function changesBetween(before: World, after: World): readonly KeptChange[] {
  const changes = new Map<string, KeptChange>();
  for (const [path, { manner }] of Object.entries(before.model.live)) {
    const [title, from, to] = [manner && TITLES[manner], shown(before, path), shown(after, path)];
    if (title !== undefined && title !== "" && from !== to) changes.set(title, { title, place: "", from, to });
  }
  return [...changes.values()];
}

function shown(world: World, path: string): string {
  const manner = world.model.live[path]?.manner;
  const text = textOf(world, path) ?? "";
  if (manner === "backlight") return `${brightnessOf(world)} %`;
  return (manner === undefined ? undefined : WORDS[manner]?.[text]) ?? text;
}
