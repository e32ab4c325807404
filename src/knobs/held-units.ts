// SPDX-License-Identifier: MIT
/** What a profile may have held back. */
export const HOLD_KINDS = ["indexers", "updates", "backups", "sync", "telemetry", "printing"] as const;
export type HoldKind = (typeof HOLD_KINDS)[number];

/** A unit that may be held, and why that is worth it and safe. */
export interface ListedUnit {
  readonly name: string;
  /** Whether the computer's systemd has it, or each user's. */
  readonly owner: "system" | "user";
  readonly kind: HoldKind;
  readonly why: string;
}

/**
 * Triggers (timers, sockets, paths), whose work then does not begin, and daemons that lose nothing when they are stopped as a whole. What does
 * the work itself (a backup's or an update's service) is on no list: it is left to finish. A socket stands before its service.
 */
export const HELD_UNITS: readonly ListedUnit[] = [
  ...listed("indexers", "system", {
    "plocate-updatedb.timer": "walks the whole disk once a day for locate(1)",
    "mlocate-updatedb.timer": "the same for mlocate",
    "updatedb.timer": "the same, as Arch Linux calls it",
    "man-db.timer": "rebuilds the index of manual pages once a day",
  }),
  ...listed("indexers", "user", {
    "localsearch-3.service": "GNOME's index of files: reads what is new and takes it up again later",
    "tracker-miner-fs-3.service": "the same before GNOME 47",
    "tracker-extract-3.service": "reads the contents of what the miner has found",
    "tracker-miner-fs.service": "the same in Tracker 2",
    "tracker-extract.service": "the same in Tracker 2",
    "kde-baloo.service": "Plasma's index of files: goes on where it was",
    "recollindex.service": "Recoll's index, as it follows changes",
  }),
  ...listed("updates", "system", {
    "packagekit.service":
      "idles for software centres, and starts again when one asks; stopped only while no packages are worked on",
    "packagekit-background.timer": "downloads updates by PackageKit",
    "apt-daily.timer": "downloads lists of packages twice a day",
    "apt-daily-upgrade.timer": "installs updates unattended",
    "update-notifier-download.timer": "downloads what packages ask for",
    "update-notifier-motd.timer": "looks for a new release",
    "dnf-makecache.timer": "downloads metadata every hour",
    "dnf-automatic.timer": "downloads or installs updates unattended",
    "dnf5-automatic.timer": "the same for DNF 5",
    "rpm-ostreed-automatic.timer": "downloads or stages a new system",
    "pacman-filesdb-refresh.timer": "downloads lists of files once a week",
    "reflector.timer": "measures mirrors against one another",
    "fwupd-refresh.timer": "downloads lists of firmware once a day",
    "snapd.snap-repair.timer": "asks for repairs of snaps every few hours",
    "snapd.refresh.timer": "refreshes snaps, where snapd is old enough to need a timer for it",
    "flatpak-system-update.timer": "updates Flatpaks, on systems that ship such a timer",
  }),
  ...listed("updates", "user", {
    "flatpak-user-update.timer": "updates the user's Flatpaks, on systems that ship such a timer",
  }),
  ...listed("backups", "system", {
    "borgmatic.timer": "a backup by Borg",
    "borg-backup.timer": "a backup by Borg",
    "borgbackup.timer": "a backup by Borg",
    "restic.timer": "a backup by restic",
    "restic-backup.timer": "a backup by restic",
    "restic-check.timer": "reads a whole repository",
    "restic-prune.timer": "rewrites a repository",
    "duplicity.timer": "a backup by duplicity",
    "timeshift-hourly.timer": "a snapshot, where Timeshift is run by a timer",
    "btrbk.timer": "snapshots, and sends them elsewhere",
  }),
  ...listed("backups", "user", {
    "borgmatic.timer": "a backup by Borg",
    "borg-backup.timer": "a backup by Borg",
    "restic.timer": "a backup by restic",
    "restic-backup.timer": "a backup by restic",
    "duplicity.timer": "a backup by duplicity",
  }),
  ...listed("sync", "user", {
    "syncthing.service": "hashes and exchanges files; goes on where it was",
    "onedrive.service": "watches and exchanges files; goes on where it was",
    "dropbox.service": "the same",
    "app-dropbox@autostart.service": "the same, as desktops start it",
    "app-com.nextcloud.desktopclient.nextcloud@autostart.service": "the same for Nextcloud",
    "maestral.service": "another client of Dropbox",
    "mbsync.timer": "fetches mail again and again",
    "vdirsyncer.timer": "fetches calendars again and again",
  }),
  ...listed("telemetry", "system", {
    "popularity-contest.timer": "reports which packages are used",
    "motd-news.timer": "fetches news for the login text",
    "apport-autoreport.timer": "sends reports of crashes",
    "apport-autoreport.path": "the same as soon as there is one",
    "whoopsie.path": "the same",
    "whoopsie.service": "sends reports of crashes; those that wait are kept",
    "kerneloops.service": "sends reports of faults in the kernel",
    "insights-client.timer": "reports the state of the system",
    "sysstat-collect.timer": "wakes every ten minutes to write statistics",
    "sysstat-summary.timer": "sums them up once a day",
  }),
  ...listed("printing", "system", {
    "cups.socket": "starts CUPS when something is printed",
    "cups.path": "the same for what is left to print",
    "cups-browsed.service": "looks for printers; without a network there are none",
    "cups.service": "idles for a printer; what waits to be printed is kept",
    "avahi-daemon.socket": "starts the discovery of neighbours",
    "avahi-daemon.service": "tells neighbours of this computer; without a network there are none",
  }),
];

function listed(kind: HoldKind, owner: ListedUnit["owner"], reasons: Readonly<Record<string, string>>): readonly ListedUnit[] {
  return Object.entries(reasons).map(([name, why]) => ({ name, owner, kind, why }));
}
