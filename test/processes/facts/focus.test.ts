// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test, { type TestContext } from "node:test";
import { focusedUnits } from "../../../src/processes/facts/focus.ts";
import { pidInHyprland, pidInSwayTree, pidInXprop, windowInXprop } from "../../../src/processes/facts/focused-window.ts";
import { root } from "../../fakes/fake-machine.ts";
import { fakePrograms } from "../../fakes/live-machine.ts";
import { APP, machineOf, type Scene } from "./program-rig.ts";

/** `swaymsg -r -t get_tree` of sway 1.7 with a terminal, less what is not read. */
const TREE = (pid: number) =>
  '{"id": 1, "type": "root", "focused": false, "nodes": [{"id": 2147483647, "type": "output", "name": "__i3", "focused": false, "nodes": [], ' +
  '"floating_nodes": []}, {"id": 3, "type": "output", "name": "HEADLESS-1", "focused": false, "nodes": [{"id": 4, "type": "workspace", "name": "1", ' +
  `"focused": false, "nodes": [], "floating_nodes": [{"id": 6, "type": "con", "focused": true, "pid": ${pid}, "nodes": []}]}]}], "floating_nodes": []}`;

const SWAY = "/run/user/1000/sway-ipc.1000.7.sock";
const ASK_SWAY = `env SWAYSOCK=${SWAY} swaymsg -r -t get_tree`;
const AS_ALICE =
  "systemd-run --quiet --collect --pipe --wait --setenv=XDG_RUNTIME_DIR=/run/user/1000 --setenv=LC_ALL=C.UTF-8 --uid=1000 " +
  "--setenv=DBUS_SESSION_BUS_ADDRESS=unix:path=/run/user/1000/bus -- ";

const UNIT = "app-spotify-12.scope";

const focusIn = (t: TestContext, environ: string, scene: Scene): Promise<readonly string[]> =>
  focusedUnits(machineOf(t, { ...scene, files: { "/proc/50/environ": environ.replaceAll(" ", "\0") } }));

test("sway's tree tells whose window has the focus, floating ones too; by root it is asked as the session's user", async (t) => {
  const environ = `HOME=/home/alice SWAYSOCK=${SWAY} DISPLAY=:0 WAYLAND_DISPLAY=wayland-1`;
  assert.deepEqual(await focusIn(t, environ, { commands: { [ASK_SWAY]: { stdout: TREE(50) } } }), [UNIT]);
  assert.deepEqual(await focusIn(t, environ, { caller: root, commands: { [AS_ALICE + ASK_SWAY]: { stdout: TREE(50) } } }), [
    UNIT,
  ]);
  assert.deepEqual(await focusIn(t, environ, { commands: { [ASK_SWAY]: { stdout: TREE(51) } } }), []);
});

test("Hyprland tells it, too", async (t) => {
  const ask = "env HYPRLAND_INSTANCE_SIGNATURE=4f_17_3 hyprctl activewindow -j";
  const scene = { commands: { [ask]: { stdout: '{"address": "0x55", "class": "spotify", "pid": 50}' } } };
  assert.deepEqual(await focusIn(t, "HYPRLAND_INSTANCE_SIGNATURE=4f_17_3", scene), [UNIT]);
});

test("on X11 the active window's own word for its process counts", async (t) => {
  const x11 = "env DISPLAY=:0 XAUTHORITY=/run/user/1000/gdm/Xauthority xprop";
  const commands = {
    [`${x11} -root -notype _NET_ACTIVE_WINDOW`]: { stdout: "_NET_ACTIVE_WINDOW: window id # 0x1e00003\n" },
    [`${x11} -id 0x1e00003 -notype _NET_WM_PID`]: { stdout: "_NET_WM_PID = 50\n" },
  };
  assert.deepEqual(await focusIn(t, "DISPLAY=:0 XAUTHORITY=/run/user/1000/gdm/Xauthority", { commands }), [UNIT]);
});

test("the newest program knows the session that is there now", async (t) => {
  const running = [
    { pid: 50, name: "spotify", cgroup: APP, startTicks: 900 },
    { pid: 51, name: "tmux", startTicks: 100 },
  ];
  const files = { "/proc/50/environ": `SWAYSOCK=${SWAY}`, "/proc/51/environ": "SWAYSOCK=/run/user/1000/old.sock" };
  const machine = machineOf(t, { running, files, commands: { [ASK_SWAY]: { stdout: TREE(50) } } });
  assert.deepEqual(await focusedUnits(machine), [UNIT]);
});

for (const [what, environ] of [
  ["Wayland desktops that tell no stranger", "WAYLAND_DISPLAY=wayland-0 DISPLAY=:0"],
  ["a display on another computer", "DISPLAY=elsewhere:10.0"],
  ["no session", "HOME=/home/alice"],
  ["a socket that is no path", "SWAYSOCK=-x"],
] as const)
  test(`with ${what} nothing is asked and nobody is named`, async (t) => {
    const machine = machineOf(t, { files: { "/proc/50/environ": environ.replaceAll(" ", "\0") } });
    const commands = fakePrograms();
    assert.deepEqual(await focusedUnits({ ...machine, commands }), []);
    assert.deepEqual(commands.ran, []);
  });

test("a tool that is missing or fails names nobody", async (t) => {
  assert.deepEqual(await focusIn(t, `SWAYSOCK=${SWAY}`, {}), []);
  assert.deepEqual(await focusIn(t, `SWAYSOCK=${SWAY}`, { commands: { [ASK_SWAY]: { status: 1, stdout: TREE(50) } } }), []);
});

test("what is no answer is no pid", () => {
  for (const text of [
    "",
    "[]",
    "null",
    "{",
    '{"focused": true}',
    '{"focused": true, "pid": "50"}',
    '{"nodes": 7}',
    TREE(-1),
    TREE(0.5),
  ])
    assert.equal(pidInSwayTree(text), null, text);
  for (const text of ["", "{}", "[]", "null", '{"pid": -1}', "Invalid"]) assert.equal(pidInHyprland(text), null, text);
  for (const text of ["_NET_ACTIVE_WINDOW:  no such atom on any window.", "_NET_ACTIVE_WINDOW: window id # 0x0", "0x1e00003"])
    assert.equal(windowInXprop(text), null, text);
  for (const text of ["_NET_WM_PID:  not found.", "_NET_WM_PID = x", "", "_NET_WM_PID = 0"])
    assert.equal(pidInXprop(text), null, text);
  assert.equal(windowInXprop("_NET_ACTIVE_WINDOW: window id # 0x1e00003, 0x0"), "0x1e00003");
});
