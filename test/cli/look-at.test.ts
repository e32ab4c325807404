// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { join } from "node:path";
import test from "node:test";
import { NO_WISHES } from "../../src/keeper/wishes/wishes.ts";
import { saveWishes } from "../../src/keeper/wishes/wishes-store.ts";
import { durableFolder } from "../../src/machine/durable-folder.ts";
import { tryOut, turnOnAsRoot } from "./commands/simulated-laptop.ts";
import { fakeClient, fakeKeepers } from "./fake-keepers.ts";
import { handOn, profile } from "./records.ts";

const USER = { uid: 1000, name: "alice", home: "/home/alice" };

test("root's travel mode is shown to an ordinary user in full, and with who wants it", async (t) => {
  const laptop = tryOut(t, USER);
  await turnOnAsRoot(laptop, profile({ wishes: { "screen.brightness": [40] } }));
  saveWishes(durableFolder(join(laptop.folder, "roots")), { ...NO_WISHES, byHand: handOn({ stayOn: true }) });
  const { out } = await laptop.run("status");
  assert.match(out[0] ?? "", /^Travel mode is on: flight, since /u);
  assert.equal(out[1], "For the whole computer; by hand; no charger ends it (--stay-on).");
  assert.ok(out.some((line) => /Screen brightness .*→ 40 %/u.test(line)));
  assert.ok(!out.some((line) => line.startsWith("The travel mode of root")));
  const document: Record<string, unknown> = JSON.parse((await laptop.run("status --json")).out.join("\n"));
  const { whose, winner, stayOn, armed, pause, auto, weakPower } = document;
  assert.deepEqual(
    { whose, winner, stayOn, armed, pause, auto, weakPower },
    { whose: "computer", winner: "hand", stayOn: true, armed: true, pause: null, auto: null, weakPower: false },
  );
});

test("one's own travel mode comes before root's", async (t) => {
  const laptop = tryOut(t, USER);
  await laptop.run("on online");
  saveWishes(durableFolder(join(laptop.folder, "roots")), { ...NO_WISHES, auto: profile() });
  const { out } = await laptop.run("status");
  assert.match(out[0] ?? "", /^Travel mode is on: online/u);
  assert.ok(!out.some((line) => line.startsWith("Automatic mode")));
});

test("the computer's automatic mode is told to everybody", async (t) => {
  const laptop = tryOut(t, USER);
  saveWishes(durableFolder(join(laptop.folder, "roots")), { ...NO_WISHES, auto: profile() });
  assert.match((await laptop.run("status")).out[1] ?? "", /^Automatic mode: flight/u);
});

test("status asks no keeper", async (t) => {
  const system = fakeClient("system");
  const keepers = { ...fakeKeepers({ system }), system: () => Promise.reject(new Error("asked")) };
  assert.equal((await tryOut(t, USER, "intel", { keepers }).run("status")).out[0], "Travel mode is off.");
});

test("a pause as JSON has its part and its end", async (t) => {
  const laptop = tryOut(t, {});
  const untilMs = Date.UTC(2199, 0, 1);
  saveWishes(durableFolder(join(laptop.folder, "journal")), { ...NO_WISHES, byHand: handOn(), pause: { part: "cpu", untilMs } });
  const document: { pause?: unknown } = JSON.parse((await laptop.run("status --json")).out.join("\n"));
  assert.deepEqual(document.pause, { part: "cpu", until: "2199-01-01T00:00:00.000Z" });
});

test("damaged wishes are told, and end as a damaged journal does", async (t) => {
  const laptop = tryOut(t);
  durableFolder(join(laptop.folder, "journal")).replace("wishes.json", "{ torn");
  const { status, out } = await laptop.run("status");
  assert.equal(status, 7);
  assert.ok(out.some((line) => line.includes("wishes.json")));
});
