"""Somebody's own sqlite3 shell: `python -m tests.proofs.storage.locker <file>`.

It locks the file, says so, and lets go when its input ends.
"""

import sqlite3
import sys

if __name__ == "__main__":
    connection = sqlite3.connect(sys.argv[1], isolation_level=None)
    connection.execute("begin immediate")
    sys.stdout.write("locked\n")
    sys.stdout.flush()
    sys.stdin.read()
    connection.close()
