import Features
import FoundationEssentials
import Testing

@Suite("Deterministic mathematics")
struct DeterministicMathTests {
  /// The stated error: half a unit is the best there is.
  static let unitsMax = 0.501

  static let functions: [String: @Sendable (Float) -> Float] = [
    "exp": DeterministicMath.exp, "exp2": DeterministicMath.exp2, "log": DeterministicMath.log,
    "log2": DeterministicMath.log2, "log1p": DeterministicMath.log1p, "sigmoid": DeterministicMath.sigmoid,
  ]

  @Test("Every function is within 0.501 units in the last place of the true value", arguments: functions.keys.sorted())
  func reference(name: String) throws {
    let function = try #require(Self.functions[name])
    let table = try ReferenceTable.load(name)
    #expect(table.points.count > 300)
    var worst = (units: 0.0, point: Float(0))
    for (point, truth) in zip(table.points, table.values) {
      let got = function(point)
      let units = abs(Double(got) - truth) / Double(Float(truth).ulp)
      if units > worst.units { worst = (units, point) }
    }
    print("\(name): worst \(worst.units) units in the last place, at \(worst.point), of \(table.points.count) points")
    #expect(worst.units <= Self.unitsMax)
  }

  @Test("Ends of the range give infinities, zeros and NaN as IEEE 754 has them")
  func ends() {
    let exponentials = [DeterministicMath.exp, DeterministicMath.exp2]
    for function in exponentials {
      #expect(function(.infinity) == .infinity && function(1_000) == .infinity && function(129) == .infinity)
      #expect(function(-.infinity) == 0 && function(-1_000) == 0 && function(-151) == 0)
      #expect(function(0) == 1 && function(-0.0) == 1 && function(.nan).isNaN)
      #expect(function(.greatestFiniteMagnitude) == .infinity && function(-.greatestFiniteMagnitude) == 0)
    }
    let logarithms = [DeterministicMath.log, DeterministicMath.log2]
    for function in logarithms {
      #expect(function(.infinity) == .infinity && function(0) == -.infinity && function(-0.0) == -.infinity)
      #expect(function(-1).isNaN && function(-.infinity).isNaN && function(.nan).isNaN && function(1) == 0)
    }
    #expect(DeterministicMath.log1p(-1) == -.infinity && DeterministicMath.log1p(-2).isNaN)
    #expect(DeterministicMath.log1p(.infinity) == .infinity && DeterministicMath.log1p(.nan).isNaN)
    #expect(
      DeterministicMath.log1p(0) == 0 && DeterministicMath.log1p(.leastNonzeroMagnitude) == .leastNonzeroMagnitude)
    #expect(DeterministicMath.sigmoid(.infinity) == 1 && DeterministicMath.sigmoid(-.infinity) == 0)
    #expect(DeterministicMath.sigmoid(0) == 0.5 && DeterministicMath.sigmoid(.nan).isNaN)
  }

  @Test("Whole powers of 2 are exact, both ways")
  func powers() {
    for power in -149...127 {
      let value = Float(sign: .plus, exponent: power, significand: 1)
      #expect(DeterministicMath.exp2(Float(power)) == value)
      #expect(DeterministicMath.log2(value) == Float(power))
    }
  }

  @Test("A greater argument never gives a smaller value", arguments: functions.keys.sorted())
  func monotone(name: String) throws {
    let function = try #require(Self.functions[name])
    for start in [Float(1e-30), 0.2, 0.34657, 0.37499, 0.5, 0.7071, 0.99999, 1.41421, 20] {
      var (point, last) = (start, function(start))
      for _ in 0..<2_000 {
        point = point.nextUp
        let value = function(point)
        #expect(value >= last, "at \(point)")
        last = value
      }
    }
  }
}

/// Points and true values, made by mpmath; the file says how.
private struct ReferenceTable {
  let points: [Float]
  let values: [Double]

  private struct Columns: Decodable {
    let points: String
    let values: String
  }

  static func load(_ name: String) throws -> ReferenceTable {
    let data = try Data(contentsOf: URL(filePath: Fixture.path("deterministic-math.json")))
    let object = try JSONDecoder().decode([String: ColumnsOrText].self, from: data)
    guard case .columns(let columns)? = object[name] else { throw CocoaError(.fileReadCorruptFile) }
    return ReferenceTable(
      points: columns.points.split(separator: " ").compactMap { UInt32($0, radix: 16).map { Float(bitPattern: $0) } },
      values: columns.values.split(separator: " ").compactMap { UInt64($0, radix: 16).map { Double(bitPattern: $0) } })
  }

  private enum ColumnsOrText: Decodable {
    case columns(Columns)
    case text

    init(from decoder: any Decoder) throws {
      self = (try? Columns(from: decoder)).map { .columns($0) } ?? .text
    }
  }
}

/// Finds committed fixtures beside the tests.
enum Fixture {
  static func path(_ name: String) -> String {
    "/" + #filePath.split(separator: "/").dropLast(2).joined(separator: "/") + "/fixtures/" + name
  }
}
