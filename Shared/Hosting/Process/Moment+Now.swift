public import Features
import Glibc

extension Moment {
  /// The system clock's moment. Services ask it once a call and pass it on; the core never does.
  public static var now: Moment {
    var time = timespec()
    unsafe clock_gettime(CLOCK_REALTIME, &time)
    return Moment(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
  }
}
