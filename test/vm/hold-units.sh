#!/bin/bash
# SPDX-License-Identifier: MIT
# Units as distributions and users have them, with jobs and daemons that only wait: the computer's, and those of every user's systemd.
unit() { printf '%s\n' "${@:2}" >"$1"; }
system=/etc/systemd/system
user=/etc/systemd/user

unit $system/plocate-updatedb.service '[Service]' Type=oneshot 'ExecStart=/bin/sleep 60'
unit $system/plocate-updatedb.timer '[Timer]' OnCalendar=daily Persistent=true '[Install]' WantedBy=timers.target
unit $system/borgmatic.service '[Service]' Type=oneshot ExecStart=/bin/true
unit $system/borgmatic.timer '[Timer]' OnCalendar=weekly '[Install]' WantedBy=timers.target
unit $system/dnf-makecache.service '[Service]' Type=oneshot ExecStart=/bin/true
unit $system/dnf-makecache.timer '[Timer]' OnBootSec=1s OnUnitActiveSec=1h '[Install]' WantedBy=timers.target
unit $system/packagekit.service '[Service]' 'ExecStart=/bin/sleep infinity' '[Install]' WantedBy=multi-user.target
unit $system/reflector.timer '[Timer]' OnCalendar=weekly
unit $system/reflector.service '[Service]' Type=oneshot ExecStart=/bin/true
# What must go on, behind a name of the lists.
unit $system/chrony.service '[Service]' 'ExecStart=/bin/sleep infinity' '[Install]' Alias=kerneloops.service WantedBy=multi-user.target
unit $user/localsearch-3.service '[Service]' 'ExecStart=/bin/sleep infinity' '[Install]' WantedBy=default.target
# What can be slowed.
for place in $system/nagger.service $user/own-nagger.service; do
	unit $place '[Service]' 'ExecStart=/bin/sleep infinity' '[Install]' WantedBy=multi-user.target WantedBy=default.target
done
unit $user/vdirsyncer.service '[Service]' Type=oneshot ExecStart=/bin/true
unit $user/vdirsyncer.timer '[Timer]' OnCalendar=daily Persistent=true '[Install]' WantedBy=timers.target

systemctl daemon-reload
systemctl --quiet enable --now plocate-updatedb.timer borgmatic.timer dnf-makecache.timer packagekit.service chrony.service nagger.service
systemctl --quiet --global enable localsearch-3.service vdirsyncer.timer own-nagger.service
mkdir -p /etc/travelmode/profiles
unit /etc/travelmode/profiles/held.toml 'title = "Only services"' '[service]' 'hold = "all"' '[app]' 'slow = ["fold"]'
unit /etc/travelmode/profiles/slowed.toml 'extends = "held"' '[app]' 'slow = ["nagger", "own-nagger"]'
