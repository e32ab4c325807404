// SPDX-License-Identifier: MIT
import type { Outline } from "../engine/engine.ts";
import { EXIT, TravelError } from "../errors.ts";
import type { Caller } from "../machine/doors.ts";
import { clean } from "../text/display-width.ts";
import { missedLines } from "../text/report-view.ts";
import { engineMode } from "./engine-mode.ts";
import type { Session } from "./session.ts";

/** Lines about what was ended, and about what of it could not be put back. */
export interface Cleared {
  readonly done: readonly string[];
  readonly faults: readonly string[];
}

/**
 * Root's and a user's travel mode do not mix: before root's is turned on, that of the user behind sudo is ended, by this same
 * program as that user. A user cannot end root's. Throws REFUSED. What the user's journal and program say is not trusted, only repeated.
 */
export async function clearTheWay(session: Session, { elsewhere }: Outline): Promise<Cleared> {
  if (elsewhere === null) return { done: [], faults: [] };
  const { invoker } = session.laptop.machine.caller;
  if (invoker === undefined) throw notYours(elsewhere, "travelmode on");
  const faults = await endAs(invoker, session);
  return { done: [`Ended the travel mode of ${elsewhere.who} (${clean(elsewhere.profile)}) first.`], faults };
}

/**
 * Before the installed service turns the whole computer's travel mode on, that of the ordinary user who asks is ended, by their keeper if
 * it runs. A dongle that never returns must not stand in the way: done in part will do.
 */
export async function endOwn(session: Session, { mode, profile }: Outline): Promise<Cleared> {
  if (mode === "off") return { done: [], faults: [] };
  const keeper = await session.laptop.keepers?.user();
  const report = await (keeper?.off({ interactive: false, forget: [] }) ?? engineMode(session).off({ forget: [] }));
  const missed = missedLines(report, { look: session.terminal.look, verbose: false, asRoot: "sudo travelmode off" });
  return {
    done: [`Ended your own travel mode (${clean(profile ?? "")}) first.`],
    faults: missed.length === 0 ? [] : ["Not everything of it could be put back:", ...missed.filter((line) => line !== "")],
  };
}

/** Says what was ended. */
export function tellCleared({ terminal, json, quiet }: Session, { done, faults }: Cleared): void {
  if (!json && !quiet) for (const line of done) terminal.out(line);
  for (const line of faults) terminal.err(line);
}

/** The refusal to a user while root's travel mode is on. */
export function notYours({ who, profile }: NonNullable<Outline["elsewhere"]>, command: string): TravelError {
  return new TravelError(
    "REFUSED",
    `the travel mode of ${who} is on (${clean(profile)}), and only ${who} can change it: sudo ${command}`,
  );
}

/**
 * The state folder of an ordinary user is found by HOME alone, as sudo drops XDG_STATE_HOME, too. In a session of its own, nothing
 * of the user's can push input into root's terminal (TIOCSTI). A dongle that never returns must not lock root out: done in part will do.
 */
async function endAs({ name, home }: NonNullable<Caller["invoker"]>, { laptop, self }: Session): Promise<readonly string[]> {
  const drop = ["XDG_STATE_HOME", "SUDO_UID", "SUDO_GID", "SUDO_USER", "DOAS_USER", "PKEXEC_UID"].flatMap((variable) => [
    "-u",
    variable,
  ]);
  const ended = await laptop.machine.commands.run([
    "setsid",
    "--wait",
    "runuser",
    "-u",
    name,
    "--",
    "env",
    ...drop,
    `HOME=${home}`,
    ...self,
    "off",
    "--quiet",
  ]);
  if (ended.kind !== "value") throw notEnded(name, "setsid cannot be started");
  const { status, stdout, stderr } = ended.value;
  if (status === EXIT.done) return [];
  if (status !== EXIT.partly) throw notEnded(name, linesOf(stderr).join(" ") || `exit status ${status}`);
  return [`Not everything of ${name}'s travel mode could be put back:`, ...linesOf(stdout), ...linesOf(stderr)];
}

const notEnded = (name: string, why: string): TravelError =>
  new TravelError("REFUSED", `the travel mode of ${name} could not be ended (${why}): run travelmode off as ${name} first`);

/** What another user's program printed, fit for this terminal. */
const linesOf = (text: string): readonly string[] =>
  text
    .split("\n")
    .map((line) => clean(line).trimEnd())
    .filter((line) => line !== "");
