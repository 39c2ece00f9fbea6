/// Finds what a listener did with an item, among all that the profile keeps.
struct TouchedItems {
  /// One item that the profile keeps in some way.
  struct Entry {
    let item: ItemIdentifier
    /// Where it stands in its list of heard items.
    var heardPlace: Int32?
    var isLiked = false
    var isFollowed = false
    var isHidden = false
    /// Where its columns stand, once they were computed.
    var itemPlace = RowPlaces.none
    var artistPlace = RowPlaces.none

    /// Whether the listener ever heard it, as far as the profile goes back.
    var isHeard: Bool { heardPlace != nil }
  }

  /// The items, in the order in which they were found.
  var entries: [Entry] = []
  private var table: KeyTable

  init(_ profile: Profile) {
    let lists = [profile.artistList, profile.trackList, profile.collectionList]
    let marks = [profile.likes, profile.follows, profile.hides]
    let countMax = lists.reduce(0) { $0 + $1.items.count } + marks.reduce(0) { $0 + $1.marks.count }
    table = KeyTable(keysMax: countMax)
    entries.reserveCapacity(countMax)
    for list in lists {
      for (place, heard) in list.items.enumerated() { entries[add(heard.item)].heardPlace = Int32(place) }
    }
    for mark in profile.likes.marks { entries[add(mark.item)].isLiked = true }
    for mark in profile.follows.marks { entries[add(mark.item)].isFollowed = true }
    for mark in profile.hides.marks { entries[add(mark.item)].isHidden = true }
  }

  /// How many items there are.
  var count: Int { entries.count }

  /// The item's place among the entries; nil when the profile does not keep it.
  @inline(__always)
  func index(of item: ItemIdentifier) -> Int? { table[item.rawValue] }

  /// What the listener did with an entry's item.
  func history(of index: Int, on page: PageContext) -> History {
    let entry = entries[index]
    var history = History(of: entry.item.kind, on: page)
    if let place = entry.heardPlace {
      history.add(page.profile.list(of: entry.item.kind).items[Int(place)], place: Int(place), on: page)
    }
    (history.isLiked, history.isFollowed, history.isHidden) = (entry.isLiked, entry.isFollowed, entry.isHidden)
    return history
  }

  private mutating func add(_ item: ItemIdentifier) -> Int {
    let index = table.insert(item.rawValue, next: entries.count)
    if index == entries.count { entries.append(Entry(item: item)) }
    return index
  }
}
