#!/bin/bash
# SPDX-License-Identifier: MIT
# Programs to be held: a service of the computer's that a timer starts, one of alice's own, one that others call, a timer of the lists, and a daemon that idles behind its socket.
unit() { printf '%s\n' "${@:2}" >"$1"; }
system=/etc/systemd/system
user=/etc/systemd/user
share=/usr/local/share

cp "$(command -v python3)" /usr/local/bin/fold-proteins
unit $share/busy.py 'import time' 'while True: time.sleep(0.01)'
unit $share/wallet.py 'import dbus.service, dbus.mainloop.glib' 'from gi.repository import GLib' \
	'dbus.mainloop.glib.DBusGMainLoop(set_as_default=True)' \
	'name = dbus.service.BusName("org.example.Wallet", dbus.SessionBus())' 'GLib.MainLoop().run()'

# Whoever waits for its end while it is frozen waits long.
unit $system/camera-archive.service '[Service]' "ExecStart=/usr/local/bin/fold-proteins $share/busy.py" TimeoutStopSec=60s
unit $system/camera-archive.timer '[Timer]' OnBootSec=1s OnCalendar=daily '[Install]' WantedBy=timers.target
unit $system/plocate-updatedb.service '[Service]' Type=oneshot ExecStart=/bin/true
unit $system/plocate-updatedb.timer '[Timer]' OnCalendar=daily '[Install]' WantedBy=timers.target
unit $user/fold.service '[Service]' "ExecStart=/usr/local/bin/fold-proteins $share/busy.py" '[Install]' WantedBy=default.target
unit $user/wallet.service '[Service]' Type=dbus BusName=org.example.Wallet "ExecStart=/usr/bin/python3 $share/wallet.py" \
	'[Install]' WantedBy=default.target

unit $system/idler.service '[Service]' 'ExecStart=/bin/sleep infinity' '[Install]' WantedBy=multi-user.target
unit $system/idler.socket '[Socket]' ListenStream=/run/idler '[Install]' WantedBy=sockets.target

systemctl daemon-reload
systemctl --quiet enable --now idler.socket idler.service
systemctl --quiet enable --now camera-archive.timer plocate-updatedb.timer
systemctl --quiet --global enable fold.service wallet.service
mkdir -p /etc/travelmode/profiles
unit /etc/travelmode/profiles/apps.toml '[app]' 'slow = ["camera-archive"]' \
	'freeze = ["fold", "wallet", "fold-proteins", "camera-archive", "systemd-logind"]' '[service]' 'hold = ["indexers"]'
unit /etc/travelmode/profiles/ground.toml 'extends = "flight"' '[app]' 'freeze = ["camera-archive when offline"]'
