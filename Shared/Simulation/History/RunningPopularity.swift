import Domain
import Features

/// How much every item was heard over the last 28 whole days, as a system could have known it that morning.
///
/// A listen counts for what was played, for who made it and for what it was started from, each within its kind. Holds
/// 4 bytes an item for each of 28 days and for each segment.
struct RunningPopularity {
  private static let windowDays = 28
  private static let risingDays = 7

  /// The place of each kind's first item in the dense counts.
  private let offsets: [Int]
  private var days: [Counts] = []
  private var window: Counts
  private var rising: Counts
  private var segments: [Segment: Counts] = [:]

  /// An age band in a country; the whole country when there is no age band.
  private struct Segment: Hashable {
    var ageBand: AgeBand?
    var country: Country?
  }

  /// Nothing heard yet of this catalog.
  init(items: MadeCatalog) {
    var sum = 0
    var offsets: [Int] = []
    for kind in items.items {
      offsets.append(sum)
      sum += kind.count
    }
    self.offsets = offsets + [sum]
    window = Counts(items: sum)
    rising = window
  }

  /// Counts one more day's listens, each with what was known of its listener then.
  mutating func addDay(_ listens: [(listen: Listen, attributes: ListenerAttributes)]) {
    var today = Counts(items: offsets[offsets.count - 1])
    for (listen, attributes) in listens {
      let country = Segment(country: attributes.country)
      let segment = Segment(ageBand: attributes.ageBand, country: attributes.country)
      for item in [listen.item, listen.artist, listen.context].compactMap({ $0 }) {
        let index = index(of: item)
        today.add(index, kind: item.kind)
        for key in Set([country, segment]) {
          segments[key, default: Counts(items: offsets[offsets.count - 1])].add(index, kind: item.kind)
        }
      }
    }
    days.append(today)
    window.add(today)
    rising.add(today)
    if days.count > Self.risingDays { rising.subtract(days[days.count - 1 - Self.risingDays]) }
    if days.count > Self.windowDays { window.subtract(days.removeFirst()) }
  }

  /// How much an item is heard, for a listener known by these attributes; nil when nobody heard it.
  func of(_ item: ItemIdentifier, for attributes: ListenerAttributes) -> ItemPopularity? {
    let index = index(of: item)
    let heard = window.items[index]
    guard heard > 0 else { return nil }
    let keys = [
      Segment(ageBand: attributes.ageBand, country: attributes.country), Segment(country: attributes.country),
    ]
    let segment = keys.lazy.compactMap { segments[$0] }.first { $0.kinds[Int(item.kind.rawValue)] > 0 } ?? window
    return ItemPopularity(
      overall: window.share(index, kind: item.kind), inSegment: segment.share(index, kind: item.kind),
      rising: Float(rising.items[index]) / Float(heard))
  }

  /// The most heard items of a kind, most first; ties by number.
  func top(_ count: Int, of kind: ItemKind) -> [ItemIdentifier] {
    let range = offsets[Int(kind.rawValue)]..<offsets[Int(kind.rawValue) + 1]
    return range.filter { window.items[$0] > 0 }
      .sorted { (window.items[$1], $0) < (window.items[$0], $1) }
      .prefix(count)
      .map { ItemIdentifier(kind, UInt64($0 - range.lowerBound + 1)) }
  }

  private func index(of item: ItemIdentifier) -> Int { offsets[Int(item.kind.rawValue)] + Int(item.number) - 1 }
}

/// Listens by item, and by kind.
private struct Counts {
  var items: [UInt32]
  var kinds = [UInt32](repeating: 0, count: ItemKind.allCases.count + 1)

  init(items count: Int) { items = Array(repeating: 0, count: count) }

  mutating func add(_ index: Int, kind: ItemKind) {
    items[index] += 1
    kinds[Int(kind.rawValue)] += 1
  }

  mutating func add(_ other: Counts) {
    for index in items.indices { items[index] += other.items[index] }
    for index in kinds.indices { kinds[index] += other.kinds[index] }
  }

  mutating func subtract(_ other: Counts) {
    for index in items.indices { items[index] -= other.items[index] }
    for index in kinds.indices { kinds[index] -= other.kinds[index] }
  }

  func share(_ index: Int, kind: ItemKind) -> Float { Float(items[index]) / Float(max(1, kinds[Int(kind.rawValue)])) }
}
