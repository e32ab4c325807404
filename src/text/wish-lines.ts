// SPDX-License-Identifier: MIT
import type { Outline } from "../engine/engine.ts";
import type { Winner } from "../keeper/wishes/claims.ts";
import type { Pause, PausePart, Wishes } from "../keeper/wishes/wishes.ts";
import { chargerPhrase } from "./charger-words.ts";
import { clean } from "./display-width.ts";
import { momentText } from "./duration.ts";
import { fullChargeLines } from "./full-charge-line.ts";
import type { Seen } from "./seen.ts";
import { goalWords } from "./trip-words.ts";

/** What is back for the time of a pause. */
export const PAUSED: Readonly<Record<PausePart, string>> = {
  all: "every setting has its saved value",
  cpu: "the CPU has its saved values",
  screen: "screen and keyboard light have their saved values",
};

/** How automatic mode stands; null: off. */
export const autoSentence = (name: string | null): string =>
  name === null
    ? "Automatic mode is off."
    : `Automatic mode: ${clean(name)} comes on when the charger is unplugged, and goes when one is plugged in.`;

/** Who wants what: the lines below the head of `status`. */
export function wishLines(seen: Seen, nowMs: number): readonly string[] {
  const { wishes, mode } = seen;
  const auto = wishes.auto?.name ?? null;
  return [
    ...(mode === "on" ? ruleLine(seen) : []),
    ...journeyLine(wishes, nowMs),
    ...pauseLine(activePause(wishes, nowMs), mode, nowMs),
    ...(mode === "on" && wishes.charger.weakUntilUnplugged
      ? ["On weak power: what is plugged in gives too little, so travel mode stays on."]
      : []),
    ...(auto === null ? [] : [autoSentence(auto)]),
    ...fullChargeLines(seen, nowMs),
    ...(wishes.byHand?.kind === "off" ? ["Turned off by hand: nothing else turns it on before the next unplugging."] : []),
  ];
}

/** A pause that has not run out; without a keeper nobody takes one away. */
export const activePause = ({ pause }: Wishes, nowMs: number): Pause | null =>
  pause === null || (pause.untilMs !== null && pause.untilMs <= nowMs) ? null : pause;

/** Who wins, as far as it is written down; null where only a running keeper could tell (a battery level, an application). */
export function winnerOf({ byHand, trip, auto }: Wishes, { mode, profile }: Pick<Outline, "mode" | "profile">): Winner | null {
  if (byHand?.kind === "off") return "off";
  const typed = byHand ?? trip;
  if (typed !== null) return mode !== "on" || typed.profile.name === profile ? (byHand === null ? "trip" : "hand") : null;
  if (mode !== "on") return "nobody";
  return auto !== null && auto.name === profile ? "auto" : null;
}

function journeyLine({ trip }: Wishes, nowMs: number): readonly string[] {
  if (trip === null) return [];
  const { goal } = trip.state;
  return [`The journey: ${goalWords({ ...goal, zone: trip.zone }, nowMs)}; travelmode trip tells how it stands.`];
}

function ruleLine({ wishes, mode, profile, whose }: Seen): readonly string[] {
  const { byHand, auto } = wishes;
  const winner = winnerOf(wishes, { mode, profile });
  const whole = whose === "computer" ? ["for the whole computer"] : [];
  const rule = [
    ...whole,
    ...(winner === "hand" ? ["by hand"] : winner === "auto" ? ["by automatic mode"] : []),
    ...(winner === "hand" && byHand?.kind === "on" ? [chargerPhrase(byHand)] : []),
    ...(winner === "auto" && auto !== null ? [chargerPhrase({ profile: auto, stayOn: false, armed: true })] : []),
  ].join("; ");
  return rule === "" ? [] : [`${rule.charAt(0).toUpperCase()}${rule.slice(1)}.`];
}

function pauseLine(pause: Pause | null, mode: Outline["mode"], nowMs: number): readonly string[] {
  if (pause === null) return [];
  const until = pause.untilMs === null ? "until travelmode on is typed" : `until ${momentText(pause.untilMs, nowMs)}`;
  return mode === "off" ? [`Paused ${until}, then it goes on.`] : [`Paused ${until}: ${PAUSED[pause.part]}.`];
}
