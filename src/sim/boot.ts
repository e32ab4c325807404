// SPDX-License-Identifier: MIT

import { drawOf, drawW } from "./draw.ts";
import { gaugeFiles, supplyFiles } from "./gauge.ts";
import { withDaemonProfile, withFirmwareProfile } from "./manners/platform-profile.ts";
import type { Model, ServiceName } from "./model.ts";
import { networkAtBoot } from "./network.ts";
import { PROFILE_FILE } from "./parts/system.ts";
import { radioOn } from "./radios.ts";
import { type SimState, textOf, type World, withSwitches, withValues } from "./state.ts";
import { unitsAtBoot } from "./units.ts";

const BOOT_ID = "/proc/sys/kernel/random/boot_id";

interface Birth {
  readonly services: readonly ServiceName[];
  readonly nowMs: number;
}

/** A laptop as its owner uses it, on battery: everything as the model says, its usual connections up. */
export function firstState(model: Model, { services, nowMs }: Birth): SimState {
  const bare: SimState = {
    version: 1,
    model: model.name,
    services,
    nowMs,
    bornMs: nowMs,
    boots: 1,
    values: { ...bootTexts(model), [BOOT_ID]: bootId(1) },
    unreadable: {},
    memory: {},
    switches: {
      wirelessEnabled: true,
      wwanEnabled: true,
      bluetoothPowered: true,
      activeProfile: "balanced",
      profileHolds: [],
      bluetoothConnected: [],
    },
    units: {},
    network: { connections: [], nextSerial: 1 },
    power: { chargerW: null, packs: [], refreshInS: 8 },
  };
  return withPacks({ model, state: withUsualConnections(model, bare) });
}

/**
 * A reboot: a new boot id, volatile files as the kernel sets them; what firmware, systemd and services keep stays: the
 * radios, lights, platform profile, thresholds, NetworkManager's switches, power-profiles-daemon's profile and when timers elapsed.
 */
export function rebooted({ model, state }: World): SimState {
  const boots = state.boots + 1;
  const values = { ...state.values, ...bootTexts(model, state.values), [BOOT_ID]: bootId(boots) };
  const units = unitsAtBoot({ model, state });
  const fresh: SimState = { ...state, boots, values, unreadable: {}, memory: {}, units };
  const profiled = withBootProfile({ model, state: withSwitches(fresh, { profileHolds: [], bluetoothConnected: [] }) });
  const world = { model, state: profiled };
  const powered = withSwitches(profiled, { bluetoothPowered: radioOn(world, "bluetooth") });
  return { ...powered, network: networkAtBoot(world, (type) => radioOn(world, type)) };
}

/** The texts after a boot: what is kept comes from before, where there is a before. */
function bootTexts(model: Model, before: Readonly<Record<string, string>> = {}): Record<string, string> {
  const texts = Object.entries(model.live).map(([path, file]) => {
    const kept = file.kept === true ? before[path] : undefined;
    return [path, kept ?? file.text] as const;
  });
  return Object.fromEntries(texts);
}

const bootId = (boots: number): string => `7d1f0c52-5b1e-4c0a-9a55-${String(boots).padStart(12, "0")}`;

/** Firmware's profile moves EPP again at boot; the daemon sets the one that it has kept. */
function withBootProfile(world: World): SimState {
  const { model, state } = world;
  const held = textOf(world, PROFILE_FILE);
  const moved = held === undefined ? state : withFirmwareProfile(world, held);
  if (!moved.services.includes("power-profiles-daemon")) return moved;
  return withDaemonProfile({ model, state: moved }, moved.switches.activeProfile);
}

function withUsualConnections(model: Model, state: SimState): SimState {
  const up = model.connections.filter(({ activeAtStart }) => activeAtStart);
  const since = { listedAtMs: state.nowMs, upAtMs: state.nowMs };
  const connections = up.map(({ uuid }, index) => ({ uuid, serial: index + 1, ...since }));
  return { ...state, network: { connections, nextSerial: connections.length + 1 } };
}

/** Packs that have been discharging for a while: the gauge has settled on the draw. */
function withPacks({ model, state }: World): SimState {
  const nowW = drawW(drawOf({ model, state }), state.nowMs);
  const packs = model.packs.map(({ startWh }, index) => {
    const outW = index === 0 ? nowW : 0;
    return { energyWh: startWh, outW, smoothW: outW, charging: false };
  });
  const charged = { ...state, power: { ...state.power, packs } };
  const world = { model, state: charged };
  return withValues(charged, { ...supplyFiles(world), ...gaugeFiles(world) });
}
