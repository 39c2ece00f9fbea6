import Glibc

/// What this process has used so far, all its threads together.
struct ProcessUsage {
  /// Time of processors, in the program and in the kernel for it.
  var cpuSeconds: Double
  /// The most memory it had.
  var residentBytesMax: Int

  /// As of now.
  static var now: ProcessUsage {
    var usage = rusage()
    _ = unsafe getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
    return ProcessUsage(
      cpuSeconds: seconds(usage.ru_utime) + seconds(usage.ru_stime), residentBytesMax: usage.ru_maxrss << 10)
  }
}
