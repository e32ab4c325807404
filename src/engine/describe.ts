// SPDX-License-Identifier: MIT
import type { Aim, Draft } from "./aim.ts";
import type { Entry } from "./entry.ts";
import type { Change, ChangeResult } from "./report.ts";
import { sentence } from "./sentences.ts";
import { knobOf } from "./survey.ts";
import type { Turned } from "./turn.ts";

/** An aim as the change that it will be. */
export function describeAim({ surveyed: { knob, setting, ways }, from, to, kind }: Aim): Change {
  return {
    setting: setting.id,
    knob: knob.id,
    title: knob.title,
    place: setting.place,
    minor: knob.minor,
    from,
    to,
    shown: { from: setting.show(from), to: setting.show(to) },
    way: (ways[0] ?? setting.ways[0])?.name ?? "",
    kind,
  };
}

/** A change with how it ended; `to` is the alternative that was taken. */
export function describeTurned(aim: Aim, { to, way, outcome, found, why }: Turned): ChangeResult {
  const { show } = aim.surveyed.setting;
  const change = describeAim({ ...aim, to });
  return { ...change, way, outcome, found: found === null ? null : show(found), ...(why === undefined ? {} : { why }) };
}

/** A saved value that cannot be put back now, as its setting is not to be found, or cannot be read. */
export function describeStranded(entry: Entry, draft: Pick<Draft, "surveyed" | "missing">): ChangeResult {
  const { setting, label, value, original, undo } = entry;
  return {
    setting,
    knob: knobOf(setting),
    title: label,
    place: "",
    minor: false,
    from: value,
    to: original,
    shown: { from: value, to: original },
    way: undo.way,
    kind: "put back",
    outcome: "pending",
    found: null,
    why: `${whyStranded(entry, draft)}; its saved value is kept`,
  };
}

function whyStranded({ setting }: Entry, { surveyed, missing }: Pick<Draft, "surveyed" | "missing">): string {
  const reading = surveyed.find((one) => one.setting.id === setting)?.reading;
  if (reading?.kind === "error") return sentence(reading);
  return missing.find(({ knob }) => knob.id === knobOf(setting))?.why ?? "it is not there now";
}
