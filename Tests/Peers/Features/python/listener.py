"""Folds a listener's events into raw state, as `Shared/Features/Profile` does. Not timed: profiles stand ready.

Only for events in the order of time, without late ones: that is what the benchmark's listener has.
"""

import numpy as np

DAY = 86_400_000
TRACK, ALBUM, ARTIST, PLAYLIST, PODCAST = range(1, 6)
COLLECTIONS = (ALBUM, PLAYLIST, PODCAST)


def kind(item):
    return item >> 56


def weekday(moment):
    return (moment // DAY + 3) % 7


def hour(moment):
    return moment // 3_600_000 % 24


class Listener:
    def __init__(self, events):
        self.heard = {}
        self.marks = {"like": {}, "follow": {}, "hide": {}}
        self.hours, self.kinds, self.platforms = np.zeros(168), np.zeros((5, 4)), np.zeros(6)
        self.clicks, self.genres, self.transitions = np.zeros(5), {}, {}
        self.click_count, self.latest, self.last, self.listens = 0, None, None, []
        self.session = [0, 0, 0]
        for event in events:
            if event["kind"] != "account":
                self.fade(event["moment"])
            getattr(self, event["kind"])(event)

    def fade(self, moment):
        factor = 1.0 if self.last is None else 2.0 ** (-(moment - self.last) / (28 * DAY))
        self.last = moment
        for table in (self.hours, self.kinds, self.platforms, self.clicks):
            table *= factor
            table[table < 2**-10] = 0
        for table in (self.genres, self.transitions):
            for key in list(table):
                table[key] *= factor
                if table[key] < 2**-10:
                    del table[key]

    def account(self, event):
        pass

    def click(self, event):
        self.click_count += 1
        self.clicks[kind(event["item"]) - 1] += 1

    def like(self, event):
        self.mark("like", event, 100)

    def follow(self, event):
        self.mark("follow", event, 100)

    def hide(self, event):
        self.mark("hide", event, 500)

    def mark(self, name, event, limit):
        marks = self.marks[name]
        marks[event["item"]] = event["moment"]
        while len(marks) > limit:
            del marks[min(marks, key=lambda item: (marks[item], -item))]

    def listen(self, event):
        moment, item, artist, context = (event.get(key) for key in ("moment", "item", "artist", "context"))
        part = hour(moment) // 6
        self.hours[weekday(moment) * 24 + hour(moment)] += 1
        self.kinds[kind(item) - 1, part] += 1
        if context and context != item:
            self.kinds[kind(context) - 1, part] += 1
        if event.get("platform"):
            self.platforms[event["platform"] - 1] += 1
        if event.get("genre"):
            self.add(self.genres, event["genre"], 32)
        collection = next((one for one in (context, item) if one and kind(one) in COLLECTIONS), None)
        artist_now = artist or (item if kind(item) == ARTIST else None)
        if self.latest:
            for before, now in ((self.latest[1], artist_now), (self.latest[2], collection)):
                if before and now:
                    self.add(self.transitions, (before, now), 64)
        self.latest = (item, artist_now, collection, event["completion"])
        if self.listens and moment - self.listens[-1][0] < 30 * 60_000:
            self.session[1] += 1
        else:
            self.session = [moment, 1, 0]
        self.session[2] += event["completion"] == 3
        self.listens.append((moment, event["completion"]))
        for touched in dict.fromkeys(one for one in (item, artist, context) if one):
            self.touch(touched, moment, event["completion"])

    def add(self, table, key, limit):
        """The lightest other one, the first of its order among equals, makes place for a new one."""
        new = key not in table
        table[key] = table.get(key, 0) + 1
        if new and len(table) > limit:
            del table[min((one for one in table if one != key), key=lambda one: (table[one], one))]

    def touch(self, item, moment, completion):
        heard = self.heard.setdefault(item, {
            "first": moment, "last": None, "weight": 0.0, "days": 0, "gap": np.nan,
            "completions": [0, 0, 0], "weekend": 0, "parts": [0, 0, 0, 0]})
        if heard["last"] is None or moment // DAY > heard["last"] // DAY:
            heard["days"] += 1
        if heard["last"] is not None:
            heard["gap"] = moment - heard["last"]
            heard["weight"] *= 2.0 ** (-heard["gap"] / (14 * DAY))
        heard["weight"] += 1
        heard["last"] = moment
        heard["completions"][completion - 1] += 1
        heard["weekend"] += weekday(moment) >= 5
        heard["parts"][hour(moment) // 6] += 1
        kinds = (kind(item),) if kind(item) in (ARTIST, TRACK) else COLLECTIONS
        group = [one for one in self.heard if kind(one) in kinds]
        if len(group) > 100:
            del self.heard[min(group, key=lambda one: (self.heard[one]["last"], -one))]

    def places(self):
        """Each heard item's place in its list, most recent first."""
        places = {}
        for kinds in ((ARTIST,), (TRACK,), COLLECTIONS):
            group = [one for one in self.heard if kind(one) in kinds]
            group.sort(key=lambda one: (-self.heard[one]["last"], one))
            places.update({one: place for place, one in enumerate(group)})
        return places

    def next_shares(self, items):
        """The part of what followed the latest artist or collection that was each item."""
        shares = np.full(len(items), np.nan)
        for kinds, before in (((ARTIST,), self.latest[1]), (COLLECTIONS, self.latest[2])):
            after = {to: weight for (start, to), weight in self.transitions.items() if start == before}
            if after:
                total = sum(after.values())
                for place, item in enumerate(items):
                    if kind(item) in kinds:
                        shares[place] = after.get(item, 0) / total
        return shares
