// SPDX-License-Identifier: MIT
import { join } from "node:path";
import { TravelError } from "../errors.ts";
import type { Commands } from "../machine/doors.ts";
import type { StateFolder } from "../machine/state-folder.ts";

const UNIT = "travelmode-recovery.service";

/**
 * What an ordinary user's keeper leaves while travel mode is on: a unit of the user's own systemd that runs `program` (`travelmode off`)
 * at the next login, since at logout not everything may be put back any more. It lies beside the journal; systemd links to it.
 */
export async function leaveRecovery(commands: Commands, folder: StateFolder, program: readonly string[]): Promise<void> {
  const written = folder.replace(UNIT, unitText(program, join(folder.path, UNIT)));
  if (written.kind === "error")
    throw new TravelError("JOURNAL_UNWRITABLE", `Cannot write ${join(folder.path, UNIT)} (${written.code}).`);
  await systemctl(commands, "enable", join(folder.path, UNIT));
}

/** Everything is back: nothing is left for the next login. */
export async function removeRecovery(commands: Commands, folder: StateFolder): Promise<void> {
  await systemctl(commands, "disable", UNIT);
  folder.remove(UNIT);
}

/** Without a systemd of the user's there is no next login that it could serve. */
const systemctl = (commands: Commands, verb: string, unit: string): Promise<unknown> =>
  commands.run(["systemctl", "--user", "--quiet", verb, unit], { timeoutMs: 10_000 });

const unitText = (program: readonly string[], ownPath: string): string => `[Unit]
Description=Puts back what travel mode left at the last logout

[Service]
Type=oneshot
ExecStart=${program.map(quoted).join(" ")}
ExecStartPost=-systemctl --user --quiet --no-reload disable ${UNIT}
ExecStartPost=-rm ${quoted(ownPath)}

[Install]
WantedBy=default.target
`;

/** systemd.service(5), "Command lines": quotes group, backslashes escape, "%" and "$" stand for something unless doubled. */
const quoted = (word: string): string => `"${word.replace(/[\\"]/g, "\\$&").replace(/[%$]/g, "$&$&")}"`;
