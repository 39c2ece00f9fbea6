import Features

extension FactorModel {
  /// The model as bytes: a head, the settings, the items, the factors, a checksum.
  public func encoded() -> [UInt8] {
    var writer = ArtifactWriter(.factorization)
    writer.append(UInt32(settings.factorCount))
    writer.append(UInt32(settings.sweepCount))
    writer.append(settings.unobservedWeight)
    writer.append(settings.regularization)
    writer.append(settings.frequencyExponent)
    writer.append(settings.playWeight)
    writer.append(settings.seed)
    writer.append(UInt32(items.count))
    for item in items { writer.append(item.rawValue) }
    for factor in factors { writer.append(factor) }
    return writer.finished()
  }

  /// A model from its bytes.
  ///
  /// - Throws: ``ModelError`` when the bytes are not exactly what ``encoded()`` gives: damaged, cut, of another version,
  ///   with numbers that are not finite, with items out of order, or beyond the stated limits.
  public init(decoding bytes: Span<UInt8>) throws(ModelError) {
    var reader = try ArtifactReader(bytes, kind: .factorization)
    var settings = FactorizationSettings()
    settings.factorCount = Int(try reader.integer(UInt32.self))
    settings.sweepCount = Int(try reader.integer(UInt32.self))
    settings.unobservedWeight = try reader.double("unobserved weight")
    settings.regularization = try reader.double("regularization")
    settings.frequencyExponent = try reader.double("frequency exponent")
    settings.playWeight = try reader.double("play weight")
    settings.seed = try reader.integer(UInt64.self)
    try settings.check()
    let bytesEach = 8 + 4 * settings.factorCount
    let count = try reader.count(of: "items", limit: ArtifactLimits.itemCountMax, bytesEach: bytesEach)
    var items: [ItemIdentifier] = []
    items.reserveCapacity(count)
    for index in 0..<count {
      guard let item = ItemIdentifier(rawValue: try reader.integer(UInt64.self)), items.last.map({ $0 < item }) ?? true
      else { throw .invalidValue(artifact: ArtifactKind.factorization.name, what: "item", index: index) }
      items.append(item)
    }
    var factors: [Float] = []
    factors.reserveCapacity(count * settings.factorCount)
    for index in 0..<count * settings.factorCount {
      let factor = try reader.float("factor", index)
      guard abs(factor) <= Self.factorMagnitudeMax else {
        throw .invalidValue(artifact: ArtifactKind.factorization.name, what: "factor", index: index)
      }
      factors.append(factor)
    }
    try reader.finish()
    self.init(items: items, factors: factors, settings: settings)
  }

  /// Beyond this a product of two rows could overflow; real factors are below 100.
  private static let factorMagnitudeMax: Float = 1e12
}
