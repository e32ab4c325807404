// SPDX-License-Identifier: MIT
import { resolve } from "node:path";
import { EXIT, TravelError } from "../../errors.ts";
import type { Files } from "../../machine/doors.ts";
import { readPower } from "../../power/read-power.ts";
import { batteryJson, batteryLines } from "../battery.ts";
import { profileInForce, timeLeftHere } from "../battery-here.ts";
import { engineFor } from "../engine-for.ts";
import type { Run, Session } from "../session.ts";

/** `travelmode battery`: the kernel's reading, of this laptop or of a recorded tree. */
export const battery: Run = async (session, input) => {
  const power = readPower(filesOf(session, input.text("root")));
  const { terminal, json } = session;
  const forecast = await timeLeftHere(session, power, await profileNow(session));
  if (json) terminal.out(JSON.stringify(batteryJson(power, forecast), null, 2));
  else for (const line of batteryLines(power, forecast, terminal.look)) terminal.out(line);
  return EXIT.done;
};

/** The profile by which the time left is forecast; a journal that cannot be read names none. */
async function profileNow(session: Session): Promise<string | null> {
  try {
    return profileInForce(await engineFor(session).outline());
  } catch (error) {
    if (!(error instanceof TravelError)) throw error;
    return null;
  }
}

function filesOf({ laptop, filesBelow }: Session, root: string | undefined): Files {
  if (root === undefined) return laptop.machine.files;
  if (root === "") throw new TravelError("USAGE", "--root needs the name of a folder");
  const folder = resolve(root);
  const files = filesBelow(folder);
  if (files.list("/").kind === "value") return files;
  throw new TravelError(
    "USAGE",
    `${folder} cannot be read as a folder: --root takes one that holds a recorded tree (sys/class/power_supply ...)`,
  );
}
