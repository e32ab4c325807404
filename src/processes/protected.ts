// SPDX-License-Identifier: MIT
import { NEVER_HELD, type NeverHeld } from "./never-list.ts";
import { isLike } from "./program-name.ts";

/** What somebody would like to do to a program. `stop` is by a rule and for a while; `end` by a person, who has typed its name twice. */
export type Restraint = "slow" | "freeze" | "stop" | "end";

/** What is known of a program with all its processes. A fact that could not be found out is null, which speaks against it. */
export interface ProgramFacts {
  /** Of all its processes: what the kernel calls them, and the names at the end of the paths of program and script. */
  readonly names: readonly string[];
  /** The systemd units that would be held with it: its own and those within, none of those around it. */
  readonly units: readonly string[];
  readonly hasKernelThreads: boolean;
  /** Holds process 1, ourselves, or one of our ancestors. */
  readonly holdsAncestorOfOurs: boolean;
  /** A process that uses a terminal and is in its foreground. */
  readonly isForegroundJob: boolean | null;
  /** Others work in a terminal that it shows: a terminal's window, a multiplexer, an editor with one inside. */
  readonly showsTerminal: boolean | null;
  /** A process that is traced, or traces another. */
  readonly isDebugged: boolean | null;
  /** Mount points of file systems that it serves. */
  readonly servesFileSystems: readonly string[] | null;
  /** Well-known names on the system or the session bus that it owns and others call; not those that it took only to run once. */
  readonly busNames: readonly string[] | null;
  /** Who inhibits what through it: logind, the session manager, the screen saver. */
  readonly inhibits: readonly string[] | null;
  /** Plays or records now. */
  readonly hasRunningStream: boolean | null;
  /** Its unit is killed when it does not answer in time (WatchdogSec). */
  readonly hasWatchdog: boolean | null;
  /** Locks of package managers and firmware tools. */
  readonly holdsLocks: readonly string[] | null;
  /** The display that it is a client of, so that it may have windows. */
  readonly display: "wayland" | "x11" | "none" | null;
}

export interface Circumstances {
  /** The user means this very program by name, not by a rule about many. */
  readonly isNamed: boolean;
}

/**
 * Why a program may not be slowed, frozen, stopped or ended, whatever a rule says; none: it may. It only answers. One process that is to be
 * left alone protects the whole program, for all of it would be held.
 */
export function refusalsFor(
  facts: ProgramFacts,
  restraint: Restraint,
  circumstances: Circumstances = { isNamed: false },
): readonly string[] {
  const listed = NEVER_HELD.filter((never) => isOn(never, facts)).map(({ reason }) => `it is ${reason}`);
  const found = FACTS.filter(({ but }) => !but?.includes(restraint)).flatMap(
    ({ refuses }) => refuses(facts, circumstances) ?? [],
  );
  return [...listed, ...found];
}

function isOn({ programs, units = [] }: NeverHeld, facts: ProgramFacts): boolean {
  const names = facts.names.flatMap(spellings);
  const bare = facts.units.map((unit) => unit.toLowerCase().replace(/\.[a-z]+$/u, ""));
  return (
    programs.some((pattern) => names.some((name) => isLike(name, pattern))) ||
    units.some((pattern) => bare.some((unit) => isLike(unit, pattern)))
  );
}

/** As it stands in a list: without a login shell's dash, what NixOS wraps around (".sway-wrapped"), or a version ("sway-1.9"). */
function spellings(name: string): readonly string[] {
  const plain = name.trim().toLowerCase();
  const bare = plain.replace(/^-/u, "").replace(/^\.(.+?)(?:-w(?:rap?p?e?d?|r)?)?$/u, "$1");
  return [plain, bare, bare.replace(/[-_]?\d[\d.]*$/u, "")].filter((it) => it !== "");
}

interface Fact {
  /** Why not, by this fact; null where it has nothing against it. */
  readonly refuses: (facts: ProgramFacts, circumstances: Circumstances) => string | null;
  /** What may be done all the same. */
  readonly but?: readonly Restraint[];
}

const UNKNOWN = "could not be found out";

const yes = (it: boolean | null, why: string, what: string): string | null =>
  it === null ? `${what} ${UNKNOWN}` : it ? why : null;

const some = (them: readonly string[] | null, why: string, what: string): string | null => {
  if (them === null) return `${what} ${UNKNOWN}`;
  return them.length === 0 ? null : `${why} ${them.join(", ")}`;
};

const FACTS: readonly Fact[] = [
  { refuses: ({ names }) => (names.length === 0 ? `its name ${UNKNOWN}` : null) },
  { refuses: ({ hasKernelThreads }) => (hasKernelThreads ? "it is a part of the kernel" : null) },
  { refuses: ({ holdsAncestorOfOurs }) => (holdsAncestorOfOurs ? "travelmode itself was started from it" : null) },
  {
    refuses: ({ servesFileSystems }) =>
      some(servesFileSystems, "whoever touches a file there would hang: it serves", "which file systems it serves"),
  },
  { refuses: ({ inhibits }) => some(inhibits, "it has asked not to be interrupted:", "whether it holds an inhibitor") },
  { refuses: ({ holdsLocks }) => some(holdsLocks, "it holds a lock:", "whether it holds a lock") },
  // What these are afraid of is standing still, not an end.
  {
    refuses: ({ hasRunningStream }) => yes(hasRunningStream, "it plays or records now", "whether it plays or records"),
    but: ["end"],
  },
  {
    refuses: ({ hasWatchdog }) =>
      yes(hasWatchdog, "its watchdog would take it for hung and kill it", "whether it has a watchdog"),
    but: ["end"],
  },
  // These come to no harm by being slower for a while, either.
  {
    refuses: ({ busNames }) => some(busNames, "others call it on the bus and would wait:", "which names on the bus it owns"),
    but: ["slow", "end"],
  },
  {
    refuses: ({ isForegroundJob }) =>
      yes(isForegroundJob, "it is at work in the foreground of a terminal", "whether it is a terminal's foreground job"),
    but: ["slow", "end"],
  },
  {
    refuses: ({ showsTerminal }) =>
      yes(showsTerminal, "what runs in a terminal that it shows would wait for it", "whether it shows a terminal"),
    but: ["slow"],
  },
  {
    refuses: ({ isDebugged }) => yes(isDebugged, "it is being debugged, or debugs another", "whether it is debugged"),
    but: ["slow"],
  },
  { refuses: ({ display }, { isNamed }) => windowRefusal(display, isNamed), but: ["slow", "end"] },
];

/**
 * A Wayland client that does not read is killed by its compositor as soon as its socket is full of what the pointer does above it. An X
 * server keeps what it has for the client, so that one is frozen if the user names it.
 */
function windowRefusal(display: ProgramFacts["display"], isNamed: boolean): string | null {
  if (display === null) return `whether it has a window ${UNKNOWN}`;
  if (display === "wayland") return "it is a client of a Wayland display, which would kill it while it does not answer";
  return display === "x11" && !isNamed ? "it may have a window, and was not named" : null;
}
