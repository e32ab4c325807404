// SPDX-License-Identifier: MIT

/** What every program of ours gets: our environment with the output of the C locale, and a PATH that nobody else has a hand in. */
export const programEnvironment = (): NodeJS.ProcessEnv => ({ ...process.env, LC_ALL: "C.UTF-8", PATH: searchPath() });

/**
 * Where we and the child look for programs. Root's PATH may be that of a user (su keeps it), with a `flock` of theirs ahead; an empty
 * or relative part is the current folder, whosever that is. Ordinary users' PATH lacks the folders of system programs on Debian.
 */
function searchPath(): string {
  if (process.getuid?.() === 0) return "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
  const { PATH = "/usr/local/bin:/usr/bin:/bin" } = process.env;
  return [...PATH.split(":").filter((folder) => folder.startsWith("/")), "/usr/sbin", "/sbin"].join(":");
}
