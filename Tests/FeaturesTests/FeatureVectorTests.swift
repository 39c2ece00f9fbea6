import Features
import Testing

@Suite("Feature vectors")
struct FeatureVectorTests {
  @Test("Missing values read as nil")
  func missing() throws {
    let vector = try FeatureVector(values: [1, 0, 3], missing: [0b010])
    #expect(vector[0] == 1 && vector[1] == nil && vector[2] == 3 && vector.count == 3)
  }

  @Test("What no feature computes is refused")
  func refused() {
    let cases: [([Float], [UInt8], FeatureVectorError)] = [
      ([1, 2], [], .wrongBitmapLength(expected: 1, got: 0)),
      ([1, 2], [0, 0], .wrongBitmapLength(expected: 1, got: 2)),
      ([1, .nan], [0], .notFinite(index: 1)),
      ([-.infinity], [0], .notFinite(index: 0)),
      ([1, -0.0], [0], .negativeZero(index: 1)),
      ([1, 2], [2], .valueWhereMissing(index: 1)),
      ([1, 2], [4], .bitsBeyondEnd(count: 2)),
      ([], [1], .wrongBitmapLength(expected: 0, got: 1)),
      ([Float](repeating: 0, count: 4_097), [], .tooManyValues(limit: 4_096, got: 4_097)),
    ]
    for (values, missing, error) in cases {
      #expect(throws: error) { try FeatureVector(values: values, missing: missing) }
    }
  }
}
