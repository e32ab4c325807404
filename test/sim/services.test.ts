// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import { hasOwner, setProperty } from "../../src/machine/bus-values.ts";
import type { SimulatedLaptop } from "../../src/sim/laptop.ts";
import { alice, ask, POLICY0, simulated, stranger, textAt, writeTo } from "./simulated.ts";

const ERROR = "org.freedesktop.DBus.Error";
const PPD = "org.freedesktop.UPower.PowerProfiles";
const PROFILES = { service: PPD, path: "/org/freedesktop/UPower/PowerProfiles", interface: PPD };
const OLD = { service: "net.hadess.PowerProfiles", path: "/net/hadess/PowerProfiles", interface: "net.hadess.PowerProfiles" };
const SESSION = {
  service: "org.freedesktop.login1",
  path: "/org/freedesktop/login1/session/auto",
  interface: "org.freedesktop.login1.Session",
};
const PROFILE_FILE = "/sys/firmware/acpi/platform_profile";

const dim = (laptop: SimulatedLaptop, ...args: readonly [string, string, number]): ReturnType<typeof ask> =>
  ask(laptop, { ...SESSION, member: "SetBrightness", signature: "ssu", args });

const profileOf = (laptop: SimulatedLaptop): string | undefined => laptop.snapshot()["power-profiles-daemon ActiveProfile"];

const DIMMINGS: readonly { who: string; caller: object; args: readonly [string, string, number]; ends: string }[] = [
  { who: "the session's user", caller: alice, args: ["backlight", "intel_backlight", 500], ends: "done" },
  { who: "root", caller: {}, args: ["leds", "travel::kbd_backlight", 0], ends: "done" },
  { who: "a stranger", caller: stranger, args: ["backlight", "intel_backlight", 500], ends: `${ERROR}.AccessDenied` },
  { who: "too much", caller: alice, args: ["backlight", "intel_backlight", 99999], ends: "System.Error.EINVAL" },
  { who: "no such light", caller: alice, args: ["backlight", "acpi_video0", 1], ends: "System.Error.ENODEV" },
  { who: "another class", caller: alice, args: ["net", "wlan0", 1], ends: `${ERROR}.InvalidArgs` },
];
for (const { who, caller, args, ends } of DIMMINGS) {
  test(`logind's SetBrightness, ${who}: ${ends}`, async (context) => {
    assert.equal(await dim(simulated(context, { caller }), ...args), ends);
  });
}

test("logind's SetBrightness reaches the file", async (context) => {
  const laptop = simulated(context, { caller: alice });
  await dim(laptop, "backlight", "intel_backlight", 500);
  assert.equal(textAt(laptop.machine.files, "/sys/class/backlight/intel_backlight/brightness"), "500");
});

test("power-profiles-daemon drags platform profile and EPP along, under either name", async (context) => {
  const laptop = simulated(context, { model: "amd", caller: alice });
  assert.equal(await ask(laptop, setProperty(OLD, "ActiveProfile", "s", "power-saver")), "done");
  assert.equal(textAt(laptop.machine.files, PROFILE_FILE), "low-power");
  assert.equal(textAt(laptop.machine.files, `${POLICY0}/energy_performance_preference`), "power");
  assert.equal(await ask(laptop, { ...get("ActiveProfile"), args: [PPD, "ActiveProfile"] }), "power-saver");
  assert.equal(await ask(laptop, setProperty(PROFILES, "ActiveProfile", "s", "thrifty")), `${ERROR}.InvalidArgs`);
});

test("power-profiles-daemon follows a platform profile that somebody else writes", (context) => {
  const laptop = simulated(context, { model: "amd" });
  writeTo(laptop.machine.files, PROFILE_FILE, "low-power");
  assert.equal(profileOf(laptop), "power-saver");
  assert.equal(textAt(laptop.machine.files, `${POLICY0}/energy_performance_preference`), "power");
});

test("a hold lasts until it is released, then the user's own profile is back", async (context) => {
  const laptop = simulated(context, { model: "amd" });
  const hold = { ...PROFILES, member: "HoldProfile", signature: "sss" };
  assert.equal(await ask(laptop, { ...hold, args: ["balanced", "why", "me"] }), `${ERROR}.InvalidArgs`);
  const cookie = await ask(laptop, { ...hold, args: ["power-saver", "travel", "me"] });
  assert.equal(await ask(laptop, get("ActiveProfile")), "power-saver");
  assert.equal(textAt(laptop.machine.files, PROFILE_FILE), "low-power");
  assert.equal(await ask(laptop, { ...PROFILES, member: "ReleaseProfile", signature: "u", args: [cookie] }), "done");
  assert.equal(textAt(laptop.machine.files, PROFILE_FILE), "balanced");
});

test("setting a profile by hand ends a hold", async (context) => {
  const laptop = simulated(context, { model: "amd" });
  await ask(laptop, { ...PROFILES, member: "HoldProfile", signature: "sss", args: ["power-saver", "travel", "me"] });
  await ask(laptop, setProperty(PROFILES, "ActiveProfile", "s", "performance"));
  assert.deepEqual(await ask(laptop, get("ActiveProfileHolds")), []);
  assert.equal(profileOf(laptop), "performance");
});

test("ModemManager tells that the SIM has a PIN", async (context) => {
  const laptop = simulated(context, { model: "thinkpad" });
  const objects = { service: "org.freedesktop.ModemManager1", path: "/org/freedesktop/ModemManager1" };
  const reply = await ask(laptop, { ...objects, interface: "org.freedesktop.DBus.ObjectManager", member: "GetManagedObjects" });
  assert.match(JSON.stringify(reply), /"EnabledFacilityLocks":1/);
});

test("services can be taken away and added", async (context) => {
  const laptop = simulated(context, { services: { NetworkManager: false, "power-profiles-daemon": true } });
  assert.equal(await hasOwner(laptop.machine.bus, "org.freedesktop.NetworkManager"), false);
  assert.equal(await hasOwner(laptop.machine.bus, PPD), true);
});

for (const { what, call, ends } of [
  { what: "a service that is not there", call: { service: "org.example.None" }, ends: `${ERROR}.ServiceUnknown` },
  { what: "an object that is not there", call: { path: "/nowhere" }, ends: `${ERROR}.UnknownObject` },
  { what: "a method that is not there", call: { member: "Reboot" }, ends: `${ERROR}.UnknownMethod` },
]) {
  test(`asking ${what} ends as ${ends}`, async (context) => {
    assert.equal(await ask(simulated(context), { ...SESSION, member: "SetBrightness", ...call }), ends);
  });
}

test("there are no programs to run", async (context) => {
  const outcome = await simulated(context).machine.commands.run(["nmcli", "radio"]);
  assert.equal(outcome.kind === "error" && outcome.code, "ENOENT");
});

function get(name: string): Parameters<typeof ask>[1] {
  return { ...PROFILES, interface: "org.freedesktop.DBus.Properties", member: "Get", signature: "ss", args: [PPD, name] };
}
