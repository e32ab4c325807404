// SPDX-License-Identifier: MIT
import type { Plan } from "../engine/report.ts";
import { type Step, step } from "./events.ts";
import type { Awaited, State, Undo } from "./state.ts";

/** To a profile (null: off). What it would change is asked for anew: where that turns a radio off, it is shown first. */
export function switchTo(state: State, profile: string | null): Step {
  if (state.seen === null) return step(state);
  return profile === null ? switchNow(state, null) : awaitPlan(state, { profile, next: "switch" });
}

/** Asks what a profile would change, and goes on when that is known. */
export const awaitPlan = (state: State, awaited: Awaited): Step =>
  state.busy === null ? step({ ...state, awaited }, { kind: "plan", profile: awaited.profile }) : step(state);

/** It is known now, or cannot be told (null): then a person decides without it. */
export function goOn(state: State, { profile, next: wanted }: Awaited, plan: Plan | null): Step {
  const next = { ...state, awaited: null };
  const isClear = plan !== null && !turnsRadioOff(plan);
  if (wanted === "switch" && isClear) return switchNow(next, profile);
  return step({ ...next, overlay: { kind: "diff", profile, plan, switches: wanted === "switch", top: 0 } });
}

export function switchNow(state: State, profile: string | null): Step {
  return step({ ...state, overlay: null }, { kind: "do", what: { kind: "profile", profile }, undo: undoSwitch(state) });
}

const turnsRadioOff = ({ changes, questions }: Plan): boolean =>
  [...changes, ...questions.map(({ change }) => change)].some(
    ({ knob, shown, kind }) => knob.startsWith("radio.") && kind === "apply" && shown.to === "off",
  );

/** There is a way back only where it leads to just what was: what became the user's meanwhile, or how it was turned on, is not typed anew. */
function undoSwitch({ seen }: State): Undo | null {
  if (seen === null) return null;
  if (seen.mode === "off") return { kind: "profile", profile: null, label: "travel mode off again" };
  const { wishes, settings, profile } = seen;
  const isPlain =
    wishes.byHand === null ? wishes.auto === null && wishes.trip === null : wishes.byHand.kind === "on" && !wishes.byHand.stayOn;
  const isAllOurs = settings.every(({ owner, state }) => owner === "ours" && state !== "changed");
  return isPlain && isAllOurs && profile !== null ? { kind: "profile", profile, label: `${profile} again` } : null;
}
