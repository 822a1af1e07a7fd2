"""PostgreSQL 15, fsync on, synchronous_commit on: one 20 KB bytea row per transaction; pgbench over TCP loopback, no TLS (upper bound)."""

import os
import random
import re
import shutil
import subprocess

from record import REPS, SECS, WORK, rec, rss_tree, wait_quiet

B = "/usr/lib/postgresql/15/bin/"
D = WORK + "/pg"
PORT = "15432"


def su(*a, **k):
    return subprocess.run(["runuser", "-u", "postgres", "--", *a], check=True, **k)


def main():
    shutil.rmtree(D, ignore_errors=True)
    os.makedirs(D)
    shutil.chown(D, "postgres")
    os.chmod(WORK, 0o755)
    su(B + "initdb", "-D", D + "/d", "-A", "trust", "-E", "UTF8", "--no-locale", stdout=subprocess.DEVNULL)
    open(D + "/d/postgresql.auto.conf", "a").write(
        f"port={PORT}\nlisten_addresses='127.0.0.1'\nunix_socket_directories='{D}'\nshared_buffers=1GB\nmax_wal_size=8GB\nfull_page_writes=on\nfsync=on\nsynchronous_commit=on\nmax_connections=100\n"
    )
    su(B + "pg_ctl", "-D", D + "/d", "-l", D + "/log", "-w", "start", stdout=subprocess.DEVNULL)
    try:
        h = ["-h", "127.0.0.1", "-p", PORT, "-U", "postgres"]
        pid = int(open(D + "/d/postmaster.pid").readline())
        rec("pg", "pg_pss_idle", rss_tree([pid]) / 1024, "MiB")
        rnd = random.Random(1).randbytes(20480).hex()
        open(D + "/ins.sql", "w").write(
            "\\set r random(1,100)\nINSERT INTO m(rcpt,body) VALUES (:r, '\\x" + rnd + "');\n".replace("\\\\", "\\")
        )
        open(D + "/sel.sql", "w").write("\\set i random(1,:mx)\nSELECT body FROM m WHERE id=:i;\n")
        for r in range(REPS):
            su(
                "psql",
                "-q",
                *h,
                "-c",
                "DROP TABLE IF EXISTS m; CREATE TABLE m(id bigserial primary key, rcpt int, at timestamptz default now(), body bytea); ALTER TABLE m ALTER body SET STORAGE EXTERNAL; CREATE INDEX ON m(rcpt,id); CHECKPOINT;",
                stderr=subprocess.DEVNULL,
            )

            def pgb(f, c, *x):
                wait_quiet()
                o = su(
                    B + "pgbench",
                    *h,
                    "-n",
                    "-f",
                    f,
                    "-c",
                    str(c),
                    "-j",
                    str(min(c, 2)),
                    "-T",
                    str(max(2, int(SECS * 2))),
                    "-P",
                    "60",
                    *x,
                    "postgres",
                    capture_output=True,
                    text=True,
                ).stdout
                return (
                    float(re.search(r"tps = ([\d.]+) \(without", o).group(1)),
                    float(re.search(r"latency average = ([\d.]+)", o).group(1)),
                    float((re.search(r"latency stddev = ([\d.]+)", o) or [0, 0])[1]),
                )

            for c in (1, 8, 32):
                v, l, sd = pgb(D + "/ins.sql", c)
                rec("pg", f"pg_insert20k_conc{c}", v, "msg/s")
                rec("pg", f"pg_insert20k_conc{c}.mean", l, "ms")
            mx = su("psql", "-qAt", *h, "-c", "select max(id) from m", capture_output=True, text=True).stdout.strip()
            for c in (1, 8, 32):
                v, l, sd = pgb(D + "/sel.sql", c, "-M", "prepared", "-D", f"mx={mx}")
                rec("pg", f"pg_read20k_pk_conc{c}", v, "msg/s")
    finally:
        su(B + "pg_ctl", "-D", D + "/d", "-m", "fast", "-w", "stop", stdout=subprocess.DEVNULL)
        shutil.rmtree(D, ignore_errors=True)


main()
