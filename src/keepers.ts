// SPDX-License-Identifier: MIT
import { join } from "node:path";
import type { Keepers } from "./cli/session.ts";
import type { KeeperClient } from "./keeper/client/keeper-client.ts";
import type { LiveBus, LiveMachine } from "./machine/live-doors.ts";
import { KEEPER_FLAGS } from "./places.ts";

/** How long polkit's agent takes to announce itself, on a slow machine. */
const AGENT_MS = 1500;

/** The keepers of this machine, for the command line; `userBus` is the caller's session bus. */
export function keepersHere(machine: LiveMachine, userBus: () => LiveBus, packagePath: string): Keepers {
  const find = async (bus: LiveBus, where: KeeperClient["where"]): Promise<KeeperClient | null> =>
    (await import("./keeper/client/find-keeper.ts")).findKeeper(bus, where);
  return {
    system: () => find(machine.bus, "system"),
    user: () => find(userBus(), "user"),
    startUser: async () => ((await startUnit(machine, packagePath)) ? find(userBus(), "user") : null),
    foreground: async (wish, told) => {
      const { logInForeground, runForeground } = await import("./foreground.ts");
      const { keeperParts } = await import("./keeper-parts.ts");
      return runForeground(keeperParts(machine, packagePath, logInForeground), { wish, told });
    },
    agent: async () => {
      const agent = await machine.commands.start(["pkttyagent", "--process", String(machine.caller.pid), "--fallback"], {});
      if (agent.kind !== "value") return () => undefined;
      await machine.clock.sleep(AGENT_MS);
      return agent.value;
    },
  };
}

/** A transient unit: there while it runs, and gone with the user's last session. Root has the service for that. */
async function startUnit({ commands, caller }: LiveMachine, packagePath: string): Promise<boolean> {
  if (caller.uid === 0) return false;
  const properties = [
    "BusName=io.github.travelmode",
    "After=dbus.service",
    "KillMode=mixed",
    "Restart=on-failure",
    "RestartSec=1",
    "StartLimitIntervalSec=0",
  ];
  const started = await commands.run(
    [
      "systemd-run",
      "--user",
      "--quiet",
      "--collect",
      "--unit=travelmode",
      "--description=Keeper of travel mode",
      "--service-type=dbus",
      ...properties.map((property) => `--property=${property}`),
      process.execPath,
      ...KEEPER_FLAGS,
      join(packagePath, "dist/keeper.cjs"),
      "--user",
    ],
    { timeoutMs: START_MS },
  );
  return started.kind === "value" && started.value.status === 0;
}

const START_MS = 30_000;
