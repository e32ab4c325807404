// SPDX-License-Identifier: MIT
import type { Laptop, Session } from "../../src/cli/session.ts";
import type { Machine } from "../../src/machine/doors.ts";
import { absent, done } from "../../src/machine/reading.ts";
import type { StateFolder } from "../../src/machine/state-folder.ts";
import { recordingTerminal } from "./recording-terminal.ts";

/** A state folder that forgets everything. */
const forgetful: StateFolder = {
  path: "/state",
  read: () => absent,
  replace: () => done,
  append: () => done,
  remove: () => done,
  below: () => forgetful,
  lock: async () => ({ kind: "lock", release: () => undefined }),
};

export const laptop = (machine: Machine): Laptop => ({ machine, folders: { own: forgetful }, close: async () => undefined });

/** A session on a machine of fakes, printing into a pipe that is kept. */
export const session = (machine: Machine, more: Partial<Session> = {}): Session => ({
  laptop: laptop(machine),
  terminal: recordingTerminal(),
  caller: machine.caller,
  filesBelow: () => machine.files,
  folderAt: () => forgetful,
  writeOutput: () => done,
  shippedProfiles: "/profiles",
  self: ["node", "travelmode"],
  json: false,
  quiet: false,
  verbose: false,
  ...more,
});
