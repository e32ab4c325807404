// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import test, { type TestContext } from "node:test";
import { limitFolder } from "../../../src/keeper/charger/full-charge-wish.ts";
import { failure, valueOr } from "../../../src/machine/reading.ts";
import type { Profile } from "../../../src/profile/profile.ts";
import { temporaryFolder } from "../../fakes/tree.ts";
import { type Rig, retires, rig, sleep, textAt } from "../rig.ts";

const FOLDERS = ["/sys/class/power_supply/BAT0", "/sys/class/power_supply/BAT1"];
const START = "charge_control_start_threshold";
const END = "charge_control_end_threshold";
const HOUR_S = 3600;
const HOUR_MS = HOUR_S * 1000;

/** "40/80" of each pack. */
const limits = ({ laptop: { machine } }: Pick<Rig, "laptop">): readonly string[] =>
  FOLDERS.map((folder) => `${textAt(machine.files, `${folder}/${START}`)}/${textAt(machine.files, `${folder}/${END}`)}`);

const LIMITED = ["40/80", "60/90"];
const RAISED = ["0/100", "0/100"];

function setLimits({ laptop: { machine } }: Rig, wanted: readonly string[]): void {
  for (const [index, folder] of FOLDERS.entries()) {
    const [start = "0", end = "100"] = wanted[index]?.split("/") ?? [];
    for (const [name, percent] of [
      [START, "0"],
      [END, end],
      [START, start],
    ])
      machine.files.write(`${folder}/${name}`, percent ?? "");
  }
}

/** A ThinkPad at its charger, limited, with a keeper. */
async function limited(t: TestContext): Promise<Rig> {
  const it = await rig(t, "thinkpad");
  setLimits(it, LIMITED);
  await it.plug();
  await it.pass(60);
  return it;
}

const full = (it: Rig, on = true) => it.during(it.keeper.fullCharge(on));

/** The same, going on. */
async function charging(t: TestContext): Promise<Rig> {
  const it = await limited(t);
  await full(it);
  assert.deepEqual(limits(it), RAISED);
  return it;
}

const FLIGHT: Profile = { name: "flight", title: "", onCharger: "all", wishes: { "cpu.boost": ["off"] }, source: "" };

test("the limit is raised now and comes back after five minutes on battery, not after a few at another socket, nor by being full", async (t) => {
  const it = await charging(t);
  await it.pass(3 * HOUR_S);
  assert.equal(textAt(it.laptop.machine.files, `${FOLDERS[0]}/status`), "Full");
  assert.deepEqual(limits(it), RAISED);
  await it.unplug();
  await it.pass(280);
  await it.plug();
  await it.pass(600);
  assert.deepEqual(limits(it), RAISED);
  await it.unplug();
  await it.pass(290);
  assert.deepEqual(limits(it), RAISED);
  await it.pass(30);
  assert.deepEqual(limits(it), LIMITED);
  assert.equal((await it.keeper.state()).fullCharge, null);
  const idle = retires(it);
  await it.pass(20);
  assert.ok(idle(), "nothing is left to do");
});

test("cancelled, and after 36 hours at the charger, it comes back at once", async (t) => {
  const it = await charging(t);
  await full(it, false);
  assert.deepEqual(limits(it), LIMITED);
  await full(it);
  it.clock.suspend(35.9 * HOUR_MS);
  await it.pass(120);
  assert.deepEqual(limits(it), RAISED);
  await it.pass(360);
  assert.deepEqual(limits(it), LIMITED);
});

test("asked for again it lasts 36 hours from then, with the saved values of the first time", async (t) => {
  const it = await charging(t);
  it.clock.suspend(30 * HOUR_MS);
  await full(it);
  it.clock.suspend(30 * HOUR_MS);
  await it.pass(120);
  assert.deepEqual(limits(it), RAISED);
  await full(it, false);
  assert.deepEqual(limits(it), LIMITED);
});

test("typed on battery it waits for the charger: only unplugging that one begins its five minutes", async (t) => {
  const it = await limited(t);
  await it.unplug();
  await it.pass(60);
  await full(it);
  await it.pass(900);
  assert.deepEqual(limits(it), RAISED);
  await it.plug();
  await it.pass(900);
  await it.unplug();
  await it.pass(310);
  assert.deepEqual(limits(it), LIMITED);
});

test("a battery that charges to full anyway has nothing to come back", async (t) => {
  const it = await rig(t, "thinkpad");
  await it.plug();
  const report = await full(it);
  assert.deepEqual(report.results, []);
  assert.ok(report.skips.every(({ why }) => why === "already so"));
  assert.equal((await it.keeper.state()).fullCharge, null);
  assert.equal(it.folder.contents.has("wishes.json"), false);
});

test("travel mode comes and goes meanwhile, and neither ends the other", async (t) => {
  const it = await charging(t);
  const before = it.laptop.snapshot();
  await it.on(FLIGHT);
  assert.deepEqual(limits(it), RAISED);
  await it.during(it.keeper.off([]));
  assert.deepEqual(it.laptop.snapshot(), before);
  await it.on(FLIGHT);
  await full(it, false);
  assert.deepEqual(limits(it), LIMITED);
  assert.equal((await it.keeper.state()).profile, "flight");
});

test("a profile's own limit waits for the end of the full charge, and off brings back the one from before both", async (t) => {
  const it = await limited(t);
  const desk: Profile = { ...FLIGHT, name: "desk", wishes: { "battery.charge-limit": [60] } };
  await it.on(desk, { stayOn: true });
  assert.deepEqual(limits(it), ["40/60", "55/60"]);
  await full(it);
  assert.deepEqual(limits(it), RAISED);
  await full(it, false);
  assert.deepEqual(limits(it), ["40/60", "55/60"]);
  await full(it);
  await it.during(it.keeper.off([]));
  assert.deepEqual(limits(it), RAISED);
  await full(it, false);
  assert.deepEqual(limits(it), LIMITED);
});

test("a limit that the user sets meanwhile is theirs; the other battery's comes back", async (t) => {
  const it = await charging(t);
  setLimits(it, ["20/50", "0/100"]);
  await it.unplug();
  await it.pass(400);
  assert.deepEqual(limits(it), ["20/50", "60/90"]);
});

test("by hand: a number ends it and stays, saved is the value from before it", async (t) => {
  const it = await charging(t);
  const saved = await it.during(it.keeper.set({ knob: "battery.charge-limit", wish: ["saved"] }));
  assert.ok(saved.results.every(({ kind, outcome }) => kind === "apply" && outcome === "applied"));
  assert.deepEqual(limits(it), LIMITED);
  await full(it);
  await it.during(it.keeper.set({ knob: "battery.charge-limit", wish: [70] }));
  await it.pass(5);
  assert.deepEqual(limits(it), ["40/70", "60/70"]);
  assert.equal((await it.keeper.state()).fullCharge, null);
});

test("a threshold that does not fit any more to the user's other one is let go, and nothing is left to wait for", async (t) => {
  const it = await charging(t);
  setLimits(it, ["0/30", "0/100"]);
  await full(it, false);
  assert.deepEqual(limits(it), ["0/30", "60/90"]);
  assert.equal(limitFolder(it.folder).read("journal").kind, "absent");
});

test("a battery that is taken out keeps its saved limit until it is back", async (t) => {
  const it = await charging(t);
  const { list } = it.hand.files;
  const without = (path: string) => {
    const names = list(path);
    return names.kind === "value" ? { ...names, value: names.value.filter((name) => name !== "BAT1") } : names;
  };
  Object.assign(it.hand.files, { list: without });
  await full(it, false);
  assert.deepEqual(limits(it), ["40/80", "0/100"]);
  Object.assign(it.hand.files, { list });
  it.uevent("power_supply", "add");
  await it.pass(5);
  assert.deepEqual(limits(it), LIMITED);
});

test("killed at any moment of raising and putting back, the next keeper comes to what was wanted", async (t) => {
  for (let moment = 0; moment < 24; moment += 1) {
    const it = await limited(t);
    void it.keeper.fullCharge(true).catch(() => undefined);
    await it.clock.advance(moment * 50);
    await it.kill();
    await it.pass(10);
    if (moment > 20) assert.deepEqual(limits(it), RAISED);
    await full(it);
    void it.keeper.fullCharge(false).catch(() => undefined);
    await it.clock.advance(moment * 50);
    await it.kill();
    await it.pass(10);
    await full(it, false);
    assert.deepEqual(limits(it), LIMITED, `after ${moment * 50} ms`);
  }
});

test("a killed keeper's five minutes go on with the next", async (t) => {
  const it = await charging(t);
  await it.unplug();
  await it.pass(200);
  await it.kill();
  await it.pass(110);
  assert.deepEqual(limits(it), LIMITED);
});

test("a shutdown and a reboot at the charger leave it raised; what the firmware forgot is written again", async (t) => {
  const it = await charging(t);
  await it.during(it.keeper.close("put-back"));
  assert.deepEqual(limits(it), RAISED);
  setLimits(it, ["75/80", "0/100"]);
  await it.reboot();
  await it.pass(20);
  assert.deepEqual(limits(it), RAISED);
  await full(it, false);
  assert.deepEqual(limits(it), LIMITED);
});

test("after a reboot on battery it comes back in five minutes; after a power cut as well", async (t) => {
  for (const cut of [false, true]) {
    const it = await charging(t);
    if (!cut) await it.during(it.keeper.close("put-back"));
    it.laptop.unplug();
    await it.reboot();
    await it.pass(60);
    assert.deepEqual(limits(it), RAISED);
    await it.pass(260);
    assert.deepEqual(limits(it), LIMITED);
  }
});

test("what the user changed before a restart stays theirs after it", async (t) => {
  const it = await charging(t);
  setLimits(it, ["20/50", "0/100"]);
  await it.during(it.keeper.close("put-back"));
  await it.reboot();
  await it.pass(20);
  assert.deepEqual(limits(it), ["20/50", "60/90"]);
});

test("asleep on battery for an hour, it comes back at waking; a controller that forgot in sleep is told again at the charger", async (t) => {
  const it = await charging(t);
  await sleep(it, true);
  setLimits(it, LIMITED);
  it.clock.suspend(3_600_000);
  await sleep(it, false);
  await it.pass(10);
  assert.deepEqual(limits(it), RAISED);
  await it.unplug();
  await it.pass(30);
  await sleep(it, true);
  it.clock.suspend(3_600_000);
  await sleep(it, false);
  await it.pass(5);
  assert.deepEqual(limits(it), LIMITED);
});

test("a journal of it that cannot be written when the keeper ends does not keep travel mode from being put back", async (t) => {
  const it = await charging(t);
  const before = it.laptop.snapshot();
  await it.on(FLIGHT, { stayOn: true });
  assert.notDeepEqual(it.laptop.snapshot(), before);
  Object.assign(limitFolder(it.folder), { replace: () => failure("journal", "ENOSPC") });
  setLimits(it, ["50/70", "0/100"]);
  await it.during(it.keeper.close("put-back"));
  assert.equal(it.folder.contents.has("journal"), false);
});

test("a journal of it that is there although writing it has failed is put away again", async (t) => {
  const it = await limited(t);
  await it.on(FLIGHT, { stayOn: true });
  const folder = limitFolder(it.folder);
  const { replace } = folder;
  let isFailing = true;
  Object.assign(folder, {
    replace: (name: string, text: string) => {
      const written = replace(name, text);
      return isFailing && name === "journal" ? failure(folder.path, "EIO") : written;
    },
  });
  await assert.rejects(full(it), /EIO/u);
  assert.equal(folder.read("journal").kind, "value");
  isFailing = false;
  await it.pass(60);
  assert.equal(folder.read("journal").kind, "absent");
  assert.deepEqual(limits(it), LIMITED);
});

test("restore.sh beside its journal puts it back without us", async (t) => {
  const it = await charging(t);
  const root = temporaryFolder(t);
  const paths = [...FOLDERS.flatMap((folder) => [`${folder}/${START}`, `${folder}/${END}`]), "/proc/sys/kernel/random/boot_id"];
  for (const path of paths) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), `${textAt(it.laptop.machine.files, path)}\n`);
  }
  const script = valueOr(limitFolder(it.folder).read("restore.sh"), "");
  const ended = spawnSync("sh", ["-c", script], { env: { ...process.env, TRAVELMODE_ROOT: root }, encoding: "utf8" });
  assert.equal(ended.status, 0, ended.stdout + ended.stderr);
  const back = FOLDERS.map((folder) =>
    [START, END].map((name) => readFileSync(join(root, folder, name), "utf8").trim()).join("/"),
  );
  assert.deepEqual(back, LIMITED);
});
