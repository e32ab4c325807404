# SPDX-License-Identifier: MIT
"""Sends calls that make no sense to the service, as whoever runs it, and prints how many were answered with what, as JSON.

storm.py COUNT SEED. Right members with wrong bodies, wrong members, interfaces and paths; random values of random types, deep and long;
answered or not; on many connections, some of which leave with their calls under way, and some of which end in the middle of a message.
"""
import collections
import json
import random
import socket
import sys

import dbus
import dbus.bus
import dbus.lowlevel

count, seed = int(sys.argv[1]), int(sys.argv[2])
chance = random.Random(seed)

NAME, PATH, INTERFACE = "io.github.travelmode", "/io/github/travelmode", "io.github.travelmode.Keeper1"
MEMBERS = ["On", "Off", "Plan", "PlanOff", "Set", "HandBack", "Pause", "Auto", "Hold", "Release", "Get", "GetAll", "Introspect", "Ping"]
RIGHT = {"On": "ssa{sv}", "Off": "a{sv}", "Plan": "ssa{sv}", "Set": "sasa{sv}", "HandBack": "s", "Pause": "su", "Auto": "ss", "Hold": "sss"}
STRANGE = ["", "flight", "endurance", "screen.brightness", "../../etc/shadow", "/etc/passwd", "\x1b[2J\x07\r\n", "__proto__", "a" * 70000,
           "constructor", "[[when]]\nbelow = 1\n", "extends = \"flight\"\n", "💺" * 500, "'; reboot #", "$(reboot)", "-1", "NaN"]


def value(kind):
    """A random value of a complete type; names in it are as strange as its letters."""
    if kind in "sog":
        return {"s": lambda: chance.choice(STRANGE), "o": lambda: dbus.ObjectPath("/a/b"), "g": lambda: dbus.Signature("as")}[kind]()
    if kind == "b":
        return chance.random() < 0.5
    if kind == "d":
        return chance.choice([0.0, float("nan"), float("inf"), -1e308])
    bits = {"y": 8, "n": 16, "q": 16, "i": 32, "u": 32, "x": 64, "t": 64}[kind]
    high = 2 ** (bits - (kind in "nix")) - 1
    return chance.choice([0, 1, high, high // 2])


def filled(signature):
    """Values for a signature out of those below."""
    values, kinds = [], list(signature)
    while kinds:
        kind = kinds.pop(0)
        if kind == "a" and kinds[0] == "{":
            del kinds[:4]
            names = ["leave", "even-if-used", "stay-on", "ask", "answers", "__proto__", "forget", "x" * 300]
            values.append(dbus.Dictionary({chance.choice(names): strange() for _ in range(chance.randrange(9))}, signature="sv"))
        elif kind == "a":
            inner = kinds.pop(0)
            values.append(dbus.Array([value(inner) for _ in range(chance.choice([0, 1, 3, 9]))], signature=inner))
        else:
            values.append(value(kind))
    return values


def strange():
    """A variant: of a plain type, or wrapped a few times."""
    inner = dbus.String(chance.choice(STRANGE[:8]), variant_level=chance.choice([0, 1, 5, 20]))
    return chance.choice([inner, dbus.Boolean(True), dbus.UInt64(2**64 - 1), dbus.Array([1.5], signature="d"), dbus.Array([], signature="s")])


def call():
    member = chance.choice(MEMBERS + ["Nothing", "on", "toString", "__proto__", "Set"])
    interface = chance.choice([INTERFACE] * 8 + [None, "org.freedesktop.DBus.Properties", "org.freedesktop.DBus.Peer", "a.b"])
    message = dbus.lowlevel.MethodCallMessage(NAME, chance.choice([PATH] * 8 + ["/", "/io/github/travelmode/x"]), interface, member)
    drawn = "".join(chance.choice(["s", "as", "a{sv}", "b", "y", "i", "u", "x", "t", "d", "o", "g", "ai", "ay"]) for _ in range(chance.randrange(6)))
    signature = RIGHT.get(member, "s") if chance.random() < 0.6 else drawn
    message.append(*filled(signature), signature=signature)
    message.set_no_reply(chance.random() < 0.2)
    return message


def cut_off():
    """A connection that says hello and then sends half a message, or noise."""
    wire = socket.socket(socket.AF_UNIX)
    wire.connect("/run/dbus/system_bus_socket")
    wire.sendall(b"\0AUTH EXTERNAL\r\nDATA\r\nBEGIN\r\n")
    wire.sendall(bytes(chance.randrange(256) for _ in range(chance.randrange(2000))) if chance.random() < 0.5 else b"l\1\0\1\xff\xff\xff\7")
    wire.close()


answers = collections.Counter()
AT_ONCE = 100  # the bus lets 128 calls of a connection wait for their answers
sent = 0
while sent < count:
    bus = dbus.bus.BusConnection(dbus.bus.BusConnection.TYPE_SYSTEM)
    bus.set_exit_on_disconnect(False)
    waiting = []
    for _ in range(min(AT_ONCE, count - sent)):
        message = call()
        sent += 1
        if message.get_no_reply():
            bus.send_message(message)
            answers["asked for none"] += 1
        else:
            waiting.append(bus.send_message_with_reply(message, lambda reply: answers.update([reply.get_error_name() or "done"]), 60))
    if chance.random() < 0.8:
        for one in waiting:
            one.block()
    else:
        bus.flush()
        answers["left"] += len(waiting)
        for one in waiting:
            one.cancel()
    bus.close()
    cut_off()
print(json.dumps({name or "": number for name, number in answers.items()}))
