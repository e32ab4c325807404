// SPDX-License-Identifier: MIT
import type { BusName } from "../../machine/bus-names.ts";
import { foundNobody } from "../../machine/bus-values.ts";
import type { Bus, Files, Machine } from "../../machine/doors.ts";
import { absent, type Reading } from "../../machine/reading.ts";
import { usersBus } from "../../machine/users-bus.ts";
import { environmentOf } from "./environment.ts";
import type { Everyone, Living } from "./everyone.ts";
import { type Inhibitor, sessionInhibitors } from "./inhibitors.ts";
import type { Stream } from "./sound-server.ts";
import { runningStreams } from "./sound-server.ts";

/** What only a user's own services know. Null is what they do not tell the caller. */
export interface UsersSide {
  /** Where to ask that user's systemd; undefined where the caller may not, or nobody is there. */
  readonly bus: Pick<Bus, "call"> | undefined;
  readonly names: readonly BusName[] | null;
  readonly inhibitors: readonly Inhibitor[] | null;
  readonly streams: readonly Stream[] | null;
}

/** Asks a user's session bus and sound server. */
export async function readUsersSide(machine: Machine, uid: number, all: Everyone): Promise<UsersSide> {
  const [session, streams] = await Promise.all([readSession(machine, uid), runningStreams(machine, uid, all)]);
  return { ...session, streams };
}

type Session = Pick<UsersSide, "bus" | "names" | "inhibitors">;

const NO_SESSION: Session = { bus: undefined, names: [], inhibitors: [] };
const UNTOLD: Session = { bus: undefined, names: null, inhibitors: null };

/** Who has no bus is called by nobody on it: most services of the system. */
async function readSession(machine: Machine, uid: number): Promise<Session> {
  if (uid !== machine.caller.uid && hasNoBus(machine.files, uid)) return NO_SESSION;
  const bus = usersBus(machine, uid);
  const names = bus === undefined ? absent : await bus.names();
  if (bus === undefined || names.kind !== "value") return isNobody(names) ? NO_SESSION : UNTOLD;
  return { bus, names: names.value, inhibitors: await sessionInhibitors(bus, names.value) };
}

/** A sandbox may hide the socket's file (ProtectHome= does), but not that the kernel lists it: only what neither shows is not there. */
function hasNoBus(files: Files, uid: number): boolean {
  const path = `/run/user/${uid}/bus`;
  const sockets = files.read("/proc/net/unix");
  const isListed = sockets.kind !== "value" || sockets.value.split("\n").some((line) => line.endsWith(` ${path}`));
  return files.stat(path).kind === "absent" && !isListed;
}

const isNobody = (names: Reading<unknown>): boolean => names.kind === "error" && foundNobody(names);

/** Whether one of them speaks on another session bus than the one that is asked: one of several sessions, or of its own. */
export const isOnAnotherBus = ({ files, caller }: Machine, members: readonly Living[]): boolean =>
  members.some(({ record, identity: { uid } }) => {
    const address = environmentOf(files, record.pid)?.get("DBUS_SESSION_BUS_ADDRESS");
    const usual = `unix:path=/run/user/${uid}/bus`;
    const asked = uid === caller.uid && uid !== 0 ? (caller.env["DBUS_SESSION_BUS_ADDRESS"] ?? usual) : usual;
    return address !== undefined && withoutGuid(address) !== withoutGuid(asked);
  });

const withoutGuid = (address: string): string => address.replace(/,guid=[0-9a-f]+/gu, "");
