// SPDX-License-Identifier: MIT

import type { SettingStatus } from "../../src/engine/engine.ts";
import type { ChangeResult, Plan, Report, Skip } from "../../src/engine/report.ts";
import { type HandOn, NO_WISHES } from "../../src/keeper/wishes/wishes.ts";
import { rawText } from "../../src/machine/reading.ts";
import type { Profile } from "../../src/profile/profile.ts";
import type { Seen } from "../../src/text/seen.ts";

/** A change from "a" to "b" that was applied, unless told otherwise. */
export function result(more: Partial<ChangeResult> & { readonly from?: ChangeResult["from"] } = {}): ChangeResult {
  return {
    setting: "cpu.governor/policy0",
    knob: "cpu.governor",
    title: "CPU governor",
    place: "policy0",
    minor: false,
    from: rawText("a"),
    to: rawText("b"),
    shown: { from: "performance", to: "powersave" },
    way: "sysfs",
    kind: "apply",
    outcome: "applied",
    found: "powersave",
    ...more,
  };
}

export const skip = (more: Partial<Skip> = {}): Skip => ({
  knob: "radio.wifi",
  title: "Wi-Fi",
  place: "wlan0",
  minor: false,
  kind: "in-use",
  why: "in use: ssh from 192.0.2.7",
  ...more,
});

export const report = (more: Partial<Report> = {}): Report => ({
  profile: "flight",
  reason: "user",
  results: [],
  skips: [],
  warnings: [],
  waysBack: [],
  damage: [],
  ...more,
});

export const plan = (more: Partial<Plan> = {}): Plan => ({
  profile: "flight",
  changes: [],
  skips: [],
  questions: [],
  warnings: [],
  damage: [],
  ...more,
});

export const settingStatus = (more: Partial<SettingStatus> = {}): SettingStatus => ({
  setting: "screen.brightness/eDP-1",
  knob: "screen.brightness",
  title: "Screen brightness",
  place: "eDP-1",
  minor: false,
  owner: "ours",
  role: "turned",
  original: "80 %",
  value: "40 %",
  now: "40 %",
  state: "held",
  way: "logind",
  ...more,
});

export const profile = (more: Partial<Profile> = {}): Profile => ({
  name: "flight",
  title: "",
  onCharger: "all",
  wishes: {},
  source: "/profiles/flight.toml",
  ...more,
});

export const handOn = (more: Partial<HandOn> = {}): HandOn => ({
  kind: "on",
  profile: profile(),
  leave: [],
  stayOn: false,
  armed: true,
  sinceMs: 0,
  ...more,
});

export const status = (more: Partial<Seen> = {}): Seen => ({
  mode: "off",
  profile: null,
  sinceMs: null,
  settings: [],
  rebooted: false,
  last: null,
  elsewhere: null,
  damage: [],
  whose: "own",
  wishes: NO_WISHES,
  waiting: [],
  raised: [],
  ...more,
});
