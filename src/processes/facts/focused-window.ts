// SPDX-License-Identifier: MIT

/** The pid behind the focused window in `swaymsg -t get_tree` (sway-ipc(7)); null where no window has the focus, or that is no tree. */
export function pidInSwayTree(text: string): number | null {
  const left: unknown[] = [parsed(text)];
  while (left.length > 0) {
    const node = left.pop();
    if (!isRecord(node)) continue;
    // What has the focus holds nothing that has it, too.
    if (node["focused"] === true) return pidFrom(node["pid"]);
    left.push(...listOf(node["nodes"]), ...listOf(node["floating_nodes"]));
  }
  return null;
}

/** The same in `hyprctl activewindow -j`: an empty object where none is active. */
export function pidInHyprland(text: string): number | null {
  const window = parsed(text);
  return isRecord(window) ? pidFrom(window["pid"]) : null;
}

/** "_NET_ACTIVE_WINDOW: window id # 0x1e00003" by `xprop -notype` (Extended Window Manager Hints); null for none (0x0). */
export function windowInXprop(text: string): string | null {
  const id = /^_NET_ACTIVE_WINDOW: window id # (0x[0-9a-f]{1,8})\b/u.exec(text)?.[1];
  return id === undefined || Number(id) === 0 ? null : id;
}

/** "_NET_WM_PID = 4711", as the window's own program has put it there; null where it has not. */
export const pidInXprop = (text: string): number | null => pidFrom(Number(/^_NET_WM_PID = (\d+)$/mu.exec(text)?.[1]));

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const isRecord = (it: unknown): it is Readonly<Record<string, unknown>> => typeof it === "object" && it !== null;

const listOf = (it: unknown): readonly unknown[] => (Array.isArray(it) ? it : []);

const pidFrom = (it: unknown): number | null => (Number.isSafeInteger(it) && Number(it) > 0 ? Number(it) : null);
