import Glibc

/// How many files and connections this process may have open.
public enum OpenFileLimit {
  /// What a program without a server needs, beside what its event loops do.
  public static let least = 32
  /// What a service needs at least, beside what its event loops do: stores, peers, and some callers.
  public static let leastOfService = 64
  /// What an event loop opens for itself, and one more.
  private static let ofEventLoop = 4

  /// Raises the limit to what the system allows. To be called before anything else is: the runtime opens descriptors of its own
  /// when it first needs them, and ends the process by a signal when it cannot.
  ///
  /// - Throws: ``HostingError/tooFewOpenFiles(limit:least:)``.
  public static func raise(least: Int) throws(HostingError) {
    var limit = rlimit()
    guard unsafe getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return }
    if limit.rlim_cur < limit.rlim_max {
      var raised = limit
      raised.rlim_cur = limit.rlim_max
      if unsafe setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &raised) == 0 { limit = raised }
    }
    let needed = least + ofEventLoop * max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
    guard limit.rlim_cur >= rlim_t(needed) else {
      throw .tooFewOpenFiles(limit: Int(clamping: limit.rlim_cur), least: needed)
    }
  }
}
