/// Why a policy could not be made.
public enum PolicyError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The share of random pages was not a share.
  case epsilonOutOfRange(got: Double)

  /// What was wrong and what to do.
  public var description: String {
    switch self {
    case .epsilonOutOfRange(let got): "epsilon is \(got), but must be from 0 to 1: set the shelf's epsilon"
    }
  }
}
