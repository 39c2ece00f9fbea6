/// How often values fell between fixed bounds, and their sum. Written on one event loop and read from anywhere.
struct LoopHistogram<let bucketCount: Int>: ~Copyable, Sendable {
  private let buckets = InlineArray<bucketCount, LoopCounter> { _ in LoopCounter() }
  private let sum = LoopCounter()

  /// Counts a value that belongs into that bucket. On its loop only.
  func record(_ value: UInt64, inBucket bucket: Int) {
    buckets[min(bucket, bucketCount - 1)].add()
    sum.add(value)
  }

  /// How many values each bucket has, those between two bounds only, and the sum of all.
  func totals() -> (counts: [UInt64], sum: UInt64) {
    ((0..<bucketCount).map { buckets[$0].total }, sum.total)
  }
}
