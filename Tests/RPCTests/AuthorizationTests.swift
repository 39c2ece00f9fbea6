import Foundation
import RPC
import Support
import Testing

@Suite("Authorization")
struct AuthorizationTests {
  private let home = PeerIdentity(
    uris: ["spiffe://bandstand/home"], dnsNames: ["home.example.org"], emailAddresses: ["team@example.org"],
    commonName: "Home Service", fingerprint: String(repeating: "a1", count: 32))

  @Test(
    "A pattern of peers fits those it names and nobody else",
    arguments: [
      ("anyone", true, true), ("identified", true, false), ("uri:spiffe://bandstand/home", true, false),
      ("uri:spiffe://bandstand/*", true, false), ("uri:spiffe://bandstand/hom", false, false),
      ("dns:home.example.org", true, false), ("dns:HOME.example.org", true, false), ("dns:*.example.org", true, false),
      ("dns:*.org", false, false), ("dns:example.org", false, false), ("email:team@example.org", true, false),
      ("email:home.example.org", false, false), ("commonName:Home Service", true, false),
      ("commonName:Home", false, false), ("sha256:" + String(repeating: "A1", count: 32), true, false),
      ("sha256:" + String(repeating: "a2", count: 32), false, false),
    ])
  func peers(text: String, fitsHome: Bool, fitsNobody: Bool) throws {
    let pattern = try #require(PeerPattern(text))
    #expect(pattern.contains(home) == fitsHome)
    #expect(pattern.contains(nil) == fitsNobody)
  }

  @Test(
    "What is no pattern is none",
    arguments: [
      "", "nobody", "uri:", "uri:*", "dns:*.", "dns:a*b", "uri:a*b*", "sha256:12", "mail:x", "Anyone", "uri:\n",
    ])
  func noPeers(text: String) {
    #expect(PeerPattern(text) == nil)
  }

  @Test("A pattern of methods is one, all of a service, or all")
  func methods() {
    #expect(MethodPattern("/a.B/C")?.contains("/a.B/C") == true)
    #expect(MethodPattern("/a.B/C")?.contains("/a.B/CD") == false)
    #expect(MethodPattern("/a.B/*")?.contains("/a.B/C") == true)
    #expect(MethodPattern("/a.B/*")?.contains("/a.BC/D") == false)
    #expect(MethodPattern("*")?.contains("/a.B/C") == true)
    for text in ["", "/", "/a", "/a/", "a/b", "/a/b/c", "/*/b", "/a*/b", "/a/b*", "//", "/a /b"] {
      #expect(MethodPattern(text) == nil, "\(text)")
    }
  }

  @Test("The first rule that fits decides, and the default where none does")
  func order() throws {
    let policy = try Authorization(
      json: Array(
        """
        {"default": "deny", "rules": [
          {"methods": ["/a.B/Secret"], "deny": ["commonName:Home Service"]},
          {"methods": ["/a.B/*"], "allow": ["identified"]},
          {"methods": ["/open.Door/*"], "allow": ["anyone"]}
        ]}
        """.utf8))
    #expect(policy.effect(on: "/a.B/Secret", of: home) == .deny)
    #expect(policy.effect(on: "/a.B/Secret", of: PeerIdentity(commonName: "other")) == .allow)
    #expect(policy.effect(on: "/a.B/Open", of: home) == .allow)
    #expect(policy.effect(on: "/a.B/Open", of: nil) == .deny)
    #expect(policy.effect(on: "/open.Door/Knock", of: nil) == .allow)
    #expect(policy.effect(on: "/other.Service/Call", of: home) == .deny)
    #expect(Authorization([], otherwise: .allow).effect(on: "/x.Y/Z", of: nil) == .allow)
  }

  @Test(
    "A file that is wrong says where",
    arguments: [
      ("[]", "it has the wrong type"), ("{", "not a JSON object"), ("{\"rules\": []}", "\"default\" is missing"),
      (#"{"default": "maybe", "rules": []}"#, #"default: it is "maybe""#),
      (#"{"default": "deny", "rules": {}}"#, "rules: it has the wrong type"),
      (#"{"default": "deny", "rules": [], "rule": 1}"#, "\"rule\" means nothing here"),
      (#"{"default": "deny", "rules": [{"methods": ["*"]}]}"#, "rules[0]: it must have either"),
      (
        #"{"default": "deny", "rules": [{"methods": ["*"], "allow": ["anyone"], "deny": ["anyone"]}]}"#,
        "rules[0]: it must"
      ),
      (
        #"{"default": "deny", "rules": [{"methods": ["*"], "allow": ["anyone", "root"]}]}"#,
        #"rules[0].allow[1]: it is "root""#
      ),
      (
        #"{"default": "deny", "rules": [{"methods": ["Home"], "allow": ["anyone"]}]}"#,
        #"rules[0].methods[0]: it is "Home""#
      ),
      (
        #"{"default": "deny", "rules": [{"methods": ["*"], "allow": ["anyone"], "kinds": []}]}"#,
        "rules[0].kinds: it is empty"
      ),
      (
        #"{"default": "deny", "rules": [{"methods": ["*"], "allow": ["anyone"], "listener": "any"}]}"#,
        #"rules[0].listener: it is "any", and must be "own""#
      ),
      (#"{"default": "deny", "rules": [{"methods": [], "allow": ["anyone"]}]}"#, "rules[0].methods: it is empty"),
      (
        #"{"default": "deny", "rules": [{"methods": [1], "allow": ["anyone"]}]}"#,
        "rules[0].methods[0]: it has the wrong type"
      ),
    ])
  func badFiles(json: String, words: String) {
    let error = #expect(throws: AuthorizationError.self) { try Authorization(json: Array(json.utf8)) }
    #expect(error?.description.contains(words) == true, "\(error?.description ?? "")")
  }

  @Test("A rule of some kinds lets calls in, and says of each piece of content whether it may be had")
  func kinds() throws {
    let policy = try Authorization(
      json: Array(
        """
        {"default": "deny", "rules": [
          {"methods": ["/a.B/Put"], "kinds": ["secret"], "deny": ["dns:home.example.org"]},
          {"methods": ["/a.B/Put"], "kinds": ["click", "secret"], "allow": ["identified"]},
          {"methods": ["/a.B/Own"], "listener": "own", "allow": ["identified"]}
        ]}
        """.utf8))
    let other = PeerIdentity(uris: ["spiffe://x/app"])
    #expect(policy.effect(on: "/a.B/Put", of: home) == .allow && policy.effect(on: "/a.B/Put", of: nil) == .deny)
    func code(_ path: String, _ identity: PeerIdentity?, kind: String?, as bound: [String] = []) throws
      -> RPCStatus.Code?
    {
      var metadata = Metadata()
      for name in bound { try metadata.add(ContentPermission.listenerMetadata, name) }
      let peer = Peer(address: "test", identity: identity)
      return ServerContext(path: path, metadata: metadata, peer: peer, authorization: policy)
        .contentPermission?.refusal(kind: kind, listener: "jörg%")?.code
    }
    #expect(try code("/a.B/Put", home, kind: "click") == nil)
    #expect(try code("/a.B/Put", home, kind: "secret") == .permissionDenied)
    #expect(try code("/a.B/Put", other, kind: "secret") == nil)
    #expect(try code("/a.B/Put", other, kind: "x") == .permissionDenied)
    #expect(try code("/a.B/Put", nil, kind: "click") == .unauthenticated)
    #expect(try code("/a.B/Own", home, kind: nil) == .permissionDenied)
    #expect(try code("/a.B/Own", home, kind: nil, as: ["j%C3%B6rg%25"]) == nil)
    #expect(try code("/a.B/Own", home, kind: nil, as: ["j%C3%B6rg"]) == .permissionDenied)
    #expect(try code("/a.B/Own", home, kind: nil, as: ["j%C3%B6rg%25", "j%C3%B6rg"]) == .permissionDenied)
    #expect(try code("/a.B/Put", other, kind: "click", as: ["eva"]) == .permissionDenied)
  }

  @Test("A refusal says which kind and who, short and without control characters")
  func refusal() throws {
    let rule = Authorization.Rule(.allow, [.identified], to: [.all], kinds: ["click"])
    let context = ServerContext(
      path: "/a.B/Put", peer: Peer(address: "test", identity: PeerIdentity(uris: ["spiffe://x/app"])),
      authorization: Authorization([rule], otherwise: .deny))
    let kind = "\u{1b}[31m\u{202e}" + String(repeating: "k", count: 10_000)
    let status = try #require(context.contentPermission?.refusal(kind: kind, listener: "eva"))
    #expect(status.message.contains("spiffe://x/app") && status.message.contains("\"?[31m?kkk"))
    #expect(status.message.utf8.count < 300 && !status.message.contains("eva"))
  }
}
