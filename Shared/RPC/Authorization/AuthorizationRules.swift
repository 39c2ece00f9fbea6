import Crypto
import FoundationEssentials
public import Logging

/// The rules by which a server decides who may call what: fixed, or those of a file, which are taken anew when it changes.
public final class AuthorizationRules: Sendable {
  private enum Source {
    case fixed(Authorization)
    case file(WatchedFiles<Authorization, AuthorizationError>)
  }

  private let source: Source

  /// Rules that never change.
  public init(_ authorization: Authorization) { source = .fixed(authorization) }

  /// The rules of a JSON file in the form that `Authorization` reads, read again on an interval. Blocks while it reads.
  ///
  /// A change that cannot be used leaves the old rules in place; it is logged with its reason and counted in
  /// `rpc_authorization_reload_failures_total`. Calls that come after a change was taken are decided by the new rules, on
  /// connections that are open too.
  ///
  /// - Parameter check: Throws what else is wrong with rules, as names of methods that there are none of.
  /// - Throws: ``AuthorizationError`` when the file cannot be used now.
  public init(
    file: String, reload: FileReload = FileReload(), logger: Logger,
    check: @escaping @Sendable (Authorization) throws(AuthorizationError) -> Void = { _ in }
  ) throws(AuthorizationError) {
    let report = WatchedFiles<Authorization, AuthorizationError>.Report(
      what: "authorization rules", places: file, countTaken: { SecurityCounters.authorization.countTaken() },
      countRefused: { SecurityCounters.authorization.countRefused() })
    let files = WatchedFiles(report, reload: reload, logger: logger) {
      () throws(AuthorizationError) -> FileContents<Authorization, AuthorizationError> in
      guard let bytes = try? Data(contentsOf: URL(filePath: file)) else { throw .unreadable }
      return FileContents(digest: SHA256.hash(data: bytes)) { () throws(AuthorizationError) in
        let rules = try Authorization(json: [UInt8](bytes))
        try check(rules)
        return rules
      }
    }
    _ = try files.current()
    source = .file(files)
  }

  /// The rules now, and a number that grows when they change.
  var newest: (rules: Authorization, version: Int) {
    switch source {
    case .fixed(let rules): return (rules, 1)
    case .file(let files):
      guard let newest = try? files.newest() else { preconditionFailure("the first rules were read") }
      return (newest.value, newest.version)
    }
  }
}
