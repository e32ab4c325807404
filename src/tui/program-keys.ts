// SPDX-License-Identifier: MIT
import { NAME_RULE } from "../knobs/app-rules.ts";
import { UNIT_RULE } from "../knobs/unit-words.ts";
import type { Consumer } from "../processes/applications.ts";
import { clean } from "../text/display-width.ts";
import { type Step, step } from "./events.ts";
import type { State } from "./state.ts";
import type { KeyHelp } from "./tab.ts";

/** What can be done to the chosen program. */
export const PROGRAM_KEYS: readonly KeyHelp[] = [
  { key: "l", short: "slow", about: "slow the chosen program: a fifth of a CPU at most, until travel mode ends" },
  { key: "f", short: "freeze", about: "freeze it: it stands still until travel mode ends, or g is pressed" },
  { key: "h", short: "hold", about: "hold it, if it is a service: stopped with what starts it, until travel mode ends" },
  { key: "g", short: "go on", about: "let it go on at full speed, and leave it alone" },
  { key: "e", short: "end", about: "ask it to end; its name has to be typed" },
];

/** What one of these keys does to a program; null: it is none of them. */
export function programKey(state: State, chosen: Consumer | undefined, key: string): Step | null {
  if (!PROGRAM_KEYS.some((one) => one.key === key)) return null;
  const name = chosen === undefined ? undefined : ruleNameOf(chosen);
  if (chosen === undefined || name === undefined)
    return step({ ...state, message: { text: "That cannot be named in a rule, so it cannot be held.", kind: "attention" } });
  const title = clean(chosen.name);
  switch (key) {
    case "l":
      return hold(state, { knob: "app.slow", title, name, undone: `${title} at full speed` });
    case "f":
      return hold(state, { knob: "app.freeze", title, name, undone: `${title} thawed` });
    case "h":
      return holdUnit(state, { title, unit: chosen.unit });
    case "g":
      return step(state, { kind: "do", what: { kind: "go on", name, title }, undo: null });
    default:
      return step({ ...state, overlay: { kind: "end", name, title, typed: "" } });
  }
}

/** The unit tells it from all others; without one it goes by its name. */
const ruleNameOf = ({ unit, name, programs }: Consumer): string | undefined =>
  [unit, name, programs[0]].find((one): one is string => one != null && NAME_RULE.test(one));

interface Holding {
  readonly knob: string;
  readonly title: string;
  readonly name: string;
  readonly undone: string;
}

const hold = (state: State, { knob, title, name, undone }: Holding): Step =>
  step(state, {
    kind: "do",
    what: { kind: "set", knob, title, value: name },
    undo: { kind: "set", knob, value: `not ${name}`, label: undone },
  });

/** A scope is what a desktop has started by hand: nothing could start it again. */
function holdUnit(state: State, { title, unit }: { readonly title: string; readonly unit: string | null }): Step {
  if (unit !== null && UNIT_RULE.test(unit))
    return hold(state, { knob: "service.hold", title, name: unit, undone: `${title} back` });
  return step({ ...state, message: { text: `${title} is no service, so it cannot be held: l slows it.`, kind: "attention" } });
}

/** The name is typed again, so that nothing ends by a slip. */
export function endKey(
  state: State,
  end: { readonly name: string; readonly title: string; readonly typed: string },
  key: string,
): Step {
  const { name, title, typed } = end;
  if (key === "escape") return step({ ...state, overlay: null });
  if (key === "enter") {
    const closed = { ...state, overlay: null };
    if (typed.trim().toLowerCase() === title.toLowerCase())
      return step(closed, { kind: "do", what: { kind: "end", name, title }, undo: null });
    return step({ ...closed, message: { text: "That was another name: nothing has been ended.", kind: "attention" } });
  }
  const text = key === "backspace" ? typed.slice(0, -1) : typed + (key === "space" ? " " : [...key].length === 1 ? key : "");
  return step({ ...state, overlay: { kind: "end", name, title, typed: text } });
}
