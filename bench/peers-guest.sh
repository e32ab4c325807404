#!/bin/bash
# SPDX-License-Identifier: MIT
# Runs in the virtual laptop: times travelmode and its peers, one after the other in each round; prints "ROUND<tab>MS<tab>COMMAND".
# The peers are installed but off there; each is let run only while its own lines are timed.
rounds=${1:-5}

timed() {
	local start=$EPOCHREALTIME
	"$@" >/dev/null 2>&1 || echo "exit status $?: $*" >&2
	printf '%d\t%d\t%s\n' "$round" $(((${EPOCHREALTIME/./} - ${start/./}) / 1000)) "$*"
}

systemctl unmask tlp 2>/dev/null
rm -f /etc/tlp.d/99-vlaptop-off.conf /etc/systemd/system/power-profiles-daemon.service
systemctl daemon-reload
systemctl stop power-profiles-daemon 2>/dev/null
unset NODE_EXTRA_CA_CERTS

for ((round = 0; round <= rounds; round++)); do
	timed node -e 0
	timed travelmode --version
	timed travelmode on --dry-run
	timed travelmode on
	timed travelmode status
	timed travelmode off
	timed tlp bat
	timed tlp-stat -b
	tlp ac >/dev/null
	timed upower -d
	systemctl start power-profiles-daemon
	timed powerprofilesctl set power-saver
	timed powerprofilesctl get
	powerprofilesctl set balanced
	systemctl stop power-profiles-daemon
done
