// SPDX-License-Identifier: MIT
import * as v from "valibot";
import type { Argv } from "../../machine/as-user.ts";
import type { LiveCommands, Stop } from "../../machine/live-doors.ts";

const SERVER = "org.freedesktop.Notifications";

/** The name of the one action that a notice may have. */
export const PRESSED = "pressed";

export interface Button {
  readonly label: string;
  readonly onPressed: () => void;
}

/** For so long it is listened to at most; then it is taken away, so that no button is there that does nothing. */
const LASTS_S = 1800;

/**
 * Calls back once if the button of the notification with this id is pressed. It costs a sleeping program, which ends with the
 * notification. `as` makes a program one of whoever sees it. Answers what takes the notification away.
 */
export async function listenToButton(
  commands: LiveCommands,
  as: (argv: Argv) => Argv,
  id: number,
  onPressed: () => void,
): Promise<Stop> {
  let stop = (): void => {};
  let isThere = true;
  const gone = (): void => {
    isThere = false;
    stop();
  };
  const takeAway = (): void => {
    if (isThere) void commands.run(as([...CALL, "CloseNotification", "u", String(id)]), { timeoutMs: TIMEOUT_MS });
    gone();
  };
  const heard = (line: string): void => {
    const told = toldBy(line, id);
    if (told === null || !isThere) return;
    gone();
    if (told === "pressed") onPressed();
  };
  const started = await commands.start(as(["timeout", String(LASTS_S), ...WATCH]), { onLine: heard, onEnd: takeAway });
  if (started.kind !== "value") return () => {};
  stop = started.value;
  return takeAway;
}

/** What a notification server gets to answer. */
export const TIMEOUT_MS = 5000;

/** What the server tells everybody; its own programs' notifications, too, so the id decides. */
const WATCH: Argv = ["busctl", "--user", "--json=short", `--match=type='signal',interface='${SERVER}'`, "monitor"];

export const CALL: Argv = ["busctl", "--user", "--auto-start=no", "--", "call", SERVER, "/org/freedesktop/Notifications", SERVER];

const SIGNAL = v.object({
  type: v.literal("signal"),
  interface: v.literal(SERVER),
  member: v.picklist(["ActionInvoked", "NotificationClosed"]),
  payload: v.object({ data: v.tuple([v.number(), v.union([v.string(), v.number()])]) }),
});

/** What a line of the monitor says of this notification; null for nothing. */
function toldBy(line: string, id: number): "pressed" | "closed" | null {
  const signal = v.safeParse(v.pipe(v.string(), v.parseJson(), SIGNAL), line);
  if (!signal.success) return null;
  const { member, payload } = signal.output;
  const [of, what] = payload.data;
  if (of !== id) return null;
  if (member === "NotificationClosed") return "closed";
  return what === PRESSED ? "pressed" : null;
}
