// SPDX-License-Identifier: MIT
import type { KnobId } from "../knobs/knob.ts";
import { type ConfigPart, parseConfig } from "./config.ts";
import type { KnobGrammars } from "./grammars.ts";
import type { Mistakes } from "./mistake.ts";
import type { Position } from "./positions.ts";
import { readToml } from "./toml.ts";

export interface LeaveEdit {
  readonly knob: KnobId;
  /** Whether it is to be left alone from now on. */
  readonly left: boolean;
}

/**
 * A configuration's text with a knob added to `leave`, or taken out of it; comments and everything else stay as they are. null where the text is
 * not sound, or so written that only its author should change it.
 */
export function editLeave(text: string, edit: LeaveEdit, grammars: KnobGrammars): string | null {
  const before = parseConfig(text, "", grammars);
  if (before.kind === "mistakes") return null;
  if (isSo(before, edit)) return text;
  const edited = edit.left ? added(text, edit.knob) : removed(text, before.leave.indexOf(edit.knob));
  const after: ConfigPart | Mistakes = parseConfig(edited, "", grammars);
  const isSound =
    after.kind === "config" && isSo(after, edit) && after.leave.length === before.leave.length + (edit.left ? 1 : -1);
  return isSound ? edited : null;
}

const isSo = ({ leave }: ConfigPart, { knob, left }: LeaveEdit): boolean => leave.includes(knob) === left;

/** First in the list that is there, else in a list of its own above the first table. */
function added(text: string, knob: KnobId): string {
  const at = offsetOf(text, ["leave"]);
  if (at !== null && text[at] === "[") {
    const rest = text.slice(at + 1);
    return `${text.slice(0, at + 1)}"${knob}"${/^\s*\]/u.test(rest) ? "" : ", "}${rest}`;
  }
  const table = /^[ \t]*\[/mu.exec(text)?.index ?? text.length;
  const above = text.slice(0, table);
  return `${above}${above === "" || above.endsWith("\n") ? "" : "\n"}leave = ["${knob}"]\n${table === text.length ? "" : "\n"}${text.slice(table)}`;
}

/** The item with the comma behind it; the last one may leave a comma before the bracket, which TOML allows. */
function removed(text: string, index: number): string {
  const at = offsetOf(text, ["leave", index]);
  if (at === null) return text;
  return text.slice(0, at) + text.slice(at).replace(/^(?:"[^"\n]*"|'[^'\n]*')[ \t]*,?[ \t]*/u, "");
}

function offsetOf(text: string, path: readonly (string | number)[]): number | null {
  const toml = readToml(text);
  if (toml.kind === "mistake" || !("leave" in toml.document)) return null;
  const { line, column }: Position = toml.positions.value(path);
  const above = text.split("\n").slice(0, line - 1);
  return above.reduce((sum, one) => sum + one.length + 1, 0) + column - 1;
}
