import Glibc

/// What this process has used so far, all its threads together.
struct ProcessUsage {
  /// Time of processors, in the program and in the kernel for it.
  var cpuSeconds: Double
  /// The most memory it had.
  var residentBytesMax: Int

  /// The memory it has now, in bytes.
  static var residentBytes: Int {
    guard let file = unsafe fopen("/proc/self/statm", "r") else { return 0 }
    defer { unsafe fclose(file) }
    var text = [CChar](repeating: 0, count: 128)
    guard unsafe fgets(&text, 128, file) != nil else { return 0 }
    let words = String(decoding: text.map(UInt8.init(bitPattern:)), as: UTF8.self).split(separator: " ")
    return words.count > 1 ? (Int(words[1]) ?? 0) * sysconf(Int32(_SC_PAGESIZE)) : 0
  }

  /// As of now.
  static var now: ProcessUsage {
    var usage = rusage()
    _ = unsafe getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
    return ProcessUsage(
      cpuSeconds: seconds(usage.ru_utime) + seconds(usage.ru_stime), residentBytesMax: usage.ru_maxrss << 10)
  }
}
