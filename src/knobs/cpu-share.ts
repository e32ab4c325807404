// SPDX-License-Identifier: MIT
import type { BusRecord } from "../machine/bus-values.ts";
import type { BusValue, BusVariant } from "../machine/doors.ts";
import { type RawText, rawText } from "../machine/reading.ts";

/** How much of the CPU a unit may have (systemd.resource-control(5)); null where nothing is set, which is not the same as the default. */
export interface CpuShare {
  /** 1 to 10000; 0 is "idle". */
  readonly weight: number | null;
  /** Microseconds of CPU time in each second. */
  readonly quotaUs: number | null;
}

/** systemd's word for "not set" on the bus: the largest number of 64 bits. */
const UNSET = 2n ** 64n - 1n;

/** Of a unit's properties; undefined where they are not told. */
export function shareIn(properties: BusRecord): CpuShare | undefined {
  const weight = numberOf(properties["CPUWeight"]);
  const quotaUs = numberOf(properties["CPUQuotaPerSecUSec"]);
  return weight === undefined || quotaUs === undefined ? undefined : { weight, quotaUs };
}

function numberOf(it: BusValue | undefined): number | null | undefined {
  if (typeof it !== "bigint" && typeof it !== "number") return undefined;
  return BigInt(it) === UNSET ? null : Number(it);
}

/** "CPUWeight=20 CPUQuotaPerSecUSec=200000", with "-" for what is not set: as the journal keeps it. */
export const spellShare = ({ weight, quotaUs }: CpuShare): RawText =>
  rawText(`CPUWeight=${weight ?? "-"} CPUQuotaPerSecUSec=${quotaUs ?? "-"}`);

/** What `spellShare` wrote; anything else is nothing set. */
export function readShare(raw: RawText): CpuShare {
  const [, weight, quotaUs] = /^CPUWeight=(\d+|-) CPUQuotaPerSecUSec=(\d+|-)$/u.exec(raw) ?? [];
  const number = (text = "-"): number | null => (text === "-" ? null : Number(text));
  return { weight: number(weight), quotaUs: number(quotaUs) };
}

/** As systemd takes it. */
export const shareProperties = ({ weight, quotaUs }: CpuShare): Readonly<Record<string, BusVariant>> => ({
  CPUWeight: { variant: "t", value: weight === null ? UNSET : BigInt(weight) },
  CPUQuotaPerSecUSec: { variant: "t", value: quotaUs === null ? UNSET : BigInt(quotaUs) },
});

/** As systemctl set-property takes it. */
export const shareWords = ({ weight, quotaUs }: CpuShare): readonly string[] => [
  `CPUWeight=${weight === 0 ? "idle" : (weight ?? "")}`,
  `CPUQuota=${quotaUs === null ? "" : `${percentOf(quotaUs)}%`}`,
];

/** The others go first, and a fifth of a CPU is left: enough to answer, too little to heat. */
const SLOW = { weight: 20, quotaUs: 200_000 };

/** No more than that, and no more than it had. */
export const slowed = ({ weight, quotaUs }: CpuShare): CpuShare => ({
  weight: Math.min(weight ?? SLOW.weight, SLOW.weight),
  quotaUs: Math.min(quotaUs ?? SLOW.quotaUs, SLOW.quotaUs),
});

export const showShare = (raw: RawText): string => {
  const { quotaUs } = readShare(raw);
  return quotaUs === null ? "full speed" : `at most ${percentOf(quotaUs)} % of a CPU`;
};

const percentOf = (quotaUs: number): number => quotaUs / 10_000;
