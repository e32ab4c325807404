// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { extname } from "node:path";
import test from "node:test";
import fc from "fast-check";
import { findHeldUnits } from "../../src/knobs/find-held-units.ts";
import { HELD_UNITS, HOLD_KINDS, type ListedUnit } from "../../src/knobs/held-units.ts";
import { neverHeld } from "../../src/knobs/never-held.ts";
import { fakeBus } from "../fakes/fake-bus.ts";
import { alice, fakeMachine } from "../fakes/fake-machine.ts";
import { tree } from "../fakes/tree.ts";
import { type FakeUnit, fakeSystemd } from "./fake-systemd.ts";

/** One or more of each sort that must go on, as distributions call them. */
const VITAL: readonly string[] = [
  "dbus.service",
  "dbus-broker.service",
  "dbus-org.freedesktop.login1.service",
  "systemd-logind.service",
  "systemd-timesyncd.service",
  "systemd-cryptsetup@home.service",
  "user@1000.service",
  "session-2.scope",
  "polkit.service",
  "gdm.service",
  "org.gnome.Shell@wayland.service",
  "org.gnome.SettingsDaemon.Power.service",
  "plasma-kwin_wayland.service",
  "xdg-desktop-portal.service",
  "gvfs-daemon.service",
  "at-spi-dbus-bus.service",
  "gnome-keyring-daemon.socket",
  "app-gnome-keyring-ssh@autostart.service",
  "gpg-agent.socket",
  "evolution-alarm-notify.service",
  "cron.service",
  "NetworkManager.service",
  "wpa_supplicant.service",
  "bluetooth.service",
  "ssh.socket",
  "pipewire.socket",
  "wireplumber.service",
  "chrony.service",
  "auditd.service",
  "apparmor.service",
  "nftables.service",
  "lvm2-monitor.service",
  "fstrim.timer",
  "apt-daily.service",
  "apt-daily-upgrade.service",
  "unattended-upgrades.service",
  "fwupd.service",
  "snapd.service",
  "upower.service",
  "travelmode.service",
  "home.mount",
  "multi-user.target",
];

for (const unit of VITAL)
  test(`${unit} is never held, for a reason`, () => {
    assert.ok((neverHeld(unit) ?? "").length > 5);
  });

test("no shipped list names what is never held", () => {
  assert.deepEqual(
    HELD_UNITS.filter(({ name }) => neverHeld(name) !== undefined),
    [],
  );
});

const names = fc.oneof(
  fc.constantFrom(...VITAL),
  fc.constantFrom(...HELD_UNITS.map(({ name }) => name)),
  fc.stringMatching(/^[a-z]{1,8}\.(service|timer)$/),
);
const lists: fc.Arbitrary<readonly ListedUnit[]> = fc.array(
  fc.record({
    name: names,
    owner: fc.constantFrom("system" as const, "user" as const),
    kind: fc.constantFrom(...HOLD_KINDS),
    why: fc.constant("somebody wants it"),
  }),
);

/** What an alias stands for, which is of its own kind (systemd.unit(5)). */
const aliased = (alias: string, name: string): string => (extname(alias) === extname(name) ? name : alias);

test("whatever a list names, and whatever hides behind an alias: there is no way to what is never held", async (t) => {
  const { files } = tree(t, { "/etc/": "" });
  await fc.assert(
    fc.asyncProperty(lists, fc.array(names), async (list, behind) => {
      const units = Object.fromEntries(
        list.map(({ name }, index): [string, FakeUnit] => [name, { id: aliased(name, behind[index] ?? name) }]),
      );
      const bus = fakeBus({ ...fakeSystemd(units) }, { ...fakeSystemd(units) });
      const { settings } = await findHeldUnits(fakeMachine(files, { bus, caller: alice }), list);
      for (const { place, ways } of settings) assert.ok(neverHeld(place) === undefined || ways.length === 0, place);
      assert.equal(new Set(settings.map(({ id }) => id)).size, settings.length);
      for (const { member } of bus.calls) assert.doesNotMatch(member, /^(Start|Stop)Unit$/);
    }),
    { numRuns: 200 },
  );
});
