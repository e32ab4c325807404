// SPDX-License-Identifier: MIT
import { CommanderError } from "commander";
import { messageOf, TravelError } from "../errors.ts";
import { clean } from "../text/display-width.ts";
import { paint } from "../text/look.ts";
import { jsonText } from "./json.ts";
import type { Terminal } from "./terminal.ts";

export interface FaultOptions {
  readonly json: boolean;
  readonly verbose: boolean;
}

/** Tells why a command ended early and answers its exit status: the one place where faults become words. */
export function reportFault(error: unknown, terminal: Terminal, { json, verbose }: FaultOptions): number {
  if (error instanceof CommanderError && error.exitCode === 0) return 0;
  const fault = asTravelError(error);
  if (json) {
    terminal.out(jsonText({ error: { code: fault.code, message: fault.message, exitStatus: fault.exitStatus } }));
    return fault.exitStatus;
  }
  const sentence = fault.message.split("\n").map(clean).join("\n");
  terminal.err(`${paint(terminal.look, "bad", "travelmode:")} ${sentence}`);
  if (verbose && fault.cause instanceof Error) terminal.err(fault.cause.stack ?? fault.cause.message);
  return fault.exitStatus;
}

function asTravelError(error: unknown): TravelError {
  if (error instanceof TravelError) return error;
  if (error instanceof CommanderError) return new TravelError("USAGE", usageSentence(error), error);
  const said = messageOf(error);
  return new TravelError("INTERNAL", `a mistake of travelmode's own: ${said} (more with --verbose); please report it`, error);
}

/** As commander has it, with the argument's own name, which nobody has typed. */
const CHOICES = /^command-argument value '(.*)' is invalid for argument '.*'\. Allowed choices are (.*)$/u;

/** "error: unknown command 'ofn'\n(Did you mean off?)" as one sentence. */
function usageSentence({ code, message }: CommanderError): string {
  if (code === "commander.help") return "this needs a command; travelmode --help lists them";
  return `${message
    .replace(/^error: /u, "")
    .replace(CHOICES, '"$1" does not fit here: it takes $2')
    .replace(/\.$/u, "")
    .replace(/\n/gu, " ")}; travelmode --help tells more`;
}
