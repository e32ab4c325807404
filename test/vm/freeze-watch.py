# SPDX-License-Identifier: MIT
"""Tells when NetworkManager's state changes and when a control group freezes or thaws, until it is ended.

freeze-watch.py GROUP. Each line: seconds of the monotonic clock, "network" or "frozen", and the number that it is by then.
"""
import sys
import time

import dbus
import dbus.mainloop.glib
from gi.repository import GLib

NAME = "org.freedesktop.NetworkManager"
events = open(f"/sys/fs/cgroup{sys.argv[1]}/cgroup.events")
last = None


def tell(what, number):
    print(f"{time.monotonic():.3f} {what} {int(number)}", flush=True)


def look():
    global last
    events.seek(0)
    frozen = "frozen 1" in events.read()
    if frozen != last:
        tell("frozen", frozen)
    last = frozen
    return True


dbus.mainloop.glib.DBusGMainLoop(set_as_default=True)
dbus.SystemBus().add_signal_receiver(lambda state: tell("network", state), "StateChanged", NAME, NAME)
look()
GLib.timeout_add(20, look)
GLib.MainLoop().run()
