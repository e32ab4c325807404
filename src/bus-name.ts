// SPDX-License-Identifier: MIT

/** The name under which travelmode is found: on the system bus the installed keeper, on a session bus the user's own. */
export const BUS_NAME = "io.github.travelmode";
