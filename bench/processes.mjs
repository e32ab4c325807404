// SPDX-License-Identifier: MIT
// CPU time of one scan of all processes, beside what top, htop and ps take for theirs, each in a process of its own, all in the same
// seconds, so that a busy machine hits all alike. Of those that stay, all that the process takes is counted, on all of its threads. Prints
// a markdown table for each number of processes. Most of them sleep; one in twenty wakes ten times a second.
// Arguments: numbers of processes (300 1000 unless given).
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";

const SECONDS = 20;
/** V8 compiles and tidies up in a program's first half minute. */
const SETTLE_S = 30;
const FIRST_LOOKS = 5;
const MS_PER_TICK = 10;
const WAKES = "exec 9<> <(:); while read -t 0.1 -u 9 || true; do :; done";
const SCANNING = join(import.meta.dirname, "scanning.mjs");

const PS = ["ps", "-eo", "pid,comm,time"];
const NAMES = [
  "travelmode: counters of all processes",
  "travelmode: the same, with names, applications' places and watts",
  "top",
  "htop",
  "ps -eo pid,comm,time",
];

const sizes = process.argv.length > 2 ? process.argv.slice(2).map(Number) : [300, 1000];
process.stdout.write(`Node ${process.version}; CPU time of one scan a second, ${SECONDS} s\n`);
for (const size of sizes) await measure(size);

async function measure(size) {
  const crowd = Array.from({ length: Math.max(0, size - running()) }, (_, index) =>
    index % 20 === 0 ? start("bash", "-c", WAKES) : start("sleep", "1000"),
  );
  const first = [await firstLook("counters"), await firstLook("whole"), firstOf("top", "-b", "-n", "1"), null, firstOf(...PS)];
  const stay = [await startScanning("counters"), await startScanning("whole"), startTop(), startHtop()];
  await sleep(SETTLE_S * 1000);
  const before = stay.map(spentMs);
  const ps = [];
  for (let second = 0; second < SECONDS; second += 1) {
    await sleep(1000);
    ps.push(childrensMs(() => spawnSync(PS[0], PS.slice(1), { stdio: "ignore" })));
  }
  const each = stay.map((one, index) => (one === null ? null : (spentMs(one) - before[index]) / SECONDS));
  const count = running();
  await end([...crowd, ...stay.map((one) => one?.child)]);
  print(count, [...each, isInstalled("ps") ? mean(ps) : null], first);
}

function print(count, each, first) {
  process.stdout.write(`\n| ${count} processes | first, ms | each following, ms |\n| --- | ---: | ---: |\n`);
  const shown = (ms) => (ms === null ? "" : ms.toFixed(1));
  for (const [index, name] of NAMES.entries())
    process.stdout.write(`| ${name} | ${shown(first[index])} | ${shown(each[index])} |\n`);
}

function mean(numbers) {
  return numbers.reduce((sum, each) => sum + each, 0) / numbers.length;
}

function running() {
  return readdirSync("/proc").filter((name) => /^\d+$/.test(name)).length;
}

function start(program, ...args) {
  return spawn(program, args, { stdio: ["pipe", "ignore", "ignore"], env: { ...process.env, TERM: "xterm" } });
}

/** A first look with code and data cold, without the start of Node; the mean of some processes. */
async function firstLook(what) {
  const looks = [];
  for (let index = 0; index < FIRST_LOOKS; index += 1) {
    const { child, firstMs } = await startScanning(what);
    looks.push(firstMs);
    await end([child]);
  }
  return mean(looks);
}

/** A program that looks once and ends, all of it; null where it is not installed. */
function firstOf(program, ...args) {
  if (!isInstalled(program)) return null;
  const act = () => spawnSync(program, args, { stdio: "ignore" });
  return mean(Array.from({ length: FIRST_LOOKS }, () => childrensMs(act)));
}

async function startScanning(what) {
  const child = spawn(process.execPath, [SCANNING, what], { stdio: ["ignore", "pipe", "inherit"] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const firstMs = Number((await lines.next()).value);
  await lines.next();
  return { child, inside: false, firstMs };
}

/** Both update once a second; null where a program is not installed. */
function startTop() {
  return isInstalled("top") ? { child: start("top", "-b", "-d", "1"), inside: false } : null;
}

/** It draws, and so it needs a terminal. */
function startHtop() {
  if (!isInstalled("htop") || !isInstalled("script")) return null;
  return { child: start("script", "-qfc", "exec htop -d 10", "/dev/null"), inside: true };
}

function isInstalled(program) {
  return spawnSync("sh", ["-c", 'command -v "$1"', "sh", program], { stdio: "ignore" }).status === 0;
}

/** What one that stays has run so far on all its threads, in ms. */
function spentMs(one) {
  if (one === null) return null;
  const { pid } = one.child;
  const inside = () => readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim().split(" ")[0];
  const tasks = `/proc/${one.inside ? inside() : pid}/task`;
  const runNs = (task) => Number(readFileSync(`${tasks}/${task}/schedstat`, "utf8").split(" ")[0]);
  return readdirSync(tasks).reduce((sum, task) => sum + runNs(task), 0) / 1e6;
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
