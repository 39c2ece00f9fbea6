import FoundationEssentials

/// What Linux says of the memory of a process.
public enum ProcessMemory {
  /// The most that was resident at one time, in bytes; nil when there is no such process.
  public static func peakBytes(of identifier: Int32) -> Int? {
    guard let contents = FileManager.default.contents(atPath: "/proc/\(identifier)/status") else { return nil }
    let lines = String(decoding: contents, as: UTF8.self).split(separator: "\n")
    let words = lines.first { $0.hasPrefix("VmHWM:") }?.split(whereSeparator: \.isWhitespace)
    return words.flatMap { $0.count > 1 ? Int($0[1]) : nil }.map { $0 << 10 }
  }
}
