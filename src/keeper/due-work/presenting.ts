// SPDX-License-Identifier: MIT
import type { BusValue, Machine } from "../../machine/doors.ts";
import { valueOr } from "../../machine/reading.ts";

/** A talk ends; a display that stays longer belongs to a desk. */
const MOST_TALK_MS = 3_600_000;

/** Whether somebody may be showing something: an external display that has been there for less than an hour, or a program that forbids to blank the screen. */
export async function isPresenting(machine: Machine, pluggedForMs: number): Promise<boolean> {
  return (pluggedForMs < MOST_TALK_MS && hasExternalDisplay(machine)) || (await keepsScreenOn(machine));
}

/** /sys/class/drm: "card0-HDMI-A-1" beside the panel's own "card0-eDP-1". */
function hasExternalDisplay({ files }: Machine): boolean {
  const outputs = valueOr(files.list("/sys/class/drm"), []).filter((name) => /^card\d+-/.test(name) && !PANEL.test(name));
  return outputs.some((name) => valueOr(files.read(`/sys/class/drm/${name}/status`), "") === "connected");
}

const PANEL = /^card\d+-(eDP|LVDS|DSI|Virtual|Writeback)-/;

/** logind's inhibitors: what, who, why, mode, uid, pid. */
async function keepsScreenOn({ bus }: Machine): Promise<boolean> {
  const call = {
    service: "org.freedesktop.login1",
    path: "/org/freedesktop/login1",
    interface: "org.freedesktop.login1.Manager",
  };
  const reply = await bus.call({ ...call, member: "ListInhibitors", signature: "", args: [] });
  const rows = reply.kind === "value" && Array.isArray(reply.value[0]) ? reply.value[0] : [];
  return rows.some((row: BusValue) => {
    const [what, , , mode]: readonly BusValue[] = Array.isArray(row) ? row : [];
    return mode === "block" && String(what).split(":").includes("idle");
  });
}
