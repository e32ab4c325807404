// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import { findOwners } from "../../../src/cli/doctor/owners.ts";
import { type FakeBus, fakeBus } from "../../fakes/fake-bus.ts";

const SYSTEMD = "org.freedesktop.systemd1";

/** A systemd in which these units are active. */
function systemd(...active: readonly string[]): FakeBus {
  const list = (names: unknown): unknown[] =>
    (names as readonly string[]).map((name) => [
      name,
      "",
      "loaded",
      active.includes(name) ? "active" : "inactive",
      "running",
      "",
      "/",
      0,
      "",
      "/",
    ]);
  return fakeBus({
    [SYSTEMD]: {
      "/org/freedesktop/systemd1": { [`${SYSTEMD}.Manager`]: { ListUnitsByNames: (names) => [list(names) as never] } },
    },
  });
}

test("nothing else is running: good", async () => {
  assert.deepEqual(
    (await findOwners(systemd())).map(({ verdict }) => verdict),
    ["good"],
  );
});

test("programs that rewrite settings are named with what to do", async () => {
  const found = await findOwners(systemd("auto-cpufreq.service", "tlp.service", "thermald.service"));
  assert.deepEqual(
    found.map(({ verdict, what }) => [verdict, what.split(" is ")[0]]),
    [
      ["note", "TLP"],
      ["problem", "auto-cpufreq"],
      ["note", "thermald"],
    ],
  );
  assert.match(found[1]?.advice ?? "", /systemctl stop auto-cpufreq/u);
});

test("a power-profiles service that no known unit serves is found by its name on the bus", async () => {
  const bus = systemd();
  bus.services["net.hadess.PowerProfiles"] = {};
  const [finding] = await findOwners(bus);
  assert.match(finding?.what ?? "", /a power-profiles service is running/u);
});

test("without systemd on the bus it says that it cannot look", async () => {
  const [finding] = await findOwners(fakeBus());
  assert.equal(finding?.verdict, "note");
  assert.match(finding?.what ?? "", /cannot be looked for/u);
});

test("a broken answer of systemd is taken for none", async () => {
  const bus = fakeBus({
    [SYSTEMD]: { "/org/freedesktop/systemd1": { [`${SYSTEMD}.Manager`]: { ListUnitsByNames: () => [["x", 5, []]] } } },
  });
  assert.match((await findOwners(bus))[0]?.what ?? "", /cannot be looked for/u);
});
