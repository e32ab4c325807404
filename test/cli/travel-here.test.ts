// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { join } from "node:path";
import test from "node:test";
import type { Session } from "../../src/cli/session.ts";
import { travelHere } from "../../src/cli/travel-here.ts";
import { durableFolder } from "../../src/machine/durable-folder.ts";
import { kernelFiles } from "../../src/machine/files.ts";
import { openSimulatedLaptop } from "../../src/sim/laptop.ts";
import { temporaryFolder } from "../../src/sim/temporary-folder.ts";
import { alice } from "../fakes/fake-machine.ts";
import { fakeClient, fakeKeepers } from "./fake-keepers.ts";
import { recordingTerminal, SCREEN } from "./recording-terminal.ts";
import { session } from "./sessions.ts";

function stage(it: test.TestContext, more: Partial<Session["laptop"]> = {}) {
  const { path, remove } = temporaryFolder();
  it.after(remove);
  const simulated = openSimulatedLaptop({ folder: path, tree: false });
  const terminal = recordingTerminal(SCREEN, []);
  const here = session(simulated.machine, {
    ...{ terminal, filesBelow: kernelFiles, shippedProfiles: join(process.cwd(), "profiles"), caller: { ...alice, home: path } },
    laptop: {
      machine: simulated.machine,
      folders: { own: durableFolder(join(path, "journal")) },
      close: async () => {},
      ...more,
    },
  });
  const aside: string[] = [];
  const travel = travelHere(here, () => {
    aside.push("away");
    return () => void aside.push("back");
  });
  return { simulated, terminal, travel, aside };
}

const keep = async (): Promise<"keep"> => "keep";

test("the screen turns travel mode on, switches, sets and puts back, and nothing is printed", async (it) => {
  const { simulated, terminal, travel } = stage(it);
  const before = simulated.snapshot();
  assert.ok((await travel.plan("flight")).changes.length > 3);
  await travel.on("flight", keep);
  await travel.set("screen.brightness", "60", keep);
  assert.equal((await travel.seen()).settings.find(({ knob }) => knob === "screen.brightness")?.owner, "yours");
  await travel.handBack("screen.brightness");
  await travel.on("online", keep);
  await travel.off();
  assert.deepEqual(simulated.snapshot(), before);
  assert.deepEqual([terminal.outLines, terminal.errLines], [[], []]);
  assert.equal(travel.sessions().length, 1);
});

test("it knows the profiles, and which one a bare on means", (it) => {
  const { profiles, broken, usual } = stage(it).travel.profiles();
  assert.deepEqual(
    [profiles.map(({ name }) => name), broken, usual],
    [["endurance", "flight", "online", "redeye"], [], "flight"],
  );
});

test("while polkit asks on this terminal, the screen steps aside, and comes back", async (it) => {
  const keepers = fakeKeepers({ system: fakeClient("system", { asks: true }) });
  const { travel, aside } = stage(it, { keepers });
  await travel.on("flight", keep);
  assert.deepEqual(aside, ["away", "back"]);
  assert.deepEqual(keepers.done, ["agent", "agent stopped"]);
});

test("a keeper is asked one thing at a time, in the order of the keys", async (it) => {
  const order: string[] = [];
  const client = fakeClient("system");
  const slow =
    <T>(name: string, answer: () => Promise<T>) =>
    async (): Promise<T> => {
      order.push(`${name} begins`);
      await new Promise((resolve) => setImmediate(resolve));
      order.push(`${name} ends`);
      return answer();
    };
  const keeper = {
    ...client,
    plan: slow("plan", () => client.plan(null)),
    off: slow("off", () => client.off({ interactive: false, forget: [] })),
  };
  const { travel } = stage(it, { keepers: fakeKeepers({ system: keeper }) });
  await Promise.all([travel.plan("flight"), travel.off()]);
  assert.deepEqual(order, ["plan begins", "plan ends", "off begins", "off ends"]);
});
