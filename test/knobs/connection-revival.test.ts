// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import { missingConnections, noteConnections } from "../../src/knobs/connection-revival.ts";
import { activeConnections } from "../../src/knobs/network-manager.ts";
import { unexpectedReply } from "../../src/machine/bus-values.ts";
import { failure } from "../../src/machine/reading.ts";
import { type FakeBus, type FakeService, fakeBus } from "../fakes/fake-bus.ts";

const NM = "org.freedesktop.NetworkManager";
const ROOT = "/org/freedesktop/NetworkManager";
const WIFI = ["802-11-wireless"];

interface Connection {
  readonly uuid: string;
  readonly id: string;
  readonly type: string;
  readonly state: number;
}

const home: Connection = { uuid: "u-home", id: "Home", type: "802-11-wireless", state: 2 };
const wire: Connection = { uuid: "u-wire", id: "Dock", type: "802-3-ethernet", state: 2 };
const office: Connection = { uuid: "u-office", id: "office", type: "vpn", state: 2 };
const tunnel: Connection = { uuid: "u-tunnel", id: "tunnel", type: "wireguard", state: 2 };

/** NetworkManager with those connections active; all four have a profile unless deleted. */
function manager(active: readonly Connection[], deleted: readonly string[] = []): FakeBus {
  const path = (index: number): string => `${ROOT}/ActiveConnection/${index}`;
  const byUuid = (uuid: unknown) =>
    deleted.includes(String(uuid))
      ? failure("Settings", `${NM}.Settings.InvalidConnection`)
      : [`${ROOT}/Settings/${String(uuid)}`];
  const objects = active.map(({ uuid, id, type, state }, index) => {
    const properties = {
      Uuid: uuid,
      Id: id,
      Type: type,
      Vpn: type === "vpn",
      State: state,
      Connection: `${ROOT}/Settings/${uuid}`,
    };
    return [path(index), { [`${NM}.Connection.Active`]: properties }];
  });
  const service: FakeService = {
    [ROOT]: { [NM]: { ActiveConnections: active.map((_, index) => path(index)) } },
    [`${ROOT}/Settings`]: { [`${NM}.Settings`]: { GetConnectionByUuid: byUuid } },
    ...Object.fromEntries(objects),
  };
  return fakeBus({ [NM]: service });
}

test("notes the connections of the radio and every VPN, not the wire", async () => {
  const note = JSON.parse(await noteConnections(manager([wire, home, office, tunnel]), WIFI));
  assert.deepEqual(
    note.map(({ id }: Connection) => id),
    ["Home", "office", "tunnel"],
  );
});

test("notes nothing when nothing is up, and when NetworkManager does not answer", async () => {
  const silent = manager([home]);
  silent.faults.set(NM, "org.freedesktop.DBus.Error.NoReply");
  assert.equal(await noteConnections(manager([wire]), WIFI), "");
  assert.equal(await noteConnections(silent, WIFI), "");
});

test("each active connection is asked about once", async () => {
  const bus = manager([wire, home]);
  await noteConnections(bus, WIFI);
  assert.deepEqual(
    bus.calls.map(({ member }) => member),
    ["Get", "GetAll", "GetAll"],
  );
});

test("NetworkManager's list of connections in an unknown form is no empty list", async () => {
  const bus = manager([home]);
  Object.assign(bus.services[NM]?.[ROOT]?.[NM] ?? {}, { ActiveConnections: "none" });
  assert.deepEqual(await activeConnections(bus), unexpectedReply(NM, "ActiveConnections"));
});

test("a connection that is going down is not noted", async () => {
  assert.equal(await noteConnections(manager([{ ...home, state: 3 }]), WIFI), "");
});

test("what has come back, or is coming, is not missing", async () => {
  const note = await noteConnections(manager([home, office]), WIFI);
  assert.deepEqual(await missingConnections(manager([{ ...home, state: 1 }, office]), note), []);
});

test("what is missing comes with the call that brings it, networks before the VPNs over them, VPNs loud", async () => {
  const note = await noteConnections(manager([office, tunnel, home]), WIFI);
  const lost = await missingConnections(manager([]), note);
  assert.deepEqual(
    lost.map(({ what, loud }) => [what, loud]),
    [
      ["Wi-Fi network Home", false],
      ["VPN office", true],
      ["VPN tunnel", true],
    ],
  );
  assert.deepEqual([lost[0]?.call.member, lost[0]?.call.args], ["ActivateConnection", [`${ROOT}/Settings/u-home`, "/", "/"]]);
});

test("the profile is looked up anew, as its path is another after a restart of NetworkManager", async () => {
  const note = await noteConnections(manager([home]), WIFI);
  assert.ok(!note.includes("/Settings/"));
});

test("a connection that the user deleted meanwhile is not missed", async () => {
  const note = await noteConnections(manager([home, office]), WIFI);
  assert.deepEqual(
    (await missingConnections(manager([], ["u-home"]), note)).map(({ what }) => what),
    ["VPN office"],
  );
});

test("with NetworkManager gone, what was noted is reported as missing", async () => {
  const note = await noteConnections(manager([office]), WIFI);
  const [lost] = await missingConnections(fakeBus(), note);
  assert.deepEqual([lost?.what, lost?.loud, lost?.call.args], ["VPN office", true, ["/", "/", "/"]]);
});

test("a damaged note never throws, and misses nothing", async () => {
  const damaged = fc.oneof(fc.string(), fc.json(), fc.constantFrom('[{"uuid":1}]', "[null]", '{"uuid":"a"}'));
  await fc.assert(fc.asyncProperty(damaged, async (note) => assert.deepEqual(await missingConnections(manager([]), note), [])));
});
