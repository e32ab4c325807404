// SPDX-License-Identifier: MIT
import type { Profile } from "./profile.ts";

/** A profile as a file would have it: for one that was made up here, and must be told to somebody who reads texts. */
export function profileText({ title, onCharger, wishes }: Profile): string {
  const head = [...(title === "" ? [] : [`title = ${literal(title)}`]), `on-charger = ${literal(onCharger)}`];
  const wished = Object.entries(wishes).map(([knob, values]) => `${knob} = [${values.map(literal).join(", ")}]`);
  return `${[...head, ...wished].join("\n")}\n`;
}

/** JSON's strings and numbers are TOML's, too. */
const literal = (value: string | number): string => JSON.stringify(value);
