// SPDX-License-Identifier: MIT
import type { Status } from "../engine/engine.ts";
import { EXIT, TravelError } from "../errors.ts";
import type { Caller } from "../machine/doors.ts";
import type { Session } from "./session.ts";

/**
 * Root's and a user's travel mode do not mix: before root's is turned on, that of the user behind sudo is ended, by this same
 * program as that user. A user cannot end root's. Throws REFUSED; answers a sentence about what was done.
 */
export async function clearTheWay(session: Session, { elsewhere }: Status): Promise<string | undefined> {
  if (elsewhere === null) return undefined;
  const { invoker } = session.laptop.machine.caller;
  if (invoker === undefined) throw notYours(elsewhere, "travelmode on");
  await endAs(invoker, session);
  return `Ended the travel mode of ${elsewhere.who} (${elsewhere.profile}) first.`;
}

/** The refusal to a user while root's travel mode is on. */
export function notYours({ who, profile }: NonNullable<Status["elsewhere"]>, command: string): TravelError {
  return new TravelError(
    "REFUSED",
    `the travel mode of ${who} is on (${profile}), and only ${who} can change it: sudo ${command}`,
  );
}

/** The state folder of an ordinary user is found by HOME alone, as sudo drops XDG_STATE_HOME, too. */
async function endAs({ name, home }: NonNullable<Caller["invoker"]>, { laptop, self }: Session): Promise<void> {
  const drop = ["XDG_STATE_HOME", "SUDO_UID", "SUDO_GID", "SUDO_USER", "DOAS_USER", "PKEXEC_UID"].flatMap((variable) => [
    "-u",
    variable,
  ]);
  const ended = await laptop.machine.commands.run([
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
  if (ended.kind === "value" && ended.value.status === EXIT.done) return;
  const why =
    ended.kind === "value" ? ended.value.stderr.trim() || `exit status ${ended.value.status}` : "runuser cannot be started";
  throw new TravelError("REFUSED", `the travel mode of ${name} could not be ended (${why}): run travelmode off as ${name} first`);
}
