/// The bounds of what is read back. Larger than anything a service of the design's size needs.
enum ArtifactLimits {
  static let itemCountMax = 100_000_000
  static let segmentCountMax = 8_192
  static let featureCountMax = 4_096
  static let featureNameBytesMax = 128
  static let fingerprintBytesMax = 128
}
