// SPDX-License-Identifier: MIT
// travelmode beside TLP, power-profiles-daemon and UPower on the virtual laptop (a ThinkPad), in one run. Prints a markdown table.
import { spawnSync } from "node:child_process";
import { join, resolve } from "node:path";
import { table } from "./medians.mjs";

const root = join(import.meta.dirname, "..");
const folder = resolve(root, process.env.TRAVELMODE_VLAPTOP ?? "../shared/vlaptop");
const name = `travelmode.bench.${process.pid}`;

vlaptop("start", "-w", "-p", "thinkpad");
try {
  for (const part of ["bin", "dist", "profiles"]) vlaptop("push", join(root, part), `/opt/travelmode/${part}`);
  vlaptop("exec", "--", "ln", "-s", "/opt/travelmode/bin/travelmode", "/usr/local/bin/travelmode");
  process.stdout.write(
    `${table(rowsOf(vlaptop("script", join(import.meta.dirname, "peers-guest.sh"), process.argv[2] ?? "5")))}\n`,
  );
} finally {
  vlaptop("stop", "--kill");
}

function vlaptop(...args) {
  const { status, stdout } = spawnSync("python3", [join(folder, "vlaptop.py"), "-n", name, ...args], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
  if (status !== 0) throw new Error(`vlaptop.py ${args.join(" ")} ended with exit status ${status}`);
  return stdout;
}

/** The times of each command, in the order in which they ran; the first round only fills the guest's caches. */
function rowsOf(output) {
  const rows = new Map();
  for (const line of output.trim().split("\n")) {
    const [round, ms, command] = line.split("\t");
    if (round === "0") rows.set(command, { name: command, times: [] });
    else rows.get(command).times.push(Number(ms));
  }
  return [...rows.values()];
}
