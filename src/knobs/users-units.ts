// SPDX-License-Identifier: MIT
import type { Files } from "../machine/doors.ts";
import { valueOr } from "../machine/reading.ts";
import { unavailable } from "./encoded.ts";
import type { Setting } from "./knob.ts";
import type { UnitWords } from "./unit-words.ts";
import { untouchedUnit } from "./untouched-unit.ts";

/** A user's unit by its name, with all by which a wish may mean it. */
export interface SoughtUnit extends UnitWords {
  readonly name: string;
}

/** Where a user's systemd runs services: one folder of control groups each. */
const SLICES: readonly string[] = ["app.slice", "background.slice", "session.slice"];

/**
 * For root: those of these services that run under a user's own systemd, which takes orders from that user alone. A wish that means them is
 * answered with who could. Timers have no control group, so they are not seen.
 */
export function usersUnits(files: Files, sought: readonly SoughtUnit[]): readonly Setting[] {
  const running = new Set(usersServices(files));
  return sought
    .filter(({ name }) => running.has(name))
    .map((one) => untouchedUnit({ ...one, owner: "user", answer: unavailable(FOREIGN) }));
}

const FOREIGN = "a user's own service needs the user's own travel mode";

function usersServices(files: Files): readonly string[] {
  const root = "/sys/fs/cgroup/user.slice";
  const ids = valueOr(files.list(root), []).flatMap((name) => /^user-(\d+)\.slice$/.exec(name)?.[1] ?? []);
  const folders = ids.flatMap((id) => SLICES.map((slice) => `${root}/user-${id}.slice/user@${id}.service/${slice}`));
  return folders.flatMap((folder) => valueOr(files.list(folder), []));
}
