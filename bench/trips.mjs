// SPDX-License-Identifier: MIT
// A thousand simulated trips, made with no saving, with half of it, with all of it from the start, and as travel mode steers them. Prints a
// markdown table. Arguments: how many, and a seed.
import { simulatedTrips, summaryOf, WAYS } from "../build/test/forecast/trip/thousand-trips.js";

const [count, seed] = [Number(process.argv[2] ?? 1000), Number(process.argv[3] ?? 20261129)];
const trips = simulatedTrips(count, seed);
const percent = (share) => `${(100 * share).toFixed(1)} %`;

process.stdout.write(`${count} trips, seed ${seed}\n| way | lands | of those that can | comfort given up | turns |\n`);
for (const way of WAYS) {
  const { landed, landedOfPossible, comfort, turns } = summaryOf(trips, way);
  process.stdout.write(
    `| ${way} | ${percent(landed)} | ${percent(landedOfPossible)} | ${percent(comfort)} | ${turns.toFixed(1)} |\n`,
  );
}
