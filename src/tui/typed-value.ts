// SPDX-License-Identifier: MIT
import type { Knob, Setting, Wish, WishValue } from "../knobs/knob.ts";
import type { RawText } from "../machine/reading.ts";

/** The first alternative that comes to what the profile wants here, as the ones before it are not known to this machine; a set as a whole. */
export function typedFor(
  { grammar }: Knob,
  { setting, wish }: { readonly setting: Setting; readonly wish: Wish },
  { now, wanted }: { readonly now: RawText | null; readonly wanted: RawText | null },
): string | null {
  if (now === null || wanted === null) return null;
  if (grammar.all !== undefined) return wish.join(",");
  const means = (one: WishValue): boolean => {
    const encoded = setting.encode([one], now);
    return encoded.kind === "to" && encoded.raw === wanted;
  };
  const found = wish.find(means);
  return found === undefined ? null : String(found);
}

/** A value as `travelmode set` takes it, where setting it gives what reads the same; null where it cannot be said. */
export function asTyped({ grammar }: Knob, setting: Setting, now: RawText): string | null {
  const shown = setting.show(now);
  const amount = Number(/^\d+(?= [%s]$|$)/u.exec(shown)?.[0] ?? Number.NaN);
  const { number } = grammar;
  const fits = number !== undefined && amount >= number.min && amount <= number.max;
  const value = grammar.words.includes(shown) ? shown : fits ? amount : null;
  if (value === null) return null;
  const encoded = setting.encode([value], now);
  const raw = encoded.kind === "to" ? encoded.raw : encoded.kind === "leave" ? (encoded.wished ?? now) : null;
  return raw !== null && setting.show(raw) === shown ? String(value) : null;
}
