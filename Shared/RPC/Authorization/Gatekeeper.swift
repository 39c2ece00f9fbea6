import Logging

/// A policy, as one connection's calls meet it: the peer is the same for all, so each method is decided and logged once,
/// until the rules change.
final class Gatekeeper {
  private let rules: AuthorizationRules
  private let peer: Peer
  private let logger: Logger
  /// Of methods that the server has, so that a peer cannot make it grow.
  private var decided: [String: RPCStatus?] = [:]
  /// Of the rules by which it was decided.
  private var version = 0

  init(_ rules: AuthorizationRules, _ peer: Peer, _ logger: Logger) {
    self.rules = rules
    self.peer = peer
    self.logger = logger
  }

  /// With what a call of the method fails; nil when it may be made.
  func refusal(of path: String, isKnown: Bool) -> RPCStatus? {
    let (authorization, newest) = rules.newest
    if newest != version {
      decided = [:]
      version = newest
    }
    if let known = decided[path] { return known }
    guard authorization.effect(on: path, of: peer.identity) == .deny else {
      if isKnown { decided.updateValue(nil, forKey: path) }
      return nil
    }
    let status = Self.refusal(of: path, peer.identity)
    if isKnown {
      decided.updateValue(status, forKey: path)
      log(path)
    }
    return status
  }

  private static func refusal(of path: String, _ identity: PeerIdentity?) -> RPCStatus {
    guard identity != nil else {
      return RPCStatus(
        .unauthenticated, "\(MessageText.excerpt(path)) is not open to everybody: show a client certificate by TLS")
    }
    return RPCStatus(
      .permissionDenied, "this client's certificate does not allow it to call \(MessageText.excerpt(path))")
  }

  /// Names can be those of people: a certificate is told by its fingerprint.
  private func log(_ path: String) {
    logger.notice(
      "calls denied", metadata: ["method": "\(path)", "certificate": "\(peer.identity?.fingerprint ?? "none")"])
  }
}
