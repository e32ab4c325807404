// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import { statusLines } from "../../../src/cli/views/status-view.ts";
import { PIPE } from "../recording-terminal.ts";
import { settingStatus, status } from "../records.ts";

const nowMs = new Date(2026, 5, 1, 16, 15).getTime();
const HOUR_MS = 3_600_000;
const view = { look: PIPE, verbose: false, nowMs };
const on = status({ mode: "on", profile: "flight", sinceMs: nowMs - 2 * HOUR_MS });

test("says since when which profile is on, and shows saved and applied values", () => {
  assert.deepEqual(statusLines({ ...on, settings: [settingStatus()] }, view), [
    "Travel mode is on: flight, since 14:15 (2 h)",
    "",
    "  SETTING                   SAVED → APPLIED  NOW",
    "  Screen brightness  eDP-1  80 % → 40 %      40 %",
  ]);
});

test("what was only dragged along is shown when asked for, or when somebody changed it", () => {
  const dragged = settingStatus({ title: "Wi-Fi", place: "phy0", role: "dragged", original: "on", value: "off", now: "off" });
  assert.equal(statusLines({ ...on, settings: [dragged] }, view).length, 1);
  assert.ok(statusLines({ ...on, settings: [dragged] }, { ...view, verbose: true }).some((line) => line.includes("phy0")));
  const changed = statusLines({ ...on, settings: [{ ...dragged, state: "changed", now: "on" }] }, view);
  assert.ok(changed.some((line) => line.includes("phy0")));
});

test("what the user changed is marked as theirs, with the live value", () => {
  const yours = settingStatus({ owner: "yours", state: "changed", now: "70 %" });
  const found = settingStatus({
    title: "CPU governor",
    place: "policy0",
    state: "changed",
    now: "performance",
    value: "powersave",
  });
  assert.deepEqual(statusLines({ ...on, settings: [yours, found] }, view).slice(1), [
    "",
    "Not as travel mode left it:",
    "  Screen brightness  eDP-1    yours: now 70 %, before travel mode 80 %",
    "  CPU governor       policy0  now performance, travel mode had powersave: changed, so it is yours",
  ]);
});

test("an unknown value is a dash, and what is pending says which value waits", () => {
  const lines = statusLines({ ...on, mode: "ending", settings: [settingStatus({ state: "pending", now: null })] }, view);
  assert.match(lines[0] ?? "", /ending.*travelmode off/u);
  assert.match(lines.at(-1) ?? "", /now –; its saved value 80 % could not be put back yet$/u);
});

test("when off it tells the last session, leaving out what is unknown", () => {
  const last = {
    profile: "flight",
    fromMs: nowMs - 5 * HOUR_MS,
    untilMs: nowMs - HOUR_MS,
    fromPercent: 83.4,
    untilPercent: 41,
    meanPowerW: 7.94,
  };
  assert.deepEqual(statusLines(status({ last }), view), [
    "Travel mode is off.",
    "Last time: flight, 11:15 to 15:15 (4 h), 83 % → 41 %, 7.9 W on average",
  ]);
  const bare = statusLines(status({ last: { ...last, fromPercent: null, meanPowerW: null } }), view);
  assert.equal(bare[1], "Last time: flight, 11:15 to 15:15 (4 h)");
  assert.deepEqual(statusLines(status(), view), ["Travel mode is off."]);
});

test("what was changed and slept, and what that cost, has a line of its own where there was some", () => {
  const last = {
    profile: "flight",
    fromMs: nowMs - 5 * HOUR_MS,
    untilMs: nowMs - HOUR_MS,
    fromPercent: null,
    untilPercent: null,
    meanPowerW: null,
  };
  const slept = (more: object): readonly string[] => statusLines(status({ last: { ...last, ...more } }), view).slice(2);
  assert.deepEqual(slept({ sleepMs: 2 * HOUR_MS, sleepLostWh: 1.26 }), ["Asleep for 2 h of it, which cost 1.3 Wh"]);
  assert.deepEqual(slept({ sleepMs: 2 * HOUR_MS, sleepLostWh: null, changes: 12 }), [
    "12 settings changed; asleep for 2 h of it",
  ]);
  assert.deepEqual(slept({ changes: 1, sleepMs: null }), ["1 setting changed"]);
  assert.deepEqual(slept({ sleepMs: 0, sleepLostWh: 0, changes: 0 }), []);
});

test("the name in another owner's journal is made safe for this terminal", () => {
  const lines = statusLines(status({ elsewhere: { who: "alice", profile: "on\u001b[2J\nline" } }), view);
  assert.equal(lines.at(-1), "The travel mode of alice is on (on[2J line).");
});

test("damage, a restart and another owner's travel mode are told", () => {
  const lines = statusLines(
    { ...on, rebooted: true, damage: ["The journal was damaged."], elsewhere: { who: "root", profile: "online" } },
    view,
  ).join("\n");
  assert.match(lines, /restarted/u);
  assert.match(lines, /The journal was damaged\./u);
  assert.match(lines, /travel mode of root is on \(online\)/u);
});

test("a value that the desktop has dimmed further is held, and shown as it is now", () => {
  const dimmed = settingStatus({ now: "12 %" });
  const minor = settingStatus({ title: "Disk write-back", minor: true, original: "5 s", value: "15 s", now: "20 s" });
  const lines = statusLines({ ...on, settings: [dimmed, minor] }, view);
  assert.match(lines[3] ?? "", /80 % → 40 % +12 %$/u);
  assert.equal(lines[4], "  Small ones: Disk write-back 5 s → 15 s (now 20 s)");
});

test("a radio that was off before is not told how to get back", () => {
  const wifi = { knob: "radio.wifi", title: "Wi-Fi", place: "NetworkManager", value: "off", now: "off" };
  const told = (original: string): boolean =>
    statusLines({ ...on, settings: [settingStatus({ ...wifi, original })] }, view).some((line) => line.includes("Back with"));
  assert.deepEqual([told("on"), told("off")], [true, false]);
});
