// SPDX-License-Identifier: MIT
// Runs the end-to-end suite on the virtual laptop, or the files of it whose name contains one of the arguments.
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { runTests } from "./run-tests.mjs";

const root = join(import.meta.dirname, "..");
const vlaptop = resolve(root, process.env.TRAVELMODE_VLAPTOP ?? "../shared/vlaptop");
const filters = process.argv.slice(2);

const files = readdirSync(join(root, "test/vm"))
  .filter((name) => name.endsWith(".test.ts"))
  .filter((name) => filters.length === 0 || filters.some((filter) => name.includes(filter)))
  .sort()
  .map((name) => join(root, "build/test/vm", name.replace(/ts$/, "js")));

if (!existsSync(join(vlaptop, "vlaptop.py"))) {
  process.stderr.write(`no virtual laptop at ${vlaptop}: set TRAVELMODE_VLAPTOP to the folder that holds vlaptop.py\n`);
  process.exitCode = 1;
} else if (
  spawnSync("python3", [join(vlaptop, "vlaptop.py"), "build"], { stdio: ["ignore", "inherit", "inherit"] }).status !== 0
) {
  process.stderr.write("the virtual laptop could not be built\n");
  process.exitCode = 1;
} else {
  // One machine at a time: each has as many processors as this one.
  await runTests(files, { concurrency: 1 });
}
