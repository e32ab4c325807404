// SPDX-License-Identifier: MIT
import type { Caller } from "../machine/doors.ts";
import { asApplications, type Consumer, type ProcessUse } from "../processes/applications.ts";
import { desktopNames } from "../processes/desktop-names.ts";
import { glance } from "../processes/glance.ts";
import { type Forgotten, recogniseForgotten } from "../processes/recognise.ts";
import type { Session } from "./session.ts";

/** Processes as the applications that the caller knows from menus. */
export const applicationsHere = ({ laptop, caller }: Session, uses: readonly ProcessUse[]): readonly Consumer[] =>
  asApplications(uses, desktopNames(laptop.machine.files, whoseMenus(caller)));

/** Behind sudo, the menus of whoever typed it. */
export const whoseMenus = (caller: Caller): Pick<Caller, "home" | "env"> => ({ home: homeOf(caller), env: caller.env });

/** Behind sudo, the home of whoever typed it. */
export const homeOf = ({ home, invoker }: Pick<Caller, "home" | "invoker">): string => invoker?.home ?? home;

/** Looks at what runs, if there is a reader; the answer tells, by what went on since, what a traveller may have forgotten. */
export function forgottenHere(session: Session): () => readonly Forgotten[] {
  if (session.json || session.quiet) return () => [];
  const since = glance(session.laptop.machine.processes);
  return () => {
    const seen = since();
    return seen === null ? [] : recogniseForgotten(applicationsHere(session, seen.uses), seen.spanS);
  };
}
