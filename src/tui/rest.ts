// SPDX-License-Identifier: MIT
import type { Stop } from "../machine/live-doors.ts";
import type { TuiDoors } from "./doors.ts";

/** When nobody has looked for long, nothing more is read or drawn until a key comes. */
export interface RestKeeper {
  /** A key was pressed. */
  touched(): void;
  /** The terminal says whether it has the focus. */
  focused(has: boolean): void;
  readonly stop: Stop;
}

/** Without the focus ten minutes are enough; where the terminal does not tell, or has it, somebody may watch without a key. */
const UNFOCUSED_MS = 600_000;
const UNTOUCHED_MS = 3_600_000;

export function restKeeper({ after }: Pick<TuiDoors, "after">, rest: (resting: boolean) => void): RestKeeper {
  let hasFocus = true;
  let stop: Stop = () => {};
  const wait = (): void => {
    stop();
    stop = after(hasFocus ? UNTOUCHED_MS : UNFOCUSED_MS, () => rest(true));
  };
  wait();
  return {
    touched: wait,
    focused(has) {
      hasFocus = has;
      if (has) rest(false);
      wait();
    },
    stop: () => stop(),
  };
}
