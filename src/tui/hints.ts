// SPDX-License-Identifier: MIT
import type { SettingStatus } from "../engine/engine.ts";
import { marginWords } from "../text/trip-words.ts";
import { activePause } from "../text/wish-lines.ts";
import type { State } from "./state.ts";

/** The one thing that matters most now, as a sentence with the key for it; null where there is nothing. */
export function hint(state: State): string | null {
  const { seen, power } = state;
  if (seen === null || power === null) return null;
  return (
    troubleHint(seen) ??
    (power.source === "weak-ac" ? "What is plugged in gives too little: the battery drains all the same." : null) ??
    pauseHint(state) ??
    tripHint(state) ??
    (power.source === "battery" ? batteryHint(state) : power.source === "ac" ? chargerHint(state) : null)
  );
}

type Seen = NonNullable<State["seen"]>;

function troubleHint({ damage, mode, settings, elsewhere }: Seen): string | null {
  if (damage.length > 0) return damage[0] ?? null;
  const waiting = settings.find(({ state }) => state === "pending");
  if (mode === "ending") return `${waiting?.title ?? "Something"} is not put back yet: o tries again.`;
  if (waiting !== undefined) return `${waiting.title} waits for its owner to come back.`;
  return elsewhere === null ? null : `The travel mode of ${elsewhere.who} is on: ${elsewhere.profile}.`;
}

function pauseHint({ seen, nowMs }: State): string | null {
  const pause = seen === null ? null : activePause(seen.wishes, nowMs);
  if (pause === null) return null;
  return seen?.mode === "off" ? "Paused: o turns travel mode on again before its time." : "Paused in part; it goes on by itself.";
}

function tripHint({ trip }: State): string | null {
  if (trip?.verdict === "overdue") return "The arrival has passed: + moves it, o puts everything back.";
  if (trip?.verdict !== "short" || trip.outlook === null) return null;
  return trip.outlook.marginMs < 0
    ? `Even with everything saved the journey is ${marginWords(trip.outlook.marginMs)}: see Processes (4).`
    : "Even with everything saved it is not sure that the battery lasts the journey.";
}

const LOW_PERCENT = 20;

function batteryHint({ seen, power, choice }: State): string | null {
  if (seen?.mode === "off")
    return `On battery with normal settings: o turns travel mode on${choice === null ? "" : ` (${choice.usual})`}.`;
  const dear = seen?.settings.find(isDear);
  if (dear !== undefined)
    return `${dear.title} is yours at ${dear.now}; the profile had ${dear.value}. Enter in Tunables hands it back.`;
  const isLow = power?.percent != null && power.percent < LOW_PERCENT;
  return isLow && seen?.profile !== "endurance" ? "The battery is low: endurance, in Profiles, saves most." : null;
}

/** Screen and radios are worth a word, the rest is small. */
const isDear = ({ owner, now, value, knob }: SettingStatus): boolean =>
  owner === "yours" && now !== null && now !== value && (knob === "screen.brightness" || knob.startsWith("radio."));

function chargerHint({ seen, choice }: State): string | null {
  if (seen?.mode === "on") return null;
  if (seen?.wishes.auto !== null) return null;
  return `By itself whenever you unplug: travelmode auto ${choice?.usual ?? "online"}`;
}
