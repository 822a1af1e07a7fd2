"""AS2 (pyas2lib): 20 KB payload signed sha256 + encrypted aes256/tripledes, synchronous signed MDN. In process, then over HTTPS with a durable write."""

import http.client
import http.server
import itertools
import multiprocessing as mp
import os
import socket
import ssl
import time

from pyas2lib.as2 import Mdn, Message, Organization, Partner

from record import REPS, SECS, WORK, pct, rec, rss_tree, wait_quiet

C = WORK + "/certs"
rd = lambda n: open(f"{C}/{n}", "rb").read()
body = open(WORK + "/payload.bin", "rb").read()
ALG = os.environ.get("AS2_ENC", "aes_256_cbc")


def parties():
    a = Organization(
        as2_name="sender",
        sign_key=rd("rsa-client.both.pem"),
        sign_key_pass="",
        decrypt_key=rd("rsa-client.both.pem"),
        decrypt_key_pass="",
    )
    b = Organization(
        as2_name="hub",
        sign_key=rd("rsa-server.both.pem"),
        sign_key_pass="",
        decrypt_key=rd("rsa-server.both.pem"),
        decrypt_key_pass="",
    )
    kw = dict(
        validate_certs=False,
        sign=True,
        digest_alg="sha256",
        encrypt=True,
        enc_alg=ALG,
        mdn_mode="SYNC",
        mdn_digest_alg="sha256",
    )
    pb = Partner(as2_name="hub", verify_cert=rd("rsa-server.pem"), encrypt_cert=rd("rsa-server.pem"), **kw)
    pa = Partner(as2_name="sender", verify_cert=rd("rsa-client.pem"), encrypt_cert=rd("rsa-client.pem"), **kw)
    return a, b, pa, pb


def build(a, pb):
    m = Message(a, pb)
    m.build(body, filename="b.bin", subject="x", content_type="application/octet-stream")
    return m


def receive(raw, b, pa):
    m = Message()
    st, exc, mdn = m.parse(
        raw, find_org_cb=lambda x: b, find_partner_cb=lambda x: pa, find_message_cb=lambda a, b: False
    )
    if st != "processed":
        raise RuntimeError((st, exc))
    return m, mdn


def raw_of(m):
    return b"".join(b"%s: %s\r\n" % (k.encode(), v.encode()) for k, v in m.headers.items()) + b"\r\n" + m.content


def check_mdn(raw, a, m):
    st, det = Mdn().parse(raw, find_message_cb=lambda i, p: m)
    if st != "processed":
        raise RuntimeError((st, det))


PORT = 14080


def serve(sock, ready):
    a, b, pa, pb = parties()
    D = WORK + "/as2box"
    os.makedirs(D, exist_ok=True)
    cnt = itertools.count()
    dfd = os.open(D, os.O_RDONLY)

    class H(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def log_message(s, *x):
            pass

        def do_POST(s):
            n = int(s.headers["content-length"])
            data = s.rfile.read(n)
            raw = b"".join(b"%s: %s\r\n" % (k.encode(), v.encode()) for k, v in s.headers.items()) + b"\r\n" + data
            m, mdn = receive(raw, b, pa)
            pl = m.content if isinstance(m.content, bytes) else m.content.encode()
            f = f"{D}/{os.getpid()}_{next(cnt) % 200}"
            fd = os.open(f + ".t", os.O_CREAT | os.O_WRONLY | os.O_TRUNC)
            os.write(fd, pl)
            os.fsync(fd)
            os.close(fd)
            os.rename(f + ".t", f)
            os.fsync(dfd)
            out = mdn.content
            s.send_response(200)
            for k, v in mdn.headers.items():
                s.send_header(k, v)
            s.send_header("Content-Length", str(len(out)))
            s.end_headers()
            s.wfile.write(out)

    class S(http.server.ThreadingHTTPServer):
        daemon_threads = True

    srv = S(("127.0.0.1", 0), H, bind_and_activate=False)
    srv.socket.close()
    ctx = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH, cafile=C + "/rsa-ca.pem")
    ctx.verify_mode = ssl.CERT_REQUIRED
    ctx.load_cert_chain(C + "/rsa-server.pem", C + "/rsa-server.key")
    srv.socket = ctx.wrap_socket(sock, server_side=True)
    srv.serve_forever()


def client(k, secs, fresh, q):
    a, b, pa, pb = parties()
    ctx = ssl.create_default_context(cafile=C + "/rsa-ca.pem")
    ctx.load_cert_chain(C + "/rsa-client.pem", C + "/rsa-client.key")
    h = None
    lat = []
    t0 = time.perf_counter()
    while time.perf_counter() - t0 < secs:
        t = time.perf_counter()
        m = build(a, pb)
        if h is None or fresh:
            h = http.client.HTTPSConnection("localhost", PORT, context=ctx)
        h.request("POST", "/", body=m.content, headers=dict(m.headers))
        r = h.getresponse()
        c = r.read()
        check_mdn(b"".join(b"%s: %s\r\n" % (x.encode(), y.encode()) for x, y in r.getheaders()) + b"\r\n" + c, a, m)
        if fresh:
            h.close()
        lat.append((time.perf_counter() - t) * 1e3)
    q.put((len(lat) / (time.perf_counter() - t0), lat))


def main():
    a, b, pa, pb = parties()

    def loop(f):
        f()
        n = 0
        t = time.perf_counter()
        while time.perf_counter() - t < SECS:
            f()
            n += 1
        return n / (time.perf_counter() - t)

    s = socket.socket()
    s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    s.bind(("127.0.0.1", PORT))
    s.listen(256)
    ps = [mp.Process(target=serve, args=(s, None)) for _ in range(2)]
    [p.start() for p in ps]
    try:
        for r in range(REPS):
            wait_quiet()
            rec("as2", "as2_build_sign_encrypt", loop(lambda: build(a, pb)), "msg/s")
            raw = raw_of(build(a, pb))
            rec("as2", "as2_receive_decrypt_verify_makemdn", loop(lambda: receive(raw, b, pa)), "msg/s")

            def full():
                m = build(a, pb)
                _, mdn = receive(raw_of(m), b, pa)
                check_mdn(
                    b"".join(b"%s: %s\r\n" % (k.encode(), v.encode()) for k, v in mdn.headers.items())
                    + b"\r\n"
                    + mdn.content,
                    a,
                    m,
                )

            rec("as2", "as2_full_exchange_in_process_1core", loop(full), "msg/s")
            for conc in (1, 8, 32):
                for fresh in (False, True):
                    wait_quiet()
                    q = mp.Queue()
                    cs = [mp.Process(target=client, args=(k, SECS * 2, fresh, q)) for k in range(conc)]
                    [c.start() for c in cs]
                    res = [q.get(timeout=60) for _ in cs]
                    [c.join() for c in cs]
                    n = "new_conn" if fresh else "keepalive"
                    lat = [x for v in res for x in v[1]]
                    rec("as2", f"as2_https_mtls_durable_{n}_conc{conc}", sum(v[0] for v in res), "msg/s")
                    rec("as2", f"as2_https_mtls_durable_{n}_conc{conc}.p99", pct(lat, 0.99), "ms")
        rec("as2", "as2_pss_2_server_processes", rss_tree([p.pid for p in ps]) / 1024, "MiB")
    finally:
        for p in ps:
            p.terminate()
            p.join()


if __name__ == "__main__":
    main()
