// SPDX-License-Identifier: MIT
// CPU time of one scan of all processes, beside what top, htop and ps take for theirs, all in the same seconds, so that a busy machine
// hits all alike. Prints a markdown table for each number of processes. Most of them sleep; one in twenty wakes ten times a second.
// Arguments: numbers of processes (300 1000 unless given).
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { kernelFiles } from "../build/src/machine/files.js";
import { kernelProcesses } from "../build/src/machine/kernel-processes.js";
import { readPower } from "../build/src/power/read-power.js";
import { PRIOR } from "../build/src/processes/power-model.js";
import { openScan } from "../build/src/processes/scan.js";

const SECONDS = 20;
/** As in a program that stays: by then the first looks, which open files, are over, and the code is compiled. */
const WARM_UP = 50;
const MS_PER_TICK = 10;
const WAKES = "exec 9<> <(:); while read -t 0.1 -u 9 || true; do :; done";

const sizes = process.argv.length > 2 ? process.argv.slice(2).map(Number) : [300, 1000];
process.stdout.write(`Node ${process.version}; CPU time of one scan a second, ${SECONDS} s\n`);
for (const size of sizes) await measure(size);

async function measure(size) {
  const crowd = Array.from({ length: Math.max(0, size - running()) }, (_, index) =>
    index % 20 === 0 ? start("bash", "-c", WAKES) : start("sleep", "1000"),
  );
  const [top, htop] = [startTop(), startHtop()];
  const parts = machine();
  const [table, scan] = [parts.machine.processes.open(), openScan(parts)];
  for (let round = 0; round < WARM_UP; round += 1) for (const one of [table, scan]) one.look();
  await sleep(2000);
  const before = [top, htop].map(spentMs);
  const [read, whole, ps] = [[], [], []];
  for (let second = 0; second < SECONDS; second += 1) {
    await sleep(1000);
    // In turns, so that neither profits from what the other has just read.
    if (second % 2 === 0) read.push(ownMs(() => table.look()));
    else whole.push(ownMs(() => scan.look()));
    ps.push(childrensMs(() => spawnSync("ps", ["-eo", "pid,comm,time"], { stdio: "ignore" })));
  }
  const [topMs, htopMs] = [top, htop].map((peer, index) => each(spentMs(peer), before[index]));
  const count = running();
  for (const one of [table, scan]) one.close();
  await end([...crowd, top?.terminal, htop?.terminal]);
  print(count, [
    ["travelmode: counters of all processes", mean(read)],
    ["travelmode: the same, with names, applications' places and watts", mean(whole)],
    ["top", topMs],
    ["htop", htopMs],
    ["ps -eo pid,comm,time", isInstalled("ps") ? mean(ps) : null],
  ]);
}

function mean(numbers) {
  return numbers.reduce((sum, each) => sum + each, 0) / numbers.length;
}

function print(count, rows) {
  process.stdout.write(`\n| ${count} processes | ms |\n| --- | ---: |\n`);
  for (const [name, ms] of rows) process.stdout.write(`| ${name} | ${ms === null ? "not installed" : ms.toFixed(1)} |\n`);
}

function machine() {
  const files = kernelFiles("/");
  return { machine: { files, processes: kernelProcesses("/") }, coefficients: PRIOR, power: () => readPower(files) };
}

function running() {
  return readdirSync("/proc").filter((name) => /^\d+$/.test(name)).length;
}

function start(program, ...args) {
  return spawn(program, args, { stdio: ["pipe", "ignore", "ignore"], env: { ...process.env, TERM: "xterm" } });
}

/** Both update once a second; null where a program is not installed. */
function startTop() {
  return isInstalled("top") ? { terminal: start("top", "-b", "-d", "1"), inside: false } : null;
}

/** It draws, and so it needs a terminal. */
function startHtop() {
  if (!isInstalled("htop") || !isInstalled("script")) return null;
  return { terminal: start("script", "-qfc", "exec htop -d 10", "/dev/null"), inside: true };
}

function isInstalled(program) {
  return spawnSync("sh", ["-c", 'command -v "$1"', "sh", program], { stdio: "ignore" }).status === 0;
}

/** What a peer has run so far, in ms. */
function spentMs(peer) {
  if (peer === null) return null;
  const { pid } = peer.terminal;
  const child = () => readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim().split(" ")[0];
  return Number(readFileSync(`/proc/${peer.inside ? child() : pid}/schedstat`, "utf8").split(" ")[0]) / 1e6;
}

function each(afterMs, beforeMs) {
  return afterMs === null ? null : (afterMs - beforeMs) / SECONDS;
}

function ownMs(act) {
  const before = process.cpuUsage();
  act();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** CPU time of children, as the kernel tells it to whoever has waited for them. */
function childrensMs(act) {
  const ticks = () => {
    const stat = readFileSync("/proc/self/stat", "utf8");
    const numbers = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return Number(numbers[13]) + Number(numbers[14]);
  };
  const before = ticks();
  act();
  return (ticks() - before) * MS_PER_TICK;
}

async function end(children) {
  const running = children.filter((child) => child != null && child.exitCode === null && child.signalCode === null);
  const ends = running.map((child) => once(child, "exit"));
  for (const child of running) child.kill("SIGKILL");
  await Promise.all(ends);
}
