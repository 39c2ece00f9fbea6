extension RankingDataset {
  /// The bytes that one row takes in memory and encoded.
  public static func bytesPerRow(features: Int) -> Int { DatasetFormat.bytesPerRow(features: features) }

  /// The most bytes that an encoded dataset of so many rows may have, whatever its names.
  public static func encodedBytesMax(rows: Int, features: Int) -> Int {
    let names = (features + 3) * (2 + nameBytesMax)
    return DatasetFormat.headerBytes + names + rows * bytesPerRow(features: features) + DatasetFormat.checksumBytes
  }

  /// The most rows whose dataset surely has no more bytes encoded; at most ``rowsMax``.
  public static func rowsFitting(bytes: Int, features: Int) -> Int {
    let room = bytes - encodedBytesMax(rows: 0, features: features)
    return max(0, min(rowsMax, room / bytesPerRow(features: features)))
  }
}
