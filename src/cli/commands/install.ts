// SPDX-License-Identifier: MIT
import { installerFiles } from "../../machine/installer-files.ts";
import { installing } from "../install/installing.ts";
import { uninstalling } from "../install/uninstalling.ts";
import type { Run } from "../session.ts";

/** `travelmode install`: the program for the whole computer, with its service; once more is an upgrade. */
export const install: Run = (session, input) => installing(installerFiles("/"))(session, input);

/** `travelmode uninstall`: puts everything back, then leaves nothing. */
export const uninstall: Run = (session, input) => uninstalling(installerFiles("/"))(session, input);
