// SPDX-License-Identifier: MIT
import type { Outline } from "../../engine/engine.ts";
import { TravelError } from "../../errors.ts";
import { clean } from "../../text/display-width.ts";
import { tellCleared } from "../other-owner.ts";
import { profileTyped } from "../profiles-here.ts";
import type { Run, Session } from "../session.ts";
import { toTurnOn } from "../who-turns.ts";

/** `travelmode run [--profile NAME] -- COMMAND...`: travel mode while the command runs; the exit status is the command's. */
export const run: Run = async (session, input) => {
  if (session.json) throw new TravelError("USAGE", "run has no JSON form: what it prints is the command's");
  const argv = input.list("command");
  const profile = profileTyped(session, input.text("profile"));
  const { mode, cleared } = await toTurnOn(session);
  tellCleared(quietOut(session), cleared);
  const release = await mode.hold(profile, reasonOf(argv));
  if (!session.quiet) session.terminal.err(sayingOf(await mode.outline()));
  try {
    return await runAsTyped(session, argv);
  } finally {
    await released(session, release);
  }
};

/** A hold is no order: by hand, somebody may have turned it off until the next unplugging, or another profile on. */
const sayingOf = ({ mode, profile }: Outline): string =>
  mode === "on"
    ? `Travel mode is on while it runs: ${clean(profile ?? "")}`
    : "Travel mode does not come on for it now: travelmode status tells more";

/** Standard output is the command's: lines about us go to standard error. */
const quietOut = (session: Session): Session => ({ ...session, terminal: { ...session.terminal, out: session.terminal.err } });

/** What others read of it: the command's name only, as its arguments may be nobody's business. */
const reasonOf = ([program = ""]: readonly string[]): string => clean(program).slice(0, 80);

/**
 * env(1) gives the program the surroundings that it would have had without us, where our own programs run in the C locale; and its
 * exit statuses are those that shells use where there is no such program (127), or none that can be run (126).
 */
async function runAsTyped({ terminal, laptop, caller: { env } }: Session, argv: readonly string[]): Promise<number> {
  const own = ["LC_ALL", "PATH"].flatMap((name) => (env[name] === undefined ? [] : [`${name}=${env[name]}`]));
  const ran = await terminal.lend(() => laptop.machine.commands.run(["env", "-u", "LC_ALL", ...own, ...argv], { inherit: true }));
  if (ran.kind === "value") return ran.value.status;
  throw new TravelError("USAGE", `${argv[0]} could not be started: env is missing`);
}

/** A keeper that is gone holds nothing any more: the command's exit status counts. */
async function released({ terminal }: Session, release: () => Promise<void>): Promise<void> {
  try {
    await release();
  } catch (error) {
    terminal.err(`travelmode: ${error instanceof Error ? clean(error.message) : String(error)}`);
  }
}
