// SPDX-License-Identifier: MIT
// What waiting costs: the keeper while travel mode is on, beside power-profiles-daemon and UPower, on the virtual laptop (a ThinkPad), in
// one run. An argument: for how many minutes (10). Prints a markdown table; takes the package that `npm run package` has built.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout } from "node:timers/promises";

const root = join(import.meta.dirname, "..");
const folder = resolve(root, process.env.TRAVELMODE_VLAPTOP ?? "../shared/vlaptop");
const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const name = `travelmode.waiting.${process.pid}`;
const minutes = Number(process.argv[2] ?? "10");

/** Cumulated, so that two looks give what happened between them: name, context switches, ms of CPU, KiB of Private_Dirty; then the uevents. */
const LOOK = `
look() { # NAME CGROUP
  pids=$(cat /sys/fs/cgroup/system.slice/$2/cgroup.procs 2>/dev/null) || return 0
  [ -n "$pids" ] || return 0
  switches=0 cpu=0 dirty=0
  for pid in $pids; do
    switches=$((switches + $(awk '/ctxt_switches/ { sum += $2 } END { print sum }' /proc/$pid/task/*/status)))
    cpu=$((cpu + $(awk '{ print ($14 + $15) * 10 }' /proc/$pid/stat)))
    dirty=$((dirty + $(awk '/^Private_Dirty/ { print $2 }' /proc/$pid/smaps_rollup)))
  done
  echo "$1	$switches	$cpu	$dirty"
}
look "travelmode, the keeper and its children" travelmode.service
look UPower upower.service
look power-profiles-daemon power-profiles-daemon.service
look NetworkManager NetworkManager.service`;

vlaptop("start", "-w", "-p", "thinkpad");
try {
  vlaptop("push", join(root, `build/travelmode_${version}_all.deb`), "/tmp");
  guest(
    "dpkg -i --force-depends /tmp/travelmode_*_all.deb; rm /etc/systemd/system/power-profiles-daemon.service; systemctl daemon-reload",
  );
  guest("systemctl start power-profiles-daemon; sleep 5");
  vlaptop("exec", "-u", "alice", "--", "travelmode", "on", "endurance");
  await setTimeout(60_000);
  const before = look();
  await setTimeout(minutes * 60_000);
  const after = look();
  process.stdout.write(`${tableOf(before, after)}\n`);
} finally {
  vlaptop("stop", "--kill");
}

function look() {
  const rows = guest(LOOK)
    .trim()
    .split("\n")
    .map((line) => line.split("\t"));
  const { bat0, bat1 } = JSON.parse(vlaptop("get"));
  return { rows: new Map(rows.map(([who, ...numbers]) => [who, numbers.map(Number)])), reads: bat0.reads + bat1.reads };
}

function tableOf(before, after) {
  const lines = [...after.rows].map(([who, [switches, cpuMs, dirtyKiB]]) => {
    const [switchesBefore, cpuBefore] = before.rows.get(who);
    const perMinute = ((switches - switchesBefore) / minutes).toFixed(1);
    const cpu = ((cpuMs - cpuBefore) / (minutes * 600)).toFixed(3);
    return `| ${who} | ${perMinute} | ${cpu} | ${(dirtyKiB / 1024).toFixed(1)} |`;
  });
  const reads = (after.reads - before.reads) / minutes;
  return [
    `| for ${minutes} minutes | context switches a minute | CPU, % of a core | Private_Dirty, MiB |`,
    "| --- | ---: | ---: | ---: |",
    ...lines,
    "",
    `Battery reads a minute, both batteries and all programs together: ${reads.toFixed(1)}`,
  ].join("\n");
}

function guest(script) {
  return vlaptop("exec", "--", "sh", "-c", script);
}

function vlaptop(...args) {
  const { status, stdout } = spawnSync("python3", [join(folder, "vlaptop.py"), "-n", name, ...args], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
  if (status !== 0) throw new Error(`vlaptop.py ${args.join(" ")} ended with exit status ${status}`);
  return stdout;
}
