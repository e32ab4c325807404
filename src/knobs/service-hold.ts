// SPDX-License-Identifier: MIT

import { type Clearance, clearance } from "./clearance.ts";
import { findHeldUnits } from "./find-held-units.ts";
import { NOBODY_TO_PUT_BACK } from "./held-apps.ts";
import { HELD_UNITS, HOLD_KINDS } from "./held-units.ts";
import type { Knob } from "./knob.ts";
import { UNIT_RULE, unitsToHold } from "./unit-words.ts";

/** Services that work in the background, held back: what starts them, and some of them themselves. */
export const serviceHold: Knob = serviceHoldWith(clearance);

/** The same by another clearance, for tests. */
export function serviceHoldWith(clear: Clearance): Knob {
  return {
    id: "service.hold",
    title: "Background services",
    shortNames: ["hold", "services"],
    about:
      "Indexers, update checks, backups and sync clients wake a laptop to do what can wait for the charger. Each unit of the " +
      "shipped lists that is active is stopped, and started again when travel mode ends; nothing is ever enabled, disabled or " +
      'masked, and a reboot brings everything back by itself. A list means all that it names: ["indexers", "backups"]; ' +
      '"all" is every kind, and any other unit is held by its whole name, as "backup.timer"; a service with what starts it. Timers, ' +
      "sockets and paths are held so that no new work begins; work that has begun is left to finish, and named. Nothing is stopped " +
      "while packages are worked on, while it keeps the computer from sleeping, or while something else needs it. " +
      '"printing" is held only while no network is up. What the session, the network, sound, time, disks, encryption, security or ' +
      "packages rest on is held by no list and by no name.\n\n" +
      "What starts one of them meanwhile (a program that asks for it, or you) has its way: it stays, and is reported. A timer " +
      "whose moment has passed meanwhile, and that makes up for what it missed, begins after five minutes on a charger, one at a time, and " +
      "not while the network is metered or something is shown on another screen; with no keeper to wait for that, as soon as it is back. " +
      "Services of the computer need root (or a polkit rule). Your own (GNOME's and Plasma's indexers, sync clients) do not; root's travel mode " +
      "holds those of every user who is logged in, unless that user's own keeper is at work.",
    grammar: {
      words: ["all", ...HOLD_KINDS],
      all: true,
      text: { pattern: UNIT_RULE, takes: 'the names of units, such as "backup.timer" or "not apt-daily.timer"' },
    },
    risk: "risky by name",
    minor: false,
    alsoMoves: [],
    needsTravelMode: (wish) => (unitsToHold(wish).length > 0 ? NOBODY_TO_PUT_BACK : undefined),
    find: (machine, interest) => findHeldUnits(machine, HELD_UNITS, { clear, interest }),
  };
}
