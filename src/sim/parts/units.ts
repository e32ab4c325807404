// SPDX-License-Identifier: MIT
import type { SimUnit, UnitManager } from "../model.ts";

const DAY_S = 24 * 3600;

/** What works in the background of a desktop; a look for updates has just begun. */
export const USUAL_UNITS: readonly SimUnit[] = [
  timer("systemd", "plocate-updatedb", { everyS: DAY_S, takesS: 240, drawW: 2.5 }),
  timer("systemd", "apt-daily", { everyS: DAY_S, takesS: 300, drawW: 0.2, up: true }),
  timer("systemd", "borgmatic", { everyS: DAY_S, takesS: 1200, drawW: 3 }),
  daemon("systemd", "packagekit.service", 0.15),
  daemon("systemd", "chrony.service", 0.01),
  daemon("systemd-user", "localsearch-3.service", 0.4),
  daemon("systemd-user", "syncthing.service", 0.2),
].flat();

interface TimedJob extends Pick<Required<SimUnit>, "everyS" | "takesS" | "drawW"> {
  /** It is running after a boot. */
  readonly up?: boolean;
}

function timer(manager: UnitManager, name: string, { everyS, takesS, drawW, up = false }: TimedJob): readonly SimUnit[] {
  return [
    { manager, name: `${name}.timer`, up: true, drawW: 0, everyS },
    { manager, name: `${name}.service`, up, drawW, takesS },
  ];
}

function daemon(manager: UnitManager, name: string, drawW: number): SimUnit {
  return { manager, name, up: true, drawW };
}
