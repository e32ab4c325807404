// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test, { type TestContext } from "node:test";
import type { Known } from "../../../src/cli/if-unplugged.ts";
import { checkLasting } from "../../../src/cli/prepare/battery-lasts.ts";
import { checkLevel } from "../../../src/cli/prepare/battery-level.ts";
import { checkWear } from "../../../src/cli/prepare/battery-wear.ts";
import type { Check, Journey } from "../../../src/cli/prepare/check.ts";
import { checkDisk } from "../../../src/cli/prepare/disk-space.ts";
import { checkUpdates } from "../../../src/cli/prepare/pending-updates.ts";
import { checkPlugged } from "../../../src/cli/prepare/plugged-in.ts";
import { checkRestart } from "../../../src/cli/prepare/restart-needed.ts";
import { checkDownloads, checkRunning } from "../../../src/cli/prepare/running-work.ts";
import { checkSleep } from "../../../src/cli/prepare/sleep-drain.ts";
import type { Forecast } from "../../../src/forecast/forecast.ts";
import { emptyMemory } from "../../../src/forecast/memory.ts";
import { value } from "../../../src/machine/reading.ts";
import type { PowerSnapshot } from "../../../src/power/snapshot.ts";
import type { Forgotten } from "../../../src/processes/recognise.ts";
import { tree } from "../../fakes/tree.ts";
import { mains, snapshotOf } from "../../power/supplies.ts";

const HOUR_MS = 3_600_000;
const nowMs = Date.UTC(2026, 5, 1, 4, 0);
const soon: Journey = { nowMs, lastMs: null, by: null };
const by = (atMs: number): Journey => ({ ...soon, by: { atMs, zone: "UTC" } });

const power = (t: TestContext, status: string, percent: number, online: 0 | 1 = 1): PowerSnapshot =>
  snapshotOf(t, {
    AC: mains(online),
    BAT0: {
      ...{ type: "Battery", status, energy_now: String(percent * 500_000), energy_full: "50000000" },
      energy_full_design: "57000000",
    },
  });

/** Charged in an hour, in 75 minutes at the worst. */
const charges: Forecast = {
  ...{ until: "charged", phase: "steady", expectedW: 30, prior: null },
  left: { medianMs: HOUR_MS, lowMs: 0.8 * HOUR_MS, highMs: 1.25 * HOUR_MS },
};

const told = ({ state, sentence }: Check): string => `${state}: ${sentence}`;

test("a battery that drains is to be plugged in; one that is charged is ready", (t) => {
  assert.equal(told(checkLevel(power(t, "Discharging", 64, 0), null, soon)), "to do: 64 %, and nothing is plugged in");
  assert.match(told(checkLevel(power(t, "Discharging", 64, 1), null, soon)), /^to do: 64 %, and it drains although/);
  assert.equal(told(checkLevel(power(t, "Full", 100), null, soon)), "ok: 100 %, charged");
  assert.equal(told(checkLevel(power(t, "Not charging", 75), null, soon)), "said: 75 %, plugged in, and not charging");
});

test("one that charges is judged by when the journey begins, and by the far end of the forecast", (t) => {
  const charging = power(t, "Charging", 64);
  const judged = (journey: Journey): string => told(checkLevel(charging, charges, journey));
  assert.match(judged(soon), /^ok: 64 %, charging, about 1 h until charged \(likely .*\)$/);
  assert.match(judged(by(nowMs + 1.3 * HOUR_MS)), /^ok: .*: in time for 05:18 UTC/);
  assert.match(judged(by(nowMs + 1.1 * HOUR_MS)), /^said: .*: perhaps not by 05:06 UTC/);
  assert.match(judged(by(nowMs + 0.5 * HOUR_MS)), /^to do: .*: not by 04:30 UTC/);
  const slow: Forecast = { ...charges, left: "more than 48 h" };
  assert.match(told(checkLevel(charging, slow, by(nowMs + HOUR_MS))), /^to do: .*more than 48 h until charged: not by/);
});

const drew = (powerW: number): Known => ({
  memory: { ...emptyMemory("Wh"), draw: { used: powerW * 40, spanMs: 40 * HOUR_MS } },
  usualDrawW: null,
  endPercent: 2,
  profile: "flight",
  nowMs,
});

test("whether it lasts goes by what earlier discharges drew, from full on a charger and from the level without", (t) => {
  const full = power(t, "Charging", 40);
  assert.match(
    told(checkLasting(full, 4 * HOUR_MS, drew(7))),
    /^ok: a full battery lasts 7 h, .* with flight: [89]\d % likely to be/,
  );
  assert.match(told(checkLasting(full, 5.5 * HOUR_MS, drew(7))), /^said: .*: 7\d % likely to be enough for 5 h 30 min$/);
  assert.match(told(checkLasting(full, 9 * HOUR_MS, drew(7))), /^to do: .*: [123]\d % likely to be enough for 9 h$/);
  const left = checkLasting(power(t, "Discharging", 40, 0), 5.5 * HOUR_MS, drew(7));
  assert.match(told(left), /^to do: what is left lasts 2 h/);
});

test("where nothing was learned, nothing is promised", (t) => {
  const nothing: Known = { memory: null, usualDrawW: null, endPercent: 2, profile: "flight", nowMs };
  assert.match(told(checkLasting(power(t, "Charging", 40), HOUR_MS, nothing)), /^said: not known yet/);
  assert.match(told(checkLasting(power(t, "Charging", 40), HOUR_MS, { ...nothing, usualDrawW: 10 })), /^ok: .* lasts 4 h/);
});

test("a worn battery is told with what it holds", (t) => {
  assert.deepEqual(checkWear(power(t, "Full", 100)).map(told), ["ok: BAT0 holds 88 % of what it did when new"]);
});

test("sleep counts by what is on record, for a night", () => {
  const drain = { sleeps: 3, ms: 24 * HOUR_MS, lostWh: 4.8, powerW: 0.2, percentPerHour: 0.4 };
  assert.match(told(checkSleep(null, 50)), /^said: not known yet/);
  assert.equal(told(checkSleep(drain, null)), "ok: it loses 0.2 W, 3 % in a night (3 sleeps on record)");
  const byEnergy = { ...drain, sleeps: 1, powerW: 1, percentPerHour: null };
  assert.equal(told(checkSleep(byEnergy, 50)), "said: it loses 1.0 W, 16 % in a night (1 sleep on record)");
  assert.equal(told(checkSleep(byEnergy, null)), "ok: it loses 1.0 W (1 sleep on record)");
});

const work = (kind: Forgotten["kind"], name: string): Forgotten => ({
  ...{ kind, name, unit: null, powerW: null, why: "it eats", action: "stop it" },
});

test("a build is to be ended, a browser is told of, a download stands by itself", (t) => {
  const forgotten = [work("build", "ninja"), work("browser", "firefox"), work("download", "wget")];
  assert.deepEqual(checkRunning(forgotten).map(told), ["to do: ninja: it eats", "said: firefox: it eats"]);
  assert.deepEqual(checkDownloads(forgotten, tree(t, {}).files).map(told), ["to do: wget: it eats"]);
  assert.deepEqual(checkRunning([work("download", "wget")]).map(told), ["ok: nothing that is often forgotten"]);
  const { files } = tree(t, { "/run/zypp.pid": "4711" });
  assert.deepEqual(checkDownloads([], files).map(told), ["to do: a package manager is at work"]);
});

test("a stick outside the case is named, what is built in and hubs are not", (t) => {
  const device = (name: string, more: Record<string, string>): [string, string][] =>
    Object.entries(more).map(([attribute, text]) => [`/sys/bus/usb/devices/${name}/${attribute}`, text]);
  const { files } = tree(
    t,
    Object.fromEntries([
      ...device("1-2", { removable: "removable", bDeviceClass: "00", product: "Ultra Stick" }),
      ...device("1-2:1.0", { bInterfaceClass: "08" }),
      ...device("1-3", { removable: "removable", bDeviceClass: "09", product: "Hub" }),
      ...device("1-4", { removable: "fixed", bDeviceClass: "00", product: "Camera" }),
      ...device("1-5", { removable: "removable", bDeviceClass: "00" }),
    ]),
  );
  assert.deepEqual(checkPlugged(files).map(told), ["said: Ultra Stick (eject it first), the device on USB port 1-5"]);
});

test("updates that the next start would install are to be seen to, those that were only downloaded are told", (t) => {
  const state = (contents: Readonly<Record<string, string>>): string => checkUpdates(tree(t, contents).files).state;
  assert.equal(state({ "/system-update": "-> /var/lib/gone" }), "to do");
  assert.equal(state({ "/var/lib/PackageKit/prepared-update": "" }), "said");
  assert.equal(state({ "/etc/": "" }), "ok");
});

test("a restart that packages ask for is to be done, a newer kernel is told, one of another flavour is not", (t) => {
  const restart = (contents: Readonly<Record<string, string>>): string =>
    told(checkRestart(tree(t, { "/proc/sys/kernel/osrelease": "6.1.0-9-amd64", ...contents }).files));
  const packages = {
    "/run/reboot-required": "*** System restart required ***",
    "/run/reboot-required.pkgs": "linux\nlinux\nlibc6",
  };
  assert.equal(restart(packages), "to do: needed for linux, libc6");
  const own = { "/usr/lib/modules/6.1.0-9-amd64/": "" };
  assert.equal(restart(own), "ok: none is needed");
  assert.equal(restart({ ...own, "/usr/lib/modules/6.1.0-56-rt/": "" }), "ok: none is needed");
  assert.match(restart({ ...own, "/usr/lib/modules/6.1.0-56-amd64/": "" }), /^said: .*\(6\.1\.0-56-amd64\)$/);
  assert.match(restart({ "/usr/lib/modules/6.1.0-56-amd64/": "" }), /^to do: the running kernel's modules are gone/);
});

test("a disk that is nearly full is told with its place; a tree that is not this machine's own tells nothing", (t) => {
  const { files } = tree(t, {});
  assert.deepEqual(checkDisk(files, "/home/alice"), []);
  const with_ = (free: Readonly<Record<string, number>>) => ({
    ...files,
    space: (path: string) => value({ freeBytes: (free[path] ?? 0) * 1e9, totalBytes: 100e9 }),
  });
  assert.deepEqual(checkDisk(with_({ "/": 20, "/home/alice": 50 }), "/home/alice").map(told), ["ok: 20.0 GB are free"]);
  const full = checkDisk(with_({ "/": 20, "/home/alice": 0.4 }), "/home/alice");
  assert.deepEqual(full.map(told), ["to do: only 0.4 GB are free on /home/alice"]);
});
