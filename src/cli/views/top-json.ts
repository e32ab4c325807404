// SPDX-License-Identifier: MIT
import { type Consumer, hungriestFirst, isAwake } from "../../processes/applications.ts";
import type { Fit } from "../../processes/learned.ts";
import type { Forgotten } from "../../processes/recognise.ts";
import type { Observation } from "../../processes/scan.ts";
import { perSecond } from "../../text/consumer-words.ts";
import { rounded } from "../rounded.ts";

/** What `top` has found. */
export interface Eaters {
  readonly observation: Observation;
  readonly fit: Fit;
  /** Single processes instead of applications. */
  readonly single: boolean;
  /** In no order; those that slept among them. */
  readonly consumers: readonly Consumer[];
  readonly forgotten: readonly Forgotten[];
  readonly isSimulated: boolean;
  readonly isRoot: boolean;
}

/** What `top --json` prints. */
export function topJson({
  observation,
  fit,
  single,
  consumers,
  forgotten,
  isSimulated,
}: Eaters): Readonly<Record<string, unknown>> {
  const { spanS, measured, attribution, seesAll } = observation;
  const known = typeof measured === "string" ? null : measured;
  return {
    simulated: isSimulated,
    ...rounded({ spanS }),
    source: known?.source ?? null,
    unmeasured: typeof measured === "string" ? measured : null,
    ...rounded({ totalW: known?.powerW ?? null, packageW: known?.packageW ?? null, baseW: attribution?.baseW ?? null }),
    estimate: { fitted: fit.isFitted, looks: fit.blocks, ...fit.coefficients },
    grouped: single ? "processes" : "applications",
    seesAll,
    consumers: hungriestFirst(consumers.filter(isAwake)).map((one) => consumerJson(one, spanS)),
    forgotten: forgotten.map((one) => rounded({ ...one })),
  };
}

function consumerJson({ name, kind, unit, programs, pids, powerW, ...used }: Consumer, spanS: number): object {
  const cpu = perSecond(used.cpuS, spanS);
  return rounded({
    name,
    kind,
    unit,
    programs,
    pids,
    powerW,
    cpuPercent: cpu === null ? null : cpu * 100,
    wakeupsPerS: perSecond(used.wakeups, spanS),
    diskBytesPerS: perSecond(used.diskBytes, spanS),
  });
}
