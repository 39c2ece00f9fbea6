/// A connection to a server broke, or could not be made. Never leaves this module: callers get ``StorageError``.
struct ConnectionLost: Error {
  /// What the client library said.
  let reason: String
  /// Whether the server cannot have done what was asked, or doing it twice is the same as once.
  let mayRepeat: Bool
}
