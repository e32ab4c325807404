// SPDX-License-Identifier: MIT
import type { StateFolder } from "../../machine/state-folder.ts";
import type { Session } from "../session.ts";

/** Where what programs have open is kept: with the rest of the caller's state, but for nobody else to read. */
export const learnedFolder = ({ laptop, folderAt }: Session): StateFolder =>
  folderAt(laptop.folders.own.path, { fileMode: 0o600 });
