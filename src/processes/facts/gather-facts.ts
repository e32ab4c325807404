// SPDX-License-Identifier: MIT
import type { Machine } from "../../machine/doors.ts";
import type { ProgramFacts } from "../protected.ts";
import { calledNames, ownedNames } from "./bus-owners.ts";
import { displayOf } from "./displays.ts";
import { type Living, membersOf } from "./everyone.ts";
import { heldLocks } from "./held-locks.ts";
import { inhibitedBy } from "./inhibiting.ts";
import { holdsAncestor } from "./lineage.ts";
import { namesOf } from "./names.ts";
import { type OpenFile, openFilesOf } from "./open-files.ts";
import type { Program } from "./program.ts";
import { servedFiles } from "./served-files.ts";
import { type FactSources, sourcesNow } from "./sources.ts";
import { hasRunningStream } from "./streams.ts";
import { isDebugged } from "./tracing.ts";
import { unitsOf } from "./units.ts";
import { isOnAnotherBus, type UsersSide } from "./users-side.ts";
import { hasWatchdog } from "./watchdog.ts";

/**
 * What speaks for and against holding a program, as it is at this moment: for `refusalsFor`. What the caller may not read, or what nobody
 * answers, is null. Facts age, so they are gathered just before the deed; for several programs at once they cost little more than for one.
 */
export async function gatherFacts(machine: Machine, program: Program): Promise<ProgramFacts> {
  const known = await sourcesNow(machine);
  const members = membersOf(known.everyone, program);
  const opened = await openFilesOf(machine, members);
  const names = [...new Set(members.flatMap((member) => namesOf(machine.files, member)))];
  const units = unitsOf(program, members);
  return {
    ...{ names, units },
    ...placeOf(machine, known, members),
    ...holdingsOf(machine, known, { members, opened }),
    ...(await callsOn(machine, known, { members, opened, names, units })),
  };
}

interface Case {
  readonly members: readonly Living[];
  readonly opened: readonly OpenFile[] | null;
}

type Place = "hasKernelThreads" | "holdsAncestorOfOurs" | "isForegroundJob" | "isDebugged";

/** Among which other processes it stands. */
const placeOf = ({ caller }: Machine, { everyone }: FactSources, members: readonly Living[]): Pick<ProgramFacts, Place> => ({
  hasKernelThreads: members.some(({ record }) => record.isKernelThread),
  holdsAncestorOfOurs: holdsAncestor(everyone, members, caller.pid),
  isForegroundJob: members.some(({ record }) => record.terminal !== 0 && record.foregroundGroupId === record.groupId),
  isDebugged: isDebugged(everyone, members),
});

/** What its open files and locks tell. */
const holdingsOf = (
  { files }: Machine,
  { locks, displayClients }: FactSources,
  { members, opened }: Case,
): Pick<ProgramFacts, "servesFileSystems" | "showsTerminal" | "holdsLocks" | "display"> => ({
  showsTerminal: opened?.some(({ target }) => isTerminalsOtherEnd(target)) ?? null,
  servesFileSystems: servedFiles(files, opened),
  holdsLocks: heldLocks(locks, members, opened),
  display: displayOf(files, members, { clients: displayClients, opened }),
});

/** The end of a pseudoterminal that shows what the other one prints (pty(7)). */
const isTerminalsOtherEnd = (target: string): boolean => target === "/dev/ptmx" || target === "/dev/pts/ptmx";

interface NamedCase extends Case {
  readonly names: readonly string[];
  readonly units: readonly string[];
}

/** Who else counts on it, as buses, sound servers and managers of units tell. */
async function callsOn(
  machine: Machine,
  sources: FactSources,
  { members, opened, names, units }: NamedCase,
): Promise<Pick<ProgramFacts, "busNames" | "inhibits" | "hasRunningStream" | "hasWatchdog">> {
  const { everyone, deviceUsers, nameOf } = sources;
  const sides = await sidesOf(sources, members);
  const isElsewhere = isOnAnotherBus(machine, members);
  const together = <T>(read: (side: UsersSide) => readonly T[] | null): readonly T[] | null => joined(sides.map(read));
  const own = isElsewhere
    ? null
    : ownedNames(
        together((side) => side.names),
        members,
      );
  const inhibitors = joined([sources.inhibitors, isElsewhere ? null : together((side) => side.inhibitors)]);
  return {
    busNames: joined([ownedNames(sources.names, members), own === null ? null : calledNames(own, members, nameOf)]),
    inhibits: inhibitedBy(inhibitors, { members, names: [...names, ...units] }, everyone),
    hasRunningStream: hasRunningStream(everyone, members, { deviceUsers, streams: together((side) => side.streams), opened }),
    hasWatchdog: await isWatched(machine, sources, { members, units }),
  };
}

/** The sides of all users that the processes belong to; one whose user is not known knows nothing. */
const sidesOf = ({ usersSide }: FactSources, members: readonly Living[]): Promise<readonly UsersSide[]> => {
  const uids = [...new Set(members.map(({ identity }) => identity.uid))];
  return Promise.all(uids.map(async (uid) => (uid === null ? NOTHING : usersSide(uid))));
};

const NOTHING: UsersSide = { bus: undefined, names: null, inhibitors: null, streams: null };

/** All of them as one list; null where one is not known. */
function joined<T>(lists: readonly (readonly T[] | null)[]): readonly T[] | null {
  const known = lists.filter((list) => list !== null);
  return known.length < lists.length ? null : known.flat();
}

/** A user's units are watched by that user's own systemd, all others by the computer's. */
async function isWatched(
  { bus }: Machine,
  { usersSide }: FactSources,
  { members, units }: Pick<NamedCase, "members" | "units">,
): Promise<boolean | null> {
  const uid = members
    .map(({ identity }) => /\/user@(\d+)\.service\//u.exec(identity.cgroup ?? "")?.[1])
    .find((it) => it !== undefined);
  if (uid === undefined) return hasWatchdog(bus, units);
  const users = (await usersSide(Number(uid))).bus;
  if (users !== undefined) return hasWatchdog(users, units);
  return units.some((unit) => unit.endsWith(".service")) ? null : false;
}
