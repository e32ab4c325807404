// SPDX-License-Identifier: MIT
import type { LastSession, Status } from "../engine/engine.ts";
import { openEngine } from "../engine/open-engine.ts";
import { limitFolder } from "../keeper/charger/full-charge-wish.ts";
import { readHeldTimers, waitingSentences } from "../keeper/due-work/held-timers.ts";
import type { Wishes } from "../keeper/wishes/wishes.ts";
import { readWishes } from "../keeper/wishes/wishes-store.ts";
import type { Machine } from "../machine/doors.ts";
import type { StateFolder } from "../machine/state-folder.ts";
import type { Seen } from "../text/seen.ts";
import { engineFor, loadKnobs } from "./engine-for.ts";
import type { Session } from "./session.ts";

/** The caller's own travel mode; for an ordinary user whose own is off, that of the whole computer, if there is more to tell of it. */
export async function lookAtTravelMode(session: Session): Promise<Seen> {
  const { folders, machine } = session.laptop;
  const own = await seen("own", await engineFor(session).status(), { machine, folder: folders.own });
  if (own.mode !== "off" || machine.caller.uid === 0 || folders.other === undefined) return own;
  const computer = await computers(session, folders.other);
  if (computer === null) return own;
  const tells = computer.mode !== "off" || !wantsNothing(computer.wishes) || computer.waiting.length > 0;
  const last = later(own.last, computer.last);
  return tells && wantsNothing(own.wishes) && own.waiting.length === 0 ? { ...computer, last } : { ...own, last };
}

interface Where {
  readonly machine: Machine;
  readonly folder: StateFolder;
}

async function seen(whose: Seen["whose"], status: Status, { machine, folder }: Where): Promise<Seen> {
  const { wishes, damage } = readWishes(folder);
  const waiting = waitingSentences(readHeldTimers(folder, machine.files));
  const limit = await openEngine(machine, { own: limitFolder(folder) }, loadKnobs).status();
  const damages = [...status.damage, ...limit.damage, ...(damage === null ? [] : [damage])];
  return { ...status, whose, wishes, waiting, raised: limit.settings, damage: damages };
}

/** What of root's cannot be read is root's business. */
async function computers({ laptop }: Session, other: StateFolder): Promise<Seen | null> {
  try {
    const { machine } = laptop;
    const status = await openEngine(machine, { own: other }, loadKnobs).status();
    return await seen("computer", status, { machine, folder: other });
  } catch {
    return null;
  }
}

const wantsNothing = ({ byHand, trip, auto, pause, fullCharge }: Wishes): boolean =>
  [byHand, trip, auto, pause, fullCharge].every((wish) => wish === null);

function later(one: LastSession | null, other: LastSession | null): LastSession | null {
  if (one === null || other === null) return one ?? other;
  return one.untilMs >= other.untilMs ? one : other;
}
