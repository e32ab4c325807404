# SPDX-License-Identifier: MIT
"""Runs a command at a terminal of its own, types one answer when asked for a password, and ends with the command's status.

at-terminal.py ANSWER COMMAND...
"""
import os
import pty
import sys
import termios
import time

answer, *command = sys.argv[1:]
child, terminal = pty.fork()
if child == 0:
    os.execvp(command[0], command)
said, asked = b"", False
while True:
    try:
        read = os.read(terminal, 4096)
    except OSError:  # EIO: the command has ended
        break
    if not read:
        break
    said += read
    if not asked and b"Password:" in said:
        asked = True
        while termios.tcgetattr(terminal)[3] & termios.ECHO:  # what is typed before the prompt hides it is thrown away
            time.sleep(0.01)
        os.write(terminal, answer.encode() + b"\n")
sys.stdout.buffer.write(said)
sys.stdout.flush()
sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
