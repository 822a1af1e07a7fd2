"""E-mail: submission over TLS with AUTH into Maildir, then IMAPS fetch. 20 KB attachment (base64)."""

import base64
import glob
import os
import shutil
import socket
import ssl
import subprocess
import threading
import time

from record import REPS, WORK, pct, rec, rss_tree, wait_port, wait_quiet

M = WORK + "/mail"
HERE = os.path.dirname(os.path.abspath(__file__))
ctx = ssl.create_default_context(cafile=WORK + "/certs/ec-ca.pem")
body = open(WORK + "/payload.bin", "rb").read()
att = base64.encodebytes(body).replace(b"\n", b"\r\n")


def msg(i, to):
    return (
        (
            b"From: a@hub.test\r\nTo: %s\r\nSubject: message %d\r\nMessage-ID: <%d.%d@hub.test>\r\nMIME-Version: 1.0\r\n"
            b"Content-Type: application/octet-stream; name=payload.bin\r\nContent-Transfer-Encoding: base64\r\n\r\n"
            % (to, i, i, time.time_ns())
        )
        + att
        + b"\r\n.\r\n"
    )


class Conn:
    def __init__(s, port):
        k = socket.create_connection(("127.0.0.1", port))
        k.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        s.k = ctx.wrap_socket(k, server_hostname="localhost")
        s.f = s.k.makefile("rb", 65536)

    def smtp_reply(s, n=1):
        for _ in range(n):
            while True:
                l = s.f.readline()
                if l[3:4] != b"-":
                    break
            if l[:1] not in b"23":
                raise RuntimeError(l)

    def smtp_login(s):
        s.smtp_reply()
        s.k.sendall(b"EHLO x\r\n")
        s.smtp_reply()
        s.k.sendall(b"AUTH PLAIN " + base64.b64encode(b"\0r0\0pw") + b"\r\n")
        s.smtp_reply()

    def send(s, i, to):
        s.k.sendall(b"MAIL FROM:<a@hub.test>\r\nRCPT TO:<%s>\r\nDATA\r\n" % to)
        s.smtp_reply(3)
        s.k.sendall(msg(i, to))
        s.smtp_reply()

    def imap(s, tag, cmd):
        s.k.sendall(tag + b" " + cmd + b"\r\n")
        n = 0
        while True:
            l = s.f.readline()
            if not l:
                raise RuntimeError("eof")
            if l.startswith(tag + b" "):
                if not l.startswith(tag + b" OK"):
                    raise RuntimeError(l)
                return n
            if l.endswith(b"}\r\n") and b"{" in l:
                n += len(s.f.read(int(l[l.rindex(b"{") + 1 : -3])))


def run(n, conc, fn):
    it = iter(range(n))
    lk = threading.Lock()
    lat = []
    err = []

    def w(k):
        st = {}
        try:
            while True:
                with lk:
                    i = next(it, None)
                if i is None:
                    break
                t = time.perf_counter()
                fn(k, i, st)
                lat.append((time.perf_counter() - t) * 1e3)
        except Exception as e:
            err.append(repr(e))
        if "c" in st:
            st["c"].k.close()

    t = time.perf_counter()
    th = [threading.Thread(target=w, args=(k,)) for k in range(conc)]
    [x.start() for x in th]
    [x.join() for x in th]
    if err:
        print("ERR", err[:2])
    return len(lat) / (time.perf_counter() - t), lat


def count():
    return sum(len(os.listdir(p)) for p in glob.glob(M + "/box/r*/Maildir/new"))


def wipe():
    for p in glob.glob(M + "/box/r*"):
        shutil.rmtree(p)


def persist(k, i, st):
    if "c" not in st:
        st["c"] = Conn(14650)
        st["c"].smtp_login()
    st["c"].send(i, b"r%d@hub.test" % (i % 32))


def fresh(k, i, st):
    c = Conn(14650)
    c.smtp_login()
    c.send(i, b"r%d@hub.test" % (i % 32))
    c.k.sendall(b"QUIT\r\n")
    c.f.readline()
    c.k.close()


def main():
    subprocess.run([HERE + "/mail.sh", "start"], check=True)
    try:
        wait_port(14650)
        wait_port(19930)
        run(50, 4, persist)
        time.sleep(1)
        for r in range(REPS):
            for mode, fn in (("persistent", persist), ("new_session", fresh)):
                for conc, n in ((1, 200), (8, 500), (32, 600)):
                    if mode == "new_session":
                        n //= 2
                    wipe()
                    wait_quiet()
                    t = time.perf_counter()
                    v, lat = run(n, conc, fn)
                    rec("mail", f"smtp_submit_{mode}_conc{conc}_accepted", v, "msg/s")
                    rec("mail", f"smtp_submit_{mode}_conc{conc}.p50", pct(lat, 0.5), "ms")
                    rec("mail", f"smtp_submit_{mode}_conc{conc}.p99", pct(lat, 0.99), "ms")
                    e = time.time() + 60
                    while count() < n and time.time() < e:
                        time.sleep(0.005)
                    rec(
                        "mail", f"smtp_submit_{mode}_conc{conc}_delivered", count() / (time.perf_counter() - t), "msg/s"
                    )
            # one message, send to visible
            wipe()
            c = Conn(14650)
            c.smtp_login()
            ls = []
            for i in range(60):
                t = time.perf_counter()
                c.send(i, b"r1@hub.test")
                while count() <= i:
                    time.sleep(0.0005)
                ls.append((time.perf_counter() - t) * 1e3)
            rec("mail", "send_to_visible_conc1.p50", pct(ls, 0.5), "ms")
            c.k.close()
            # IMAP fetch: 20 messages in each of 32 boxes
            wipe()
            run(640, 16, persist)
            while count() < 640:
                time.sleep(0.01)

            def box(k, i, st):
                if "c" not in st:
                    st["c"] = Conn(19930)
                    st["c"].f.readline()
                    st["c"].imap(b"a", b"LOGIN r%d pw" % (k % 32))
                    st["c"].imap(b"b", b"SELECT INBOX")
                got = st["c"].imap(b"c", b"FETCH %d BODY.PEEK[]" % (1 + i % 20))
                assert got > 27000, got

            for k in range(32):  # first SELECT moves new -> cur and indexes
                c = Conn(19930)
                c.f.readline()
                c.imap(b"a", b"LOGIN r%d pw" % k)
                c.imap(b"b", b"SELECT INBOX")
                c.k.close()
            for conc in (1, 8, 32):
                wait_quiet()
                v, lat = run(600 if conc == 1 else 1500, conc, box)
                rec("mail", f"imap_fetch_persistent_conc{conc}", v, "msg/s")
                rec("mail", f"imap_fetch_persistent_conc{conc}.p99", pct(lat, 0.99), "ms")

            def box1(k, i, st):
                c = Conn(19930)
                c.f.readline()
                c.imap(b"a", b"LOGIN r%d pw" % (i % 32))
                c.imap(b"b", b"SELECT INBOX")
                assert c.imap(b"c", b"FETCH %d BODY.PEEK[]" % (1 + i % 20)) > 27000
                c.imap(b"d", b"LOGOUT")
                c.k.close()

            for conc in (1, 8, 32):
                wait_quiet()
                v, lat = run(150 if conc == 1 else 300, conc, box1)
                rec("mail", f"imap_fetch_new_session_conc{conc}", v, "msg/s")
        pids = [int(open(M + "/spool/pid/master.pid").read()), int(open(M + "/drun/master.pid").read())]
        rec("mail", "pss_postfix+dovecot_after_load", rss_tree(pids) / 1024, "MiB")
        # plain SMTP, no TLS, no auth, smtp-source: server-side bound
        for r in range(REPS):
            for conc in (1, 8, 32):
                wipe()
                wait_quiet()
                n = 200 if conc == 1 else 600
                t = time.perf_counter()
                subprocess.run(
                    [
                        "smtp-source",
                        "-l",
                        "27700",
                        "-m",
                        str(n),
                        "-s",
                        str(conc),
                        "-d",
                        "-f",
                        "a@hub.test",
                        "-t",
                        "r1@hub.test",
                        "127.0.0.1:10025",
                    ],
                    check=True,
                    stderr=subprocess.DEVNULL,
                )
                rec("mail", f"smtp-source_plain_conc{conc}_accepted", n / (time.perf_counter() - t), "msg/s")
                e = time.time() + 60
                while count() < n and time.time() < e:
                    time.sleep(0.005)
                rec("mail", f"smtp-source_plain_conc{conc}_delivered", count() / (time.perf_counter() - t), "msg/s")
    finally:
        subprocess.run([HERE + "/mail.sh", "stop"])


main()
