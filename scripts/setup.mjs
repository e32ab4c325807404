// SPDX-License-Identifier: MIT
// Installs what package-lock.json names, unless that is there already. Needs nothing but Node and npm.
import { spawnSync } from "node:child_process";
import { statSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");

/** When a file was last changed, in ms since 1970; 0 when it is missing. */
const changedMs = (path) => statSync(join(root, path), { throwIfNoEntry: false })?.mtimeMs ?? 0;

const upToDate = changedMs("node_modules/.package-lock.json") >= changedMs("package-lock.json");
if (!upToDate) {
  const { status, error } = spawnSync("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: root,
    stdio: "inherit",
  });
  if (error) process.stderr.write(`npm cannot be started: ${error.message}\n`);
  process.exitCode = status ?? 1;
}
