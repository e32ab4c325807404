// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import { assertSame, BACKLIGHT, changed, type Typist, typist } from "./typist.ts";
import { type Personality, startLaptop } from "./virtual-laptop.ts";

/** What `flight` does that anybody at the machine may do, and what only root may: settings by their name in a snapshot. */
const ANYBODYS = { WirelessEnabled: /^b false$/, Powered: /^b false$/, [BACKLIGHT]: /^\d\|$/ };
const ROOTS = { "/sys/devices/system/cpu/cpufreq/policy0/scaling_governor": /^schedutil\|$/ };

/** The exit statuses of `on`: all done; all but what needs root. */
const DONE = 0;
const PARTLY = 3;

/** On and off again, by root, by an ordinary user and with sudo, on one kind of virtual laptop. */
export function roundTrips(personality: Personality): void {
  const laptop = startLaptop(personality, "round-trip");
  const start = laptop.snapshot();
  const alice = typist(laptop, "alice");

  const takeOffAndLand = (traveller: Typist, expected: Readonly<Record<string, RegExp>>, status: number): string => {
    const on = traveller.type("on", "flight");
    const differences = changed(start, laptop.snapshot());
    for (const [setting, wanted] of Object.entries(expected))
      assert.match(differences.get(setting) ?? "unchanged", wanted, setting);
    assert.equal(on.status, status, on.stdout + on.stderr);
    assert.match(alice.type("status").stdout, /flight/);
    const off = traveller.type("off");
    assertSame(laptop.snapshot(), start, off);
    assert.equal(off.status, DONE, off.stdout + off.stderr);
    return on.stdout;
  };

  for (const traveller of [typist(laptop, "root"), typist(laptop, "bob", "sudo")])
    test(`${personality}: ${traveller.who} turns travel mode on, and off puts every byte back`, () => {
      takeOffAndLand(traveller, { ...ANYBODYS, ...ROOTS }, DONE);
    });

  test(`${personality}: alice turns on what she may, is told what needs root, and off puts every byte back`, () => {
    const said = takeOffAndLand(alice, ANYBODYS, PARTLY);
    assert.match(said, /root/);
  });

  test(`${personality}: one profile after another still ends at the start`, () => {
    const { type } = typist(laptop, "root");
    for (const profile of ["flight", "endurance", "redeye", "online"]) type("on", profile);
    type("off");
    assertSame(laptop.snapshot(), start);
  });
}
