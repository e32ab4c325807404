// SPDX-License-Identifier: MIT
import type { Stop } from "../machine/live-doors.ts";
import type { TuiDoors } from "./doors.ts";
import { frame } from "./frame.ts";
import type { Screen } from "./screen.ts";
import type { State } from "./state.ts";
import { strokesFor } from "./strokes.ts";

/** The state on the screen: however much happens at once, it is drawn once. */
export interface Picture {
  changed(state: State): void;
  readonly stop: Stop;
}

export function openPicture({ look, term }: Pick<TuiDoors, "look" | "term">, screen: Screen): Picture {
  const strokes = strokesFor(look, term);
  let due: NodeJS.Immediate | null = null;
  let latest: State | null = null;
  const draw = (): void => {
    due = null;
    if (latest !== null) screen.draw(frame(latest, look, strokes));
  };
  return {
    changed(state) {
      latest = state;
      due ??= setImmediate(draw);
    },
    stop: () => {
      if (due !== null) clearImmediate(due);
      due = null;
    },
  };
}
