// SPDX-License-Identifier: MIT

/** What a setting was found to save on this machine. In W; negative: it costs. */
export interface Saving {
  /** "cpu.boost"; `WHOLE_PROFILE` where all that a profile wishes was turned at once. */
  readonly knob: string;
  /** The wish as it was applied: "off", "40", the words of a set in order with "+" between; of a whole profile its name. */
  readonly wish: string;
  readonly medianW: number;
  /** The ends of the interval that holds the saving with 90 %. */
  readonly lowW: number;
  readonly highW: number;
  /** How many blocks, with and without it, count; of switches, how many switches. */
  readonly blocks: number;
  /** Milliseconds since 1970, at the end. */
  readonly measuredAtMs: number;
  /** `battery`: all that the machine draws. `package`: the processor package alone (RAPL). `switches`: ordinary use, a rough guess. */
  readonly from: SavingSource;
  readonly conditions: Conditions;
}

export type SavingSource = "battery" | "package" | "switches";

/** The figure itself, with its interval. */
export type SavedW = Pick<Saving, "medianW" | "lowW" | "highW">;

/** A saving without its conditions: all that is needed to choose by it. */
export type KnownSaving = SavedW & Pick<Saving, "knob" | "wish" | "measuredAtMs" | "from">;

/** What the machine was like meanwhile; unknown is null. */
export interface Conditions {
  /** The value that the wish was compared with, as users read it. */
  readonly before: string | null;
  readonly brightnessPercent: number | null;
  readonly profile: string | null;
  /** Mean draw without the saving, and how busy the CPUs were on average. */
  readonly powerW: number | null;
  readonly busyPercent: number | null;
}

export const WHOLE_PROFILE = "profile";

/** The better known first: what was measured on purpose is never put aside for a guess. */
const BY_TRUST: readonly SavingSource[] = ["battery", "package", "switches"];

/** Values in the order of preference, or a set of them. */
export type WishedValues = readonly (string | number)[];

/** How a wish for a set is written. */
export const setText = (values: WishedValues): string => values.map(String).sort().join("+");

/** What is best known of this wish; of alternatives, of the first of which anything is. null: not measured here yet. */
export function savingOf<S extends Pick<Saving, "knob" | "wish" | "from">>(
  savings: readonly S[],
  knob: string,
  wish: WishedValues | string,
): S | null {
  const wanted = typeof wish === "string" ? [wish] : [...wish.map(String), setText(wish)];
  for (const text of wanted) {
    const found = savings.filter((one) => one.knob === knob && one.wish === text);
    const best = found.toSorted((one, other) => BY_TRUST.indexOf(one.from) - BY_TRUST.indexOf(other.from))[0];
    if (best !== undefined) return best;
  }
  return null;
}

/** Whether the interval leaves open if it saves or costs anything. */
export const withinNoise = ({ lowW, highW }: Pick<Saving, "lowW" | "highW">): boolean => lowW <= 0 && highW >= 0;

/** Time won in minutes, with the ends of its interval; negative: lost. */
export interface LifeWon {
  readonly minutes: number;
  readonly lowMinutes: number;
  readonly highMinutes: number;
}

/** No laptop draws less: a saving that would leave less is not believed in full. */
const LEAST_POWER_W = 0.3;

/**
 * How much longer `energyWh` lasts at a draw of `powerW` (without the saving) if it is turned on now. null where that is no question: nothing
 * is drawn, or nothing is left.
 */
export function minutesOfLife(saving: SavedW, energyWh: number, powerW: number): LifeWon | null {
  if (!(energyWh > 0 && powerW > LEAST_POWER_W)) return null;
  const won = (savedW: number): number => 60 * (energyWh / Math.max(LEAST_POWER_W, powerW - savedW) - energyWh / powerW);
  return { minutes: won(saving.medianW), lowMinutes: won(saving.lowW), highMinutes: won(saving.highW) };
}

/** Several savings at once: what each saves alone adds up, its doubt as independent doubts do. */
export function together(savings: readonly SavedW[]): SavedW {
  const medianW = savings.reduce((sum, one) => sum + one.medianW, 0);
  const doubt = (of: (one: SavedW) => number): number => Math.hypot(0, ...savings.map(of));
  return {
    medianW,
    lowW: medianW - doubt((one) => one.medianW - one.lowW),
    highW: medianW + doubt((one) => one.highW - one.medianW),
  };
}

/** Old ones of settings that nobody measures any more go. */
const MOST_SAVINGS = 128;

/** The savings with this one, which takes the place of what was known of the same wish from the same source. */
export function withSaving<S extends KnownSaving>(savings: readonly S[], saving: S): readonly S[] {
  const { knob, wish, from } = saving;
  const others = savings.filter((one) => one.knob !== knob || one.wish !== wish || one.from !== from);
  return [...others, saving].toSorted((one, other) => other.measuredAtMs - one.measuredAtMs).slice(0, MOST_SAVINGS);
}

/** What several have found out, as one: it is one machine, whoever has measured it; the later counts. */
export const joined = <S extends KnownSaving>(savings: readonly S[]): readonly S[] =>
  savings
    .toSorted((one, other) => one.measuredAtMs - other.measuredAtMs)
    .reduce<readonly S[]>((all, saving) => withSaving(all, saving), []);
