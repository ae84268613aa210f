#!/usr/bin/env python3
"""Three hundred hostile or damaged files, each given to mainsight-cli as a user would.

    hostile.py BIN_FOLDER SAMPLE_FOLDER [NAME_PART]

Each must end with exit status 0 (read; what was wrong with it is said), or 2 with a message that names the file; within 10 s of CPU time and 1 GB of
memory, workers included. The files are made here, from the sample and a fixed seed; NAME_PART runs only those whose name holds it and prints what was said.
"""
import concurrent.futures
import gzip
import io
import json
import os
import random
import shutil
import sqlite3
import struct
import subprocess
import sys
import tempfile
import threading
import zipfile

BIN, SAMPLE = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
ONLY = sys.argv[3] if len(sys.argv) > 3 else ""
CPU_S, WALL_S, MEMORY_KB = 10, 60, 1 << 20

UNITS = "pressure=m,flow=l/s,level=m,demand=l/s"
rng = random.Random(20261128)
cases = []  # (name, file name, bytes, command words with {file}, {project}, {new}, {folder})

INP, PIPES, MAP, REPAIRS = "resources/sample", "pipes.geojson", "sensors.csv", "repairs.csv"


def read(path):
    with open(path, "rb") as file:
        return file.read()


def case(name, file, content, *words):
    cases.append((name, file, content, words))


def network(name, content):
    case("inp " + name, "net.inp", content, "new", "{new}", "--network", "{file}")


def readings(name, content, file="readings.csv"):
    case("readings " + name, file, content, "import", "{project}", "{file}", "--units", UNITS)


def pipes(name, content, file="pipes.geojson"):
    case("gis " + name, file, content, "new", "{new}", "--pipes", "{file}", "--crs", "EPSG:27700")


def project(name, content, *words):
    case("project " + name, "p.mainsight", content, *(words or ("events", "{file}")))


def damaged(content, what):
    """The ways in which any file comes to harm on its way."""
    yield "empty", b""
    for part in (0.1, 0.5, 0.9, 0.999):
        yield f"cut at {part:g}", content[: int(len(content) * part)]
    for n in (1, 20, 400):
        bad = bytearray(content)
        for _ in range(n):
            bad[rng.randrange(len(bad))] = rng.randrange(256)
        yield f"{n} bytes changed", bytes(bad)
    yield "a hole of zeros", content[: len(content) // 3] + bytes(4096) + content[len(content) // 3 + 4096 :]
    yield "twice", content + content
    yield "its halves swapped", content[len(content) // 2 :] + content[: len(content) // 2]
    if what == "text":
        yield "UTF-16", content.decode("utf-8", "replace").encode("utf-16")
        yield "UTF-32 without a mark", content.decode("utf-8", "replace").encode("utf-32-le")
        yield "line ends of old Macs", content.replace(b"\r\n", b"\n").replace(b"\n", b"\r")
        yield "one line", content.replace(b"\r", b"").replace(b"\n", b" ")
        yield "broken UTF-8", content.replace(b"e", b"\xc3", 50)
        yield "digits gone", bytes(b for b in content if not 48 <= b <= 57)
        yield "a line of 8 MB", content + b"x" * (8 << 20)


def make_networks():
    inp = read(NETWORK)
    for name, bad in damaged(inp, "text"):
        network(name, bad)
    head = b"[JUNCTIONS]\n A 0 1\n B 0 1\n[RESERVOIRS]\n R 50\n[PIPES]\n P1 R A 100 100 100\n P2 A B 100 100 100\n"
    end = b"[OPTIONS]\n Units LPS\n[END]\n"
    lines = {
        "diameter zero": b"[PIPES]\n P3 A B 10 0 100\n", "length negative": b"[PIPES]\n P3 A B -10 100 100\n",
        "length not a number": b"[PIPES]\n P3 A B nan 100 100\n", "length infinite": b"[PIPES]\n P3 A B inf 100 100\n",
        "length 1e308": b"[PIPES]\n P3 A B 1e308 100 100\n", "roughness 1e-308": b"[PIPES]\n P3 A B 10 100 1e-308\n",
        "pipe to itself": b"[PIPES]\n P3 A A 10 100 100\n", "pipe from nowhere": b"[PIPES]\n P3 X B 10 100 100\n",
        "id twice": b"[PIPES]\n P1 A B 10 100 100\n", "node twice": b"[JUNCTIONS]\n A 1 1\n", "id of 10 kB": b"[JUNCTIONS]\n " + b"N" * 10000 + b" 0 1\n",
        "valve of no kind": b"[VALVES]\n V A B 100 XYZ 20\n", "valve on a reservoir": b"[VALVES]\n V R A 100 PRV 20\n",
        "pump without curve": b"[PUMPS]\n U A B\n", "pump on a missing curve": b"[PUMPS]\n U A B HEAD none\n",
        "curve that rises": b"[PUMPS]\n U A B HEAD c\n[CURVES]\n c 0 10\n c 10 20\n c 20 30\n", "curve of one negative point": b"[PUMPS]\n U A B HEAD c\n[CURVES]\n c -1 -1\n",
        "pattern of nothing": b"[PATTERNS]\n p\n", "pattern missing": b"[DEMANDS]\n A 1 nopattern\n", "pattern of 200,000 factors": b"[PATTERNS]\n" + b" p 1 2 3 4 5 6 7 8\n" * 25000,
        "pattern step zero": b"[TIMES]\n Pattern Timestep 0\n", "duration without end": b"[TIMES]\n Duration 99999999:00\n", "step negative": b"[TIMES]\n Hydraulic Timestep -1:00\n",
        "time of letters": b"[TIMES]\n Duration a:b:c\n", "units of no kind": b"[OPTIONS]\n Units FURLONG\n", "headloss of no kind": b"[OPTIONS]\n Headloss X-Y\n",
        "tolerance zero": b"[OPTIONS]\n Accuracy 0\n Trials 0\n", "tank upside down": b"[TANKS]\n T 0 5 9 1 10\n", "tank of no width": b"[TANKS]\n T 0 5 0 9 0\n",
        "tank curve that falls": b"[TANKS]\n T 0 5 0 9 1 0 c\n[CURVES]\n c 0 10\n c 5 5\n", "control of a stranger": b"[CONTROLS]\n LINK X OPEN AT TIME 5\n",
        "control without end": b"[CONTROLS]\n LINK P1 OPEN IF NODE\n", "rule without then": b"[RULES]\n RULE 1\n IF TANK T LEVEL ABOVE 5\n",
        "rule of rules": b"[RULES]\n" + b" RULE 1\n IF NODE A PRESSURE ABOVE 1\n AND NODE A PRESSURE ABOVE 2\n THEN PIPE P1 STATUS IS CLOSED\n" * 2000,
        "section of no kind": b"[BURSTS]\n A 1\n", "section never closed": b"[PIPES\n P9 A B 1 1 1\n", "coordinates not a number": b"[COORDINATES]\n A nan inf\n B 1e400 -1e400\n",
        "vertices of a stranger": b"[VERTICES]\n X 1 2\n", "backdrop elsewhere": b"[BACKDROP]\n FILE ../../../../etc/passwd\n", "emitter negative": b"[EMITTERS]\n A -5\n",
        "quality of chlorine": b"[QUALITY]\n A nan\n[REACTIONS]\n Global Bulk nan\n", "line of 100,000 words": b"[TITLE]\n" + b"w " * 100000 + b"\n[PIPES]\n " + b"P9 " * 100000 + b"\n",
        "binary between": bytes(range(256)) * 20 + b"\n", "status of a stranger": b"[STATUS]\n X Closed\n",
    }
    for name, text in lines.items():
        network(name, head + text + end)
    network("no source of water", b"[JUNCTIONS]\n A 0 1\n B 0 1\n[PIPES]\n P A B 10 100 100\n" + end)
    network("a pipe of 10,000 km", head + b"[PIPES]\n P3 A B 10000000 100 100\n" + end)
    network("ids that are SQL", head + b"[PIPES]\n x');DROP-TABLE-pipe;-- A B 10 100 100\n" + end)
    network("ids that are HTML", head + b"[PIPES]\n <script>alert(1)</script> A B 10 100 100\n" + end)
    network("ids that are formulas", head + b"[PIPES]\n =1+1 A B 10 100 100\n" + end)
    network("no pipe", b"[JUNCTIONS]\n" + b"".join(b" J%d 0 1\n" % i for i in range(50000)) + b"[RESERVOIRS]\n R 5\n" + end)
    network("a chain of 20,000", b"[JUNCTIONS]\n" + b"".join(b" J%d 0 0.001\n" % i for i in range(20000)) + b"[RESERVOIRS]\n R 5\n[PIPES]\n PR R J0 1 100 100\n"
            + b"".join(b" P%d J%d J%d 1 100 100\n" % (i, i, i + 1) for i in range(19999)) + end)


def wide(rows, columns=3):
    return ("time," + ",".join(f"P{i:03d} pressure m" for i in range(columns)) + "\n").encode() + b"".join(
        f"2024-01-{1 + r // 96 % 28:02d} {r // 4 % 24:02d}:{r % 4 * 15:02d},{','.join(f'{40 + (r * 7 + c) % 13 / 10:.1f}' for c in range(columns))}\n".encode() for r in range(rows))


def make_readings():
    good = wide(960)
    for name, bad in damaged(good, "text"):
        readings(name, bad)
    head, row = b"time,P001 pressure m,P002 pressure m\n", b"2024-01-01 00:00,41.5,42.5\n"
    lines = {
        "header alone": head, "one row": head + row, "rows without header": row * 300, "quote never closed": head + row * 50 + b'"2024-01-01 12:30,41,42\n' + row * 50,
        "quotes in quotes": head + b'"2024-01-01 ""00:15""","41","4""2"\n' * 50, "columns that come and go": head + b"".join(row.strip() + b",1" * (i % 9) + b"\n" for i in range(300)),
        "separators mixed": head + row * 50 + row.replace(b",", b";") * 50, "decimal commas and points": b"time;P001 pressure m\n" + b"2024-01-01 00:00;41,5\n2024-01-01 00:15;41.5\n" * 100,
        "the 30th of February": head + b"2024-02-30 00:00,41,42\n" * 50, "hour 25": head + b"2024-01-01 25:61,41,42\n" * 50, "the year 99999": head + b"99999-01-01 00:00,41,42\n" * 50,
        "before the epoch": head + b"0001-01-01 00:00,41,42\n" * 50, "one time for all": head + row * 5000, "backwards": head + b"".join(reversed(wide(500, 2).splitlines(True)[1:])),
        "values beyond doubles": head + b"2024-01-01 00:00,1e999,-1e999\n" * 50, "not a number": head + b"2024-01-01 00:00,NaN,inf\n" * 50, "hexadecimal": head + b"2024-01-01 00:00,0x1F,0b1\n" * 50,
        "formulas": head + b"2024-01-01 00:00,=cmd|' /C calc'!A0,@SUM(1+1)\n" * 50, "columns of one name": b"time,P,P,P,P\n" + b"2024-01-01 00:00,1,2,3,4\n" * 50,
        "5,000 columns": wide(20, 5000), "names of 10 kB": b"time," + b"n" * 10000 + b" pressure m\n" + b"2024-01-01 00:00,41\n" * 50, "names that are paths": b"time,../../../etc/passwd pressure m\n" + b"2024-01-01 00:00,41\n" * 50,
        "names that are SQL": b"time,x'); DROP TABLE sensor;-- pressure m\n" + b"2024-01-01 00:00,41\n" * 50, "names that are HTML": b"time,<script>alert(1)</script> pressure m\n" + b"2024-01-01 00:00,41\n" * 50,
        "names of nothing": b",,,\n" + b"2024-01-01 00:00,1,2,3\n" * 50, "epoch nanoseconds": b"time,P001 pressure m\n" + b"".join(b"%d,41\n" % (1704067200000000000 + i * 900000000000) for i in range(100)),
        "epoch overflow": b"time,P001 pressure m\n" + b"9223372036854775807,41\n-9223372036854775808,41\n" * 100, "offsets of 99 hours": head + b"2024-01-01T00:00:00+99:00,41,42\n" * 50,
        "letters alone": b"lorem ipsum dolor sit amet\n" * 2000, "commas alone": b",,,,,,,,\n" * 20000, "newlines alone": b"\n" * 1000000, "zeros alone": bytes(1 << 20), "noise": rng.randbytes(1 << 18),
        "marks of three codings": b"\xef\xbb\xbf\xff\xfe\xfe\xff" + good, "an HTML page": b"<html><body><table><tr><td>time</td></tr></table></body></html>\n" * 50, "a program": read(os.path.join(BIN, "mainsight-worker"))[: 1 << 20],
        "JSON": json.dumps({"time": [1, 2, 3], "P": [None, True, {}]}).encode() * 100, "units that do not fit": b"time,P001 pressure m\n" + b"2024-01-01 00:00,99999\n" * 100, "tabs and spaces": good.replace(b",", b" \t "),
    }
    for name, text in lines.items():
        readings(name, text)
    # Packed.
    packed = gzip.compress(good, mtime=0)
    for name, bad in damaged(packed, "binary"):
        readings("gz " + name, bad, "readings.csv.gz")
    readings("gz in gz in gz", gzip.compress(gzip.compress(packed, mtime=0), mtime=0), "readings.csv.gz")
    readings("gz of 2 GB of zeros", bomb(2 << 30), "bomb.csv.gz")
    readings("zst that is none", good, "readings.csv.zst")
    readings("zst header alone", struct.pack("<I", 0xFD2FB528) + b"\xff" * 40, "readings.csv.zst")
    whole = zipped({"readings.csv": good})
    for name, bad in damaged(whole, "binary"):
        readings("zip " + name, bad, "readings.zip")
    for name in ("../../../tmp/mainsight-hostile-escape.csv", "/tmp/mainsight-hostile-escape.csv", "C:\\temp\\x.csv", "a/" * 500 + "x.csv", "x.csv\0.png", "con.csv"):
        readings("zip with a name like " + name[:20].replace("\0", "?"), zipped({name: good}), "readings.zip")
    readings("zip of a link", link_zip(), "readings.zip")
    readings("zip of 2 GB of zeros", zip_bomb(2 << 30), "bomb.zip")
    readings("zip of 10,000 members", zipped({f"{i}.csv": b"time,P pressure m\n2024-01-01 00:00,41\n" for i in range(10000)}), "many.zip")
    nested = whole
    for _ in range(30):
        nested = zipped({"n.zip": nested})
    readings("zip in zip, 30 deep", nested, "readings.zip")
    readings("zip that says it is encrypted", whole[:6] + b"\x01" + whole[7:], "readings.zip")
    sheet = workbook("<row r='1'><c r='A1' t='inlineStr'><is><t>time</t></is></c></row>")
    for name, bad in damaged(sheet, "binary"):
        readings("xlsx " + name, bad, "readings.xlsx")
    lol = "<!DOCTYPE l [<!ENTITY a '" + "x" * 100 + "'>" + "".join(f"<!ENTITY {chr(98 + i)} '{('&' + chr(97 + i) + ';') * 10}'>" for i in range(9)) + "]>"
    readings("xlsx of entities of entities", workbook("<row r='1'><c r='A1' t='inlineStr'><is><t>&j;</t></is></c></row>", lol), "readings.xlsx")
    readings("xlsx whose last cell is XFD1048576", workbook("<row r='1048576'><c r='XFD1048576'><v>1</v></c></row>"), "readings.xlsx")
    readings("xlsx without end", workbook("<row r='1'><c r='A1'><v>1</v>" * 1000), "readings.xlsx")


def bomb(size):
    out = io.BytesIO()
    with gzip.GzipFile(fileobj=out, mode="wb", mtime=0, compresslevel=9) as file:
        for _ in range(size >> 24):
            file.write(bytes(1 << 24))
    return out.getvalue()


def zipped(members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members.items():
            info = zipfile.ZipInfo("x")
            info.filename = name
            info.compress_type = zipfile.ZIP_DEFLATED
            file.writestr(info, content)
    return out.getvalue()


def zip_bomb(size):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as file:
        with file.open("zeros.csv", "w", force_zip64=True) as member:
            for _ in range(size >> 24):
                member.write(bytes(1 << 24))
    return out.getvalue()


def link_zip():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        link = zipfile.ZipInfo("passwd.csv")
        link.create_system, link.external_attr = 3, 0o120777 << 16
        file.writestr(link, "/etc/passwd")
    return out.getvalue()


def workbook(rows, doctype=""):
    types = ("<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'><Default Extension='xml' ContentType='application/xml'/>"
             "<Default Extension='rels' ContentType='application/vnd.openxmlformats-package.relationships+xml'/>"
             "<Override PartName='/xl/workbook.xml' ContentType='application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml'/>"
             "<Override PartName='/xl/worksheets/sheet1.xml' ContentType='application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml'/></Types>")
    rel = "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'><Relationship Id='r1' Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/{}' Target='{}'/></Relationships>"
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return zipped({
        "[Content_Types].xml": types.encode(), "_rels/.rels": rel.format("officeDocument", "xl/workbook.xml").encode(), "xl/_rels/workbook.xml.rels": rel.format("worksheet", "worksheets/sheet1.xml").encode(),
        "xl/workbook.xml": f"<workbook xmlns='{main}' xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships'><sheets><sheet name='s' sheetId='1' r:id='r1'/></sheets></workbook>".encode(),
        "xl/worksheets/sheet1.xml": f"<?xml version='1.0'?>{doctype}<worksheet xmlns='{main}'><sheetData>{rows}</sheetData></worksheet>".encode()})


def make_gis():
    good = read(os.path.join(SAMPLE, PIPES))
    for name, bad in damaged(good, "text"):
        pipes(name, bad)

    def line(coordinates, properties="{}"):
        return ('{"type":"FeatureCollection","features":[{"type":"Feature","properties":%s,"geometry":{"type":"LineString","coordinates":%s}}]}' % (properties, coordinates)).encode()

    for name, content in {
        "no point": line("[]"), "one point": line("[[1,2]]"), "points of letters": line('[["a","b"],["c","d"]]'), "points of null": line("[[null,null],[1,2]]"), "1e308": line("[[1e308,1e308],[-1e308,-1e308]]"),
        "one place": line("[[5,5],[5,5],[5,5]]"), "200,000 points": line("[" + ",".join(f"[{i},{i % 7}]" for i in range(200000)) + "]"), "deep arrays": b"[" * 100000,
        "deep properties": line("[[0,0],[1,1]]", '{"a":' * 2000 + "1" + "}" * 2000), "diameter of letters": line("[[0,0],[100,0]]", '{"id":"P1","diameter_mm":"wide","length_m":-5}'),
        "points only": b'{"type":"FeatureCollection","features":[{"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[1,2]}}]}', "no features": b'{"type":"FeatureCollection","features":[]}',
        "HTML in names": line("[[0,0],[100,0]]", '{"id":"<img src=x onerror=alert(1)>"}'),
    }.items():
        pipes(name, content)
    vrt = "<OGRVRTDataSource><OGRVRTLayer name='x'><SrcDataSource>%s</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>"
    for name, source in (("a file elsewhere", "/etc/passwd"), ("the network", "/vsicurl/http://127.0.0.1:9/x.geojson"), ("itself", "pipes.vrt")):
        pipes("vrt of " + name, (vrt % source).encode(), "pipes.vrt")
    pipes("shp alone", struct.pack(">7i", 9994, 0, 0, 0, 0, 0, 50) + bytes(72), "pipes.shp")
    pipes("gpkg that is none", b"SQLite format 3\0" + rng.randbytes(8000), "pipes.gpkg")


def make_projects():
    base = read(PROJECT)
    for name, bad in damaged(base, "binary"):
        project(name, bad)

    def changed(*statements):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "p")
            shutil.copy(PROJECT, path)
            db = sqlite3.connect(path)
            for statement in statements:
                db.execute(statement)
            db.commit()
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            db.execute("PRAGMA journal_mode = DELETE")
            db.close()
            return read(path)

    tables = [row[0] for row in sqlite3.connect(f"file:{PROJECT}?immutable=1", uri=True).execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'")]
    for table in tables:
        project("without table " + table, changed("PRAGMA foreign_keys = OFF", f'DROP TABLE "{table}"'))
    project("of a later version", changed("PRAGMA user_version = 999"))
    project("of a negative version", changed("PRAGMA user_version = -5"))
    project("of another program", changed("PRAGMA application_id = 1"))
    project("with a trigger", changed("CREATE TRIGGER t AFTER INSERT ON meta BEGIN DELETE FROM meta; END"))
    project("with a view for a table", changed("ALTER TABLE meta RENAME TO hidden", "CREATE VIEW meta AS SELECT * FROM hidden"))
    project("time zone of nowhere", changed("UPDATE meta SET value = 'Nowhere/Land' WHERE key = 'timezone'"))
    other = io.BytesIO()
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "o")
        db = sqlite3.connect(path)
        db.execute("CREATE TABLE notes (text)")
        db.commit()
        db.close()
        other.write(read(path))
    project("somebody's database", other.getvalue())
    project("text", b"This is no project.\n" * 500)


def make_lists():
    for name, bad in damaged(read(os.path.join(SAMPLE, MAP)), "text"):
        case("map " + name, "sensors.csv", bad, "import", "{project}", os.path.join(SAMPLE, "loggers"), "--map", "{file}", "--units", UNITS, "--dry-run")
    for name, bad in damaged(read(os.path.join(SAMPLE, REPAIRS)), "text"):
        case("repairs " + name, "repairs.csv", bad, "import", "{project}", "{folder}/few.csv", "--units", UNITS, "--repairs", "{file}")
    for name, content in {"empty": b"", "letters": b"spec", "array": b"[]", "deep": b"[" * 100000, "null": b"null", "numbers for names": b'{"network":5,"start":[],"weeks":"many"}',
                          "days without end": b'{"network":"net.inp","days":1e300}', "no network": b'{"network":"../../nowhere.inp","days":7}'}.items():
        case("scenario " + name, "spec.json", content, "scenario", NETWORK, "--spec", "{file}", "--out", "{folder}/out")
        case("record " + name, "record.json", content, "analyse", "{project}", "--from-record", "{file}")


def run(one):
    name, file, content, words = one
    with tempfile.TemporaryDirectory(prefix="mainsight-hostile-") as folder:
        path, base = os.path.join(folder, file), os.path.join(folder, "base.mainsight")
        with open(path, "wb") as out:
            out.write(content)
        shutil.copy(PROJECT, base)
        with open(os.path.join(folder, "few.csv"), "wb") as out:
            out.write(wide(20))
        places = {"file": path, "project": base, "new": os.path.join(folder, "new.mainsight"), "folder": folder}
        command = [os.path.join(BIN, "mainsight-cli"), *(w.format(**places) for w in words)]
        with open(os.path.join(folder, "said"), "w+b") as said:
            child = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=said, stderr=said, cwd=folder)
            watchdog = threading.Timer(WALL_S, child.kill)  # a hang uses no CPU time
            watchdog.start()
            _, status, usage = os.wait4(child.pid, 0)
            watchdog.cancel()
            child.returncode = os.waitstatus_to_exitcode(status)
            said.seek(0)
            text = said.read().decode("utf-8", "replace")
        trouble = []
        if child.returncode not in (0, 2):
            trouble.append(f"ended with {child.returncode}")
        if child.returncode == 2 and file not in text:
            trouble.append("does not name the file")
        cpu_s = usage.ru_utime + usage.ru_stime
        if cpu_s > CPU_S:
            trouble.append(f"took {cpu_s:.1f} s")
        if usage.ru_maxrss > MEMORY_KB:
            trouble.append(f"took {usage.ru_maxrss >> 10} MB")
        if os.path.exists("/tmp/mainsight-hostile-escape.csv"):
            trouble.append("wrote outside of its folder")
        return name, child.returncode, cpu_s, usage.ru_maxrss, trouble, text


NETWORK = os.path.join(os.path.dirname(os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))), INP, "westvale.inp")
with tempfile.TemporaryDirectory(prefix="mainsight-hostile-base-") as base_folder:
    PROJECT = os.path.join(base_folder, "base.mainsight")
    cli = os.path.join(BIN, "mainsight-cli")
    subprocess.run([cli, "--quiet", "new", PROJECT, "--network", NETWORK, "--crs", "EPSG:27700", "--timezone", "Europe/London"], check=True)
    for make in (make_networks, make_readings, make_gis, make_projects, make_lists):
        make()
    wanted = [c for c in cases if ONLY in c[0]]
    if not wanted or (not ONLY and len(cases) < 300):
        sys.exit(f"hostile: only {len(cases)} cases")
    failed = refused = 0
    slowest, largest = (0, ""), (0, "")
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for name, code, cpu_s, memory_kb, trouble, text in pool.map(run, wanted):
            refused += code == 2
            slowest, largest = max(slowest, (cpu_s, name)), max(largest, (memory_kb, name))
            if trouble or ONLY:
                print(f"{'FAILED' if trouble else 'fine'}: {name}: {', '.join(trouble) or code}\n    " + "\n    ".join(text.strip().splitlines()[-4:])[:600])
            failed += bool(trouble)
    print(f"hostile: {len(wanted)} files, {refused} refused, {len(wanted) - refused} read, {failed} failed; longest {slowest[0]:.1f} s ({slowest[1]}), "
          f"largest {largest[0] >> 10} MB ({largest[1]})")
    sys.exit(failed > 0)
