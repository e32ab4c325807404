// SPDX-License-Identifier: MIT
import type { SettingStatus } from "../engine/engine.ts";
import type { Report } from "../engine/report.ts";
import type { Knob, KnobId } from "../knobs/knob.ts";
import type { Decide, TuiDoors } from "./doors.ts";
import type { Deed } from "./events.ts";
import type { Undo } from "./state.ts";

/** What a deed has come to. */
export interface Done {
  readonly report: Report | null;
  /** A sentence, where there is no report to make one from. */
  readonly said: string | null;
  /** The way back, where only the deed itself knew it; undefined: as the key knew. */
  readonly undo?: Undo | null;
}

/** Does what a key has asked for. Throws `TravelError`. */
export async function act({ machine, knobs, travel }: TuiDoors, deed: Deed, decide: Decide): Promise<Done> {
  const value = async (knob: KnobId): Promise<string | null> => shownValue(found(knobs, knob)?.find(machine));
  switch (deed.kind) {
    case "profile":
      return told(deed.profile === null ? await travel.off() : await travel.on(deed.profile, decide));
    case "hand back":
      return told(await travel.handBack(deed.knob));
    case "set":
      return told(await travel.set(deed.knob, deed.value, decide));
    case "leave":
      return { report: null, said: leaveSentence(deed, travel.leaveAlone(deed.knob, deed.left)) };
    case "toggle": {
      const undo = undoFor(deed, await value(deed.knob), (await travel.seen()).settings);
      return { ...told(await travel.set(deed.knob, (await value(deed.knob)) === "on" ? "off" : "on", decide)), undo };
    }
    case "nudge": {
      const [now, { settings }] = [await value(deed.knob), await travel.seen()];
      const percent = Number(/^(\d+) %$/u.exec(now ?? "")?.[1] ?? Number.NaN);
      if (Number.isNaN(percent)) return { report: null, said: `${deed.title} cannot be changed here.` };
      const to = Math.max(LEAST_PERCENT, Math.min(100, percent + deed.by));
      return { ...told(await travel.set(deed.knob, String(to), decide)), undo: undoFor(deed, String(percent), settings) };
    }
  }
}

const LEAST_PERCENT = 1;

const told = (report: Report): Done => ({ report, said: null });

const found = (knobs: readonly Knob[], id: KnobId): Knob | undefined => knobs.find((knob) => knob.id === id);

/** The value of a knob's first setting, as users read it; null where it has none. */
async function shownValue(finding: ReturnType<Knob["find"]> | undefined): Promise<string | null> {
  const [first] = (await finding)?.settings ?? [];
  const reading = await first?.read();
  return first === undefined || reading?.kind !== "value" ? null : first.show(reading.value);
}

/** What was the profile's is handed back to it; anything else is set to what it was. */
function undoFor(
  { knob, title }: { knob: KnobId; title: string },
  value: string | null,
  settings: readonly SettingStatus[],
): Undo | null {
  const wasHeld = settings.some((one) => one.knob === knob && one.owner === "ours" && one.role === "turned");
  if (wasHeld) return { kind: "hand back", knob, label: `${title} as the profile has it` };
  return value === null ? null : { kind: "set", knob, value, label: `${title} ${value}` };
}

const leaveSentence = ({ title, left }: Extract<Deed, { kind: "leave" }>, file: string): string =>
  left ? `${title} is left alone from now on: ${file} says so.` : `${title} may be turned again: ${file} says so.`;
