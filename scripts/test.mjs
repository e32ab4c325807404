// SPDX-License-Identifier: MIT
// Runs the compiled tests (but not those of the virtual laptop), or those whose path contains one of the arguments.
// A skipped test is a failure: what cannot run here has no place in this suite.
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { runTests } from "./run-tests.mjs";

const root = join(import.meta.dirname, "..");
const filters = process.argv.slice(2);

// Listed by source, so that what an earlier build left behind is not run.
const files = readdirSync(join(root, "test"), { recursive: true })
  .filter((path) => path.endsWith(".test.ts") && !path.startsWith("vm/"))
  .filter((path) => filters.length === 0 || filters.some((filter) => path.includes(filter)))
  .sort()
  .map((path) => join(root, "build/test", path.replace(/ts$/, "js")));

await runTests(files);
