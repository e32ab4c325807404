// SPDX-License-Identifier: MIT
// What the open screen costs, each tab, beside powertop, htop, top and btop where they are: CPU time, context switches and memory at the same
// refresh of 2 s, each on a terminal of 100x30 that is read and thrown away; and how long the first picture takes, beside Node starting.
// Arguments: seconds to measure (60), numbers of sleeping processes added (300 1000).
// Prints markdown tables. Takes what `npm run build` has built; powertop needs root.
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { median } from "./medians.mjs";
import { whatItCost } from "./process-cost.mjs";

const [seconds = 60, ...crowds] = process.argv.slice(2).map(Number);
const launcher = join(import.meta.dirname, "../bin/travelmode");
const home = mkdtempSync(join(tmpdir(), "travelmode-bench-"));
// NODE_EXTRA_CA_CERTS would add a fixed 45 ms to Node's start.
const { NODE_EXTRA_CA_CERTS, ...inherited } = process.env;
const env = {
  ...inherited,
  HOME: home,
  TERM: "xterm-256color",
  LC_ALL: "C.UTF-8",
  SHELL: "/bin/sh",
  NODE: process.execPath,
  LAUNCHER: launcher,
};

const SCREEN = 'exec "$NODE" "$LAUNCHER" tui --refresh 2';
const SETTLED_MS = 40_000;
const TABS = ["Overview", "Profiles", "Tunables", "Processes", "CPU", "Devices", "Log"];
const SCREENS = TABS.map((tab, index) => ({ name: `travelmode, ${tab}`, line: SCREEN, keys: String(index + 1) }));
const PEERS = [
  { name: "powertop", line: "exec powertop --time=2" },
  { name: "htop", line: "exec htop --delay=20" },
  { name: "top", line: "exec top -d 2" },
  { name: "btop", line: "exec btop --utf-force" },
].filter(({ name }) => isThere(name));

try {
  process.stdout.write(`Node ${process.version}, ${seconds} s, all at once\n\n${await firstPicture()}\n`);
  for (const crowd of crowds.length > 0 ? crowds : [300, 1000]) process.stdout.write(`\n${await inCrowd(crowd)}\n`);
} finally {
  rmSync(home, { recursive: true, force: true });
}

function isThere(program) {
  const found = spawnSync("which", [program]).status === 0;
  if (!found) process.stderr.write(`${program} is not here and is left out: apt-get install ${program}\n`);
  return found;
}

/** A program on a terminal; `shown` tells when travelmode's first picture was whole. */
function opened({ line }) {
  const terminal = spawn("script", ["-qfec", `stty rows 30 cols 100; echo "pid $$ "; ${line}`, "/dev/null"], { env, cwd: home });
  let text = "";
  const shown = new Promise((resolve) => {
    terminal.stdout.on("data", (bytes) => {
      text = `${text}${bytes}`.slice(0, 100_000);
      // The foot of the screen is written last.
      if (text.includes("quit")) resolve(performance.now());
    });
  });
  terminal.stdin.on("error", () => undefined);
  const ended = new Promise((resolve) => terminal.once("close", resolve));
  return {
    shown,
    type: (keys) => terminal.stdin.write(keys),
    pid: () => Number(/pid (\d+)/.exec(text)?.[1]),
    close: async () => {
      process.kill(Number(/pid (\d+)/.exec(text)?.[1]), "SIGTERM");
      await ended;
    },
  };
}

/** From nothing to the first whole picture, and to the end of an empty program. */
async function firstPicture(rounds = 9) {
  const times = { node: [], screen: [] };
  for (let round = 0; round < rounds; round += 1) {
    const beforeNode = performance.now();
    spawnSync(process.execPath, ["-e", "0"], { env });
    times.node.push(performance.now() - beforeNode);
    const beforeScreen = performance.now();
    const screen = opened({ line: SCREEN });
    times.screen.push((await screen.shown) - beforeScreen);
    await screen.close();
  }
  const [node, screen] = [median(times.node), median(times.screen)];
  return `First picture after ${screen.toFixed(0)} ms, ${(screen - node).toFixed(0)} ms after \`node -e 0\` (${node.toFixed(0)} ms); medians of ${rounds} rounds`;
}

async function inCrowd(crowd) {
  const dummies = Array.from({ length: crowd }, () => spawn("sleep", ["100000"], { stdio: "ignore" }));
  try {
    const costs = await costsOf([...SCREENS, ...PEERS]);
    const rows = costs.map(({ name, ...cost }) => `| ${name} | ${cells(cost).join(" | ")} |`);
    const all = readdirSync("/proc").filter((name) => /^\d+$/.test(name)).length;
    return [
      `| ${all} processes | CPU, s a minute | context switches a minute | RSS, MiB | Private_Dirty, MiB |`,
      "| --- | ---: | ---: | ---: | ---: |",
      ...rows,
    ].join("\n");
  } finally {
    for (const dummy of dummies) dummy.kill();
  }
}

/** All in the same minute, so that a busy moment hits all alike. Their start is not counted, nor the half minute in which V8 compiles what is used. */
async function costsOf(programs) {
  const open = programs.map((program) => ({ ...program, ...opened(program) }));
  await setTimeout(3000);
  for (const { type, keys = "" } of open) type(keys);
  await setTimeout(SETTLED_MS);
  const before = open.map(({ pid }) => whatItCost(pid()));
  await setTimeout(seconds * 1000);
  const after = open.map(({ pid }) => whatItCost(pid()));
  for (const { close } of open) await close();
  return open.map(({ name }, index) => ({
    name,
    cpuS: after[index].cpuS - before[index].cpuS,
    switches: after[index].switches - before[index].switches,
    ...after[index].memory,
  }));
}

function cells({ cpuS, switches, rssMib, dirtyMib }) {
  const aMinute = (amount, digits) => ((amount * 60) / seconds).toFixed(digits);
  return [aMinute(cpuS, 2), aMinute(switches, 0), rssMib.toFixed(1), dirtyMib.toFixed(1)];
}
