import Features

extension PopularityModel {
  /// The model as bytes: a head, the moment, each segment's items and listens, what was heard lately, a checksum.
  ///
  /// Equal models have equal bytes.
  public func encoded() -> [UInt8] {
    var writer = ArtifactWriter(.popularity)
    writer.append(moment.milliseconds)
    writer.append(UInt32(segments.count))
    for (segment, listens) in segments.sorted(by: { $0.key < $1.key }) {
      writer.append(segment.rawValue)
      writer.append(UInt32(listens.items.count))
      for (item, count) in zip(listens.items, listens.listens) {
        writer.append(item.rawValue)
        writer.append(count)
      }
    }
    for recent in recent {
      writer.append(recent.month)
      writer.append(recent.week)
    }
    return writer.finished()
  }

  /// A model from its bytes.
  ///
  /// - Throws: ``ModelError`` when the bytes are not exactly what ``encoded()`` gives: damaged, cut, of another version,
  ///   with impossible values, or beyond the stated limits.
  public init(decoding bytes: Span<UInt8>) throws(ModelError) {
    var reader = try ArtifactReader(bytes, kind: .popularity)
    let moment = Moment(milliseconds: Int64(bitPattern: try reader.integer(UInt64.self)))
    let count = try reader.count(of: "segments", limit: ArtifactLimits.segmentCountMax, bytesEach: 8)
    var segments: [Segment: SegmentListens] = [:]
    var last: Segment?
    for index in 0..<count {
      guard let segment = Segment(rawValue: try reader.integer(UInt32.self)), last.map({ $0 < segment }) ?? true
      else { throw Self.invalid("segment", index) }
      segments[segment] = try Self.segmentListens(&reader)
      last = segment
    }
    var recent: [RecentListens] = []
    for index in 0..<(segments[.everybody]?.items.count ?? 0) {
      let month = try reader.integer(UInt64.self)
      let week = try reader.integer(UInt64.self)
      guard week <= month else { throw Self.invalid("recent listens", index) }
      recent.append(RecentListens(month: month, week: week))
    }
    try reader.finish()
    self.init(moment: moment, segments: segments, recent: recent)
  }

  private static func segmentListens(_ reader: inout ArtifactReader) throws(ModelError) -> SegmentListens {
    let count = try reader.count(of: "items", limit: ArtifactLimits.itemCountMax, bytesEach: 16)
    var items: [ItemIdentifier] = []
    var listens: [UInt64] = []
    var sum: UInt64 = 0
    for index in 0..<count {
      guard let item = ItemIdentifier(rawValue: try reader.integer(UInt64.self)), items.last.map({ $0 < item }) ?? true
      else { throw invalid("item", index) }
      let heard = try reader.integer(UInt64.self)
      let (total, overflow) = sum.addingReportingOverflow(heard)
      guard heard > 0, !overflow else { throw invalid("listens", index) }
      sum = total
      items.append(item)
      listens.append(heard)
    }
    return SegmentListens(items: items, listens: listens)
  }

  private static func invalid(_ what: String, _ index: Int) -> ModelError {
    .invalidValue(artifact: ArtifactKind.popularity.name, what: what, index: index)
  }
}
