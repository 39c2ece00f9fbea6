import Domain
import Messages
import RPC

/// The names that may stand in an authorization file: those of all services, as every service may read the same file.
public struct AuthorizationVocabulary: Sendable {
  private var methods: Set<String>
  /// The kinds of content, by the methods that have kinds.
  private let kinds: [String: [String]]
  /// The methods that are about one listener.
  private let listenerMethods: Set<String>

  /// What Bandstand's own services have.
  public static let bandstand = AuthorizationVocabulary(
    methods: Set(
      [
        ProtoFile.bandstandV1Home, .bandstandV1Candidates, .bandstandV1Ranking, .bandstandV1Training,
        .bandstandV1Validation, .grpcHealthV1Health, .grpcReflectionV1Reflection, .grpcReflectionV1alphaReflection,
      ].flatMap(\.methods)),
    kinds: ["/bandstand.v1.Home/RecordEvents": EventKind.allCases.map(\.rawValue)],
    listenerMethods: Set(ProtoFile.bandstandV1Home.methods))

  /// The same with more methods, such as those of another service's router.
  func adding(_ paths: [String]) -> AuthorizationVocabulary {
    var more = self
    more.methods.formUnion(paths)
    return more
  }

  /// - Throws: ``AuthorizationError`` for the first name that there is none of, with its place and the nearest that there is.
  @Sendable func check(_ authorization: Authorization) throws(AuthorizationError) {
    for (index, rule) in authorization.rules.enumerated() {
      for (position, method) in rule.methods.enumerated() {
        try check(method, in: rule, place: "rules[\(index)].methods[\(position)]")
      }
      for (position, kind) in (rule.kinds ?? []).enumerated() {
        let known = rule.methods.flatMap { kinds[$0.text] ?? [] }
        guard !known.contains(kind) else { continue }
        throw Self.unknown("kind", kind, among: known, place: "rules[\(index)].kinds[\(position)]")
      }
    }
  }

  private func check(_ method: MethodPattern, in rule: Authorization.Rule, place: String) throws(AuthorizationError) {
    if method != .all, !methods.contains(where: method.contains) {
      let paths = methods.union(methods.compactMap { $0.split(separator: "/").first.map { "/\($0)/*" } })
      throw Self.unknown("method", method.text, among: paths.sorted(), place: place)
    }
    if rule.kinds != nil, kinds[method.text] == nil {
      throw .invalid(
        place: place,
        problem: "only \(kinds.keys.sorted().joined(separator: ", ")) has kinds: give it a rule of its own")
    }
    if rule.isOfOwnListener, !methods.filter(method.contains).isSubset(of: listenerMethods) {
      throw .invalid(
        place: place,
        problem:
          "\(method.text) is not about one listener; only \(listenerMethods.sorted().joined(separator: ", ")) are")
    }
  }

  private static func unknown(
    _ what: String, _ name: String, among known: [String], place: String
  ) -> AuthorizationError {
    let nearest = NearestName.find(name, in: known).map { "did you mean \"\($0)\"?" }
    let next = nearest ?? "there are \(known.prefix(16).joined(separator: ", "))"
    return .invalid(place: place, problem: "there is no \(what) \"\(MessageText.excerpt(name))\": \(next)")
  }
}
