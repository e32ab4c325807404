// SPDX-License-Identifier: MIT
// How long a command takes from the shell's prompt back to it, beside Node itself doing nothing. Prints a markdown table.
// An argument is the number of rounds; in each, every command runs once, so that a busy moment hits all alike.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { table } from "./medians.mjs";

const rounds = Number(process.argv[2] ?? 15);
const launcher = join(import.meta.dirname, "../bin/travelmode");
const home = mkdtempSync(join(tmpdir(), "travelmode-bench-"));

// NODE_EXTRA_CA_CERTS would add a fixed 45 ms to everything and flatter the ratios.
const { NODE_EXTRA_CA_CERTS, ...inherited } = process.env;
const env = { ...inherited, HOME: home, XDG_STATE_HOME: home, XDG_CACHE_HOME: home, XDG_CONFIG_HOME: home };

const rows = [
  { name: "node -e 0", args: ["-e", "0"] },
  { name: "travelmode --version", args: [launcher, "--version"], aim: 1.4 },
  { name: "travelmode status", args: [launcher, "status"], aim: 1.7 },
  { name: "travelmode profiles", args: [launcher, "profiles"], aim: 1.7 },
  { name: "travelmode --sim on --dry-run", args: [launcher, "--sim", "on", "--dry-run"], aim: 2.5 },
].map((row) => ({ ...row, times: [] }));

for (let round = 0; round < rounds; round += 1) for (const row of rows) row.times.push(timeOf(row));
rmSync(home, { recursive: true });
process.stdout.write(`Node ${process.version}, ${rounds} rounds\n\n${table(rows)}\n`);

function timeOf({ name, args }) {
  const startMs = performance.now();
  const { status, stderr } = spawnSync(process.execPath, args, { env, encoding: "utf8" });
  if (status !== 0) throw new Error(`${name} ended with exit status ${status}: ${stderr}`);
  return performance.now() - startMs;
}
