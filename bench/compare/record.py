"""Keeps figures: one line {name, value, unit, time, load, noisy} in $RES/<group>.jsonl for each."""

import json
import os
import socket
import time

WORK = os.environ["PERF_WORK"]
RES = os.environ.get("RES") or f"{WORK}/results"
REPS = int(os.environ.get("REPS", "5"))
SECS = float(os.environ.get("SECS", "2"))
os.makedirs(RES, exist_ok=True)

# Programs of other work that make a figure less sure.
NOISE = {
    "rustc",
    "cc1",
    "cc1plus",
    "ld",
    "lld",
    "cargo",
    "dpkg",
    "apt-get",
    "chromium",
    "node",
    "as",
    "collect2",
    "lto1",
    "pytest",
}
ONLY_WHEN_RUNNING = {"chromium", "cargo", "node"}


def processes():
    """Number and status line of every process."""
    for name in os.listdir("/proc"):
        if name.isdigit():
            try:
                with open(f"/proc/{name}/stat") as file:
                    yield int(name), file.read()
            except OSError:
                pass


def noisy():
    """Names of heavy processes of other work that run right now."""
    found = set()
    for _, status in processes():
        name = status[status.index("(") + 1 : status.rindex(")")]
        state = status[status.rindex(")") + 2]
        if name in NOISE and state != "Z" and (state in "RD" or name not in ONLY_WHEN_RUNNING):
            found.add(name)
    return sorted(found)


def cpu_times():
    with open("/proc/stat") as file:
        return [int(field) for field in file.readline().split()[1:]]


def wait_quiet(limit=None):
    """Waits until the cores are over 90 % idle and no compiler runs, at most QUIET_MAX seconds."""
    end = time.time() + (float(os.environ.get("QUIET_MAX", "60")) if limit is None else limit)
    while True:
        before = cpu_times()
        time.sleep(0.4)
        spent = [now - then for now, then in zip(cpu_times(), before)]
        idle = (spent[3] + spent[4]) / max(1, sum(spent[:8]))
        if (idle > 0.9 and not noisy()) or time.time() > end:
            return idle


def rec(group, name, value, unit):
    line = {"name": name, "value": value, "unit": unit, "ts": round(time.time(), 1), "load": os.getloadavg()[0]}
    with open(f"{RES}/{group}.jsonl", "a") as file:
        file.write(json.dumps(line | {"noisy": bool(noisy())}) + "\n")
    print(f"{name:58s} {value:14.2f} {unit}", flush=True)


def pct(values, part):
    values = sorted(values)
    return values[min(len(values) - 1, round((len(values) - 1) * part))] if values else float("nan")


def rss_tree(pids):
    """Memory (PSS, KiB) of processes and all that they started."""
    parents = {pid: int(status[status.rindex(")") + 2 :].split()[1]) for pid, status in processes()}
    wanted = set(pids)
    while more := {pid for pid, parent in parents.items() if parent in wanted and pid not in wanted}:
        wanted |= more
    total = 0
    for pid in wanted:
        try:
            with open(f"/proc/{pid}/smaps_rollup") as file:
                total += sum(int(line.split()[1]) for line in file if line.startswith("Pss:"))
        except OSError:
            pass
    return total


def wait_port(port, limit=15):
    end = time.time() + limit
    while time.time() < end:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.05)
    raise SystemExit(f"port {port} did not open")
