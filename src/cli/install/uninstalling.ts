// SPDX-License-Identifier: MIT
import type { Engine, Goal } from "../../engine/engine.ts";
import { openEngine } from "../../engine/open-engine.ts";
import { EXIT, TravelError } from "../../errors.ts";
import { limitFolder } from "../../keeper/charger/full-charge-wish.ts";
import type { InstallerFiles } from "../../machine/installer-files.ts";
import { isSettled } from "../../text/completeness.ts";
import { engineFor, loadKnobs } from "../engine-for.ts";
import type { Run, Session } from "../session.ts";
import { showReport } from "../show-report.ts";
import { finder, installedHere, uninstall } from "./installation.ts";
import { refuseIfNotOurs } from "./permission.ts";
import { type Removal, removalOf } from "./removal-plan.ts";
import { AFTER_REMOVAL, BEFORE_REMOVAL, carryOut, DISABLE } from "./steps.ts";
import { onDisk, tellEnd, tellPlan } from "./telling.ts";

/** `travelmode uninstall` through a given door. */
export const uninstalling =
  (files: InstallerFiles): Run =>
  async (session, input) => {
    refuseIfNotOurs("uninstall", session, input, files);
    const manifest = installedHere(files);
    if (manifest === null)
      throw new TravelError("REFUSED", "travelmode was not installed by `travelmode install`: there is nothing to remove");
    const removal = removalOf(manifest, finder(files));
    if (input.flag("dry-run")) return tellPlan(session, removalLines(removal), [...BEFORE_REMOVAL, ...DISABLE, ...AFTER_REMOVAL]);
    const status = await putBackForGood(session);
    if (status !== EXIT.done && !input.flag("force")) {
      session.terminal.err(
        "Nothing was removed. All the same, leaving what is not put back as it is: travelmode uninstall --force",
      );
      return status;
    }
    return await remove(session, { removal, files, keepState: status !== EXIT.done });
  };

const removalLines = ({ remove: paths, kept, folders }: Removal): readonly string[] => [
  "put back everything that travel mode has changed",
  ...paths.map((path) => `remove  ${path}`),
  ...kept.map((path) => `keep    ${path}   (changed by hand)`),
  ...folders.map((path) => `remove  ${path}   (if it is empty)`),
];

/** Ends the keeper, its wishes and automatic mode, and puts back what is left. Answers 0 once nothing of ours is turned. */
async function putBackForGood(session: Session): Promise<number> {
  const { machine, folders } = session.laptop;
  for (const name of WISHES) folders.own.remove(name);
  await carryOut(BEFORE_REMOVAL, machine.commands);
  for (const name of WISHES) folders.own.remove(name);
  const limit = openEngine(machine, { own: limitFolder(folders.own) }, loadKnobs);
  return Math.max(await putBack(session, limit), await putBack(session, engineFor(session)));
}

async function putBack(session: Session, engine: Engine): Promise<number> {
  const { mode, damage } = await engine.outline();
  if (mode === "off" && damage.length === 0) return EXIT.done;
  const goal: Goal = { profile: null, reason: "user", afresh: false, leave: [], evenIfUsed: [] };
  const report = await engine.reconcile(goal);
  if (isSettled(report) && report.damage.length === 0) return EXIT.done;
  await showReport(session, report, { headline: "Not everything could be put back", asRoot: "sudo travelmode uninstall" });
  return EXIT.partly;
}

/** A keeper that ends keeps them for the next one: before, so that none starts again; afterwards, because it has written them. */
const WISHES = ["wishes.json", "auto"];

interface Removing {
  readonly removal: Removal;
  readonly files: InstallerFiles;
  /** Saved values that are not back yet lie there, with restore.sh. */
  readonly keepState: boolean;
}

async function remove(session: Session, { removal, files, keepState }: Removing): Promise<number> {
  const { machine, folders } = session.laptop;
  const early = await carryOut(DISABLE, machine.commands);
  onDisk(() => uninstall(removal, files));
  const late = await carryOut(AFTER_REMOVAL, machine.commands);
  if (!keepState) files.removeTree(folders.own.path);
  const headline = keepState
    ? `travelmode is removed. What is not put back: sudo sh ${folders.own.path}/restore.sh`
    : "Everything is put back, and travelmode is removed.";
  return tellEnd(session, { headline, kept: removal.kept, faults: [...early, ...late] });
}
