import Glibc

/// Writes to file descriptors that others may have made non-blocking, such as a shared terminal.
public enum DescriptorWriter {
  /// Writes all bytes, in as many calls as it takes.
  ///
  /// - Parameter patienceMilliseconds: How long a full pipe may take to have room again; -1 for as long as it takes.
  /// - Returns: The system error that ended it early; 0 when everything was written.
  public static func write(_ bytes: [UInt8], to descriptor: CInt, patienceMilliseconds: CInt) -> CInt {
    var written = 0
    while written < bytes.count {
      let count = unsafe bytes.withUnsafeBytes { bytes in
        unsafe Glibc.write(descriptor, bytes.baseAddress?.advanced(by: written), bytes.count - written)
      }
      if count > 0 {
        written += count
        continue
      }
      let failure = errno
      switch failure {
      case EINTR: continue
      case EAGAIN:
        guard waitUntilWritable(descriptor, patienceMilliseconds) else { return failure }
      default: return failure
      }
    }
    return 0
  }

  /// Waits for a reader of a full pipe; false when there is none in time.
  private static func waitUntilWritable(_ descriptor: CInt, _ patienceMilliseconds: CInt) -> Bool {
    var waited = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
    return unsafe poll(&waited, 1, patienceMilliseconds) != 0
  }
}
