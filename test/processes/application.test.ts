// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import { applicationOf } from "../../src/processes/application.ts";
import { asApplications, asProcesses, type ProcessUse } from "../../src/processes/applications.ts";
import { desktopNames } from "../../src/processes/desktop-names.ts";
import { isLike, programName } from "../../src/processes/program-name.ts";
import { alice } from "../fakes/fake-machine.ts";
import { tree } from "../fakes/tree.ts";

const USER = "/user.slice/user-1000.slice/user@1000.service";
const ID = "4f2a9b8c7d6e5f4a3b2c1d0e9f8a7b6c5d4e3f2a1b0c9d8e7f6a5b4c3d2e1f0a";

const CGROUPS: readonly (readonly [cgroup: string, kind: string, name: string, desktopId?: string])[] = [
  [`${USER}/app.slice/app-gnome-firefox-2101.scope`, "application", "firefox", "firefox"],
  [`${USER}/app.slice/app-firefox-2101.scope`, "application", "firefox", "firefox"],
  [`${USER}/app.slice/app-org.gnome.Nautilus-77.scope`, "application", "Nautilus", "org.gnome.Nautilus"],
  [`${USER}/app.slice/app-gnome-google\\x2dchrome-9.scope`, "application", "google-chrome", "google-chrome"],
  [`${USER}/app.slice/app-org.kde.dolphin@1f9ad4.service`, "application", "dolphin", "org.kde.dolphin"],
  [`${USER}/app.slice/app-flatpak-org.mozilla.firefox-12.scope`, "application", "firefox", "org.mozilla.firefox"],
  [
    `${USER}/app.slice/snap.firefox.firefox-1b4e28ba-2fa1-11d2-883f-0016d3cca427.scope`,
    "application",
    "firefox",
    "firefox_firefox",
  ],
  ["/system.slice/snap.lxd.daemon.service", "application", "lxd.daemon", "lxd_daemon"],
  [`${USER}/app.slice/syncthing.service`, "user-service", "syncthing"],
  [`${USER}/session.slice/org.gnome.Shell@wayland.service`, "user-service", "org.gnome.Shell"],
  [`${USER}/session.slice/dbus-:1.2-org.kde.kwalletd@0.service`, "user-service", "org.kde.kwalletd", "org.kde.kwalletd"],
  [`${USER}/init.scope`, "user-service", "systemd"],
  ["/init.scope", "system-service", "systemd"],
  ["/system.slice/NetworkManager.service", "system-service", "NetworkManager"],
  ["/system.slice/system-getty.slice/getty@tty1.service", "system-service", "getty@tty1"],
  ["/system.slice/dev-disk-by\\x2duuid.service", "system-service", "dev-disk-by-uuid"],
  [`/system.slice/docker-${ID}.scope`, "container", "4f2a9b8c7d6e"],
  [`/system.slice/docker-${ID}.scope/system.slice/cron.service`, "container", "4f2a9b8c7d6e"],
  [`${USER}/user.slice/libpod-${ID}.scope/container`, "container", "4f2a9b8c7d6e"],
  [`/docker/${ID}`, "container", "4f2a9b8c7d6e"],
  ["/machine.slice/machine-qemu\\x2d3\\x2dwin11.scope/libvirt/emulator", "virtual-machine", "win11"],
  ["/machine.slice/systemd-nspawn@debian.service/payload", "container", "debian"],
  ["/lxc.payload.build", "container", "build"],
  ["/user.slice/user-1000.slice/session-2.scope", "program", "vim"],
  [`${USER}/app.slice/app-org.gnome.Terminal.slice/vte-spawn-1b4e.scope`, "program", "vim"],
  [`${USER}/app.slice/app-org.kde.konsole-5.scope/tab(12).scope`, "program", "vim"],
  [`${USER}/app.slice/app-org.kde.konsole-5.scope/main.scope`, "application", "konsole", "org.kde.konsole"],
  ["/", "program", "vim"],
  ["", "program", "vim"],
];

for (const [cgroup, kind, name, desktopId] of CGROUPS)
  test(`what lives in "${cgroup}" is the ${kind} ${name}`, () => {
    const application = applicationOf({ cgroup, isKernelThread: false, program: "vim" });
    assert.deepEqual([application.kind, application.name, application.desktopId], [kind, name, desktopId ?? null]);
  });

test("kernel threads are one, and no cgroup, however odd, is too much", () => {
  assert.equal(applicationOf({ cgroup: "/", isKernelThread: true, program: "kworker/0:1" }).name, "kernel threads");
  fc.assert(
    fc.property(fc.option(fc.string({ maxLength: 300 })), (cgroup) => {
      assert.notEqual(applicationOf({ cgroup, isKernelThread: false, program: "vim" }).name, "");
    }),
  );
});

const use = ({ program = "firefox", ...it }: Partial<ProcessUse>, cgroup = `${USER}/app.slice/app-gnome-firefox-2101.scope`) => ({
  ...{ pid: 1, program, application: applicationOf({ cgroup, isKernelThread: false, program }), isKernelThread: false },
  ...{ powerW: 0.5, cpuS: 1, wakeups: 10, diskBytes: null },
  ...it,
});

test("an application is all of its processes, by the name that menus give it", () => {
  const uses = [use({}), use({ pid: 2, program: "Web Content", diskBytes: 7 }), use({ pid: 3, program: "vim" }, "/")];
  const [firefox, vim] = asApplications(uses, (id) => (id === "firefox" ? "Firefox Web Browser" : null));
  assert.deepEqual(firefox, {
    ...{ name: "Firefox Web Browser", kind: "application", unit: "app-gnome-firefox-2101.scope" },
    ...{ programs: ["firefox", "Web Content"], pids: [1, 2], powerW: 1, cpuS: 2, wakeups: 20, diskBytes: 7 },
  });
  assert.deepEqual([vim?.name, vim?.diskBytes], ["vim", null]);
  assert.deepEqual(
    asProcesses(uses).map(({ name, pids }) => [name, pids]),
    [
      ["firefox", [1]],
      ["Web Content", [2]],
      ["vim", [3]],
    ],
  );
});

test("without measured power nobody has watts", () => {
  assert.equal(asApplications([use({ powerW: null }), use({ powerW: null })], () => null)[0]?.powerW, null);
});

test("a desktop file's name is that of its main group, the user's own file first, each read once", (t) => {
  const { files, put } = tree(t, {
    "/usr/share/applications/firefox.desktop":
      "[Desktop Entry]\nName[de]=Feuerfuchs\nName = Firefox \n[Desktop Action x]\nName=New",
    "/usr/share/applications/action.desktop": "[Desktop Action x]\nName=New",
    "/usr/share/secret.desktop": "[Desktop Entry]\nName=secret",
  });
  const nameOf = desktopNames(files, alice);
  assert.equal(nameOf("firefox"), "Firefox");
  assert.equal(nameOf("action"), null);
  for (const id of ["../secret", "nothing", "", ".", "a/b", "a\nb"]) assert.equal(nameOf(id), null, id);
  put("/home/alice/.local/share/applications/firefox.desktop", "[Desktop Entry]\nName=Mine");
  assert.equal(nameOf("firefox"), "Firefox");
  assert.equal(desktopNames(files, alice)("firefox"), "Mine");
});

test("the rest of a name that the kernel has cut is found in the command line, if it is really the same", () => {
  assert.equal(programName("gnome-terminal-", ["/usr/libexec/gnome-terminal-server"]), "gnome-terminal-server");
  assert.equal(programName("tracker-miner-f", ["tracker-miner-fs-3: some title"]), "tracker-miner-f");
  assert.equal(programName("sshd", ["sshd: alice@pts/0"]), "sshd");
  assert.equal(programName("gnome-terminal-", []), "gnome-terminal-");
  assert.deepEqual(
    ["gnome-terminal-", "gnome-terminal", "gnome-terminal-server"].map((kept) => isLike(kept, "gnome-terminal-server")),
    [true, false, true],
  );
  assert.deepEqual(
    ["cinnamon-sessio", "cinnamon-session-binary", "cinnamon"].map((kept) => isLike(kept, "cinnamon-session*")),
    [true, true, false],
  );
});
