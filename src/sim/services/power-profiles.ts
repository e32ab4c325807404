// SPDX-License-Identifier: MIT
import type { BusValue } from "../../machine/doors.ts";
import { withDaemonProfile, withFirmwareProfile } from "../manners/platform-profile.ts";
import { type BusObjects, DBUS_ERROR, isSeated, type Method, type Service, type Setter } from "../service.ts";
import { type PowerProfile, type SimState, type World, withSwitches } from "../state.ts";

const NAME = "org.freedesktop.UPower.PowerProfiles";
const OLD_NAME = "net.hadess.PowerProfiles";
const PATHS = { [NAME]: "/org/freedesktop/UPower/PowerProfiles", [OLD_NAME]: "/net/hadess/PowerProfiles" };

const FIRMWARE: Readonly<Record<PowerProfile, string>> = {
  "power-saver": "low-power",
  balanced: "balanced",
  performance: "performance",
};

/** power-profiles-daemon under its new and its old name: owns the platform profile and EPP, and writes both. */
export const powerProfiles: Service = {
  name: "power-profiles-daemon",
  busNames: [NAME, OLD_NAME],
  objects: ({ state }): BusObjects =>
    Object.fromEntries(Object.entries(PATHS).map(([name, path]) => [path, { [name]: properties(state) }])),
  setters: Object.fromEntries([NAME, OLD_NAME].map((name): [string, Setter] => [`${name} ActiveProfile`, setActive])),
  methods: Object.fromEntries(
    [NAME, OLD_NAME].flatMap((name): [string, Method][] => [
      [`${name} HoldProfile`, hold],
      [`${name} ReleaseProfile`, release],
    ]),
  ),
};

const isProfile = (word: BusValue | undefined): word is PowerProfile => typeof word === "string" && Object.hasOwn(FIRMWARE, word);

function properties({ switches }: SimState): Record<string, BusValue> {
  const held = switches.profileHolds[0]?.profile;
  return {
    ActiveProfile: held ?? switches.activeProfile,
    Profiles: Object.keys(FIRMWARE).map((Profile) => ({ Profile, Driver: "multiple", PlatformDriver: "platform_profile" })),
    PerformanceDegraded: "",
    PerformanceInhibited: "",
    Actions: ["trickle_charge"],
    ActiveProfileHolds: switches.profileHolds.map(({ profile, reason, app }) => ({
      Profile: profile,
      Reason: reason,
      ApplicationId: app,
    })),
    Version: "0.23",
  };
}

/** Setting a profile by hand ends every hold. */
function setActive(...[world, profile, { caller }]: Parameters<Setter>): ReturnType<Setter> {
  if (!isSeated(caller)) return { refused: `${DBUS_ERROR}.AccessDenied` };
  if (!isProfile(profile)) return { refused: `${DBUS_ERROR}.InvalidArgs` };
  return withSwitches(carriedOut(world, profile), { activeProfile: profile, profileHolds: [] });
}

/** HoldProfile(profile, reason, application) answers a cookie; `balanced` cannot be held. */
function hold(...[world, { args, caller }]: Parameters<Method>): ReturnType<Method> {
  const [profile, reason, app] = args;
  if (!isSeated(caller)) return { refused: `${DBUS_ERROR}.AccessDenied` };
  if (!isProfile(profile) || profile === "balanced") return { refused: `${DBUS_ERROR}.InvalidArgs` };
  const { profileHolds } = world.state.switches;
  const cookie = Math.max(0, ...profileHolds.map((each) => each.cookie)) + 1;
  const holds = [...profileHolds, { cookie, profile, reason: String(reason), app: String(app) }];
  return { reply: [cookie], state: withSwitches(carriedOut(world, profile), { profileHolds: holds }) };
}

/** ReleaseProfile(cookie): after the last hold, back to what the user had set. */
function release(...[world, { args }]: Parameters<Method>): ReturnType<Method> {
  const { profileHolds, activeProfile } = world.state.switches;
  const left = profileHolds.filter(({ cookie }) => cookie !== args[0]);
  if (left.length === profileHolds.length) return { refused: `${DBUS_ERROR}.InvalidArgs` };
  return { reply: [], state: withSwitches(carriedOut(world, left[0]?.profile ?? activeProfile), { profileHolds: left }) };
}

/** Firmware's profile and EPP as the daemon writes them; its own remembered profile stays. */
function carriedOut(world: World, profile: PowerProfile): SimState {
  const { activeProfile } = world.state.switches;
  const state = withFirmwareProfile(world, FIRMWARE[profile]);
  return withSwitches(withDaemonProfile({ model: world.model, state }, profile), { activeProfile });
}
