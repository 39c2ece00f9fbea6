public import Features

/// A city of the gazetteer.
public struct City: Hashable, Sendable {
  /// Its English name.
  public let name: String
  /// The state, province, county or the like that it lies in: GeoNames' first administrative division.
  public let state: String
  /// Its country.
  public let country: Country
  /// Degrees north of the equator.
  public let latitude: Double
  /// Degrees east of Greenwich.
  public let longitude: Double
  /// How many live there.
  public let inhabitants: Int

  /// City and state as they are kept of a listener: "Portland, Oregon", and "Berlin" where both have one name.
  public var nameWithState: String { name == state || state.isEmpty ? name : "\(name), \(state)" }
}

extension City {
  /// A city from a line of `cities.tsv`; nil for anything else.
  init?(line: some StringProtocol) {
    let columns = line.split(separator: "\t", omittingEmptySubsequences: false)
    guard columns.count == 6, let country = Country(columns[2]), let latitude = Double(columns[3]),
      let longitude = Double(columns[4]), let inhabitants = Int(columns[5])
    else { return nil }
    self.init(
      name: String(columns[0]), state: String(columns[1]), country: country, latitude: latitude, longitude: longitude,
      inhabitants: inhabitants)
  }
}
