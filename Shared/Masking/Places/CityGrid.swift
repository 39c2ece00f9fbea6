import Glibc

/// Cities in cells of one degree, so that only those nearby are measured.
struct CityGrid: Sendable {
  private struct Entry: Sendable {
    let position: SIMD3<Double>
    let index: Int
    let inhabitants: Int
  }

  /// The entries of all cells, cell by cell.
  private let entries: [Entry]
  /// Where each cell begins; one more at the end.
  private let starts: [Int]

  private static let rows = 180
  private static let columns = 360

  /// A grid of cities, known by their indices.
  init(_ cities: [City]) {
    var cells = [[Entry]](repeating: [], count: Self.rows * Self.columns)
    for (index, city) in cities.enumerated() {
      guard let point = Coordinates(latitude: city.latitude, longitude: city.longitude) else { continue }
      let cell = Self.row(of: city.latitude) * Self.columns + Self.column(of: city.longitude)
      cells[cell].append(Entry(position: point.onUnitSphere, index: index, inhabitants: city.inhabitants))
    }
    var starts = [0]
    for cell in cells { starts.append(starts[starts.count - 1] + cell.count) }
    self.starts = starts
    entries = cells.flatMap(\.self)
  }

  /// The index of the nearest city within a bound, and its distance.
  func nearest(to point: Coordinates, kilometresMax: Double) -> (index: Int, kilometres: Double)? {
    let position = point.onUnitSphere
    var best: (entry: Entry, kilometres: Double)?
    let degrees = kilometresMax / Coordinates.degreeKilometres
    let rows = Self.row(of: max(-90, point.latitude - degrees))...Self.row(of: min(90, point.latitude + degrees))
    for row in rows {
      for column in Self.columns(around: point, within: degrees) {
        let cell = row * Self.columns + column
        for entry in entries[starts[cell]..<starts[cell + 1]] {
          let kilometres = Coordinates.kilometres(position, entry.position)
          guard kilometres <= kilometresMax else { continue }
          if let best, (best.kilometres, entry.inhabitants) <= (kilometres, best.entry.inhabitants) { continue }
          best = (entry, kilometres)
        }
      }
    }
    return best.map { ($0.entry.index, $0.kilometres) }
  }

  /// The columns that a circle can reach into: all of them where it goes round a pole.
  private static func columns(around point: Coordinates, within degrees: Double) -> [Int] {
    let farthest = point.latitude.magnitude + degrees
    guard farthest < 89 else { return Array(0..<columns) }
    let reach = degrees / cos(farthest * .pi / 180)
    let first = Int((point.longitude - reach).rounded(.down))
    let last = Int((point.longitude + reach).rounded(.down))
    guard last - first < columns else { return Array(0..<columns) }
    return (first...last).map { (($0 + 180) % columns + columns) % columns }
  }

  private static func row(of latitude: Double) -> Int { min(rows - 1, Int((latitude + 90).rounded(.down))) }

  private static func column(of longitude: Double) -> Int {
    (Int((longitude + 180).rounded(.down)) % columns + columns) % columns
  }
}
