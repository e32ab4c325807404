// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test, { type TestContext } from "node:test";
import type { BusName } from "../../../src/machine/bus-names.ts";
import { root } from "../../fakes/fake-machine.ts";
import { APP, factsIn, namesOf, type Running, type Scene } from "./program-rig.ts";

const own = (...names: readonly string[]): readonly BusName[] => names.map((name) => ({ name, pid: 50 }));

test("names that others call are told; those by which an application is only found are not", async (t) => {
  const session = namesOf([
    ...own(
      "org.freedesktop.secrets",
      "org.mpris.MediaPlayer2.spotify",
      "org.kde.StatusNotifierItem-50-1",
      "org.kde.spotify-50",
      "org.kde.StatusNotifierItem-2-1",
    ),
    ...own("com.spotify.Client", "org.mozilla.firefox.ZGVmYXVsdA__"),
    { name: "org.example.Another", pid: 49 },
  ]);
  const files = { "/usr/share/applications/com.spotify.Client.desktop": "[Desktop Entry]\nName=Spotify" };
  assert.deepEqual((await factsIn(t, { session, files })).busNames, ["org.freedesktop.secrets"]);
});

test("on the system bus every name counts", async (t) => {
  const system = namesOf(own("org.mpris.MediaPlayer2.spotify", "org.bluez"));
  assert.deepEqual((await factsIn(t, { system })).busNames, ["org.mpris.MediaPlayer2.spotify", "org.bluez"]);
});

test("who speaks on another session bus than the one that is asked is not known", async (t) => {
  const busNames = async (address: string) =>
    (await factsIn(t, { files: { "/proc/50/environ": `DBUS_SESSION_BUS_ADDRESS=${address}\0` } })).busNames;
  assert.equal(await busNames("unix:path=/tmp/dbus-other,guid=0f"), null);
  assert.deepEqual(await busNames("unix:path=/run/user/1000/bus,guid=0f"), []);
});

test("a service of the system has no session, so nobody calls it there", async (t) => {
  const running = [{ pid: 50, uid: 107, name: "spotify", cgroup: APP }];
  assert.deepEqual((await factsIn(t, { caller: root, running })).busNames, []);
});

test("root asks alice's bus as alice", async (t) => {
  const users = { 1000: namesOf([...own("org.freedesktop.secrets"), { name: "org.x.Another", pid: 49 }]) };
  assert.deepEqual((await factsIn(t, { caller: root, users })).busNames, ["org.freedesktop.secrets"]);
  assert.equal((await factsIn(t, { caller: root })).busNames, null);
});

const SOCKET = "000000001d243d46: 00000002 00000000 00010000 0001 01 15054";

test("a bus whose file a sandbox hides is found in the kernel's list, and asked", async (t) => {
  const running = [{ pid: 50, uid: 1001, name: "spotify", cgroup: APP }];
  const namesWith = async (sockets: string) =>
    (await factsIn(t, { caller: root, running, files: { "/proc/net/unix": sockets } })).busNames;
  assert.equal(await namesWith(`${SOCKET} /run/user/1001/bus\n`), null);
  assert.deepEqual(await namesWith(`${SOCKET} /run/user/1001/bus/other\n`), []);
  assert.deepEqual(await namesWith(`${SOCKET} /run/user/100/bus\n${SOCKET}\n`), []);
});

const LOGIND = "org.freedesktop.login1";
const inhibitors = (...rows: readonly (readonly (string | number)[])[]) => ({
  [LOGIND]: { "/org/freedesktop/login1": { [`${LOGIND}.Manager`]: { ListInhibitors: () => [rows] } } },
});

test("logind's inhibitors are their process's, in every mode", async (t) => {
  const system = inhibitors(
    ["sleep", "Spotify", "burning a disc", "delay", 1000, 50],
    ["idle", "Other", "film", "block", 1000, 49],
  );
  assert.deepEqual((await factsIn(t, { system })).inhibits, ["sleep: burning a disc"]);
});

const GNOME = "org.gnome.SessionManager";

/** GNOME's session manager, with one inhibitor. */
function gnome(application: string): Pick<Scene, "session"> {
  const inhibitor = { GetAppId: () => [application], GetReason: () => ["Playing a film"] };
  return {
    session: {
      ...namesOf([{ name: GNOME, pid: 7 }]),
      [GNOME]: {
        "/org/gnome/SessionManager": { [GNOME]: { GetInhibitors: () => [["/one", "/gone"]] } },
        "/one": { [`${GNOME}.Inhibitor`]: inhibitor },
      },
    },
  };
}

test("the session's inhibitors name an application: this one, another that runs, or one that nobody knows", async (t) => {
  const running: readonly Running[] = [
    { pid: 50, name: "spotify", cgroup: APP },
    { pid: 60, name: "totem", cgroup: "/user.slice/app-gnome-org.gnome.Totem-4.scope" },
  ];
  const inhibits = async (application: string) => (await factsIn(t, { running, ...gnome(application) })).inhibits;
  for (const application of ["spotify", "com.spotify.Spotify", "Spotify.desktop"])
    assert.deepEqual(await inhibits(application), ["Playing a film"], application);
  assert.deepEqual(await inhibits("org.gnome.Totem"), []);
  for (const application of ["user", "caffeine-extension", ""]) assert.equal(await inhibits(application), null, application);
});

test("KDE's and Xfce's lists are read, too", async (t) => {
  const KDE = "org.kde.Solid.PowerManagement.PolicyAgent";
  const session = {
    ...namesOf([{ name: KDE, pid: 7 }]),
    [KDE]: { "/org/kde/Solid/PowerManagement/PolicyAgent": { [KDE]: { ListInhibitions: () => [[["spotify", "A song"]]] } } },
  };
  assert.deepEqual((await factsIn(t, { session })).inhibits, ["A song"]);
  const XFCE = "org.freedesktop.PowerManagement.Inhibit";
  const xfce = {
    ...namesOf([{ name: XFCE, pid: 7 }]),
    [XFCE]: { "/org/freedesktop/PowerManagement/Inhibit": { [XFCE]: { GetInhibitors: () => [["spotify"]] } } },
  };
  assert.deepEqual((await factsIn(t, { session: xfce })).inhibits, ["the screen or sleep"]);
});

test("a bus that does not answer leaves open who inhibits and who owns names", async (t) => {
  const silent = { "org.freedesktop.DBus": {} };
  const facts = await factsIn(t, { session: silent });
  assert.deepEqual([facts.busNames, facts.inhibits], [null, null]);
});

const SYSTEMD = "org.freedesktop.systemd1";
const watched = (watchdogUs: number | bigint) => ({
  [SYSTEMD]: {
    "/org/freedesktop/systemd1/unit/own_2dweb_401_2eservice": { [`${SYSTEMD}.Service`]: { WatchdogUSec: watchdogUs } },
  },
});

test("the manager whose unit it is tells of a watchdog", async (t) => {
  const inUsers: Running = { pid: 50, name: "spotify", cgroup: `${APP}/own-web@1.service` };
  const session = (us: number | bigint) => ({ ...namesOf([]), ...watched(us) });
  const has = async (scene: Scene) => (await factsIn(t, { running: [inUsers], ...scene })).hasWatchdog;
  assert.equal(await has({ session: session(30_000_000n) }), true);
  assert.equal(await has({ session: session(0n) }), false);
  assert.equal(await has({ session: session(2n ** 64n - 1n) }), false);
  assert.equal(await has({ system: watched(30_000_000n) }), false);
});

/** Alice's sound server runs. */
const withServer = (name: string): Pick<Scene, "running"> => ({
  running: [
    { pid: 50, name: "spotify", cgroup: APP, commandLine: ["/opt/spotify/spotify"] },
    { pid: 30, name },
    { pid: 31, name: "pipewire-pulse" },
  ],
});

const dump = (state: string, node: Readonly<Record<string, unknown>>) =>
  JSON.stringify([
    {
      id: 40,
      type: "PipeWire:Interface:Node",
      info: { state, props: { "media.class": "Stream/Output/Audio", "client.id": 41, ...node } },
    },
    { id: 41, type: "PipeWire:Interface:Client", info: { props: { "pipewire.sec.pid": 31 } } },
    { id: 42, type: "PipeWire:Interface:Node", info: { state: "running", props: { "media.class": "Audio/Sink" } } },
    null,
  ]);

const plays = async (t: TestContext, scene: Scene) => (await factsIn(t, scene)).hasRunningStream;

test("PipeWire tells who plays; what it cannot ascribe to a process might be anybody's", async (t) => {
  const asked = (stdout: string) => plays(t, { ...withServer("pipewire"), commands: { "pw-dump": { stdout } } });
  const spotifys = { "application.process.id": "50", "application.process.binary": "spotify" };
  assert.equal(await asked(dump("running", spotifys)), true);
  assert.equal(await asked(dump("suspended", spotifys)), false);
  assert.equal(await asked(dump("running", { ...spotifys, "application.process.id": 49 })), null);
  assert.equal(await asked(dump("running", { ...spotifys, "application.process.binary": "firefox" })), null);
  assert.equal(await asked(dump("running", {})), null);
  assert.equal(await asked("not JSON"), null);
});

const input = (corked: string, pid: number) =>
  `Sink Input #3\n\tDriver: protocol-native.c\n\tCorked: ${corked}\n\tProperties:\n\t\tapplication.process.id = "${pid}"\n` +
  `\t\tapplication.process.binary = "spotify"\n`;

test("PulseAudio tells who plays, and what is corked rests", async (t) => {
  const asked = (stdout: string) =>
    plays(t, {
      ...withServer("pulseaudio"),
      commands: { "pactl list sink-inputs": { stdout }, "pactl list source-outputs": { stdout: "" } },
    });
  assert.deepEqual([await asked(input("no", 50)), await asked(input("yes", 50)), await asked("")], [true, false, false]);
});

test("a sound server that cannot be asked leaves open who plays", async (t) => {
  for (const server of ["pipewire", "pulseaudio", "jackd"]) assert.equal(await plays(t, withServer(server)), null, server);
});
