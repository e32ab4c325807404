// SPDX-License-Identifier: MIT
import { availableParallelism } from "node:os";
import { finished } from "node:stream/promises";
import { run } from "node:test";
import { spec } from "node:test/reporters";

/** Runs compiled test files with node's runner and sets this process's exit status: 0 only if all passed and none was skipped. */
export async function runTests(files, { concurrency = availableParallelism() } = {}) {
  process.exitCode = 1;
  if (files.length === 0) return void process.stderr.write("no test file matches\n");
  const counts = { passed: 0, failed: 0, skipped: 0 };
  const events = run({ files, concurrency });
  events.on("test:pass", (result) => count(counts, result, "passed"));
  events.on("test:fail", (result) => count(counts, result, "failed"));
  const report = events.compose(spec);
  report.pipe(process.stdout);
  await finished(report);
  if (counts.skipped > 0) process.stderr.write(`${counts.skipped} tests were skipped, which counts as failing\n`);
  if (counts.passed > 0 && counts.failed + counts.skipped === 0) process.exitCode = 0;
}

function count(counts, { skip, todo }, outcome) {
  counts[skip === undefined && todo === undefined ? outcome : "skipped"] += 1;
}
