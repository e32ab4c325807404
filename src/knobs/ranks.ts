// SPDX-License-Identifier: MIT

/**
 * The order in which settings are turned, on the way in. Each later one may depend on those before:
 * a platform profile rewrites EPP; EPP is refused (EBUSY) under the governor `performance`; boost changes the limits' range.
 */
export const ENTER = {
  platformProfile: 10,
  governor: 20,
  energyPreference: 30,
  limit: 40,
  boost: 50,
  kernel: 60,
  screen: 70,
  keyboard: 80,
  /** What has set the limit, then what makes thresholds count, then these: the lower one, as the upper may not go below it. */
  chargeOwner: 81,
  chargeType: 82,
  chargeStart: 83,
  chargeEnd: 84,
  /** What starts services before the services; both before the radios, as a client that ends takes leave of its server. */
  trigger: 85,
  service: 86,
  /** After services: what is stopped need not be frozen, and what is frozen cannot be stopped. */
  slow: 87,
  freeze: 88,
  bluetooth: 90,
  wwan: 100,
  wifi: 110,
  /** rfkill only where the radio's owner left it open. */
  rfkill: 120,
} as const;

/**
 * The order on the way back: boost before limits, as a low range would clamp them; maximum before minimum. EPP goes last,
 * since a change of governor disturbs it; only the governor `performance` comes after it, as it locks EPP. Services come last: they find
 * the network, and a processor that is quick again. A socket cannot be opened any more once its service runs, so it comes before that.
 */
export const RESTORE = {
  /** First of all: whatever else fails or takes its time, nothing stands still. */
  thaw: 2,
  unslow: 4,
  platformProfile: 10,
  boost: 20,
  limitMax: 30,
  limitMin: 40,
  governor: 50,
  energyPreference: 60,
  governorPerformance: 70,
  kernel: 80,
  screen: 90,
  keyboard: 100,
  chargeOwner: 101,
  chargeStart: 102,
  chargeEnd: 103,
  /** A start that rises. */
  chargeStartLast: 104,
  chargeType: 105,
  bluetooth: 110,
  wwan: 120,
  wifi: 130,
  rfkill: 140,
  trigger: 150,
  service: 160,
} as const;
