// SPDX-License-Identifier: MIT
import type { Files } from "../machine/doors.ts";
import { valueOr } from "../machine/reading.ts";
import { findLight, type Light, lightFolder } from "./light.ts";

/** One panel's backlight, by the panel's connector ("eDP-1") or, where that is not known, by its device's name. */
export interface PanelLight {
  readonly panel: string;
  readonly light: Light;
  /** The raw levels are steps for the eye already. */
  readonly perceptual: boolean;
}

interface Candidate extends PanelLight {
  /** Lower is better, compared from the left. */
  readonly rank: readonly number[];
  /** It leads to a connector with a panel at it. */
  readonly certain: boolean;
}

/**
 * The backlights that really light this machine's panels. Hybrid graphics and firmware offer several devices for one panel,
 * some without any effect: one whose device is the connected internal panel is certain, each panel's best is taken;
 * else the best one of all, by the kernel's advice on types (Documentation/ABI/stable/sysfs-class-backlight).
 */
export function panelLights(files: Files): readonly PanelLight[] {
  const names = valueOr(files.list("/sys/class/backlight"), []).filter((name) => !EXTERNAL.test(name));
  const candidates = names.flatMap((name) => examine(files, name)).toSorted((a, b) => compare(a.rank, b.rank));
  const certain = candidates.filter((one) => one.certain);
  return certain.length > 0 ? bestOfEach(certain) : candidates.slice(0, 1);
}

/** Monitors on a cable (DDC, Apple's) have backlight devices too; their light does not come from our battery. */
const EXTERNAL = /^(ddcci|appledisplay)/;

/** The proprietary NVIDIA driver's own device takes values and ignores them on most hybrid machines. */
const DUMMY = /^nvidia_\d+$/;

const TYPE_RANK: Readonly<Record<string, number>> = { firmware: 1, platform: 2, raw: 3 };

function examine(files: Files, device: string): readonly Candidate[] {
  const light = findLight(files, { subsystem: "backlight", device });
  const parent = parentOf(files, device);
  if (light === undefined || parent.kind === "elsewhere") return [];
  const folder = lightFolder(light);
  const type = valueOr(files.read(`${folder}/type`), "raw");
  const scale = valueOr(files.read(`${folder}/scale`), "unknown");
  const certain = parent.kind === "panel";
  return [
    {
      panel: certain ? parent.connector : device,
      light,
      // Firmware levels (ACPI _BCL) are the steps of the brightness keys, chosen for the eye.
      perceptual: scale === "non-linear" || (scale !== "linear" && type === "firmware"),
      rank: [certain ? 0 : 1, DUMMY.test(device) ? 1 : 0, TYPE_RANK[type] ?? 4, parent.kind === "unknown" ? 1 : 0],
      certain,
    },
  ];
}

type Parent =
  | { readonly kind: "panel"; readonly connector: string }
  /** The graphics card has a panel, but so it may have other backlights. */
  | { readonly kind: "card-with-panel" }
  | { readonly kind: "unknown" }
  /** A connector with nothing of ours at it. */
  | { readonly kind: "elsewhere" };

const CONNECTOR = /^card\d+-(?<connector>[A-Za-z-]+-.+)$/;
const INTERNAL = /^(eDP|LVDS|DSI)-/;

/** What the device link leads to: a connector, a card (older drivers), the card's PCI device, or anything else. */
function parentOf(files: Files, device: string): Parent {
  const path = valueOr(files.resolve(`/sys/class/backlight/${device}/device`), "");
  const name = path.slice(path.lastIndexOf("/") + 1);
  const connector = CONNECTOR.exec(name)?.groups?.["connector"];
  if (connector !== undefined) return isConnectedPanel(files, path) ? { kind: "panel", connector } : { kind: "elsewhere" };
  if (/^card\d+$/.test(name)) return cardParent(files, path);
  const cards = path === "" ? [] : valueOr(files.list(`${path}/drm`), []).filter((card) => /^card\d+$/.test(card));
  return cards.some((card) => panelsOf(files, `${path}/drm/${card}`).length > 0)
    ? { kind: "card-with-panel" }
    : { kind: "unknown" };
}

function cardParent(files: Files, card: string): Parent {
  const [connector] = panelsOf(files, card);
  return connector === undefined ? { kind: "unknown" } : { kind: "panel", connector };
}

function panelsOf(files: Files, card: string): readonly string[] {
  const connected = valueOr(files.list(card), []).filter(
    (name) => CONNECTOR.test(name) && isConnectedPanel(files, `${card}/${name}`),
  );
  return connected.map((name) => CONNECTOR.exec(name)?.groups?.["connector"] ?? name);
}

function isConnectedPanel(files: Files, path: string): boolean {
  const connector = CONNECTOR.exec(path.slice(path.lastIndexOf("/") + 1))?.groups?.["connector"] ?? "";
  return INTERNAL.test(connector) && valueOr(files.read(`${path}/status`), "unknown") !== "disconnected";
}

/** The first of each panel; the list is sorted, the best first. */
function bestOfEach(candidates: readonly Candidate[]): readonly PanelLight[] {
  return candidates.filter(({ panel }, index) => candidates.findIndex((one) => one.panel === panel) === index);
}

/** Devices of equal rank keep the order of their names. */
function compare(a: readonly number[], b: readonly number[]): number {
  const differing = a.findIndex((part, index) => part !== b[index]);
  return differing < 0 ? 0 : (a[differing] ?? 0) - (b[differing] ?? 0);
}
