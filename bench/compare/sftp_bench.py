"""OpenSSH SFTP: put -f (fsync) to a temp name, rename, get; persistent and new sessions."""

import os
import shutil
import subprocess
import threading
import time

from record import REPS, WORK, rec, rss_tree, wait_port, wait_quiet

S = WORK + "/sftp"
P = 10022


def setup():
    os.makedirs(S + "/box", exist_ok=True)
    os.makedirs(S + "/dl", exist_ok=True)
    os.makedirs("/run/sshd", exist_ok=True)
    for n in ("host", "user"):
        if not os.path.exists(f"{S}/{n}"):
            subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", f"{S}/{n}"], check=True)
    shutil.copy(S + "/user.pub", S + "/auth_keys")
    os.chmod(S + "/auth_keys", 0o600)
    open(S + "/known", "w").write("[127.0.0.1]:%d %s" % (P, " ".join(open(S + "/host.pub").read().split()[:2]) + "\n"))
    open(S + "/sshd_config", "w").write(f"""Port {P}
ListenAddress 127.0.0.1
HostKey {S}/host
PidFile {S}/sshd.pid
AuthorizedKeysFile {S}/auth_keys
StrictModes no
PasswordAuthentication no
KbdInteractiveAuthentication no
UsePAM no
PermitRootLogin prohibit-password
MaxStartups 200
Subsystem sftp internal-sftp
""")


OPT = [
    "-o",
    f"UserKnownHostsFile={S}/known",
    "-o",
    f"IdentityFile={S}/user",
    "-o",
    "IdentitiesOnly=yes",
    "-o",
    "BatchMode=yes",
    "-P",
    str(P),
]


def sftp(cmds):
    p = subprocess.run(
        ["sftp", "-q", *OPT, "-b", "-", "root@127.0.0.1"],
        input=cmds.encode(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    if p.returncode:
        raise RuntimeError(p.stderr[-300:])


B = WORK + "/payload.bin"


def many(conc, mk):
    t = time.perf_counter()
    th = [threading.Thread(target=sftp, args=(mk(k),)) for k in range(conc)]
    [x.start() for x in th]
    [x.join() for x in th]
    return time.perf_counter() - t


def main():
    setup()
    sshd = subprocess.Popen(["/usr/sbin/sshd", "-D", "-e", "-f", S + "/sshd_config"], stderr=open(S + "/log", "w"))
    try:
        wait_port(P)
        for r in range(REPS):
            for conc in (1, 8):
                for f in os.listdir(S + "/box"):
                    os.unlink(S + "/box/" + f)
                n = 500 if conc == 1 else 150
                wait_quiet()  # rates from the files' own times: the session start is not in them
                for f in os.listdir(S + "/dl"):
                    os.unlink(S + "/dl/" + f)

                def span(d, pre, per_client_first=True):
                    t = [os.stat(f"{d}/{x}").st_ctime_ns for x in os.listdir(d) if x.startswith(pre)]
                    return (len(t) - conc) / ((max(t) - min(t)) / 1e9)

                many(
                    conc,
                    lambda k: "".join(
                        f"put -f {B} {S}/box/t{k}_{i}\nrename {S}/box/t{k}_{i} {S}/box/m{k}_{i}\n" for i in range(n)
                    ),
                )
                rec("sftp", f"sftp_put_fsync_rename_persistent_conc{conc}", span(S + "/box", "m"), "msg/s")
                many(conc, lambda k: "".join(f"get {S}/box/m{k}_{i} {S}/dl/d{k}_{i}\n" for i in range(n)))
                rec("sftp", f"sftp_get_persistent_conc{conc}", span(S + "/dl", "d"), "msg/s")
                m = 20 if conc == 1 else 6

                def loop(k):
                    for i in range(m):
                        sftp(
                            f"put -f {B} {S}/box/t{k}\nrename {S}/box/t{k} {S}/box/n{k}_{i}\nget {S}/box/n{k}_{i} {S}/dl/d{k}\n"
                        )

                t = time.perf_counter()
                th = [threading.Thread(target=loop, args=(k,)) for k in range(conc)]
                [x.start() for x in th]
                [x.join() for x in th]
                rec("sftp", f"sftp_new_session_put+get_conc{conc}", conc * m / (time.perf_counter() - t), "msg/s")
        rec("sftp", "pss_sshd_idle", rss_tree([sshd.pid]) / 1024, "MiB")
    finally:
        sshd.terminate()
        sshd.wait()


main()
