// SPDX-License-Identifier: MIT
import type { Files, Machine } from "../machine/doors.ts";
import { valueOr } from "../machine/reading.ts";
import { activeProfile } from "./active-profile.ts";
import { exists, listed, numbered } from "./attributes.ts";
import { type FileSettingParts, fileSetting } from "./file-setting.ts";
import type { Found, Knob, Setting } from "./knob.ts";
import { findPowerProfiles } from "./power-profiles.ts";
import { chooseProfile } from "./profile-choice.ts";
import { ENTER, RESTORE } from "./ranks.ts";

/** The machine's own power mode, kept by its firmware. */
export const platformProfile: Knob = {
  id: "platform.profile",
  title: "Platform profile",
  shortNames: ["platform"],
  about:
    "The machine's own power mode, as its firmware knows it: how much heat, fan noise and power it allows. `low-power` " +
    "(else `quiet`, `cool`) lowers the power limits of processor and board, and costs speed under load. Where " +
    "power-profiles-daemon, tuned-ppd or tlp-pd runs, that service is asked for its power-saver instead, which an ordinary " +
    "user may do as well; otherwise it needs root, and firmware with a driver (Linux 5.12; each driver by itself since " +
    "Linux 6.14). A machine that is at low-power already gets nothing hungrier, and a profile that cannot be chosen again " +
    "afterwards (custom) is left alone. The firmware keeps it over a reboot.",
  grammar: { words: ["low-power", "quiet", "cool", "balanced", "balanced-performance", "performance", "max-power"] },
  risk: "safe",
  minor: false,
  alsoMoves: ["cpu.epp", "cpu.governor", "cpu.boost", "cpu.limit"],
  find,
};

async function find(machine: Machine): Promise<Found> {
  const service = await findPowerProfiles(machine);
  if (service !== undefined) {
    const held = fileSettings(machine.files, { heldBy: service.program, restoreRank: RESTORE.platformProfile + 1 });
    return { settings: [await activeProfile(machine.bus, service, platformProfile.id), ...held] };
  }
  const settings = fileSettings(machine.files, { restoreRank: RESTORE.platformProfile });
  return settings.length === 0 ? { settings, missing: "this machine's firmware offers no platform profile" } : { settings };
}

type Ownership = Pick<FileSettingParts, "heldBy" | "restoreRank">;

const CLASS = "/sys/class/platform-profile";
const LEGACY = "/sys/firmware/acpi/platform_profile";

/**
 * Each driver by itself where the kernel shows them. The one file for all reads `custom` when they differ, which it
 * does not take back; and whether it does must not decide which settings there are, as our own writing changes it.
 */
function fileSettings(files: Files, ownership: Ownership): readonly Setting[] {
  const folders = numbered(files, CLASS, /^platform-profile-\d+$/);
  if (folders.length > 0) return drivers(files, folders).map((place) => settingOf(files, place, ownership));
  const legacy = { name: "firmware", path: LEGACY, choices: `${LEGACY}_choices` };
  return exists(files, LEGACY) ? [settingOf(files, legacy, ownership)] : [];
}

interface Place {
  readonly name: string;
  readonly path: string;
  readonly choices: string;
  readonly numbered?: true;
}

/** By the driver's name, as the folder's number is handed out anew at each boot. */
function drivers(files: Files, folders: readonly string[]): readonly Place[] {
  const names = folders.map((folder) => valueOr(files.read(`${CLASS}/${folder}/name`), folder));
  return folders.map((folder, index) => {
    const name = names[index] ?? folder;
    const first = names.indexOf(name) === index;
    return {
      name: first ? name : `${name}-${index}`,
      path: `${CLASS}/${folder}/profile`,
      choices: `${CLASS}/${folder}/choices`,
      numbered: true,
    };
  });
}

function settingOf(files: Files, { name, choices, ...where }: Place, ownership: Ownership): Setting {
  return fileSetting(files, {
    knob: platformProfile.id,
    place: name,
    ...where,
    lasts: "kept",
    enterRank: ENTER.platformProfile,
    encode: (wish, original) =>
      chooseProfile({ offered: listed(files, choices), thriftiest: "low-power", nameOf: String }, wish, original),
    ...ownership,
  });
}
