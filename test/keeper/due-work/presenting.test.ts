// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import { isPresenting } from "../../../src/keeper/due-work/presenting.ts";
import { type FakeBus, fakeBus } from "../../fakes/fake-bus.ts";
import { fakeMachine } from "../../fakes/fake-machine.ts";
import { tree } from "../../fakes/tree.ts";

const HOUR_MS = 3_600_000;

type Inhibitor = readonly [what: string, mode: string];

const inhibitedBy = (inhibitors: readonly Inhibitor[]): FakeBus =>
  fakeBus({
    "org.freedesktop.login1": {
      "/org/freedesktop/login1": {
        "org.freedesktop.login1.Manager": {
          ListInhibitors: () => [inhibitors.map(([what, mode]) => [what, "who", "why", mode, 1000, 4711])] as never,
        },
      },
    },
  });

test("an external display counts for an hour, the panel's own never", async (t) => {
  const shows = (output: string, status: string, pluggedForMs = 0): Promise<boolean> =>
    isPresenting(fakeMachine(tree(t, { [`/sys/class/drm/card0-${output}/status`]: status }).files), pluggedForMs);
  assert.equal(await shows("HDMI-A-1", "connected"), true);
  assert.equal(await shows("HDMI-A-1", "connected", HOUR_MS), false);
  assert.equal(await shows("HDMI-A-1", "disconnected"), false);
  assert.equal(await shows("eDP-1", "connected"), false);
});

test("a program that keeps the screen on counts for as long as it does", async (t) => {
  const { files } = tree(t, { "/sys/": "" });
  const shows = (...inhibitors: readonly Inhibitor[]): Promise<boolean> =>
    isPresenting(fakeMachine(files, { bus: inhibitedBy(inhibitors) }), HOUR_MS);
  assert.equal(await shows(["sleep:idle", "block"]), true);
  assert.equal(await shows(["sleep", "block"], ["idle", "delay"]), false);
  assert.equal(await shows(), false);
});
