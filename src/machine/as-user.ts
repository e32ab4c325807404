// SPDX-License-Identifier: MIT

export type Argv = readonly [string, ...string[]];

/**
 * For root: a program that systemd runs as that user, outside of any sandbox that root itself is in. It finds the user's own bus and sound
 * server. `answers`: it is waited for, and what it prints comes back; else it is only begun.
 */
export const asUser = (uid: number, argv: Argv, { answers }: { readonly answers: boolean }): Argv => [
  "systemd-run",
  "--quiet",
  "--collect",
  ...(answers ? ["--pipe", "--wait", `--setenv=XDG_RUNTIME_DIR=/run/user/${uid}`, "--setenv=LC_ALL=C.UTF-8"] : []),
  `--uid=${uid}`,
  `--setenv=DBUS_SESSION_BUS_ADDRESS=unix:path=/run/user/${uid}/bus`,
  "--",
  ...argv.map(literally),
];

/** systemd puts variables in the place of `$NAME` in what it runs, unless the dollar is doubled. */
const literally = (argument: string): string => argument.replaceAll("$", "$$$$");
