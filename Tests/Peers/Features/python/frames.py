"""The same page with pandas: every table joined to the frame of rows by its key."""

import numpy as np
import pandas as pd

from columns import genre_columns, history_columns, kind_columns, listener_columns, page_parts, pair_columns


def frame(prefix, table, index=None):
    return pd.DataFrame(table, columns=[f"{prefix}{at}" for at in range(table.shape[1])], index=index)


def pandas_page(state, moment, rows, items):
    item_at, artist_at, heard = page_parts(state, moment, rows)
    history, artists = history_columns(state, moment)
    genres = np.unique(rows.genre)
    page = pd.DataFrame({
        "item_at": item_at, "artist_at": artist_at, "kind": rows.kind - 1, "source": rows.source - 1,
        "genre": rows.genre, "one": 0})
    page = page.join(frame("listener", listener_columns(state, moment)[None]), on="one")
    page = page.join(frame("static", items.columns))
    page = page.join(frame("kind_", kind_columns(state, moment)), on="kind")
    page = page.join(frame("source_", np.eye(5)), on="source")
    page = page.join(frame("history", history), on="item_at")
    page = page.join(frame("artist", artists), on="artist_at")
    page = page.join(frame("genre_", genre_columns(state, genres.tolist()), index=genres), on="genre")
    page = page.join(frame("pair", pair_columns(state, moment, rows, heard)))
    return page.drop(columns=["item_at", "artist_at", "kind", "source", "genre", "one"]).astype(np.float32)
