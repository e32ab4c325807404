// SPDX-License-Identifier: MIT
import type { Report } from "../engine/report.ts";
import { TravelError } from "../errors.ts";
import type { OnWish } from "../keeper/keeper.ts";
import type { Forgotten } from "../processes/recognise.ts";
import { clean } from "../text/display-width.ts";
import { momentText } from "../text/duration.ts";
import { forgottenHere } from "./applications-here.ts";
import { engineFor } from "./engine-for.ts";
import { onWording } from "./on-wording.ts";
import { clearTheWay, tellCleared } from "./other-owner.ts";
import type { ForegroundEvent, Keepers, Session } from "./session.ts";
import { showReport } from "./show-report.ts";
import { tellOutlook } from "./tell-trip.ts";

/** `on --foreground`: this very command stays and watches. Answers its exit status. Throws REFUSED where a keeper runs already. */
export async function stayInForeground(session: Session, wish: OnWish): Promise<number> {
  const foreground = await withoutAnother(session);
  tellCleared(session, await clearTheWay(session, await engineFor(session).outline()));
  const beginning = { wish, forgotten: forgottenHere(session) };
  let told = Promise.resolve();
  const status = await foreground(wish, (event) => {
    told = told.then(() => tell(session, beginning, event));
    // What could not be told must not end the watch; it is thrown once that is over.
    told.catch(() => undefined);
  });
  await told;
  return status;
}

async function withoutAnother({ laptop }: Session): Promise<Keepers["foreground"]> {
  const { keepers, machine, simulation } = laptop;
  if (keepers === undefined) return simulation?.foreground ?? standsStill();
  if ((await keepers.system()) !== null)
    throw new TravelError("REFUSED", "the installed service watches already: leave --foreground away");
  if (machine.caller.uid !== 0 && (await keepers.user()) !== null)
    throw new TravelError(
      "REFUSED",
      "your own keeper runs already: leave --foreground away, or end it first with travelmode off",
    );
  return (wish, told) => keepers.foreground(wish, told);
}

function standsStill(): never {
  throw new TravelError("REFUSED", "the time of this simulated laptop stands still: leave --foreground away");
}

/** What the report of the first event is told with. */
interface Beginning {
  readonly wish: OnWish;
  readonly forgotten: () => readonly Forgotten[];
}

/** With --json there is one document, that of the beginning. */
async function tell(session: Session, beginning: Beginning, event: ForegroundEvent): Promise<void> {
  if (event.kind === "first") {
    if (event.trip !== null) await tellOutlook(session, event.trip);
    return showFirst(session, beginning, event.report);
  }
  if (session.json || session.quiet) return;
  if (event.kind === "notice") say(session, event.notice.sentence);
  if (event.kind === "report") tellOfReport(session, event.report);
}

async function showFirst(session: Session, { wish, forgotten }: Beginning, report: Report): Promise<void> {
  await showReport(session, report, {
    ...onWording(session, wish, forgotten),
    asRoot: `sudo travelmode on ${wish.profile.name} --foreground`,
    closing: "This command stays and watches. Ctrl-C puts everything back.",
  });
}

function tellOfReport(session: Session, { profile, reason, results }: Report): void {
  const changed = results.filter(({ from, to, outcome }) => from !== to && (outcome === "applied" || outcome === "clamped"));
  if (changed.length === 0) return;
  const count = changed.length === 1 ? "1 setting" : `${changed.length} settings`;
  say(session, `${profile ?? "put back"} (${REASONS[reason]}): ${count} changed`);
}

const REASONS: Readonly<Record<Report["reason"], string>> = {
  user: "by hand",
  unplugged: "unplugged",
  "plugged-in": "a charger is in",
  "battery-level": "battery level",
  trip: "trip",
  resume: "after sleep",
  recovery: "set right",
};

function say({ terminal, laptop }: Session, sentence: string): void {
  const nowMs = laptop.machine.clock.now();
  terminal.out(`${momentText(nowMs, nowMs)}  ${clean(sentence)}`);
}
