public import Features

/// What only one process at a time may do, such as writing parts of the log anew.
public protocol LeaseStore: Sendable {
  /// Takes a lease until a moment, or keeps one's own until then; false while another holder's has not ended.
  func lease(_ name: String, to holder: String, until end: Moment, now: Moment) async throws -> Bool

  /// Lets go of one's own lease; does nothing to another's.
  func release(_ name: String, of holder: String) async throws
}

/// The SQL of leases, for both databases.
enum LeaseSQL {
  /// Four parameters: name, holder, end, now. Changes a row when the lease was had.
  static func lease(end: String, parameter: (Int) -> String = { _ in "?" }) -> String {
    """
    INSERT INTO lease VALUES (\((1...3).map(parameter).joined(separator: ", "))) ON CONFLICT (name) DO UPDATE SET
      holder = excluded.holder, \(end) = excluded.\(end)
      WHERE lease.holder = excluded.holder OR lease.\(end) <= \(parameter(4))
    """
  }
}
