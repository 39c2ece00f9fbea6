public import Features
import Masking

/// Names one writer of the log for one life of its process, so that no two writers ever write the same key.
public struct LogWriterName: Hashable, Sendable, CustomStringConvertible {
  /// The name, as it stands in keys.
  public let description: String

  /// A name that is used as it is: for a run that is to write the same keys each time, such as a simulation.
  public init(fixed name: String) {
    description = name
  }

  /// A name from a service's, the moment its process began, and chance. Later lives sort behind earlier ones.
  public init(service: String, started: Moment) {
    let chance = String(UInt32.random(in: .min ... .max), radix: 36)
    description = "\(service)-\(CivilDate.padded(max(0, started.milliseconds), to: 14))-\(chance)"
  }
}
