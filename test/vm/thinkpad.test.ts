// SPDX-License-Identifier: MIT
import { roundTrips } from "./round-trip.ts";

roundTrips("thinkpad");
