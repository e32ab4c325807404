// SPDX-License-Identifier: MIT

/** The same as in package.json; here because reading a file would cost `--version` start-up time. */
export const VERSION = "0.1.0";
