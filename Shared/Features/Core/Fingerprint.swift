import Crypto

/// Makes the fingerprint of a feature set.
enum Fingerprint {
  /// Half of a SHA-256 digest, as 32 hexadecimal digits.
  static let byteCount = 16

  /// Digests what the features are called and bounded by, what profiles keep, and what the features answer on
  /// ``Probes``.
  ///
  /// Meanings and missing rules are prose and stay out: to write them better must not make a model unusable.
  static func compute(
    definitions: [FeatureDefinition], answer: (Profile, [FeatureRow], Moment) -> FeatureMatrix
  ) -> String {
    var hash = SHA256()
    hash.update(data: Array(parameters.utf8))
    for definition in definitions { hash.update(data: Array(line(of: definition).utf8)) }
    for probe in Probes.all {
      let matrix = answer(probe.profile, probe.rows, probe.moment)
      hash.update(data: matrix.values.flatMap { bytes(of: $0) })
      hash.update(data: matrix.missing)
    }
    return hash.finalize().prefix(byteCount).map { hexadecimal($0) }.joined()
  }

  private static var parameters: String {
    let limits = [
      Int(ProfileLimits.encodingVersion), ProfileLimits.heardMax, ProfileLimits.likedMax, ProfileLimits.hiddenMax,
      ProfileLimits.genresMax, ProfileLimits.transitionsMax, ProfileLimits.sessionGapMinutes,
      ProfileLimits.itemHalfLifeDays, ProfileLimits.habitHalfLifeDays,
    ]
    return "features 2 float32 " + limits.map(String.init).joined(separator: " ") + "\n"
  }

  private static func line(of definition: FeatureDefinition) -> String {
    let bounds = [definition.bounds.lowerBound, definition.bounds.upperBound].map { String($0.bitPattern, radix: 16) }
    return "\(definition.name)\t\(definition.unit)\t\(bounds[0])\t\(bounds[1])\n"
  }

  private static func bytes(of value: Float) -> [UInt8] {
    [0, 8, 16, 24].map { UInt8(truncatingIfNeeded: value.bitPattern >> UInt32($0)) }
  }

  private static func hexadecimal(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 16)
    return byte < 16 ? "0" + digits : digits
  }
}
