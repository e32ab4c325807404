// SPDX-License-Identifier: MIT
import type { LastSession, Status } from "../engine/engine.ts";
import { openEngine } from "../engine/open-engine.ts";
import { readHeldTimers, waitingSentences } from "../keeper/held-timers.ts";
import { NO_WISHES, type Wishes } from "../keeper/wishes.ts";
import { readWishes } from "../keeper/wishes-store.ts";
import type { Files } from "../machine/doors.ts";
import type { StateFolder } from "../machine/state-folder.ts";
import type { Seen } from "../text/seen.ts";
import { engineFor, loadKnobs } from "./engine-for.ts";
import type { Session } from "./session.ts";

/** The caller's own travel mode; for an ordinary user whose own is off, that of the whole computer, if there is more to tell of it. */
export async function lookAtTravelMode(session: Session): Promise<Seen> {
  const { folders, machine } = session.laptop;
  const own = seen("own", await engineFor(session).status(), { folder: folders.own, files: machine.files });
  if (own.mode !== "off" || machine.caller.uid === 0 || folders.other === undefined) return own;
  const computer = await computers(session, folders.other);
  if (computer === null) return own;
  const tells = computer.mode !== "off" || !wantsNothing(computer.wishes) || computer.waiting.length > 0;
  const last = later(own.last, computer.last);
  return tells && wantsNothing(own.wishes) && own.waiting.length === 0 ? { ...computer, last } : { ...own, last };
}

function seen(whose: Seen["whose"], status: Status, { folder, files }: { folder: StateFolder; files: Files }): Seen {
  const { wishes, damage } = readWishes(folder);
  const waiting = waitingSentences(readHeldTimers(folder, files));
  return { ...status, whose, wishes, waiting, damage: [...status.damage, ...(damage === null ? [] : [damage])] };
}

/** What of root's cannot be read is root's business. */
async function computers({ laptop }: Session, other: StateFolder): Promise<Seen | null> {
  try {
    const status = await openEngine(laptop.machine, { own: other }, loadKnobs).status();
    return seen("computer", status, { folder: other, files: laptop.machine.files });
  } catch {
    return null;
  }
}

const wantsNothing = ({ byHand, trip, auto, pause }: Wishes): boolean =>
  byHand === NO_WISHES.byHand && trip === NO_WISHES.trip && auto === NO_WISHES.auto && pause === NO_WISHES.pause;

function later(one: LastSession | null, other: LastSession | null): LastSession | null {
  if (one === null || other === null) return one ?? other;
  return one.untilMs >= other.untilMs ? one : other;
}
