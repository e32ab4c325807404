// SPDX-License-Identifier: MIT

/** Documents for scripts: described in docs/json.md. Fields are added without notice, none is renamed or dropped in a version. */
const VERSION = 1;

export const jsonText = (document: Readonly<Record<string, unknown>>): string =>
  JSON.stringify({ version: VERSION, ...document }, null, 2);
