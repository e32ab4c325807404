// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import { refusalsFor } from "../../../src/processes/protected.ts";
import { APP, factsIn, namesOf, type Running, type Scene } from "./program-rig.ts";

/** A program by what the kernel, its command line and the rest of the machine tell of it; the reason to leave it; what may be done all the same. */
type Row = readonly [what: string, running: Partial<Running>, reason: RegExp, scene?: Scene, but?: "slow"];

const typed = (...commandLine: readonly string[]): Partial<Running> => ({
  name: (commandLine[0]?.split("/").at(-1) ?? "").slice(0, 15),
  commandLine,
});

const LOGIND = "org.freedesktop.login1";
const inhibited: Scene = {
  system: {
    [LOGIND]: {
      "/org/freedesktop/login1": {
        [`${LOGIND}.Manager`]: { ListInhibitors: () => [[["shutdown", "Burner", "burning", "block", 1000, 50]]] },
      },
    },
  },
};

const NEVER: readonly Row[] = [
  ["a session", typed("/usr/libexec/gnome-session-binary"), /the session/u],
  ["a compositor", typed("sway"), /compositor/u],
  ["a display", typed("/usr/lib/xorg/Xorg", ":0"), /the display/u],
  ["a locker", typed("swaylock", "-f"), /screen locker/u],
  ["what locks after a while", typed("swayidle", "-w"), /screen locker/u],
  ["what locks under X", typed("xss-lock", "--", "i3lock"), /screen locker/u],
  ["a keyring", typed("/usr/bin/gnome-keyring-daemon"), /passwords or keys/u],
  ["a password manager", typed("keepassxc"), /passwords or keys/u],
  ["ssh-agent", typed("ssh-agent"), /passwords or keys/u],
  ["gpg-agent", typed("gpg-agent", "--supervised"), /passwords or keys/u],
  ["a polkit agent", typed("/usr/libexec/polkit-gnome-authentication-agent-1"), /permission/u],
  ["a portal", typed("/usr/libexec/xdg-desktop-portal-gtk"), /portal/u],
  ["gvfs", typed("/usr/libexec/gvfsd"), /portal or file service/u],
  ["a server of a FUSE mount", typed("cloud-mounter"), /would hang/u, { files: { "/proc/50/fd/3": "-> /dev/fuse" } }],
  ["a notification daemon", typed("mako"), /notifications/u],
  ["accessibility", typed("/usr/libexec/at-spi-bus-launcher"), /hear, speak/u],
  ["a screen reader", typed("/usr/bin/python3", "/usr/bin/orca"), /hear, speak/u],
  ["an input method", typed("fcitx5", "-d"), /how you type/u],
  ["an on-screen keyboard", typed("squeekboard"), /how you type/u],
  ["an alarm", typed("gnome-clocks", "--gapplication-service"), /alarms/u],
  ["a calendar", typed("/usr/libexec/evolution-calendar-factory"), /calendars/u],
  ["a clipboard manager", typed("wl-paste", "--watch", "cliphist", "store"), /clipboard/u],
  ["a VPN client", typed("openvpn", "--config", "work.ovpn"), /VPN/u],
  ["ssh", typed("ssh", "server"), /afar/u],
  ["mosh", typed("mosh-client", "-#", "server"), /afar/u],
  ["rsync", typed("rsync", "-a", "/home", "/mnt"), /a copy/u],
  ["scp", typed("scp", "film", "server:"), /a copy/u],
  ["a backup that Python runs", typed("/usr/bin/python3", "/usr/bin/borg", "create", "::now"), /a backup/u],
  ["a multiplexer", typed("tmux: server"), /terminal/u],
  ["a terminal", typed("/usr/libexec/gnome-terminal-server"), /terminal/u],
  ["a shell", typed("-zsh"), /shell/u],
  ["a debugger", typed("gdb", "./program"), /debugger/u],
  ["a debugger's child", { name: "program", tracerPid: 60 }, /debugged/u, {}, "slow"],
  ["audio", typed("pipewire"), /sound/u, { commands: { "pw-dump": { stdout: "[]" } } }],
  ["the network", typed("/usr/sbin/NetworkManager"), /network/u],
  ["D-Bus", typed("dbus-broker-launch", "--scope", "user"), /message bus/u],
  [
    "the owner of a name that others call",
    typed("wallet-service"),
    /others call it/u,
    { session: namesOf([{ name: "org.freedesktop.secrets", pid: 50 }]) },
    "slow",
  ],
  ["a holder of an inhibitor", typed("burner"), /shutdown: burning/u, inhibited],
  [
    "a stream that plays",
    typed("player"),
    /plays or records/u,
    { files: { "/proc/asound/card0/pcm0p/sub0/status": "state: RUNNING\nowner_pid   : 50" } },
  ],
  ["a camera that records", typed("recorder"), /plays or records/u, { files: { "/proc/50/fd/3": "-> /dev/video2" } }],
  ["a disk tool", typed("cryptsetup", "reencrypt"), /disks/u],
  ["a file system tool", typed("fsck.ext4", "/dev/sda1"), /disks/u],
  ["a package manager", typed("dpkg", "--configure", "-a"), /package manager/u],
  ["a package manager that Python runs", typed("/usr/bin/python3", "/usr/bin/dnf", "upgrade"), /package manager/u],
  [
    "a holder of a package lock",
    typed("installer"),
    /holds a lock/u,
    { files: { "/var/lib/pacman/db.lck": "", "/proc/50/fd/3": "-> /var/lib/pacman/db.lck" } },
  ],
  ["the job in a terminal's foreground", { name: "make", terminal: 34816, foregroundGroupId: 50 }, /foreground/u, {}, "slow"],
  ["an editor with a terminal inside", typed("editor"), /terminal/u, { files: { "/proc/50/fd/3": "-> /dev/ptmx" } }, "slow"],
  [
    "a client of a Wayland compositor",
    typed("editor"),
    /Wayland/u,
    {
      files: { "/proc/50/fd/3": "-> socket:[800]" },
      commands: { "ss -xnH": { stdout: "u_str ESTAB 0 0 /run/user/1000/wayland-1 801 * 800\n" } },
    },
    "slow",
  ],
];

for (const [what, running, reason, scene = {}, but] of NEVER)
  test(`${what} is never touched, even if it is named, and the reason is told`, async (t) => {
    const facts = await factsIn(t, { ...scene, running: [{ pid: 50, cgroup: APP, ...running }] });
    for (const restraint of ["slow", "freeze", "stop"] as const) {
      const refusals = refusalsFor(facts, restraint, { isNamed: true });
      if (restraint === but) assert.deepEqual(refusals, []);
      else assert.match(refusals.join(), reason, restraint);
      assert.doesNotMatch(refusals.join(), /could not be found out/u);
    }
  });

test("our own ancestors are never touched", async (t) => {
  const running = [
    { pid: 50, name: "launcher", cgroup: APP },
    { pid: 4711, parentPid: 50 },
  ];
  assert.match(refusalsFor(await factsIn(t, { running }), "slow").join(), /started from it/u);
});

test("one client of an X server is frozen if it is named, and not by a rule about many", async (t) => {
  const facts = await factsIn(t, {
    files: { "/proc/50/fd/3": "-> socket:[900]" },
    commands: { "ss -xnH": { stdout: "u_str ESTAB 0 0 @/tmp/.X11-unix/X0 901 * 900\n" } },
  });
  assert.deepEqual(refusalsFor(facts, "freeze", { isNamed: true }), []);
  assert.match(refusalsFor(facts, "freeze").join(), /was not named/u);
});
