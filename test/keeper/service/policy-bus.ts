// SPDX-License-Identifier: MIT
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { TestContext } from "node:test";
import type { BusCall } from "../../../src/machine/doors.ts";
import type { Reading } from "../../../src/machine/reading.ts";
import { temporaryFolder } from "../../fakes/tree.ts";
import { NOBODY } from "../../fakes/users.ts";
import { packagedPath } from "./service-rig.ts";

const uid = process.getuid?.() ?? NOBODY;

/** The user that `somebody` is: another one where root runs the tests. */
export const SOMEBODY = uid === 0 ? NOBODY : uid;

/** A bus daemon with the system bus's own strict policy and the one that is shipped; answers its address. `owns`: names that the tests may have. */
export async function policyBus(test: TestContext, owns: readonly string[]): Promise<string> {
  const folder = temporaryFolder(test);
  chmodSync(folder, 0o755);
  const address = `unix:path=${join(folder, "socket")}`;
  const config = join(folder, "bus.conf");
  writeFileSync(config, configuration(address, owns));
  const daemon = spawn("dbus-daemon", [`--config-file=${config}`, "--nofork", "--print-address=1"], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  test.after(() => end(daemon));
  await once(createInterface(daemon.stdout), "line");
  return address;
}

/** What dbus-daemon's system.conf says: nothing may be owned or called unless a policy of its own allows it. */
const configuration = (address: string, owns: readonly string[]): string => `<busconfig>
  <type>system</type>
  <listen>${address}</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow user="*"/>
    <deny own="*"/>
    <deny send_type="method_call"/>
    <allow send_type="signal"/>
    <allow send_requested_reply="true" send_type="method_return"/>
    <allow send_requested_reply="true" send_type="error"/>
    <allow receive_type="method_call"/>
    <allow receive_type="method_return"/>
    <allow receive_type="error"/>
    <allow receive_type="signal"/>
    <allow send_destination="org.freedesktop.DBus" send_interface="org.freedesktop.DBus"/>
    <allow send_destination="org.freedesktop.PolicyKit1"/>
  </policy>
  <include>${packagedPath("dbus/io.github.travelmode.conf")}</include>
  <policy user="${uid}">
    ${owns.map((name) => `<allow own="${name}"/>`).join("")}
  </policy>
</busconfig>
`;

export interface Somebody {
  call(call: BusCall): Promise<Reading<readonly unknown[]>>;
  /** SIGKILL. */
  kill(): Promise<void>;
}

/** Another program on the bus, under another user where root runs the tests. */
export function somebody(test: TestContext, address: string): Somebody {
  const program = join(import.meta.dirname, "../../fixtures/bus-caller.js");
  const child = spawn(process.execPath, [program, address, String(SOMEBODY)], { stdio: ["pipe", "pipe", "inherit"] });
  test.after(() => end(child));
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  const read = async () => JSON.parse(String((await lines.next()).value));
  return {
    call: async (call) => {
      child.stdin.write(`${JSON.stringify(call)}\n`);
      return read();
    },
    kill: () => end(child),
  };
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill("SIGKILL");
  await once(child, "exit");
}
