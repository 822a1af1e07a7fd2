"""Python sqlite3: WAL, synchronous=FULL, 20 KB blob rows."""

import os
import sqlite3
import time

from record import REPS, SECS, WORK, rec, wait_quiet

body = open(WORK + "/payload.bin", "rb").read()
P = WORK + "/py.db"


def clean():
    for s in ("", "-wal", "-shm"):
        try:
            os.unlink(P + s)
        except FileNotFoundError:
            pass


for r in range(REPS):
    clean()
    c = sqlite3.connect(P, isolation_level=None)
    c.execute("PRAGMA journal_mode=WAL")
    c.execute("PRAGMA synchronous=FULL")
    c.execute("CREATE TABLE m(id INTEGER PRIMARY KEY, rcpt TEXT, body BLOB)")
    c.execute("CREATE INDEX mi ON m(rcpt,id)")
    for b in (1, 32):
        wait_quiet()
        n = 0
        t = time.perf_counter()
        while time.perf_counter() - t < SECS:
            c.execute("BEGIN IMMEDIATE")
            for _ in range(b):
                c.execute("INSERT INTO m(rcpt,body) VALUES(?,?)", (f"r{n % 100}", body))
                n += 1
            c.execute("COMMIT")
        rec("sqlite", f"sqlite.python_insert20k_batch{b}", n / (time.perf_counter() - t), "msg/s")
    mx = c.execute("SELECT max(id) FROM m").fetchone()[0]
    n = 0
    t = time.perf_counter()
    while time.perf_counter() - t < SECS:
        assert len(c.execute("SELECT body FROM m WHERE id=?", (1 + n * 7919 % mx,)).fetchone()[0]) == 20480
        n += 1
    rec("sqlite", "sqlite.python_read20k_pk", n / (time.perf_counter() - t), "msg/s")
    c.close()
    clean()
