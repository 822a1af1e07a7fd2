"""CSV validators on slices of a generated file of usage slips (UPPLAN, MS932, 25 columns).

    validators.py FILE FOLDER [NAME…]

Prints `RESULT <name> <value> MB/s`, or `MISSING <name> not installed`. Slow tools get a small slice. Tools that read only
UTF-8 get the slice in UTF-8; the speed is then counted in bytes of that form. NAMEs choose some of: python qsv
frictionless duckdb polars; without them all but polars.
"""

import csv
import json
import os
import shutil
import subprocess
import sys
import time

FIELDS = [
    "CSVバージョン",
    "保険者番号",
    "被保険者番号",
    "作成年月日",
    "対象年月",
    "プラン担当業者コード",
    "プラン担当者名",
    "単位数",
    "前月までの短期入所利用日数",
    "サービス利用日",
    "日割対象日",
    "サービス開始時刻",
    "サービス終了時刻",
    "サービス回数",
    "サービスコード",
    "TAISコード",
    "福祉用具届出コード",
    "用具名称（機種名）",
    "明細判別コード",
    "サービス事業者コード",
    "サービス事業所名",
    "サテライト枝番",
    "３０日超区分",
    "更新業者コード",
    "識別子",
]
PATTERNS = {
    0: "^202407$",
    1: "^[0-9]{6}$",
    2: "^(H[0-9]{9}|[0-9]{10})$",
    3: "^[0-9]{8}$",
    4: "^[0-9]{6}$",
    5: "^[0-9]{10}$",
    7: "^[0-9]{1,6}$",
    8: "^[0-9]{0,5}$",
    9: "^202505[0-3][0-9]$",
    10: "^([01]{31})?$",
    11: "^([0-2][0-9][0-5][0-9]|9999)$",
    12: "^([0-2][0-9][0-5][0-9]|9999)$",
    13: "^[0-9]{1,2}$",
    14: "^[0-9A-Z]{6}$",
    15: "^.{0,12}$",
    16: "^.{0,12}$",
    18: "^[0-9]{0,2}$",
    19: "^[0-9]{10}$",
    21: "^.{0,2}$",
    22: "^[01]$",
    23: "^([0-9]{10})?$",
    24: "^$",
}
LENGTHS = {6: 40, 17: 80, 20: 80}


def result(name, size, start):
    print(f"RESULT {name} {size / 1e6 / (time.perf_counter() - start):.3f} MB/s", flush=True)


def missing(name):
    print(f"MISSING {name} not installed", flush=True)


def cut(source, target, size):
    """The first whole lines of a file, made once."""
    if not os.path.exists(target):
        with open(source, "rb") as file:
            data = file.read(size)
        with open(target, "wb") as file:
            file.write(data[: data.rindex(b"\n") + 1])
    return target


def in_utf8(source, with_header):
    target = source + (".header" if with_header else "") + ".utf8.csv"
    if not os.path.exists(target):
        with open(source, encoding="cp932", newline="") as file:
            text = file.read()
        with open(target, "w", encoding="utf-8", newline="") as file:
            file.write((",".join(FIELDS) + "\r\n" if with_header else "") + text)
    return target


def is_date(value):
    return len(value) == 8 and value.isdigit() and "0101" <= value[4:] <= "1231"


def is_time(value):
    return value == "9999" or len(value) == 4 and value.isdigit() and value[:2] < "24" and value[2:] < "60"


def is_number(value, longest):
    return value.isdigit() and len(value) <= longest


def faults(row):
    """The same simple rules as `ways/rules.rs`."""
    if len(row) != 25:
        return 1
    sound = (
        row[0] == "202407",
        len(row[1]) == 6 and row[1].isdigit(),
        len(row[2]) == 10 and (row[2].isdigit() or row[2][0] == "H" and row[2][1:].isdigit()),
        is_date(row[3]),
        len(row[4]) == 6 and row[4].isdigit(),
        len(row[5]) == 10 and row[5].isdigit(),
        len(row[6]) <= 40,
        is_number(row[7], 6),
        not row[8] or is_number(row[8], 5),
        is_date(row[9]) and row[9].startswith(row[4]),
        not row[10] or len(row[10]) == 31 and not row[10].strip("01"),
        is_time(row[11]),
        is_time(row[12]),
        row[11] == "9999" or row[11] < row[12],
        is_number(row[13], 2),
        len(row[14]) == 6 and row[14].isalnum(),
        len(row[15]) <= 12,
        len(row[16]) <= 12,
        len(row[17]) <= 80,
        not row[18] or is_number(row[18], 2),
        len(row[19]) == 10 and row[19].isdigit(),
        len(row[20]) <= 80,
        len(row[21]) <= 2,
        row[22] in ("0", "1"),
        not row[23] or len(row[23]) == 10 and row[23].isdigit(),
        not row[24],
    )
    return len(sound) - sum(sound)


def python(source, folder):
    path = cut(source, f"{folder}/python.csv", 20_000_000)
    size = os.path.getsize(path)
    start = time.perf_counter()
    with open(path, encoding="cp932", newline="") as file:
        assert sum(len(row) for row in csv.reader(file)) > 0
    result("python_csv_mb_s", size, start)
    start = time.perf_counter()
    with open(path, encoding="cp932", newline="") as file:
        found = sum(map(faults, csv.reader(file)))
    result("python_csv_rules_mb_s", size, start)
    assert found == 0, found


def schema_for_qsv(folder):
    properties = {}
    for index, name in enumerate(FIELDS):
        properties[name] = {"type": ["string", "null"]}
        if index in PATTERNS:
            properties[name]["pattern"] = PATTERNS[index]
        if index in LENGTHS:
            properties[name]["maxLength"] = LENGTHS[index]
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object", "required": FIELDS}
    path = f"{folder}/qsv.schema.json"
    with open(path, "w", encoding="utf-8") as file:
        json.dump(schema | {"properties": properties}, file, ensure_ascii=False)
    return path


def qsv(source, folder):
    program = next(filter(None, map(shutil.which, ("qsv", "qsvlite", "qsvmcp"))), None)
    if program is None:
        missing("qsv_mb_s")
        missing("qsv_schema_mb_s")
        return
    path = in_utf8(cut(source, f"{folder}/qsv.csv", 20_000_000), True)
    size = os.path.getsize(path)
    for name, more in (("qsv_mb_s", []), ("qsv_schema_mb_s", [schema_for_qsv(folder)])):
        start = time.perf_counter()
        done = subprocess.run([program, "validate", "--quiet", path, *more], capture_output=True, text=True)
        if done.returncode:
            print(f"MISSING {name} qsv failed", done.stderr[-200:].replace("\n", " "))
        else:
            result(name, size, start)


def frictionless(source, folder):
    try:
        from frictionless import Dialect, Resource, Schema, system
    except ImportError:
        missing("frictionless_mb_s")
        return
    path = cut(source, f"{folder}/frictionless.csv", 500_000)
    fields = []
    for index, name in enumerate(FIELDS):
        constraints = {"pattern": PATTERNS[index]} if index in PATTERNS else {}
        if index in LENGTHS:
            constraints["maxLength"] = LENGTHS[index]
        fields.append({"name": name, "type": "string", "constraints": constraints})
    schema = Schema.from_descriptor({"fields": fields})
    start = time.perf_counter()
    with system.use_context(trusted=True):
        dialect = Dialect(header=False)
        report = Resource(path=path, encoding="cp932", schema=schema, dialect=dialect, format="csv").validate()
    result("frictionless_mb_s", os.path.getsize(path), start)
    assert report.valid, report.stats


def duckdb(source, folder):
    try:
        import duckdb as database
    except ImportError:
        missing("duckdb_mb_s")
        return
    path = in_utf8(cut(source, f"{folder}/duckdb.csv", 20_000_000), False)
    columns = "{" + ",".join(f"'c{index}':'VARCHAR'" for index in range(25)) + "}"
    wrong = [f"(NOT regexp_full_match(coalesce(c{i}, ''), '{p[1:-1]}'))::INT" for i, p in PATTERNS.items()]
    wrong += [f"(length(coalesce(c{index}, '')) > {length})::INT" for index, length in LENGTHS.items()]
    query = (
        f"SELECT count(*), sum({' + '.join(wrong)}) FROM read_csv('{path}', header=false, delim=',', quote='\"',"
        f" escape='\"', columns={columns}, auto_detect=false, new_line='\\r\\n', null_padding=false)"
    )
    connection = database.connect()
    connection.execute("SET threads=1")
    start = time.perf_counter()
    rows, found = connection.execute(query).fetchall()[0]
    result("duckdb_mb_s", os.path.getsize(path), start)
    assert rows > 0 and found == 0, (rows, found)


def polars(source, folder):
    try:
        import polars as frames
    except ImportError:
        missing("polars_mb_s")
        return
    path = in_utf8(cut(source, f"{folder}/polars.csv", 20_000_000), False)
    start = time.perf_counter()
    frames.read_csv(path, has_header=False, infer_schema=False)
    result("polars_mb_s", os.path.getsize(path), start)


def main():
    source, folder, *names = sys.argv[1:]
    os.makedirs(folder, exist_ok=True)
    tools = {"python": python, "qsv": qsv, "frictionless": frictionless, "duckdb": duckdb, "polars": polars}
    for name in names or ("python", "qsv", "frictionless", "duckdb"):
        tools[name](source, folder)


if __name__ == "__main__":
    main()
