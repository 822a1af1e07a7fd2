"""Medians with least and greatest of everything in $RES: samples taken while a compiler or the like ran ("busy"), and the others ("quiet").

    report.py [GROUP…]
"""

import glob
import json
import os
import statistics
import sys

RES = os.environ.get("RES") or os.environ["PERF_WORK"] + "/results"
HEAD = "| measure | unit | quiet median | quiet min-max | n | busy median | busy min-max | n |"


def figure(value):
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:,.2f}"


def cell(values):
    if not values:
        return "- | - | 0"
    return f"{figure(statistics.median(values))} | {figure(min(values))}-{figure(max(values))} | {len(values)}"


def report(path):
    measures = {}
    with open(path) as file:
        for line in map(json.loads, file):
            values = measures.setdefault((line["name"], line["unit"]), ([], []))
            values[line.get("noisy", False)].append(line["value"])
    print(f"\n### {os.path.basename(path)[:-6]}\n\n{HEAD}\n|---|---|---:|---:|---:|---:|---:|---:|")
    for (name, unit), (quiet, busy) in measures.items():
        print(f"| {name} | {unit} | {cell(quiet)} | {cell(busy)} |")


for path in sorted(glob.glob(RES + "/*.jsonl")):
    if not sys.argv[1:] or os.path.basename(path)[:-6] in sys.argv[1:]:
        report(path)
