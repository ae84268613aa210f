#!/usr/bin/env python3
"""Days of a live run in minutes: whether memory and descriptors stay what they were, and log, scratch folder and project grow no faster than the readings.

    long_haul.py BIN_FOLDER [--dmas 5] [--intervals 20] [--history DAYS] [--verbose]

DMAs of one inlet flow and two pressures at 15 minutes: four weeks of history (or as many days as are asked for), then interval by interval a file for all of them, dropped into the folder that is
watched. One logger is late by an hour, one value in fifty is missing, once in ten intervals a file is no table at all, and a burst opens in every tenth DMA.
"""
import datetime as dt
import json
import math
import os
import random
import subprocess
import sys
import tempfile
import threading
import time


def option(name, otherwise):
    return int(sys.argv[sys.argv.index(name) + 1]) if name in sys.argv else otherwise


BIN = os.path.abspath(sys.argv[1])
DMAS, INTERVALS, HISTORY = option("--dmas", 5), option("--intervals", 20), 96 * option("--history", 28)
CLI = os.path.join(BIN, "mainsight-cli")
START = dt.datetime(2025, 11, 3)
LONGEST_S = 120  # for one interval; a watch that hangs fails here
rng = random.Random(5)
size = [5 + 20 * rng.random() for _ in range(DMAS)]
NAMES = [f"D{k:03d}_{q}" for k in range(DMAS) for q in ("F", "PI", "PC")]


def values(i):
    shape = 0.6 + 0.35 * math.sin(2 * math.pi * (i % 96 / 96 - 0.3))
    for k in range(DMAS):
        leak = 0.3 * size[k] if k % 10 == 3 and i >= HISTORY + INTERVALS // 3 else 0.0
        flow = size[k] * shape * (1 + 0.04 * rng.gauss(0, 1)) + leak
        inlet = 50 + 0.1 * rng.gauss(0, 1)
        yield f"{flow:.2f}", f"{inlet:.1f}", f"{inlet - 6 * (flow / size[k]) ** 1.85:.1f}"


def row(i):
    cells = [cell for three in values(i) for cell in three]
    return (START + dt.timedelta(minutes=15) * i).strftime("%Y-%m-%d %H:%M:%S") + "," + ",".join("" if rng.random() < 0.02 else c for c in cells)


def processes(root):
    """The process and all below it."""
    children = {}
    for name in os.listdir("/proc"):
        if name.isdigit():
            try:
                with open(f"/proc/{name}/stat") as file:
                    children.setdefault(int(file.read().rsplit(")", 1)[1].split()[1]), []).append(int(name))
            except OSError:
                pass
    found, queue = [], [root]
    while queue:
        found.append(queue.pop())
        queue += children.get(found[-1], [])
    return found


def state(root, folder, project):
    """Memory (kB, of all processes, without what they share with a file), descriptors, files and bytes beside the readings."""
    memory = descriptors = 0
    for pid in processes(root):
        try:
            with open(f"/proc/{pid}/status") as file:
                memory += int(next(line.split()[1] for line in file if line.startswith("RssAnon")))
            descriptors += len(os.listdir(f"/proc/{pid}/fd"))
        except (OSError, StopIteration):
            pass
    scratch = [os.path.join(where, name) for where, _, names in os.walk(os.path.join(folder, "tmp")) for name in names]
    log = os.path.join(folder, "log")
    return {"memory_kb": memory, "descriptors": descriptors, "scratch_files": len(scratch), "wal_kb": os.path.getsize(project + "-wal") >> 10 if os.path.exists(project + "-wal") else 0,
            "log_bytes": os.path.getsize(log), "project_kb": os.path.getsize(project) >> 10}


def run(*words):
    subprocess.run([CLI, "--quiet", *words], check=True, timeout=600)


def drop(inbox, name, text):
    part = os.path.join(inbox, "." + name)
    with open(part, "w") as file:
        file.write(text)
    os.rename(part, os.path.join(inbox, name))


def main(folder):
    project, inbox = os.path.join(folder, "live.mainsight"), os.path.join(folder, "inbox")
    for name in ("inbox", "tmp"):
        os.makedirs(os.path.join(folder, name))
    header = "Timestamp," + ",".join(NAMES)
    with open(os.path.join(folder, "sensors.csv"), "w") as file:
        file.write("column,file,element,quantity,unit,zone,x,y,timezone,sign\n")
        for name in NAMES:
            quantity, unit = ("flow", "l/s") if name.endswith("F") else ("pressure", "m")
            file.write(f"{name},,,{quantity},{unit},{name.split('_')[0]},,,UTC,1\n")
    with open(os.path.join(folder, "history.csv"), "w") as file:
        file.write(header + "\n" + "\n".join(row(i) for i in range(HISTORY)) + "\n")
    run("new", project, "--timezone", "UTC")
    run("import", project, os.path.join(folder, "history.csv"), "--map", os.path.join(folder, "sensors.csv"))
    cycles = []
    with open(os.path.join(folder, "log"), "w") as log:
        watch = subprocess.Popen([CLI, "--json", "watch", project, "--folder", inbox, "--interval", "1"], stdout=subprocess.PIPE, stderr=log, text=True,
                                 env={**os.environ, "TMPDIR": os.path.join(folder, "tmp")})
        reader = threading.Thread(target=lambda: [cycles.append(json.loads(line)) for line in watch.stdout if line.startswith("{")], daemon=True)
        reader.start()
        seen, late, begin = [], [], time.monotonic()
        for i in range(HISTORY, HISTORY + INTERVALS):
            text = row(i)
            late.append(text.split(",")[0] + "," + text.split(",")[-1])
            cut = text.rsplit(",", 1)[0] + ","
            lines = [cut]
            before = sum(c.get("values", 0) for c in cycles)
            if len(late) > 4:  # the last logger tells an hour later, in a file of its own
                drop(inbox, f"late{i}.csv", f"Timestamp,{NAMES[-1]}\n{late.pop(0)}\n")
            if i % 10 == 3:
                drop(inbox, f"broken{i}.csv", "<html>no table</html>\n" * 20)
            drop(inbox, f"{i}.csv", header + "\n" + "\n".join(lines) + "\n")
            limit = time.monotonic() + LONGEST_S
            while sum(c.get("values", 0) for c in cycles) <= before + len(NAMES) // 2:
                if watch.poll() is not None or time.monotonic() > limit:
                    sys.exit(f"long haul: the watch {'ended' if watch.poll() is not None else 'hangs'} at interval {i - HISTORY}")
                time.sleep(0.02)
            seen.append(state(watch.pid, folder, project))
            if "--verbose" in sys.argv:
                print(i - HISTORY, seen[-1], flush=True)
        took_s = time.monotonic() - begin
        watch.terminate()
        watch.wait(60)
    # The first third lets pools and caches fill; after that the last quarter must look like the one before the middle.
    third, quarter = len(seen) // 3, max(1, len(seen) // 4)
    early, end = seen[third : third + quarter], seen[-quarter:]
    mean = lambda states, key: sum(s[key] for s in states) / len(states)
    hours = INTERVALS / 4
    facts = {key: (mean(early, key), mean(end, key)) for key in seen[0]}
    print(f"long haul: {DMAS} DMAs, {hours:g} h in {took_s:.0f} s, {len(cycles)} looks, {sum(c.get('values', 0) for c in cycles)} values, events {sum(len(c.get('events', [])) for c in cycles)}")
    for key, (a, b) in facts.items():
        print(f"  {key}: {a:.0f} -> {b:.0f}")
    trouble = []
    # A megabyte and 3 % a day: readings of four weeks are at hand by design, and grow until they are there.
    if facts["memory_kb"][1] > facts["memory_kb"][0] * (1.03 + 0.03 * hours / 24) + 2048:
        trouble.append("memory grows")
    if facts["descriptors"][1] > facts["descriptors"][0] + 2:
        trouble.append("descriptors are not given back")
    if facts["scratch_files"][1] > facts["scratch_files"][0] + 5:
        trouble.append("the scratch folder fills")
    if facts["wal_kb"][1] > 40 * 1024:
        trouble.append("the write-ahead log is not written back")
    if seen[-1]["log_bytes"] > 4096 + 400 * INTERVALS:
        trouble.append("the log says too much")
    if trouble:
        sys.exit("long haul: " + "; ".join(trouble))


with tempfile.TemporaryDirectory(prefix="mainsight-long-haul-") as folder:
    main(folder)
