"""The page through Feast: items from its online store, everything else computed on demand by the NumPy code.

The listener's state is in the server's memory from the start, which Feast would have to fetch: a favour to it.
"""

import datetime
import json
import os
import pathlib
import sys

import numpy as np
import pandas as pd
from feast import Entity, FeatureStore, FeatureView, Field, FileSource, RequestSource, ValueType
from feast.on_demand_feature_view import on_demand_feature_view
from feast.types import Float32, Float64, Int64

FOLDER = pathlib.Path(os.environ["BENCH_FEAST"])
FACTS = ["item_kind", "artist", "genre", "released"]
STATIC = [f"static{at}" for at in range(13)]
COUNT = int(os.environ.get("BENCH_FEATURES", "124"))
ASKED = ["overall", "segment", "rising", "source", "position", "affinity"]
_state = {}


def state():
    """The listener and the moment, read once a process."""
    if not _state:
        sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
        from columns import State
        page = json.loads((FOLDER / "page.json").read_text())
        _state.update(state=State(page["events"]), moment=page["moment"])
    return _state["state"], _state["moment"]


item = Entity(name="item", join_keys=["item"], value_type=ValueType.INT64)
source = FileSource(path=str(FOLDER / "items.parquet"), timestamp_field="event_timestamp")
items = FeatureView(
    name="items", entities=[item], ttl=datetime.timedelta(days=36500), source=source,
    schema=[Field(name=name, dtype=Int64) for name in FACTS] + [Field(name=name, dtype=Float64) for name in STATIC])
request = RequestSource(name="asked", schema=[
    Field(name="row_item", dtype=Int64), *(Field(name=name, dtype=Float64) for name in ASKED)])


@on_demand_feature_view(
    sources=[items, request], mode="pandas", schema=[Field(name=f"f{at}", dtype=Float32) for at in range(COUNT)])
def page(inputs: pd.DataFrame) -> pd.DataFrame:
    import feast_page
    return feast_page.compute(inputs)


def compute(inputs):
    from types import SimpleNamespace
    listener, moment = state()
    from columns import numpy_page
    number = lambda name: inputs[name].to_numpy(dtype=float)
    rows = SimpleNamespace(
        item=inputs["row_item"].to_numpy(dtype=np.int64), kind=inputs["item_kind"].to_numpy(dtype=int),
        artist=inputs["artist"].to_numpy(dtype=np.int64), genre=inputs["genre"].to_numpy(dtype=np.int64),
        source=inputs["source"].to_numpy(dtype=int), **{name: number(name) for name in (
            "released", "overall", "segment", "rising", "position", "affinity")})
    static = SimpleNamespace(columns=inputs[STATIC].to_numpy(dtype=float))
    return pd.DataFrame(numpy_page(listener, moment, rows, static), columns=[f"f{at}" for at in range(COUNT)])


def prepare():
    """Writes the items where Feast reads them, applies the definitions and materializes."""
    sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
    from columns import Candidates, ItemTable
    written = json.loads((FOLDER / "page.json").read_text())
    rows, static = Candidates(written["rows"]), ItemTable(written["rows"])
    frame = pd.DataFrame({"item": rows.item, "item_kind": rows.kind, "artist": rows.artist, "genre": rows.genre,
                          "released": rows.released.astype(np.int64)})
    for at, name in enumerate(STATIC):
        frame[name] = static.columns[:, at]
    frame["event_timestamp"] = pd.Timestamp("2024-01-01", tz="UTC")
    frame.drop_duplicates("item").to_parquet(FOLDER / "items.parquet")
    (FOLDER / "feature_store.yaml").write_text(
        "project: bench\nprovider: local\nregistry: registry.db\nonline_store:\n  type: sqlite\n  path: online.db\n"
        "entity_key_serialization_version: 3\n")
    store = FeatureStore(repo_path=str(FOLDER))
    import feast_page
    store.apply([feast_page.item, feast_page.items, feast_page.page])
    store.materialize(datetime.datetime(2020, 1, 1), datetime.datetime(2025, 1, 1))


if __name__ == "__main__":
    prepare()
