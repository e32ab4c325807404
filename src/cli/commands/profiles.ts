// SPDX-License-Identifier: MIT
import { resolve } from "node:path";
import { EXIT, TravelError } from "../../errors.ts";
import { KNOBS } from "../../knobs/knobs.ts";
import { describeMistakes } from "../../profile/mistake.ts";
import { jsonText } from "../json.ts";
import { configHere, libraryHere, placesHere } from "../profiles-here.ts";
import type { Run } from "../session.ts";
import { placeLines, profileLines, profileListLines } from "../views/profiles-view.ts";

/** `travelmode profiles list`: sound or not. */
export const listProfiles: Run = async (session) => {
  const { terminal, json } = session;
  const profiles = libraryHere(session).list();
  const usual = configHere(session).profile;
  for (const line of json ? [jsonText({ profiles, usual })] : profileListLines(profiles, usual, terminal.look))
    terminal.out(line);
  return EXIT.done;
};

/** `travelmode profiles show NAME`: its wishes, with what it extends. */
export const showProfile: Run = async (session, input) => {
  const { terminal, json } = session;
  const profile = libraryHere(session).load(input.argument("name") ?? "");
  for (const line of json ? [jsonText({ profile })] : profileLines(profile, KNOBS, terminal.look)) terminal.out(line);
  return EXIT.done;
};

/** `travelmode profiles check FILE|NAME`: throws PROFILE_INVALID with a line for each mistake. */
export const checkProfile: Run = async (session, input) => {
  const { terminal, json, quiet } = session;
  const asked = input.argument("profile") ?? "";
  const found = libraryHere(session).check(isFile(asked) ? resolve(asked) : asked);
  if (found.kind === "mistakes" && !json) throw new TravelError(found.code, describeMistakes(found));
  const mistakes = found.kind === "mistakes" ? found.mistakes : [];
  const source = found.kind === "mistakes" ? found.path : found.profile.source;
  if (json) terminal.out(jsonText({ source, mistakes }));
  else if (!quiet) terminal.out(`${source}: no mistakes`);
  return mistakes.length > 0 ? EXIT.profile : EXIT.done;
};

/** `travelmode profiles path`: later folders shadow earlier ones by name. */
export const profilePath: Run = async (session) => {
  const { terminal, json } = session;
  const places = placesHere(session);
  for (const line of json ? [jsonText({ places })] : placeLines(places, terminal.look)) terminal.out(line);
  return EXIT.done;
};

const isFile = (nameOrFile: string): boolean => nameOrFile.includes("/") || nameOrFile.endsWith(".toml");
