// SPDX-License-Identifier: MIT
import type { LearnedFiles } from "../../processes/program-files/learned-files.ts";
import { type Check, checks } from "./check.ts";
import type { LoadedProgram } from "./load-programs.ts";

const { ok, said } = checks("programs");

/** Which of the programs that will be needed could be started already, and which were loaded before earlier journeys. */
export function checkPrograms(loaded: readonly LoadedProgram[], earlier: readonly LearnedFiles[]): readonly Check[] {
  const named = earlier.map(({ name }) => name).filter((name) => loaded.every((one) => one.name !== name));
  const again = named.length === 0 ? [] : [said(`loaded before earlier journeys: ${named.join(", ")}`, commandFor(named))];
  return [...loaded.map(checkProgram), ...again];
}

const checkProgram = ({ name, isRunning }: LoadedProgram): Check =>
  isRunning
    ? ok(`${name} is running`)
    : said(`${name} is not running`, "start it now: what it does first costs nothing while plugged in");

const commandFor = (names: readonly string[]): string => `travelmode prepare ${names.map((name) => `--load ${name}`).join(" ")}`;
