"""Times the page in NumPy and pandas, and says where their values differ from ours. Prints JSON."""

import json
import sys
import time

import numpy as np
import pandas as pd

from columns import Candidates, ItemTable, State, numpy_page
from frames import pandas_page


def rates(page, arguments, count, rounds=5, seconds=2.0):
    """Rows a second of CPU, each round."""
    page(*arguments)
    found = []
    for _ in range(rounds):
        start, pages = time.process_time(), 0
        while time.process_time() - start < seconds:
            page(*arguments)
            pages += 1
        found.append(pages * count / (time.process_time() - start))
    return found


def differences(names, ours, theirs):
    """The features of which some value differs by more than Float arithmetic in another order explains."""
    far = ~np.isclose(ours, theirs, rtol=1e-3, atol=1e-4, equal_nan=True)
    return {names[at]: int(far[:, at].sum()) for at in np.flatnonzero(far.any(axis=0))}


def main():
    with open(sys.argv[1]) as file:
        page = json.load(file)
    state, rows, items = State(page["events"]), Candidates(page["rows"]), ItemTable(page["rows"])
    ours = np.array([[np.nan if value is None else value for value in row] for row in page["values"]], np.float32)
    arguments = (state, page["moment"], rows, items)
    print(json.dumps({
        "numpy": rates(numpy_page, arguments, len(rows.item)),
        "pandas": rates(pandas_page, arguments, len(rows.item)),
        "different": {
            name: differences(page["names"], ours, np.asarray(compute(*arguments)))
            for name, compute in (("numpy", numpy_page), ("pandas", pandas_page))},
        "versions": {"numpy": np.__version__, "pandas": pd.__version__, "python": sys.version.split()[0]}}))


if __name__ == "__main__":
    main()
