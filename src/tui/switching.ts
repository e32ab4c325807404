// SPDX-License-Identifier: MIT
import type { Plan } from "../engine/report.ts";
import { type Step, step } from "./events.ts";
import type { State, Undo } from "./state.ts";

/** To a profile (null: off), at once; where that turns a radio off, what it would change is shown first. */
export function switchTo(state: State, profile: string | null): Step {
  if (state.seen === null) return step(state);
  if (profile === null) return switchNow(state, null);
  const plan = state.plans[profile];
  if (plan === undefined) return step({ ...state, awaited: profile }, { kind: "plan", profile });
  const next = { ...state, awaited: null };
  if (plan !== null && turnsRadioOff(plan)) return step({ ...next, overlay: { kind: "diff", profile, switches: true, top: 0 } });
  return switchNow(next, profile);
}

export function switchNow(state: State, profile: string | null): Step {
  return step({ ...state, overlay: null }, { kind: "do", what: { kind: "profile", profile }, undo: undoSwitch(state) });
}

const turnsRadioOff = ({ changes, questions }: Plan): boolean =>
  [...changes, ...questions.map(({ change }) => change)].some(
    ({ knob, shown, kind }) => knob.startsWith("radio.") && kind === "apply" && shown.to === "off",
  );

function undoSwitch({ seen }: State): Undo | null {
  if (seen === null) return null;
  const profile = seen.mode === "on" ? seen.profile : null;
  return { kind: "profile", profile, label: profile === null ? "travel mode off again" : `${profile} again` };
}
