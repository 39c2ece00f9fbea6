import Foundation
import Logging
import RPC
import Support
import Testing

@testable import Hosting

@Suite("The names in an authorization file")
struct AuthorizationVocabularyTests {
  @Test(
    "A name that there is none of is told with its place, and with the nearest that there is",
    arguments: [
      (
        #""methods": ["/bandstand.v1.Home/GetHom"]"#,
        #"rules[0].methods[0]: there is no method "/bandstand.v1.Home/GetHom": did you mean "/bandstand.v1.Home/GetHome"?"#
      ),
      (#""methods": ["/bandstand.v1.Hom/*"]"#, #"did you mean "/bandstand.v1.Home/*"?"#),
      (
        #""methods": ["*", "/elsewhere.v1.Thing/Do"]"#,
        #"rules[0].methods[1]: there is no method "/elsewhere.v1.Thing/Do": there are"#
      ),
      (#""methods": ["/bandstand.v1.GetHomeRequest/listener"]"#, "there is no method"),
      (
        #""methods": ["/bandstand.v1.Home/RecordEvents"], "kinds": ["click", "lissen"]"#,
        #"rules[0].kinds[1]: there is no kind "lissen": did you mean "listen"?"#
      ),
      (
        #""methods": ["/bandstand.v1.Home/GetHome"], "kinds": ["click"]"#,
        "rules[0].methods[0]: only /bandstand.v1.Home/RecordEvents has kinds"
      ),
      (#""methods": ["*"], "kinds": ["click"]"#, "only /bandstand.v1.Home/RecordEvents has kinds"),
      (#""methods": ["/bandstand.v1.Training/ListRuns"], "listener": "own""#, "is not about one listener"),
      (#""methods": ["*"], "listener": "own""#, "is not about one listener"),
    ])
  func unknownNames(rule: String, words: String) throws {
    let json = #"{"default": "deny", "rules": [{\#(rule), "allow": ["anyone"]}]}"#
    let folder = try TemporaryFolder()
    var security = SecurityConfiguration()
    security.authorizationFile = try folder.write(json, to: "policy.json")
    let error = #expect(throws: HostingError.self) { try security.authorization(logger: Logger(label: "test")) }
    #expect(error?.description.contains(words) == true, "\(error?.description ?? "")")
  }

  @Test("Methods that a program adds to Bandstand's are names too")
  func added() throws {
    let rule = Authorization.Rule(.allow, [.anyone], to: [.service("/elsewhere.v1.Thing/")])
    let rules = Authorization([rule], otherwise: .deny)
    #expect(throws: AuthorizationError.self) { try AuthorizationVocabulary.bandstand.check(rules) }
    try AuthorizationVocabulary.bandstand.adding(["/elsewhere.v1.Thing/Do"]).check(rules)
  }

  @Test(
    "The sample gives the app pages and what listeners do, importers what they import, and operators all",
    arguments: [
      ("app", "GetHome", "", true), ("app", "RecordEvents", "click", true), ("app", "RecordEvents", "hide", true),
      ("app", "RecordEvents", "impression", false), ("app", "RecordEvents", "account", false),
      ("app", "RecordEvents", "counted", false), ("app", "GetProfile", "", false), ("app", "ForgetListener", "", false),
      ("importer", "RecordEvents", "account", true), ("importer", "RecordEvents", "counted", true),
      ("importer", "RecordEvents", "impression", false), ("importer", "GetHome", "", false),
      ("importer", "ForgetListener", "", false), ("operator", "RecordEvents", "impression", true),
      ("operator", "GetProfile", "", true), ("operator", "ForgetListener", "", true),
      ("stranger", "GetHome", "", false),
      ("stranger", "RecordEvents", "click", false), ("home", "GetHome", "", false),
    ])
  func sample(role: String, method: String, kind: String, isAllowed: Bool) throws {
    let policy = try Authorization(
      json: Array(try Data(contentsOf: URL(filePath: Program.path("compose/authorization.json")))))
    try AuthorizationVocabulary.bandstand.check(policy)
    let identity = PeerIdentity(uris: ["spiffe://bandstand/\(role)"])
    let path = "/bandstand.v1.Home/\(method)"
    let context = ServerContext(path: path, peer: Peer(address: "test", identity: identity), authorization: policy)
    let isLetIn = policy.effect(on: path, of: identity) == .allow
    let refusal = context.contentPermission?.refusal(kind: kind.isEmpty ? nil : kind, listener: "eva")
    #expect((isLetIn && refusal == nil) == isAllowed)
  }
}
