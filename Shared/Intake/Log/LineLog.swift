import Masking
import Storage

/// Lines gathered by partition and written as objects: what every log of ours is made of.
///
/// Lines are held back until ``flush()``, or until they are more than the bound. What was added before a flush that returned
/// is durable. When a flush throws, what it could not write is held for the next one.
actor LineLog {
  private let objects: any ObjectStore
  private let writer: LogWriterName
  private let bufferedBytesMax: Int
  private var buffers: [String: [UInt8]] = [:]
  private var bufferedBytes = 0
  private var sequence: UInt64 = 0
  private var writing: Task<Void, any Error>?

  init(objects: any ObjectStore, writer: LogWriterName, bufferedBytesMax: Int) {
    self.objects = objects
    self.writer = writer
    self.bufferedBytesMax = bufferedBytesMax
  }

  /// Adds lines, each to its partition. When too much is held already, it is flushed first; when that throws, nothing is
  /// added.
  func add(_ lines: [(partition: String, line: [UInt8])]) async throws {
    if bufferedBytes >= bufferedBytesMax { try await flush() }
    for (partition, line) in lines { buffers[partition, default: []] += line }
    bufferedBytes += lines.reduce(0) { $0 + $1.line.count }
  }

  /// Writes what is held. Callers that come while one is writing share the next write.
  func flush() async throws {
    while let writing { _ = await writing.result }
    guard !buffers.isEmpty else { return }
    let task = Task { try await self.write() }
    writing = task
    try await task.value
  }

  /// Writes all partitions and puts back what could not be written. Only one runs at a time.
  private func write() async throws {
    defer { writing = nil }
    let taken = buffers.sorted { $0.key < $1.key }
    buffers = [:]
    bufferedBytes = 0
    for (index, (partition, lines)) in taken.enumerated() {
      do {
        sequence += 1
        let key = "\(partition)\(writer)-\(CivilDate.padded(sequence, to: 10)).jsonl"
        try await objects.put(lines, at: key)
      } catch {
        for (partition, lines) in taken[index...] { putBack(lines, partition) }
        throw error
      }
    }
  }

  private func putBack(_ lines: [UInt8], _ partition: String) {
    buffers[partition] = lines + (buffers[partition] ?? [])
    bufferedBytes += lines.count
  }
}
