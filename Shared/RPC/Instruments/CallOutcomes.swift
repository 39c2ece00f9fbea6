/// What is known of the calls of one method that ended with one status. Written on one event loop.
final class CallOutcomes: Sendable {
  let durations = LoopHistogram<48>()
  let sentBytes = LoopHistogram<12>()
  let receivedBytes = LoopHistogram<12>()

  func record(nanoseconds: UInt64, sentBytes sent: UInt64, receivedBytes received: UInt64) {
    durations.record(nanoseconds, inBucket: DurationBuckets.bucket(ofNanoseconds: nanoseconds))
    sentBytes.record(sent, inBucket: SizeBuckets.bucket(ofBytes: sent))
    receivedBytes.record(received, inBucket: SizeBuckets.bucket(ofBytes: received))
  }
}
