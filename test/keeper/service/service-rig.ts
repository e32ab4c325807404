// SPDX-License-Identifier: MIT
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { TestContext } from "node:test";
import type { Change, Plan, Question, Report } from "../../../src/engine/report.ts";
import type { Keeper, KeeperEvent, KeeperState } from "../../../src/keeper/keeper.ts";
import type { ServiceParts } from "../../../src/keeper/service/service.ts";
import type { Knob, WishGrammar } from "../../../src/knobs/knob.ts";
import { rawText } from "../../../src/machine/reading.ts";
import { packageFolder } from "../../../src/places.ts";
import { powerSnapshot } from "../../../src/power/snapshot.ts";
import { type ProfileLibrary, profileLibrary } from "../../../src/profile/library.ts";
import { fakeClock } from "../../fakes/live-machine.ts";
import { tree } from "../../fakes/tree.ts";

const packaging = join(packageFolder(import.meta.dirname), "packaging");

/** A file below packaging/. */
export const packaged = (path: string): string => readFileSync(join(packaging, path), "utf8");

export const packagedPath = (path: string): string => join(packaging, path);

const toyKnob = (id: string, risk: Knob["risk"], grammar: WishGrammar): Knob => ({
  id,
  title: id,
  shortNames: [],
  about: "",
  grammar,
  risk,
  minor: false,
  alsoMoves: [],
  find: async () => ({ settings: [] }),
});

export const TOYS: readonly Knob[] = [
  toyKnob("toy.mode", "safe", { words: ["off", "on"] }),
  toyKnob("toy.level", "safe", { words: ["lowest"], number: { min: 1, max: 9, unit: "%" } }),
  toyKnob("toy.fuse", "risky", { words: ["off", "on"] }),
];

/** `calm` is shipped, `wild` lies in /etc and is risky, `broken` cannot be read. */
export function toyLibrary(test: TestContext): ProfileLibrary {
  const { files } = tree(test, {
    "/shipped/calm.toml": '[toy]\nmode = "off"\nlevel = 3',
    "/etc/travelmode/profiles/wild.toml": '[toy]\nfuse = "off"',
    "/etc/travelmode/profiles/broken.toml": "[toy]\nmode = 7",
  });
  return profileLibrary(
    files,
    [
      { folder: "/shipped", kind: "shipped" },
      { folder: "/etc/travelmode/profiles", kind: "system" },
    ],
    { grammars: Object.fromEntries(TOYS.map(({ id, grammar }) => [id, grammar])), asRoot: false },
  );
}

export const CHANGE: Change = {
  setting: "toy.mode/here",
  knob: "toy.mode",
  title: "Mode",
  place: "here",
  minor: false,
  from: rawText("1"),
  to: rawText("0"),
  shown: { from: "on", to: "off" },
  way: "sysfs",
  kind: "apply",
};

export const REPORT: Report = {
  profile: "calm",
  reason: "user",
  results: [{ ...CHANGE, outcome: "clamped", found: "on", why: "It stayed on." }],
  skips: [{ knob: "toy.level", title: "Level", place: "", minor: true, kind: "same", why: "already 3" }],
  warnings: ["The SIM will ask for its PIN."],
  waysBack: ["Mode is off."],
  damage: [],
};

export const QUESTION: Question = { change: CHANGE, uses: ["a headset"] };

export const PLAN: Plan = {
  profile: null,
  changes: [CHANGE],
  skips: [],
  questions: [QUESTION],
  warnings: [],
  damage: ["a line is torn"],
};

export const STATE: KeeperState = {
  mode: "on",
  winner: "hand",
  profile: "calm",
  sinceMs: 1_780_000_000_123,
  stayOn: true,
  armed: false,
  pause: { part: "cpu", untilMs: 1_780_000_360_000 },
  auto: null,
  fullCharge: { untilMs: 1_780_000_720_000, armed: true, onBatterySinceMs: null },
  trip: null,
  charger: "weak",
  power: powerSnapshot({ packs: [], chargers: [] }),
  forecast: null,
  settings: [
    {
      setting: "toy.mode/here",
      knob: "toy.mode",
      title: "Mode",
      place: "here",
      minor: false,
      owner: "yours",
      role: "turned",
      original: "on",
      value: "off",
      now: null,
      state: "changed",
      way: "sysfs",
    },
  ],
  lastReport: REPORT,
};

export interface ToyKeeper extends Keeper {
  /** Every operation with what it was given, in order. */
  readonly calls: (readonly [member: string, ...args: readonly unknown[]])[];
  readonly current: { state: KeeperState };
  tell(event: KeeperEvent): void;
}

/** A keeper that does nothing and says what it was asked for. */
export function toyKeeper(over: Partial<Keeper> = {}): ToyKeeper {
  const calls: ToyKeeper["calls"] = [];
  const listeners: ((event: KeeperEvent) => void)[] = [];
  const current = { state: STATE };
  const noted =
    <A extends readonly unknown[], R>(member: string, answer: (...args: A) => Promise<R>) =>
    (...args: A): Promise<R> => {
      calls.push([member, ...args]);
      return answer(...args);
    };
  return {
    calls,
    current,
    on: noted("on", over.on ?? (async () => REPORT)),
    off: noted("off", over.off ?? (async () => ({ ...REPORT, profile: null }))),
    plan: noted("plan", over.plan ?? (async () => PLAN)),
    set: noted("set", over.set ?? (async () => REPORT)),
    handBack: noted("handBack", over.handBack ?? (async () => REPORT)),
    pause: noted("pause", over.pause ?? (async () => REPORT)),
    auto: noted("auto", over.auto ?? (async (profile) => (profile === null ? null : REPORT))),
    fullCharge: noted("fullCharge", over.fullCharge ?? (async () => REPORT)),
    trip: async () => current.state.trip,
    moveTrip: noted("moveTrip", async () => REPORT),
    endTrip: noted("endTrip", async () => REPORT),
    hold: noted("hold", over.hold ?? (async ({ name }) => noted(`end of ${name}`, async () => {}))),
    attend: (work) => work(),
    state: over.state ?? (async () => current.state),
    onChange: (listener) => void listeners.push(listener),
    tell: (event) => {
      for (const listener of listeners) listener(event);
    },
    idle: new Promise(() => {}),
    close: async () => {},
  };
}

/** All that the service needs but a bus. */
export function serviceParts(test: TestContext, keeper: Keeper): Omit<ServiceParts, "bus"> & { readonly faults: unknown[] } {
  const faults: unknown[] = [];
  return {
    keeper,
    authorise: async () => {},
    profiles: toyLibrary(test),
    knobs: TOYS,
    xml: packaged("dbus/io.github.travelmode.Keeper1.xml"),
    clock: fakeClock(),
    version: "1.2.3",
    onFault: (error) => void faults.push(error),
    faults,
  };
}
