"""NATS JetStream file storage: publish with ack to per-recipient subjects, then pull consumers. Client nats-py, 2 client processes."""

import asyncio
import multiprocessing as mp
import os
import shutil
import ssl
import subprocess
import time

import nats
from nats.js.api import StorageType, StreamConfig

from record import REPS, SECS, WORK, pct, rec, rss_tree, wait_port, wait_quiet

body = open(WORK + "/payload.bin", "rb").read()
C = WORK + "/certs"


def sctx():
    c = ssl.create_default_context(cafile=C + "/ec-ca.pem")
    c.load_cert_chain(C + "/ec-client.pem", C + "/ec-client.key")
    return c


async def conn(tls):
    return await nats.connect(
        "tls://localhost:14222" if tls else "nats://127.0.0.1:14222", tls=sctx() if tls else None, pending_size=64 << 20
    )


def proc(fn, args, q):
    q.put(asyncio.run(fn(*args)))


def procs(n, fn, args):
    q = mp.Queue()
    ps = [mp.Process(target=proc, args=(fn, (k,) + args, q)) for k in range(n)]
    [p.start() for p in ps]
    r = [q.get(timeout=120) for _ in ps]
    [p.join() for p in ps]
    return r


async def pub(k, tls, conc, secs):
    nc = await conn(tls)
    js = nc.jetstream(timeout=30)
    lat = []
    t0 = time.perf_counter()
    end = t0 + secs

    async def w(j):
        i = 0
        while time.perf_counter() < end:
            t = time.perf_counter()
            await js.publish(f"box.r{(j * 7 + i) % 100}", body)
            lat.append((time.perf_counter() - t) * 1e3)
            i += 1

    await asyncio.gather(*(w(j) for j in range(conc)))
    e = time.perf_counter() - t0
    await nc.close()
    return len(lat) / e, lat


async def sub(k, tls, nsub):
    nc = await conn(tls)
    js = nc.jetstream(timeout=30)
    n = 0
    t0 = time.perf_counter()
    for i in range(k, nsub, 2):
        s = await js.pull_subscribe(f"box.r{i}", durable=f"d{i}_{time.time_ns()}")
        left = (await s.consumer_info()).num_pending
        while left > 0 and time.perf_counter() - t0 < SECS * 2:
            ms = await s.fetch(min(32, left), timeout=5)
            left -= len(ms)
            for m in ms:
                await m.ack()
            n += len(ms)
        if time.perf_counter() - t0 > SECS * 2:
            break
    e = time.perf_counter() - t0
    await nc.close()
    return n / e


def server(binary, tag, tls, sync):
    D = f"{WORK}/nats/{tag}"
    shutil.rmtree(D, ignore_errors=True)
    os.makedirs(D)
    conf = (
        f'listen: "127.0.0.1:14222"\nmax_pending: 256MB\njetstream {{ store_dir: "{D}/js", max_file_store: 40GB'
        + (f", sync_interval: {sync}" if sync else "")
        + " }\n"
    )
    if tls:
        conf += f'tls {{ cert_file: "{C}/ec-server.pem", key_file: "{C}/ec-server.key", ca_file: "{C}/ec-ca.pem", verify: true }}\n'
    open(D + "/c.conf", "w").write(conf)
    return subprocess.Popen([binary, "-c", D + "/c.conf"], stderr=open(D + "/log", "w")), D


async def mk(tls):
    nc = await conn(tls)
    js = nc.jetstream(timeout=30)
    await js.add_stream(StreamConfig(name="BOX", subjects=["box.*"], storage=StorageType.FILE))
    await nc.close()


def main():
    V = os.path.join(WORK, "venv/bin/nats-server")
    cases = [
        ("2.9_default", "/usr/sbin/nats-server", False, None),
        ("2.15_default", V, False, None),
        ("2.15_always", V, False, "always"),
        ("2.15_mtls_always", V, True, "always"),
        ("2.15_mtls_default", V, True, None),
    ]
    for tag, b, tls, sync in cases:
        for r in range(REPS):
            p, D = server(b, tag, tls, sync)
            try:
                wait_port(14222)
                time.sleep(0.3)
                if r == 0:
                    rec("nats", f"nats_{tag}_pss_idle", rss_tree([p.pid]) / 1024, "MiB")
                asyncio.run(mk(tls))
                for conc, np_ in ((1, 1), (8, 2), (32, 2), (128, 2)):
                    wait_quiet()
                    res = procs(np_, pub, (tls, conc // np_, SECS))
                    lat = [x for a in res for x in a[1]]
                    rec("nats", f"nats_{tag}_publish_ack_conc{conc}", sum(a[0] for a in res), "msg/s")
                    rec("nats", f"nats_{tag}_publish_ack_conc{conc}.p99", pct(lat, 0.99), "ms")
                rec("nats", f"nats_{tag}_pull_fetch32_ack", sum(procs(2, sub, (tls, 100))), "msg/s")
                if r == 0:
                    rec("nats", f"nats_{tag}_pss_loaded", rss_tree([p.pid]) / 1024, "MiB")
            finally:
                p.terminate()
                p.wait()
                shutil.rmtree(D, ignore_errors=True)


if __name__ == "__main__":
    main()
