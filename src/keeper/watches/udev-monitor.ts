// SPDX-License-Identifier: MIT
import type { LiveMachine, Stop } from "../../machine/live-doors.ts";
import { type Reading, value } from "../../machine/reading.ts";
import { stopAll } from "../stops.ts";

/** What the kernel tells of a device. */
export interface Uevent {
  /** "add", "change" ... */
  readonly action: string;
  /** "power_supply", "rfkill" ... */
  readonly subsystem: string;
  /** Below /sys: "/devices/..." */
  readonly devpath: string;
}

const FIRST_PAUSE_MS = 30_000;
const LONGEST_PAUSE_MS = 600_000;

/**
 * Tells of the kernel's events of some subsystems ("power_supply", or "net/wlan" with a device type) by one udevadm(8) beside us, which is
 * started anew after a pause when it ends. An error (ENOENT ...) when it cannot be started at first.
 */
export async function watchUevents(
  { clock, commands }: LiveMachine,
  subsystems: readonly string[],
  heard: (event: Uevent) => void,
): Promise<Reading<Stop>> {
  const argv = ["udevadm", "monitor", "--kernel", ...subsystems.map((one) => `--subsystem-match=${one}`)] as const;
  const pause = growingPause(clock.now);
  let stopped = false;
  let stopProgram: Stop = () => {};
  let stopTimer: Stop = () => {};

  const again = (): void => {
    stopTimer = clock.after(pause(), () => void run());
  };
  const run = async (): Promise<void> => {
    const started = await start();
    if (started.kind !== "value" && !stopped) again();
  };
  const start = async (): Promise<Reading<Stop>> => {
    const started = await commands.start(argv, { onLine: (line) => tell(line, heard), onEnd: again });
    if (started.kind !== "value") return started;
    stopProgram = started.value;
    if (stopped) stopProgram();
    return started;
  };

  const first = await start();
  if (first.kind !== "value") return first;
  const stop = stopAll([() => stopProgram(), () => stopTimer()]);
  return value(() => {
    stopped = true;
    stop();
  });
}

/** Longer each time, unless all went well for a while. */
function growingPause(now: () => number): () => number {
  let pauseMs = FIRST_PAUSE_MS / 2;
  let endedAtMs = now();
  return () => {
    const wentWell = now() - endedAtMs > 2 * LONGEST_PAUSE_MS;
    endedAtMs = now();
    pauseMs = wentWell ? FIRST_PAUSE_MS : Math.min(2 * pauseMs, LONGEST_PAUSE_MS);
    return pauseMs;
  };
}

/** As udevadm prints it; a blank may be part of a device's path. */
const LINE = /^KERNEL\[\d+\.\d+\] (add|remove|change|move|online|offline|bind|unbind) +(\/.+) \(([\w-]+)\)$/;

/** Whatever is no event (the heading, a line that was cut) is passed over. */
function tell(line: string, heard: (event: Uevent) => void): void {
  const [, action, devpath, subsystem] = LINE.exec(line) ?? [];
  if (action !== undefined && devpath !== undefined && subsystem !== undefined) heard({ action, subsystem, devpath });
}
