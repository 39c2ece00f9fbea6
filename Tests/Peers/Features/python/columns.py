"""The features of a page in NumPy: the same columns as `bandstand features` lists, in the same order."""

import numpy as np

from listener import ALBUM, ARTIST, COLLECTIONS, DAY, Listener, PODCAST, TRACK, hour, kind, weekday

MASK = (1 << 64) - 1
GAMMA = 0x9E3779B97F4A7C15


def bucket(number, salt, count):
    """A hashed category's columns, by the documented hash: SplitMix64's output function, the top bit the sign."""
    mixed = (number + salt * GAMMA) & MASK
    mixed = ((mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9) & MASK
    mixed = ((mixed ^ (mixed >> 27)) * 0x94D049BB133111EB) & MASK
    mixed ^= mixed >> 31
    columns = np.zeros(count)
    columns[mixed % count] = 1 if mixed >> 63 == 0 else -1
    return columns


def text_number(text):
    number = 0xCBF29CE484222325
    for byte in text.encode():
        number = ((number ^ byte) * 0x100000001B3) & MASK
    return number


def share(part, whole):
    return part / whole if whole > 0 else np.nan


def squeezed_shares(shares):
    return np.where((shares >= 0) & (shares <= 1), np.log1p(shares * 1e6), np.nan)


class ItemTable:
    """What is static of the items: once a catalog snapshot, so not timed."""

    def __init__(self, rows):
        length = np.array([row.get("length") or np.nan for row in rows], dtype=float)
        missing = lambda count: np.full(count, np.nan)
        genre = [bucket(row["genre"], 2, 8) if row.get("genre") else missing(8) for row in rows]
        artists = [row["item"] if kind(row["item"]) == ARTIST else row.get("artist") for row in rows]
        artist = [bucket(one, 3, 4) if one else missing(4) for one in artists]
        self.columns = np.column_stack([np.where(length > 0, np.log1p(length), np.nan), genre, artist])


class Candidates:
    """The rows as arrays, as they would stand in a data frame. Not timed."""

    def __init__(self, rows):
        number = lambda name: np.array([np.nan if row.get(name) is None else row[name] for row in rows], dtype=float)
        self.item = np.array([row["item"] for row in rows], dtype=np.int64)
        self.kind = (self.item >> 56).astype(int)
        self.artist = np.array([row.get("artist") or 0 for row in rows], dtype=np.int64)
        self.genre = np.array([row.get("genre") or 0 for row in rows], dtype=np.int64)
        self.source = np.array([row["source"] for row in rows], dtype=np.int64)
        self.released, self.overall, self.segment = number("released"), number("overall"), number("segment")
        self.rising, self.position, self.affinity = number("rising"), number("position"), number("affinity")


class State:
    """The listener's state as arrays. Not timed: the counterpart of a decoded profile."""

    def __init__(self, events, country="SE", city="Lund", tier=2, platform=1, age=3):
        self.listener = listener = Listener(events)
        self.country, self.city, self.tier, self.platform, self.age = country, city, tier, platform, age
        marked = set().union(*listener.marks.values())
        keys = self.keys = np.array(sorted(set(listener.heard) | marked), dtype=np.int64)
        places, heard = listener.places(), [listener.heard.get(int(key)) for key in keys]
        column = lambda of: np.array([np.nan if one is None else of(one) for one in heard], dtype=float)
        self.first, self.last = column(lambda one: one["first"]), column(lambda one: one["last"])
        self.weight, self.days = column(lambda one: one["weight"]), column(lambda one: one["days"])
        self.gap, self.weekend = column(lambda one: one["gap"]), column(lambda one: one["weekend"])
        self.completions = [column(lambda one, at=at: one["completions"][at]) for at in range(3)]
        self.parts = [column(lambda one, at=at: one["parts"][at]) for at in range(4)]
        self.place = np.array([places.get(int(key), np.nan) for key in keys])
        self.next = listener.next_shares([int(key) for key in keys])
        self.latest = np.isin(keys, [one for one in listener.latest[:3] if one])
        self.marks = [np.isin(keys, list(listener.marks[name])) for name in ("like", "follow", "hide")]


def listener_columns(state, moment):
    """Once a page."""
    one = state.listener
    count, counted = len(one.listens), np.bincount([listen[1] for listen in one.listens], minlength=4)
    fade = 2.0 ** (-max(0, moment - one.last) / (28 * DAY))
    last, first = one.listens[-1][0], one.listens[0][0]
    seconds = lambda since: np.log1p(max(0, moment - since) / 1000)
    days = len({listen[0] // DAY for listen in one.listens})
    by_kind, hours = one.kinds.sum(axis=1), one.hours.reshape(7, 24)
    near = hours[:, [(hour(moment) + step) % 24 for step in (23, 0, 1)]].sum()
    going = moment - last < 30 * 60_000
    angle = 2 * np.pi * hour(moment) / 24
    flags = [float(state.tier == tier) for tier in range(1, 5)] + [float(state.platform == at) for at in range(1, 7)]
    return np.array(
        [state.age, float(state.country is not None), *flags, np.log1p(count), 0.0, np.log1p(one.hours.sum() * fade),
         np.log1p(days), seconds(last), seconds(first), counted[1] / count, counted[3] / count,
         share(by_kind[PODCAST - 1], by_kind[PODCAST - 1] + by_kind[TRACK - 1]),
         sum(kind(item) == ARTIST for item in one.heard) / 100, np.log1p(one.click_count),
         *(np.log1p(len(one.marks[name])) for name in ("like", "follow", "hide")), share(near, one.hours.sum()),
         share(hours[weekday(moment)].sum(), one.hours.sum()),
         share(one.platforms[state.platform - 1], one.platforms.sum()) if state.platform else np.nan,
         {1: 1.0, 2: 0.5, 3: 0.0}[one.latest[3]], np.log1p(one.session[1]) if going else 0.0,
         seconds(one.session[0]) if going else np.nan, one.session[2] / one.session[1] if going else np.nan,
         np.sin(angle), np.cos(angle), float(weekday(moment) >= 5), *bucket(text_number(state.city), 1, 4)])


def kind_columns(state, moment):
    """Once a page and kind."""
    one, rows = state.listener, []
    by_kind, now = one.kinds.sum(axis=1), one.kinds[:, hour(moment) // 6]
    for at in range(5):
        always, part = share(by_kind[at], by_kind.sum()), share(now[at], now.sum())
        rows.append([*(float(at == other) for other in range(5)), always, part, part - always,
                     share(one.clicks[at], one.clicks.sum()), *bucket(state.tier << 8 | at + 1, 4, 4)])
    return np.array(rows)


def history_columns(state, moment):
    """Once a page for all items that the listener heard or marked; one more row a kind for those they did not."""
    seconds = lambda since: np.log1p(np.maximum(0, moment - since) / 1000)
    heard = ~np.isnan(state.place)
    listens = sum(state.completions)
    some = np.where(listens > 0, listens, np.nan)
    gap = np.where(listens > 1, (state.last - state.first) / 1000 / np.maximum(listens - 1, 1), np.nan)
    weight = state.weight * 2.0 ** (-np.maximum(0, moment - state.last) / (14 * DAY))
    zero = lambda values: np.where(heard, values, 0.0)
    since, mean = seconds(state.last), np.log1p(gap)
    full, partial, skipped = (part / some for part in state.completions)
    week = state.weekend if weekday(moment) >= 5 else listens - state.weekend
    decayed = zero(np.log1p(weight))
    like, follow, hide = (mark.astype(float) for mark in state.marks)
    item = np.column_stack([
        heard.astype(float), zero(np.log1p(listens)), decayed, since, seconds(state.first), mean,
        np.log1p(state.gap / 1000), since - mean, zero(np.log1p(state.days)), np.log1p(listens / state.days),
        np.log1p(state.place), state.latest.astype(float), state.next, full, partial, skipped, decayed * full,
        state.parts[hour(moment) // 6] / some, week / some, like, follow, hide])
    artist = item[:, [0, 1, 2, 3, 5, 7, 10, 11, 12, 13, 15, 19, 20, 21]]
    untouched = np.full((5, item.shape[1]), np.nan)
    untouched[:, [0, 1, 2, 8, 11, 19, 20, 21]] = 0
    for at in range(5):
        known = np.array([kind(int(key)) == at + 1 or (at + 1 in COLLECTIONS and kind(int(key)) in COLLECTIONS)
                          for key in state.keys])
        untouched[at, 12] = 0 if at + 1 != TRACK and not np.all(np.isnan(state.next[known])) else np.nan
    unknown = np.full((1, artist.shape[1]), np.nan)
    return np.vstack([item, untouched]), np.vstack([artist, untouched[ARTIST - 1, [
        0, 1, 2, 3, 5, 7, 10, 11, 12, 13, 15, 19, 20, 21]][None], unknown])


def genre_columns(state, genres):
    """Once a page and genre."""
    total = sum(state.listener.genres.values())
    letters = ord(state.country[0]) << 8 | ord(state.country[1])
    return np.array([
        [share(state.listener.genres.get(genre, 0.0), total), *bucket(letters << 16 | genre, 5, 4)] if genre
        else [np.nan] * 5 for genre in genres])


def pair_columns(state, moment, rows, heard):
    """Every row."""
    age = np.maximum(0, moment // 1000 - rows.released)
    fresh = 2.0 ** (-age / (30 * 86_400))
    popular, segment = squeezed_shares(rows.overall), squeezed_shares(rows.segment)
    affinity = np.clip(rows.affinity, -1, 1)
    artists = sum(kind(item) == ARTIST for item in state.listener.heard) / 100
    return np.column_stack([
        np.log1p(age), fresh, popular, segment, segment - popular, rows.rising, affinity, np.log1p(rows.position),
        np.where(heard, np.nan, affinity), affinity * popular, popular / (1 + np.log1p(len(state.listener.listens))),
        fresh * artists])


def find(keys, items):
    """Where items stand among sorted keys, and which do."""
    place = np.minimum(np.searchsorted(keys, items), len(keys) - 1)
    return place, keys[place] == items


def page_parts(state, moment, rows):
    """All tables that the rows of a page take their columns from, and where each row's stand."""
    count = len(state.keys)
    item_place, item_known = find(state.keys, rows.item)
    artist = np.where(rows.kind == ARTIST, rows.item, rows.artist)
    artist_place, artist_known = find(state.keys, artist)
    item_at = np.where(item_known, item_place, count + rows.kind - 1)
    artist_at = np.where(artist_known, artist_place, np.where(artist == 0, count + 1, count))
    heard = item_known & ~np.isnan(state.place[item_place])
    return item_at, artist_at, heard


def numpy_page(state, moment, rows, items):
    """All columns of all rows."""
    item_at, artist_at, heard = page_parts(state, moment, rows)
    history, artists = history_columns(state, moment)
    genres, genre_at = np.unique(rows.genre, return_inverse=True)
    listener = listener_columns(state, moment)
    return np.column_stack([
        np.broadcast_to(listener, (len(rows.item), len(listener))), items.columns,
        kind_columns(state, moment)[rows.kind - 1], np.eye(5)[rows.source - 1], history[item_at], artists[artist_at],
        genre_columns(state, genres.tolist())[genre_at], pair_columns(state, moment, rows, heard)]).astype(np.float32)
