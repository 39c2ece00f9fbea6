"""Asks Feast's Python feature server for the whole page, and counts its CPU. Prints JSON."""

import json
import os
import pathlib
import signal
import socket
import subprocess
import sys
import time
import urllib.request

import feast
import numpy as np

FOLDER = pathlib.Path(os.environ["BENCH_FEAST"])


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def family(pid):
    """A process and all that it started."""
    found = [pid]
    for path in pathlib.Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        if int(fields[1]) in found:
            found.append(int(path.parent.name))
    return found


def processor_seconds(pid):
    total = 0
    for one in family(pid):
        try:
            fields = pathlib.Path(f"/proc/{one}/stat").read_text().rsplit(")", 1)[1].split()
            total += int(fields[11]) + int(fields[12])
        except OSError:
            pass
    return total / os.sysconf("SC_CLK_TCK")


def body(page):
    rows = page["rows"]
    entities = {"item": [row["item"] for row in rows], "row_item": [row["item"] for row in rows]}
    for name in ("overall", "segment", "rising", "source", "position", "affinity"):
        entities[name] = [None if row.get(name) is None else float(row[name]) for row in rows]
    names = [f"page:f{at}" for at in range(len(page["names"]))]
    return json.dumps({"features": names, "entities": entities, "full_feature_names": False}).encode()


def ask(port, data):
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}/get-online-features", data, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=120) as answer:
        return json.load(answer)


def values(answer, names):
    """The answer's columns in our order."""
    at = {name: place for place, name in enumerate(answer["metadata"]["feature_names"])}
    columns = [answer["results"][at[f"f{column}"]]["values"] for column in range(len(names))]
    return np.array([[np.nan if value is None else value for value in column] for column in columns], float).T


def main():
    page = json.loads((FOLDER / "page.json").read_text())
    port, data = free_port(), body(page)
    with open(FOLDER / "server.log", "w") as log:
        server = subprocess.Popen(
            [str(pathlib.Path(sys.executable).parent / "feast"), "-c", str(FOLDER), "serve", "-h", "127.0.0.1", "-p",
             str(port), "--no-access-log", "-w", "1"], stdout=log, stderr=log)
    try:
        deadline = time.time() + 120
        while True:
            try:
                answer = ask(port, data)
                break
            except (OSError, urllib.error.URLError):
                if time.time() > deadline or server.poll() is not None:
                    sys.exit("Feast's server did not answer:\n" + (FOLDER / "server.log").read_text()[-3000:])
                time.sleep(1)
        ours = np.array([[np.nan if one is None else one for one in row] for row in page["values"]])
        far = ~np.isclose(ours, values(answer, page["names"]), rtol=1e-3, atol=1e-4, equal_nan=True)
        rates, latencies = [], []
        for _ in range(5):
            before, start, pages = processor_seconds(server.pid), time.time(), 4
            for _ in range(pages):
                ask(port, data)
            latencies.append((time.time() - start) / pages)
            rates.append(pages * len(page["rows"]) / (processor_seconds(server.pid) - before))
        print(json.dumps({
            "feast": rates, "page_seconds": latencies, "version": feast.__version__,
            "different": {page["names"][at]: int(far[:, at].sum()) for at in np.flatnonzero(far.any(axis=0))}}))
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(timeout=30)


main()
