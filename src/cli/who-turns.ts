// SPDX-License-Identifier: MIT
import type { Outline } from "../engine/engine.ts";
import type { KeeperClient } from "../keeper/client/keeper-client.ts";
import { engineFor } from "./engine-for.ts";
import { engineMode } from "./engine-mode.ts";
import { keeperMode } from "./keeper-mode.ts";
import { type Cleared, clearTheWay, endOwn, notYours } from "./other-owner.ts";
import type { Keepers, Session } from "./session.ts";
import type { TravelMode } from "./travel-mode.ts";

/**
 * Who turns travel mode on: the installed service, else the caller's own keeper (started if it can be), else nobody but this
 * command. What was on under another owner is ended first. Throws REFUSED where that cannot be.
 */
export async function toTurnOn(session: Session): Promise<{ readonly mode: TravelMode; readonly cleared: Cleared }> {
  const outline = await engineFor(session).outline();
  const system = await systemMode(session);
  if (system !== null) return { mode: system, cleared: await (isRoot(session) ? clearTheWay : endOwn)(session, outline) };
  const cleared = await clearTheWay(session, outline);
  const mode = (await ownMode(session, async (keepers) => (await keepers.user()) ?? keepers.startUser())) ?? engineMode(session);
  return { mode, cleared };
}

/** Who turns it off, and what stands in its journal. Throws REFUSED where it is root's, without a service that could be asked to end it. */
export async function toTurnOff(session: Session): Promise<{ readonly mode: TravelMode; readonly before: Outline }> {
  const mode = await whoeverHasIt(session);
  const before = await mode.outline();
  const isRootsAlone = mode.keeper !== "system" && before.mode === "off" && !isRoot(session);
  if (isRootsAlone && before.elsewhere !== null) throw notYours(before.elsewhere, "travelmode off");
  return { mode, before };
}

/** Who would do it, with nothing started for it. */
export const whoWould = async (session: Session): Promise<TravelMode> =>
  (await systemMode(session)) ?? (await ownMode(session, (keepers) => keepers.user())) ?? engineMode(session);

/** Who is asked about the travel mode that is on: an ordinary user's own comes before the whole computer's. */
export async function whoeverHasIt(session: Session): Promise<TravelMode> {
  const { keepers } = session.laptop;
  const isOwn = keepers !== undefined && !isRoot(session) && (await engineFor(session).outline()).mode !== "off";
  if (!isOwn) return whoWould(session);
  return (await ownMode(session, (it) => it.user())) ?? engineMode(session);
}

const isRoot = ({ laptop }: Session): boolean => laptop.machine.caller.uid === 0;

async function systemMode(session: Session): Promise<TravelMode | null> {
  const client = (await session.laptop.keepers?.system()) ?? null;
  return client === null ? null : keeperMode(session, client);
}

/** Root has no keeper of its own beside the installed one. */
async function ownMode(session: Session, find: (keepers: Keepers) => Promise<KeeperClient | null>): Promise<TravelMode | null> {
  const { keepers } = session.laptop;
  const client = keepers === undefined || isRoot(session) ? null : await find(keepers);
  return client === null ? null : keeperMode(session, client);
}
