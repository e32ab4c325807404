// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import type { Caller } from "../../src/machine/doors.ts";
import { gatherFacts } from "../../src/processes/facts/gather-facts.ts";
import { refusalsFor } from "../../src/processes/protected.ts";
import { alice, simulated } from "./simulated.ts";

const APPS = "/user.slice/user-1000.slice/user@1000.service/app.slice";

for (const [who, caller] of Object.entries<Partial<Caller>>({ root: { uid: 0 }, alice }))
  test(`${who} may hold what runs unseen on the simulated laptop, and freeze nothing with a window`, async (t) => {
    const { machine } = simulated(t, { caller });
    const refusals = async (unit: string, restraint: "slow" | "freeze") =>
      refusalsFor(await gatherFacts(machine, { pids: [], cgroup: `${APPS}/${unit}`, unit }), restraint).join();
    assert.equal(await refusals("syncthing.service", "freeze"), "");
    assert.equal(await refusals("app-gnome-firefox-2101.scope", "slow"), "");
    assert.match(await refusals("app-gnome-firefox-2101.scope", "freeze"), /Wayland/u);
    assert.match(await refusals("app-org.gnome.Terminal.slice/vte-spawn-1.scope", "slow"), /a shell/u);
  });
