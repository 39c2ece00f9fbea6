import Glibc

/// The three streams that every process is started with.
public enum StandardStreams {
  /// Sees to it that all three are open, and that a reader who goes away is an error of the write, not the end.
  ///
  /// A program started without one (`>&-`) would give its number to the next file it opens, and print into that file: a
  /// database, say. What was closed is /dev/null from here on, opened so that a write to standard output still fails.
  /// Belongs before everything else that a program does.
  public static func claim() {
    for (descriptor, mode) in [(STDIN_FILENO, O_RDONLY), (STDOUT_FILENO, O_RDONLY), (STDERR_FILENO, O_WRONLY)]
    where fcntl(descriptor, F_GETFD) < 0 {
      // The lowest free number is given: this one.
      _ = unsafe open("/dev/null", mode)
    }
    _ = signal(SIGPIPE, SIG_IGN)
  }
}
