// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { quoteIfNeeded } from "../../src/shell-words.ts";

const ROOT = join(import.meta.dirname, "../../..");
const { TRAVELMODE_VLAPTOP = "../shared/vlaptop" } = process.env;
const FOLDER = resolve(ROOT, TRAVELMODE_VLAPTOP);
const OPT = "/opt/travelmode";
const PUSHED = ["bin", "dist", "profiles", "packaging"];
const { version } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as { readonly version: string };
const PACKAGE = `build/travelmode_${version}_all.deb`;

/** Settings that thrifty ones differ from; the machine boots with most of them low. */
const AT_HOME = `
for governor in /sys/devices/system/cpu/cpufreq/policy*/scaling_governor; do echo performance >$governor; done
for light in /sys/class/leds/*kbd_backlight*/brightness; do [ ! -e $light ] || echo 2 >$light; done`;

/** A start may have to make a warm state first. */
const START_MS = 300_000;
/** What is asked while the guest reboots may never be answered. */
const ASK_MS = 5_000;

export type Personality = "energy" | "dual" | "thinkpad";
/** `bob` may use sudo without a password and has no session on the seat; alice has one and no rights. carol is nobody until a test adds her. */
export type User = "root" | "alice" | "bob" | "carol";

export interface Ended {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface VirtualLaptop {
  /** Runs a command to its end; never throws for its exit status. */
  run(user: User, ...argv: readonly string[]): Ended;
  /** Runs a command that has to succeed; answers what it printed. */
  sure(user: User, ...argv: readonly string[]): string;
  /** The shell line that runs a command on whatever terminal it is typed at. */
  onTerminal(user: User, ...argv: readonly string[]): string;
  /** Everything that travel mode could change, as text to be compared. */
  snapshot(): string;
  /** Changes the hardware: "ac=on". */
  set(...pairs: readonly string[]): void;
  /** Drains or charges by the rates, so many times as fast as the clock goes; 0: stands still. */
  drain(times: number): void;
  /** Suspends to memory, and wakes again after what happens meanwhile. The first sleep of a boot lasts; later ones may end by themselves at once. */
  asleep(meanwhile?: () => void): void;
  /** An orderly reboot; back when all is up again. */
  reboot(): void;
}

/** `folder`: the program alone, as from a clone. `package`: the Debian package, with its service. */
export type Installed = "folder" | "package";

/** Starts a virtual laptop with travelmode installed; it is thrown away when the test file ends. */
export function startLaptop(personality: Personality, purpose: string, installed: Installed = "folder"): VirtualLaptop {
  const name = `travelmode.${personality}.${purpose}.${process.pid}`;
  // Not node:test's `after`, which an error outside a test would skip.
  process.on("exit", () => vlaptop(name, ["stop", "--kill"]));
  succeed(vlaptop(name, ["start", "-w", "-p", personality]));

  const run: VirtualLaptop["run"] = (user, ...argv) => vlaptop(name, ["exec", "-u", user, "--", ...argv]);
  const script = (file: string): string => succeed(vlaptop(name, ["script", join(ROOT, "test/vm", file)]));
  const push = (from: string, to: string): string => succeed(vlaptop(name, ["push", join(ROOT, from), to]));
  if (installed === "package") {
    push(PACKAGE, "/tmp");
    // Node is there, but not as a package.
    succeed(run("root", "dpkg", "-i", "--force-depends", `/tmp/${basename(PACKAGE)}`));
  } else {
    for (const folder of PUSHED) push(folder, `${OPT}/${folder}`);
    succeed(run("root", "ln", "-s", `${OPT}/bin/travelmode`, "/usr/local/bin/travelmode"));
  }
  script("settle.sh");
  succeed(run("root", "sh", "-c", AT_HOME));
  return {
    run,
    sure: (user, ...argv) => succeed(run(user, ...argv)),
    onTerminal: (user, ...argv) =>
      ["python3", join(FOLDER, "vlaptop.py"), "-n", name, "exec", "-t", "-u", user, "--", ...argv].map(quoteIfNeeded).join(" "),
    snapshot: () => script("snapshot.sh"),
    set: (...pairs) => void succeed(vlaptop(name, ["set", ...pairs])),
    drain: (times) => void succeed(vlaptop(name, ["sim", String(times)])),
    asleep: (meanwhile) => {
      const before = sleeps(name);
      // Later, as nobody answers who sleeps.
      succeed(run("root", "systemd-run", "--on-active=1", "--timer-property=AccuracySec=100ms", "systemctl", "suspend"));
      waitUntil(`${name} sleeps`, () => state(name) === "suspended" || sleeps(name) > before);
      meanwhile?.();
      if (state(name) === "suspended") succeed(vlaptop(name, ["wake"]));
      waitUntil(`${name} is awake`, () => sleeps(name) > before);
    },
    reboot: () => {
      reboot(name);
      script("settle.sh");
    },
  };
}

/** QEMU is started so that a reboot ends it; this tells it to begin again instead. */
const LET_REBOOT = `
import sys
sys.path.insert(0, sys.argv[1])
from vlaptop import Client
Client(sys.argv[2]).control(op="qmp", cmd="set-action", args={"reboot": "reset"})
`;

function reboot(name: string): void {
  succeed(host(["python3", "-c", LET_REBOOT, FOLDER, name]));
  const ask = (user: User, ...argv: readonly string[]): string =>
    vlaptop(name, ["exec", "-u", user, "--", ...argv], ASK_MS).stdout.trim();
  const before = ask("root", ...BOOT_ID);
  ask("root", "systemd-run", "--on-active=1", "--timer-property=AccuracySec=100ms", "systemctl", "reboot");
  waitUntil(`${name} boots again`, () => !["", before].includes(ask("root", ...BOOT_ID)));
  waitUntil(`${name} has alice logged in`, () => ask("alice", "whoami") === "alice");
}

/** QEMU's word: "running", "suspended" ... */
const state = (name: string): string =>
  /status: .*?(\w+)\)?$/m.exec(vlaptop(name, ["hmp", "info", "status"]).stdout.trim())?.[1] ?? "";

/** How often it has slept; 0 while it does not answer. */
const sleeps = (name: string): number =>
  Number(vlaptop(name, ["exec", "--", "cat", "/sys/power/suspend_stats/success"], ASK_MS).stdout) || 0;

const BOOT_ID = ["cat", "/proc/sys/kernel/random/boot_id"];

function waitUntil(what: string, condition: () => boolean): void {
  const endMs = performance.now() + START_MS;
  while (!condition()) assert.ok(performance.now() < endMs, `waited in vain until ${what}`);
}

const vlaptop = (name: string, args: readonly string[], timeoutMs = START_MS): Ended =>
  host(["python3", join(FOLDER, "vlaptop.py"), "-n", name, ...args], timeoutMs);

function host([program, ...args]: readonly [string, ...string[]], timeoutMs = START_MS): Ended {
  const { status, stdout, stderr, error } = spawnSync(program, args, { encoding: "utf8", timeout: timeoutMs });
  if (status === null) return { status: -1, stdout, stderr: `${program} ${args.join(" ")}: ${error?.message ?? "killed"}` };
  return { status, stdout, stderr };
}

function succeed({ status, stdout, stderr }: Ended): string {
  assert.equal(status, 0, `${stdout}${stderr}`);
  return stdout;
}
