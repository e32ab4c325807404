// SPDX-License-Identifier: MIT
import { type Ending, endProgram, namedPrograms } from "../../engine/end-program.ts";
import { EXIT, TravelError } from "../../errors.ts";
import { clean } from "../../text/display-width.ts";
import { endingLines } from "../../text/ending-lines.ts";
import { jsonText } from "../json.ts";
import type { Input, Run, Session } from "../session.ts";

/** `travelmode end NAME`: asks a program to end (SIGTERM), once its name has been typed again. */
export const end: Run = async (session, input) => {
  const { terminal, laptop, json } = session;
  const name = input.argument("program") ?? "";
  const isHere = namedPrograms(laptop.machine, name).length > 0;
  if (isHere && !(await isTypedAgain(session, input, name))) {
    terminal.err("That was another name: nothing has been ended.");
    return EXIT.partly;
  }
  const endings = isHere ? await endProgram(laptop.machine, name) : [];
  if (json) terminal.out(jsonText({ name, programs: endings.map(({ title, why }) => ({ program: title, why })) }));
  else for (const line of endingLines(name, endings)) terminal.out(line);
  return statusOf(endings);
};

/** Unsaved work goes with it, so that a slip must not do; where nobody can be asked, the answer must have been given before. */
async function isTypedAgain({ terminal, json }: Session, input: Input, name: string): Promise<boolean> {
  if (input.flag("yes")) return true;
  if (json || terminal.ask === undefined)
    throw new TravelError("USAGE", "nobody can be asked for the program's name again: --yes says so beforehand");
  return (
    (await terminal.ask(`Ending ${clean(name)} may lose what it has not saved. Type its name again: `)) === name.toLowerCase()
  );
}

const statusOf = (endings: readonly Ending[]): number =>
  endings.length > 0 && endings.every(({ why }) => why === null) ? EXIT.done : EXIT.partly;
