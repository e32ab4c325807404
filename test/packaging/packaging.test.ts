// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import test from "node:test";
import { DEBIAN, partsOf } from "../../src/cli/install/layout.ts";
import { VERSION } from "../../src/cli/version.ts";

const read = (path: string): string => readFileSync(`packaging/${path}`, "utf8");
const unit = read("systemd/travelmode.service");
const boot = read("systemd/travelmode-boot.service");

/** The values of a key, those of several lines together. */
const valuesOf = (text: string, key: string): readonly string[] =>
  [...text.matchAll(new RegExp(`^${key}=(.*)$`, "gm"))].flatMap(([, value = ""]) => value.split(" "));

/** The way back goes through these, so at shutdown they must outlive the keeper. */
const OWNERS = [
  "dbus",
  "systemd-logind",
  "systemd-rfkill",
  "NetworkManager",
  "bluetooth",
  "power-profiles-daemon",
  "tlp",
  "upower",
];

test("the keeper and its boot unit come after everybody whom they ask, and so end before them", () => {
  for (const text of [unit, boot])
    assert.deepEqual(new Set(valuesOf(text, "After")), new Set(OWNERS.map((name) => `${name}.service`)));
});

test("the sandbox leaves open what the keeper needs", () => {
  for (const key of [
    "PrivateNetwork",
    "ProtectKernelTunables",
    "ProtectControlGroups",
    "PrivateUsers",
    "ProtectProc",
    "ProcSubset",
  ]) {
    assert.deepEqual(valuesOf(unit, key), [], key);
    assert.match(unit, new RegExp(`^# .*${key}`, "m"), `${key} is not explained`);
  }
  assert.deepEqual(valuesOf(unit, "RestrictAddressFamilies"), ["AF_UNIX", "AF_NETLINK"]);
  assert.deepEqual(valuesOf(unit, "CapabilityBoundingSet"), ["CAP_NET_ADMIN", "CAP_DAC_OVERRIDE", "CAP_KILL", "CAP_SYS_PTRACE"]);
});

test("memory that is written is never run, which Node bears with --jitless only", () => {
  assert.deepEqual(valuesOf(unit, "MemoryDenyWriteExecute"), ["yes"]);
  assert.match(unit, /^ExecStart=\/usr\/bin\/node --jitless [-\w= ]+ \/usr\/lib\/travelmode\/dist\/keeper\.cjs$/m);
});

test("a keeper that fails is tried again without end", () => {
  assert.deepEqual(valuesOf(unit, "Restart"), ["on-failure"]);
  assert.deepEqual(valuesOf(unit, "StartLimitIntervalSec"), ["0"]);
});

test("nothing is started at boot, or by udev, where nothing was left", () => {
  assert.deepEqual(
    valuesOf(boot, "ConditionPathExists"),
    ["journal", "full-charge/journal", "wishes.json", "auto"].map((name) => `|/var/lib/travelmode/${name}`),
  );
  assert.match(read("udev/85-travelmode.rules"), /^TEST!="\/var\/lib\/travelmode\/auto", GOTO="travelmode_end"$/m);
});

test("the keeper's unit has the name that the bus knows it by", () => {
  assert.match(read("dbus/io.github.travelmode.service"), /^SystemdService=travelmode\.service$/m);
  assert.match(read("dbus/io.github.travelmode.service"), new RegExp(`^Name=${valuesOf(unit, "BusName")[0]}$`, "m"));
});

test("every file that an installation puts outside the program is there, but what the build makes", () => {
  const sources = readFileSync("src/cli/install/layout.ts", "utf8").matchAll(/put\("(packaging\/[^"]+)"/g);
  for (const [, path = ""] of sources) {
    assert.ok(existsSync(path), path);
    assert.equal(partsOf([path], DEBIAN).length, 2, path);
  }
});

test("the Debian package has the version of the program", () => {
  assert.match(read("debian/changelog"), new RegExp(`^travelmode \\(${VERSION.replaceAll(".", "\\.")}\\) `));
});

test("a package that is removed puts back first, and one that is upgraded does not", () => {
  const prerm = read("debian/prerm");
  assert.match(prerm, /if \[ "\$1" = remove \][^\n]*then\n\ttravelmode auto off[^\n]*\n\ttravelmode off /);
  assert.match(
    prerm,
    /if \[ -e \/var\/lib\/travelmode\/full-charge\/journal \]; then\n\t\tbusctl call [^\n]* FullCharge b false /,
  );
  assert.equal(prerm.includes("upgrade ]"), false);
});
