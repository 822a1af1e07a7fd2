"""nginx: 20 KB static file over TLS 1.3, client certificate required; ab (one thread, client cert) and wrk (no client cert, server TLS only)."""

import os
import re
import shutil
import subprocess

from record import REPS, SECS, WORK, rec, rss_tree, wait_port, wait_quiet

N = WORK + "/nginx"
C = WORK + "/certs"


def main():
    os.makedirs(N + "/www", exist_ok=True)
    os.makedirs(N + "/tmp", exist_ok=True)
    os.chmod(WORK, 0o755)
    shutil.copy(WORK + "/payload.bin", N + "/www/b")
    os.makedirs(N + "/www/up", exist_ok=True)
    shutil.chown(N + "/www/up", "www-data")
    shutil.chown(N + "/tmp", "www-data")

    def srv(port, kind, verify):
        return f"""server {{ listen 127.0.0.1:{port} ssl; ssl_certificate {C}/{kind}-server.pem; ssl_certificate_key {C}/{kind}-server.key; ssl_protocols TLSv1.3;
 ssl_client_certificate {C}/{kind}-ca.pem; ssl_verify_client {verify}; ssl_session_cache off; ssl_session_tickets off; root {N}/www; location /up/ {{ client_max_body_size 10m; dav_methods PUT; }} }}\n"""

    open(N + "/c.conf", "w").write(
        f"""user www-data; worker_processes 2; pid {N}/pid; error_log {N}/err;
events {{ worker_connections 2048; }}
http {{ access_log off; sendfile on; keepalive_requests 1000000; client_body_temp_path {N}/tmp; client_body_buffer_size 64k;
"""
        + srv(14431, "ec", "on")
        + srv(14432, "ec", "off")
        + srv(14433, "rsa", "on")
        + "}\n"
    )
    p = subprocess.Popen(["nginx", "-c", N + "/c.conf", "-g", "daemon off;"])
    try:
        wait_port(14431)
        rec("nginx", "nginx_pss_idle", rss_tree([p.pid]) / 1024, "MiB")

        def ab(port, kind, n, c, *x):
            o = subprocess.run(
                [
                    "ab",
                    "-q",
                    "-n",
                    str(n),
                    "-c",
                    str(c),
                    "-E",
                    f"{C}/{kind}-client.both.pem",
                    *x,
                    f"https://127.0.0.1:{port}/b",
                ],
                capture_output=True,
                text=True,
            ).stdout
            assert "Failed requests:        0" in o, o[-800:]
            return float(re.search(r"Requests per second:\s+([\d.]+)", o).group(1)), float(
                re.search(r"\n\s+99%\s+(\d+)", o).group(1)
            )

        for r in range(REPS):
            wait_quiet()
            for c in (1, 8, 32):
                v, l = ab(14431, "ec", 8000, c, "-k")
                rec("nginx", f"nginx_get20k_mtls_keepalive_ab_conc{c}", v, "req/s")
            v, l = ab(14431, "ec", 1500, 8)
            rec("nginx", "nginx_get20k_mtls_new_conn_p256_ab_conc8", v, "req/s")
            v, l = ab(14433, "rsa", 800, 8)
            rec("nginx", "nginx_get20k_mtls_new_conn_rsa2048_ab_conc8", v, "req/s")
            open(N + "/put.lua", "w").write(
                'wrk.method="PUT"; wrk.path="/up/x"; local f=io.open("'
                + WORK
                + '/payload.bin","rb"); wrk.body=f:read("*a"); f:close()'
            )
            for c in (
                8,
                32,
            ):  # WebDAV PUT over TLS keep-alive: temp file + rename, no fsync, no client certificate (wrk has none)
                o = subprocess.run(
                    [
                        "wrk",
                        "-t2",
                        f"-c{c}",
                        f"-d{int(max(2, SECS))}s",
                        "-s",
                        N + "/put.lua",
                        "https://127.0.0.1:14432/",
                    ],
                    capture_output=True,
                    text=True,
                ).stdout
                assert "Non-2xx" not in o, o
                rec(
                    "nginx",
                    f"nginx_put20k_webdav_nofsync_tls_keepalive_wrk_conc{c}",
                    float(re.search(r"Requests/sec:\s+([\d.]+)", o).group(1)),
                    "req/s",
                )
            for c in (8, 32):
                o = subprocess.run(
                    ["wrk", "-t2", f"-c{c}", f"-d{int(max(2, SECS))}s", "--latency", "https://127.0.0.1:14432/b"],
                    capture_output=True,
                    text=True,
                ).stdout
                rec(
                    "nginx",
                    f"nginx_get20k_tls_keepalive_wrk_conc{c}",
                    float(re.search(r"Requests/sec:\s+([\d.]+)", o).group(1)),
                    "req/s",
                )
                m = re.search(r"99%\s+([\d.]+)(us|ms|s)", o)
                rec(
                    "nginx",
                    f"nginx_get20k_tls_keepalive_wrk_conc{c}.p99",
                    float(m[1]) * {"us": 0.001, "ms": 1, "s": 1000}[m[2]],
                    "ms",
                )
    finally:
        p.terminate()
        p.wait()


main()
