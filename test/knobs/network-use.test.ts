// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test, { type TestContext } from "node:test";
import type { Use } from "../../src/knobs/knob.ts";
import { networkUses } from "../../src/knobs/network-use.ts";
import type { BusValue } from "../../src/machine/doors.ts";
import { type FakeBus, fakeBus } from "../fakes/fake-bus.ts";
import { fakeMachine } from "../fakes/fake-machine.ts";
import { tree } from "../fakes/tree.ts";
import { networkInterface } from "./radio-tree.ts";

const REST = "00000000:00000000 00:00000000 00000000     0        0 1591 1 000000001d11ddfc 100 0 0 10 0";
/** 192.168.7.50 is the Wi-Fi's address here, 192.168.1.50 the wire's, 10.8.0.5 the VPN's. */
const OVER_WIFI = "3207A8C0";
const OVER_WIRE = "3201A8C0";
const OVER_VPN = "0500080A";
const LOOPBACK = "0100007F";
const PEER = "0A07A8C0";

const socket = (local: string, localPort: string, remotePort: string, state = "01"): string =>
  `   1: ${local}:${localPort} ${PEER}:${remotePort} ${state} ${REST}`;

const ROUTES = [
  "Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT",
  "wlan0\t00000000\t0107A8C0\t0003\t0\t0\t600\t00000000\t0\t0\t0",
  "wlan0\t0007A8C0\t00000000\t0001\t0\t0\t600\t00FFFFFF\t0\t0\t0",
  "eth0\t0001A8C0\t00000000\t0001\t0\t0\t100\t00FFFFFF\t0\t0\t0",
  "tun0\t0000080A\t00000000\t0001\t0\t0\t50\t00FFFFFF\t0\t0\t0",
].join("\n");

const WIRED_DEFAULT = `${ROUTES}\neth0\t00000000\t0101A8C0\t0003\t0\t0\t100\t00000000\t0\t0\t0`;

const ONLINE: Record<string, string> = {
  ...networkInterface("wlan0", "wlan"),
  ...networkInterface("eth0", "wired"),
  "/sys/class/net/lo/uevent": "INTERFACE=lo",
  "/sys/class/net/tun0/uevent": "INTERFACE=tun0",
  "/proc/net/route": ROUTES,
};

const program = (pid: number, name: string, commandLine = name): Record<string, string> => ({
  [`/proc/${pid}/comm`]: name,
  [`/proc/${pid}/cmdline`]: commandLine,
});

function uses(test: TestContext, more: Record<string, string>, bus: FakeBus = fakeBus()): Promise<readonly Use[]> {
  return networkUses(fakeMachine(tree(test, { ...ONLINE, ...more }).files, { bus }), "wlan");
}

const refused = (what: string): Use => ({ what, gravity: "refuse" });
const asked = (what: string): Use => ({ what, gravity: "ask" });

const CASES: readonly { name: string; tree: Record<string, string>; uses: readonly Use[] }[] = [
  { name: "nothing in use cuts nothing", tree: {}, uses: [] },
  {
    name: "an SSH session that comes in over the radio refuses",
    tree: { "/proc/net/tcp": socket(OVER_WIFI, "0016", "C350") },
    uses: [refused("SSH session from 192.168.7.10")],
  },
  { name: "an SSH session over the wire is not cut", tree: { "/proc/net/tcp": socket(OVER_WIRE, "0016", "C350") }, uses: [] },
  {
    name: "an SSH session of the machine with itself is not cut",
    tree: { "/proc/net/tcp": socket(LOOPBACK, "0016", "C350") },
    uses: [],
  },
  {
    name: "an SSH session through a VPN may run over the radio, and refuses",
    tree: { "/proc/net/tcp": socket(OVER_VPN, "0016", "C350") },
    uses: [refused("SSH session from 192.168.7.10")],
  },
  {
    name: "an SSH session at an address of no known network refuses",
    tree: { "/proc/net/tcp": socket("320010AC", "0016", "C350") },
    uses: [refused("SSH session from 192.168.7.10")],
  },
  {
    name: "an SSH session over IPv6 is found at the interface that has the address",
    tree: {
      "/proc/net/if_inet6":
        "20010db8000000000000000000000050 04 40 00 80    wlan0\n20010db8000000000000000000000051 04 40 00 80    eth0",
      "/proc/net/tcp6": [
        `   1: B80D0120000000000000000050000000:0016 B80D0120000000000000000002000000:C350 01 ${REST}`,
        `   2: B80D0120000000000000000051000000:0016 B80D0120000000000000000003000000:C350 01 ${REST}`,
      ].join("\n"),
    },
    uses: [refused("SSH session from 2001:db8::2")],
  },
  {
    name: "sshd that only listens is not a session",
    tree: {
      "/proc/net/tcp": socket("00000000", "0016", "0000", "0A"),
      ...program(700, "sshd", "sshd: /usr/sbin/sshd -D [listener] 0 of 10-100 startups"),
    },
    uses: [],
  },
  {
    name: "a port from sshd's configuration counts",
    tree: { "/etc/ssh/sshd_config": "# Port 22\nPort 2222", "/proc/net/tcp": socket(OVER_WIFI, "08AE", "C350") },
    uses: [refused("SSH session from 192.168.7.10")],
  },
  {
    name: "a port from sshd's command line counts",
    tree: {
      ...program(700, "sshd", "sshd: /usr/sbin/sshd -p 2222 [listener]"),
      "/proc/net/tcp": socket(OVER_WIFI, "08AE", "C350"),
    },
    uses: [refused("SSH session from 192.168.7.10")],
  },
  {
    name: "a session whose connection cannot be found refuses",
    tree: program(801, "sshd-session", "sshd-session: alice@pts/0"),
    uses: [refused("SSH session that cannot be traced to a connection")],
  },
  {
    name: "a session whose connection is known to be wired is not counted again",
    tree: { ...program(801, "sshd", "sshd: alice@pts/0"), "/proc/net/tcp": socket(OVER_WIRE, "0016", "C350") },
    uses: [],
  },
  { name: "mosh, which has no connection, refuses", tree: program(900, "mosh-server"), uses: [refused("mosh session")] },
  {
    name: "mosh that waits on the wire's address is not cut",
    tree: { ...program(900, "mosh-server"), "/proc/net/udp": `  1: ${OVER_WIRE}:EA61 00000000:0000 07 ${REST}` },
    uses: [],
  },
  {
    name: "mosh that waits on any address refuses",
    tree: { ...program(900, "mosh-server"), "/proc/net/udp": `  1: 00000000:EA61 00000000:0000 07 ${REST}` },
    uses: [refused("mosh session")],
  },
  {
    name: "an ssh of the user's own is asked about",
    tree: { ...program(950, "ssh"), "/proc/net/tcp": socket(OVER_WIFI, "C350", "0016") },
    uses: [asked("ssh to 192.168.7.10")],
  },
  {
    name: "an ssh of the user's own over the wire is not",
    tree: { ...program(950, "ssh"), "/proc/net/tcp": socket(OVER_WIRE, "C350", "0016") },
    uses: [],
  },
  { name: "an ssh to another port is asked about", tree: program(950, "ssh"), uses: [asked("ssh to another machine")] },
  {
    name: "network drives are asked about, local and virtual file systems are not",
    tree: {
      "/proc/self/mounts": [
        "nas:/home /mnt/my\\040files nfs4 rw,addr=192.168.7.20 0 0",
        "//nas/x /mnt/wired cifs rw,addr=192.168.1.20 0 0",
        "alice@host:/ /home/alice/remote fuse.sshfs rw,user_id=1000 0 0",
        "/dev/sda1 / ext4 rw 0 0",
        "share /mnt/share 9p rw 0 0",
      ].join("\n"),
    },
    uses: [asked("network drive /mnt/my files"), asked("network drive /home/alice/remote")],
  },
  {
    name: "a recording microphone is taken for a call",
    tree: { "/proc/asound/card0/pcm0c/sub0/status": "state: RUNNING\nowner_pid   : 1234" },
    uses: [asked("the microphone is in use: a call?")],
  },
  {
    name: "a microphone at rest is no call",
    tree: { "/proc/asound/card0/pcm0c/sub0/status": "closed", "/proc/asound/card0/pcm0p/sub0/status": "state: RUNNING" },
    uses: [],
  },
  {
    name: "a call over the wire is not cut",
    tree: { "/proc/asound/card0/pcm0c/sub0/status": "state: RUNNING", "/proc/net/route": WIRED_DEFAULT },
    uses: [],
  },
];

for (const { name, tree: contents, uses: expected } of CASES) {
  test(name, async (t) => assert.deepEqual(await uses(t, contents), expected));
}

test("a radio that is not connected carries nothing, whatever else is in use", async (t) => {
  const down = {
    ...networkInterface("wlan0", "wlan", "down"),
    "/proc/net/tcp": socket(OVER_VPN, "0016", "C350"),
    ...program(900, "mosh-server"),
  };
  const bus = logind({ Remote: true });
  assert.deepEqual(await uses(t, down, bus), []);
  assert.deepEqual(bus.calls, []);
});

const LOGIN = "org.freedesktop.login1";

function logind(session: Record<string, BusValue>): FakeBus {
  const path = "/org/freedesktop/login1/session/_31";
  return fakeBus({
    [LOGIN]: {
      "/org/freedesktop/login1": { [`${LOGIN}.Manager`]: { ListSessions: () => [[["1", 1000, "alice", "", path]]] } },
      [path]: { [`${LOGIN}.Session`]: { State: "active", Service: "sshd", RemoteHost: "", ...session } },
    },
  });
}

const SESSIONS: readonly {
  name: string;
  session: Record<string, BusValue>;
  more?: Record<string, string>;
  uses: readonly Use[];
}[] = [
  {
    name: "logind's remote session refuses",
    session: { Remote: true, RemoteHost: "192.168.7.10" },
    uses: [refused("SSH session from 192.168.7.10")],
  },
  { name: "logind's session at the machine does not", session: { Remote: false, Service: "gdm-password" }, uses: [] },
  { name: "logind's remote session over the wire does not", session: { Remote: true, RemoteHost: "192.168.1.10" }, uses: [] },
  {
    name: "logind's closing session does not",
    session: { Remote: true, RemoteHost: "192.168.7.10", State: "closing" },
    uses: [],
  },
  {
    name: "a remote session from a name cannot be traced, and refuses",
    session: { Remote: true, RemoteHost: "desk.example" },
    uses: [refused("SSH session from desk.example")],
  },
  { name: "a remote desktop refuses too", session: { Remote: true, Service: "xrdp-sesman" }, uses: [refused("remote session")] },
  {
    name: "a session whose socket was found already is decided by the socket",
    session: { Remote: true, RemoteHost: "192.168.7.10" },
    more: { "/proc/net/tcp": socket(OVER_WIRE, "0016", "C350") },
    uses: [],
  },
];

for (const { name, session, more = {}, uses: expected } of SESSIONS) {
  test(name, async (t) => assert.deepEqual(await uses(t, more, logind(session)), expected));
}

test("each of logind's sessions is asked about once", async (t) => {
  const bus = logind({ Remote: true });
  await uses(t, {}, bus);
  assert.deepEqual(
    bus.calls.filter(({ service }) => service === LOGIN).map(({ member }) => member),
    ["ListSessions", "GetAll"],
  );
});

const NM = "org.freedesktop.NetworkManager";
const ROOT = "/org/freedesktop/NetworkManager";

function sharing(settings: Record<string, BusValue>): FakeBus {
  const active = { Uuid: "u", Id: "Train", Type: "802-11-wireless", Vpn: false, State: 2, Connection: `${ROOT}/Settings/1` };
  return fakeBus({
    [NM]: {
      [ROOT]: { [NM]: { ActiveConnections: [`${ROOT}/ActiveConnection/1`] } },
      [`${ROOT}/ActiveConnection/1`]: { [`${NM}.Connection.Active`]: active },
      [`${ROOT}/Settings/1`]: { [`${NM}.Settings.Connection`]: { GetSettings: () => [settings] } },
    },
  });
}

test("a hotspot is asked about, whichever way the world is reached", async (t) => {
  const accessPoint = sharing({ "802-11-wireless": { mode: "ap" } });
  assert.deepEqual(await uses(t, { "/proc/net/route": WIRED_DEFAULT }, accessPoint), [asked("hotspot Train")]);
});

test("an access point on Wi-Fi is not cut by turning mobile data off, unless it shares that", async (t) => {
  const { files } = tree(t, { ...ONLINE, ...networkInterface("wwan0", "wwan", "unknown"), "/proc/net/route": WIRED_DEFAULT });
  const accessPoint = sharing({ "802-11-wireless": { mode: "ap" }, ipv4: { method: "shared" } });
  assert.deepEqual(await networkUses(fakeMachine(files, { bus: accessPoint }), "wwan"), []);
  const mobile = tree(t, {
    ...ONLINE,
    ...networkInterface("wwan0", "wwan", "unknown"),
    "/proc/net/route": ROUTES.replace("wlan0\t00000000", "wwan0\t00000000"),
  });
  assert.deepEqual(await networkUses(fakeMachine(mobile.files, { bus: accessPoint }), "wwan"), [asked("hotspot Train")]);
});

test("a shared network counts only if it is this radio that is shared", async (t) => {
  const shared = sharing({ ipv4: { method: "shared" } });
  assert.deepEqual(await uses(t, {}, shared), [asked("hotspot Train")]);
  assert.deepEqual(await uses(t, { "/proc/net/route": WIRED_DEFAULT }, shared), []);
});

test("an ordinary connection is no hotspot", async (t) => {
  assert.deepEqual(await uses(t, {}, sharing({ "802-11-wireless": { mode: "infrastructure" }, ipv4: { method: "auto" } })), []);
});

/** A machine whose Wi-Fi has received so much after each sleep. */
async function afterSleeps(test: TestContext, received: readonly number[]): Promise<{ uses: readonly Use[]; sleptMs: number }> {
  const laptop = tree(test, ONLINE);
  const machine = fakeMachine(laptop.files);
  const left = [...received];
  let sleptMs = 0;
  const sleep = async (ms: number): Promise<void> => {
    sleptMs += ms;
    laptop.put("/sys/class/net/wlan0/statistics/rx_bytes", String(left.shift() ?? 0));
  };
  return { uses: await networkUses({ ...machine, clock: { ...machine.clock, sleep } }, "wlan"), sleptMs };
}

test("steady traffic is asked about", async (t) => {
  assert.deepEqual((await afterSleeps(t, [100_000, 625_000])).uses, [asked("steady traffic on wlan0 (312 kB/s)")]);
});

test("a burst that ends is not steady traffic", async (t) => {
  assert.deepEqual((await afterSleeps(t, [90_000, 91_000])).uses, []);
});

test("a quiet radio is found out in a quarter of a second", async (t) => {
  assert.deepEqual(await afterSleeps(t, [2_000]), { uses: [], sleptMs: 250 });
});
