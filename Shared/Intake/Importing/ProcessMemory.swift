import CMalloc

/// How this process shares its memory.
public enum ProcessMemory {
  /// Has all threads take memory from one heap: to be called before there are any.
  ///
  /// Else each has its own, and what one thread has freed another cannot use: an import, whose batches wander from thread to
  /// thread, would come to hold each thread's largest share at once. Threads seldom ask at the same time there.
  public static func shareHeap() {
    _ = mallopt(M_ARENA_MAX, 1)
  }
}
