"""Reads the files of a folder with Python's cp932 codec and csv module; prints one line of JSON for each, by name.

With no folder: prints every two-byte code that the codec knows, with its character.
"""

import csv
import io
import json
import pathlib
import sys


def dump(value):
    line = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    sys.stdout.buffer.write(line.encode("utf-8", "surrogatepass") + b"\n")


def rows_of(path):
    text = path.read_bytes().decode("cp932")
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    return [row for row in reader if row]


def codes():
    for lead in range(0x80, 0x100):
        for trail in range(0x40, 0x100):
            try:
                text = bytes([lead, trail]).decode("cp932")
            except UnicodeDecodeError:
                continue
            if len(text) == 1 and not 0xE000 <= ord(text) <= 0xF8FF:
                yield [lead * 256 + trail, text]


# One field may hold a whole plan.
csv.field_size_limit(1 << 30)
if len(sys.argv) == 2:
    for path in sorted(pathlib.Path(sys.argv[1]).iterdir(), key=lambda path: path.name):
        dump([path.name, rows_of(path)])
else:
    for code in codes():
        dump(code)
