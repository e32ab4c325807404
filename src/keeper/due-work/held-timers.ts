// SPDX-License-Identifier: MIT
import * as v from "valibot";
import { currentBoot } from "../../engine/load-journal.ts";
import type { UnitOwner } from "../../knobs/systemd-units.ts";
import type { Files } from "../../machine/doors.ts";
import type { StateFolder } from "../../machine/state-folder.ts";

/** A timer that makes up for what it missed, as we have held it or given it back. */
export interface HeldTimer {
  readonly owner: UnitOwner;
  readonly timer: string;
  /** What it starts. */
  readonly service: string;
  /** When it would have elapsed next. */
  readonly nextMs: number;
  /** `held`: stopped by us. `due`: up again, while what it missed still waits. `started`: what it missed is at work. */
  readonly state: "held" | "due" | "started";
  /** The time of its stamp as it was, and as set by us for the moment of its start; null while that was not necessary. */
  readonly stamp: { readonly wasMs: number; readonly setMs: number } | null;
}

/** Those of this boot, durable: whatever ends us, the next keeper goes on with them. */
export interface HeldTimers {
  all(): readonly HeldTimer[];
  find(one: Pick<HeldTimer, "owner" | "timer">): HeldTimer | undefined;
  /** Whether it could be written down. */
  put(timer: HeldTimer): boolean;
  remove(timer: Pick<HeldTimer, "owner" | "timer">): void;
}

const FILE = "held-timers.json";

export function heldTimers(folder: StateFolder, files: Files): HeldTimers {
  const boot = currentBoot(files);
  let known = readHeldTimers(folder, files);
  const save = (timers: readonly HeldTimer[]): boolean => {
    known = timers;
    const written = timers.length === 0 ? folder.remove(FILE) : folder.replace(FILE, `${JSON.stringify({ boot, timers })}\n`);
    return written.kind === "done";
  };
  const others = (one: Pick<HeldTimer, "owner" | "timer">): readonly HeldTimer[] => known.filter((it) => !isSame(it, one));
  return {
    all: () => known,
    find: (one) => known.find((it) => isSame(it, one)),
    put: (timer) => save([...others(timer), timer]),
    remove: (timer) => {
      if (known.some((it) => isSame(it, timer))) save(others(timer));
    },
  };
}

/** As they stand in the file. After a reboot systemd makes up for what was missed by itself: they are forgotten. */
export function readHeldTimers(folder: Pick<StateFolder, "read">, files: Files): readonly HeldTimer[] {
  const text = folder.read(FILE);
  const parsed = text.kind === "value" ? v.safeParse(KEPT, text.value) : null;
  return parsed?.success && parsed.output.boot === currentBoot(files) ? parsed.output.timers : [];
}

/** Of those the ones whose work fell due, and waits or is under way. */
export const waitingOf = (timers: readonly HeldTimer[]): readonly HeldTimer[] => timers.filter(({ state }) => state !== "held");

/** What waits, in a sentence; none where nothing does. */
export function waitingSentences(timers: readonly HeldTimer[]): readonly string[] {
  const names = timers.filter(({ state }) => state === "due").map(({ service }) => service.replace(/\.service$/u, ""));
  if (names.length === 0) return [];
  return [
    `${names.join(", ")} fell due meanwhile, and ${names.length === 1 ? "starts" : "start"} after five minutes on a charger.`,
  ];
}

const isSame = (one: Pick<HeldTimer, "owner" | "timer">, other: Pick<HeldTimer, "owner" | "timer">): boolean =>
  one.owner === other.owner && one.timer === other.timer;

const unitName = (kind: string) => v.pipe(v.string(), v.regex(new RegExp(`^[\\w:@.\\\\-]{1,255}\\.${kind}$`, "u")));

const KEPT = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({
    boot: v.string(),
    timers: v.array(
      v.object({
        owner: v.union([v.picklist(["system", "user"]), v.pipe(v.number(), v.integer(), v.minValue(1))]),
        timer: unitName("timer"),
        service: unitName("[a-z]+"),
        nextMs: v.number(),
        state: v.picklist(["held", "due", "started"]),
        stamp: v.nullable(v.object({ wasMs: v.number(), setMs: v.number() })),
      }),
    ),
  }),
);
