// SPDX-License-Identifier: MIT
import { endProgram } from "../engine/end-program.ts";
import type { SettingStatus } from "../engine/engine.ts";
import type { Report } from "../engine/report.ts";
import { NAME_RULE } from "../knobs/app-rules.ts";
import type { Knob, KnobId } from "../knobs/knob.ts";
import { UNIT_RULE } from "../knobs/unit-words.ts";
import type { Machine } from "../machine/doors.ts";
import { endingLines } from "../text/ending-lines.ts";
import type { Decide, TuiDoors } from "./doors.ts";
import type { Deed } from "./events.ts";
import type { Undo } from "./state.ts";
import { asTyped } from "./typed-value.ts";

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
  switch (deed.kind) {
    case "profile":
      return told(deed.profile === null ? await travel.off() : await travel.on(deed.profile, decide));
    case "hand back":
      return told(await travel.handBack(deed.knob));
    case "set":
      return told(await travel.set(deed.knob, deed.value, decide));
    case "go on":
      return goOn(travel, deed);
    case "end":
      return { report: null, said: endingLines(deed.title, await endProgram(machine, deed.name)).join(" ") };
    case "move":
      return told(await travel.moveTrip(deed.byMs));
    case "leave":
      return { report: null, said: leaveSentence(deed, travel.leaveAlone(deed.knob, deed.left)) };
    default: {
      const now = await valueNow(machine, knobs, deed.knob);
      const value = now === null ? null : deed.kind === "toggle" ? toggled(now.shown) : nudged(now.shown, deed.by);
      if (now === null || value === null)
        return { report: null, said: `${deed.title} is not here, or cannot be turned by this key.` };
      const undo = undoFor(deed, now.typed, (await travel.seen()).settings);
      return { ...told(await travel.set(deed.knob, value, decide)), undo };
    }
  }
}

/** By whatever it is held; where it is held by nothing, that is said. */
async function goOn(
  travel: TuiDoors["travel"],
  { name, title }: { readonly name: string; readonly title: string },
): Promise<Done> {
  const { settings } = await travel.seen();
  const holding = HOLDING.filter(
    ({ id, names }) => names.test(`not ${name}`) && settings.some(({ knob, now, original }) => knob === id && now !== original),
  );
  const reports: Report[] = [];
  for (const { id } of holding) reports.push(await travel.set(id, `not ${name}`, async () => "keep"));
  const [turned] = reports.filter(({ results }) => results.some(({ kind }) => kind === "apply"));
  return turned === undefined ? { report: null, said: `${title} is not frozen, slowed or held.` } : told(turned);
}

/** What holds programs back, and whom each can name. */
const HOLDING: readonly { readonly id: KnobId; readonly names: RegExp }[] = [
  { id: "app.freeze", names: NAME_RULE },
  { id: "app.slow", names: NAME_RULE },
  { id: "service.hold", names: UNIT_RULE },
];

const told = (report: Report): Done => ({ report, said: null });

const toggled = (shown: string): string | null => (shown === "on" ? "off" : shown === "off" ? "on" : null);

const LEAST_PERCENT = 1;

function nudged(shown: string, by: number): string | null {
  const percent = /^(\d+) %$/u.exec(shown)?.[1];
  return percent === undefined ? null : String(Math.max(LEAST_PERCENT, Math.min(100, Number(percent) + by)));
}

interface ValueNow {
  /** Of the knob's first setting, as users read it. */
  readonly shown: string;
  /** As `travelmode set` takes it, where that reads as what all of its settings have. */
  readonly typed: string | null;
}

/** null where the knob has no setting here, or none that can be read. */
async function valueNow(machine: Machine, knobs: readonly Knob[], id: KnobId): Promise<ValueNow | null> {
  const knob = knobs.find((one) => one.id === id);
  const { settings = [] } = (await knob?.find(machine)) ?? {};
  const values = await Promise.all(settings.map(async (setting) => ({ setting, reading: await setting.read() })));
  const read = values.flatMap(({ setting, reading }) => (reading.kind === "value" ? [{ setting, raw: reading.value }] : []));
  const [first] = read;
  if (knob === undefined || first === undefined) return null;
  const typed = new Set(read.map(({ setting, raw }) => asTyped(knob, setting, raw)));
  return { shown: first.setting.show(first.raw), typed: typed.size === 1 ? ([...typed][0] ?? null) : null };
}

/** What was the profile's is handed back to it; anything else is set to what it was, where that can be said. */
function undoFor(
  { knob, title }: { readonly knob: KnobId; readonly title: string },
  typed: string | null,
  settings: readonly SettingStatus[],
): Undo | null {
  const wasHeld = settings.some((one) => one.knob === knob && one.owner === "ours" && one.role === "turned");
  if (wasHeld) return { kind: "hand back", knob, label: `${title} as the profile has it` };
  return typed === null ? null : { kind: "set", knob, value: typed, label: `${title} ${typed}` };
}

const leaveSentence = ({ title, left }: Extract<Deed, { kind: "leave" }>, file: string): string =>
  left ? `${title} is left alone from now on: ${file} says so.` : `${title} may be turned again: ${file} says so.`;
