// SPDX-License-Identifier: MIT
import type { SettingStatus } from "../engine/engine.ts";
import type { FullCharge } from "../keeper/wishes/wishes.ts";
import { clean } from "./display-width.ts";
import { momentText } from "./duration.ts";
import type { Seen } from "./seen.ts";

/** That the charge limit is raised for one full charge, and when it comes back. */
export function fullChargeLines({ wishes, raised }: Pick<Seen, "wishes" | "raised">, nowMs: number): readonly string[] {
  const { fullCharge } = wishes;
  const limit = limitText(raised);
  if (fullCharge === null) return raised.length === 0 ? [] : [`The charge limit is not all back yet (${limit}).`];
  return [`Charging to full once; the limit${limit === "" ? "" : ` (${limit})`} comes back ${whenText(fullCharge, nowMs)}.`];
}

/** As the keeper ends it: five minutes after the machine was unplugged, or when the time is over. */
function whenText({ untilMs, armed, onBatterySinceMs }: FullCharge, nowMs: number): string {
  const latest = `at the latest ${momentText(untilMs, nowMs)}`;
  if (onBatterySinceMs !== null) return `at ${momentText(Math.min(untilMs, onBatterySinceMs + FIVE_MINUTES_MS), nowMs)}`;
  return armed ? `after 5 minutes on battery, ${latest}` : `5 minutes after the next unplugging, ${latest}`;
}

const FIVE_MINUTES_MS = 300_000;

/** The saved limits: "40 to 80 %"; by battery where they differ. */
function limitText(settings: readonly SettingStatus[]): string {
  const turned = settings.filter(({ role }) => role === "turned");
  const packs = [...new Set(turned.map(packOf))];
  const limits = packs.map((pack) => ({ pack, limit: limitOf(turned.filter((one) => packOf(one) === pack)) }));
  const all = new Set(limits.map(({ limit }) => limit));
  return clean(all.size === 1 ? [...all].join() : limits.map(({ pack, limit }) => `${pack} ${limit}`).join(", "));
}

const packOf = ({ place }: SettingStatus): string => place.replace(PART, "");

/** What a battery's name is followed by in the place of a setting. */
const PART = / (start|end|type|UPower)$/;

function limitOf(parts: readonly SettingStatus[]): string {
  const saved = (part: string): string | undefined => parts.find(({ place }) => place.endsWith(` ${part}`))?.original;
  const [start, end] = [saved("start"), saved("end")];
  if (end === undefined) return parts.map(({ original }) => original).join(" ");
  return start === undefined || start === "0 %" ? end : `${start.replace(" %", "")} to ${end}`;
}
