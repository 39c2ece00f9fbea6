/// Finds what a listener did with an item, among all that the profile keeps.
///
/// Sorted by identifier and searched by halves: no hashing, so nothing of the process's chance gets in.
struct TouchedItems {
  private var keys: [UInt64] = []
  private var touches: [Touch] = []

  init(_ profile: Profile, at moment: Moment) {
    var all: [(key: UInt64, change: Change)] = []
    for list in [profile.artistList, profile.trackList, profile.collectionList] {
      for (place, heard) in list.items.enumerated() { all.append((heard.item.rawValue, .heard(heard, place))) }
    }
    all += profile.likes.marks.map { ($0.item.rawValue, .liked) }
    all += profile.follows.marks.map { ($0.item.rawValue, .followed) }
    all += profile.hides.marks.map { ($0.item.rawValue, .hidden) }
    all.sort { $0.key < $1.key }
    for (key, change) in all {
      if keys.last != key {
        keys.append(key)
        touches.append(Touch())
      }
      change.apply(to: &touches[touches.count - 1], at: moment)
    }
  }

  /// What the listener did with that item.
  subscript(_ item: ItemIdentifier) -> Touch {
    var (low, high) = (0, keys.count)
    while low < high {
      let middle = (low + high) / 2
      if keys[middle] < item.rawValue { low = middle + 1 } else { high = middle }
    }
    return low < keys.count && keys[low] == item.rawValue ? touches[low] : Touch()
  }

  /// What one entry of the profile says of an item.
  private enum Change {
    case heard(HeardItem, Int)
    case liked
    case followed
    case hidden

    /// Each kind comes at most once for an item, so the order among them does not matter.
    func apply(to touch: inout Touch, at moment: Moment) {
      switch self {
      case .heard(let heard, let place): touch.add(heard, place: place, at: moment)
      case .liked: touch.isLiked = true
      case .followed: touch.isFollowed = true
      case .hidden: touch.isHidden = true
      }
    }
  }
}
