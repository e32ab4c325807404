// SPDX-License-Identifier: MIT
import type { Knob, Setting, Way } from "../knobs/knob.ts";
import type { Machine } from "../machine/doors.ts";
import type { RawText, Reading } from "../machine/reading.ts";

/** What this machine offers of a knob. */
export interface Offer {
  readonly knob: Knob;
  readonly places: readonly OfferedPlace[];
  /** Why there is no place at all. */
  readonly missing: string | null;
}

export interface OfferedPlace {
  readonly setting: string;
  readonly place: string;
  /** As users read it; null where it cannot be read, with the reason. */
  readonly value: string | null;
  readonly trouble: string | null;
  /** The ways that there are, the best first. */
  readonly ways: readonly OfferedWay[];
  /** Who looks after it, or why it is never turned by itself. */
  readonly heldBy: string | null;
}

export interface OfferedWay {
  readonly name: string;
  /** Whether the caller may take it, as far as that can be told without trying. */
  readonly open: boolean;
}

/** Finds a knob's settings on this machine and reads them; changes nothing. */
export async function surveyKnob(machine: Machine, knob: Knob): Promise<Offer> {
  const { settings, missing } = await knob.find(machine);
  const places = await Promise.all(settings.map((setting) => surveySetting(machine, setting)));
  return { knob, places, missing: places.length > 0 ? null : (missing ?? "there is none here") };
}

async function surveySetting({ files }: Machine, setting: Setting): Promise<OfferedPlace> {
  const reading = await setting.read();
  return {
    setting: setting.id,
    place: setting.place,
    value: reading.kind === "value" ? setting.show(reading.value) : null,
    trouble: troubleOf(reading),
    ways: setting.ways.map((way) => ({
      name: way.name,
      open: way.kind === "file" ? files.writable(way.path) : way.closed !== true,
    })),
    heldBy: setting.heldBy ?? null,
  };
}

function troubleOf(reading: Reading<RawText>): string | null {
  if (reading.kind === "error") return `cannot be read (${reading.code} at ${reading.where})`;
  return reading.kind === "absent" ? "is not there now" : null;
}

/** The best way that is open, for a table. */
export function wayText({ ways, heldBy }: OfferedPlace): string {
  if (heldBy !== null) return `left alone (${heldBy})`;
  const open = ways.find((way) => way.open);
  if (open !== undefined) return open.name;
  return ways.length === 0 ? "read only" : `${ways.map(({ name }: Pick<Way, "name">) => name).join(", ")} (needs root)`;
}
