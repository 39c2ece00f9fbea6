import FoundationEssentials
import Support
import Testing

@testable import Storage

/// What needs no server: addresses, credentials, signatures, documents.
@Suite("S3's protocol")
struct S3ProtocolTests {
  @Test("An address says where requests go; what it leaves out is Amazon's, or the environment's")
  func addresses() throws {
    let amazon = try S3Address("s3://band/some/where?region=eu-north-1", environment: [:])
    #expect(amazon.authority == "band.s3.eu-north-1.amazonaws.com" && amazon.scheme == "https")
    #expect(S3Request("GET", "a/b=1", of: amazon).path == "/some/where/a/b%3D1")
    #expect(amazon.description == "s3://band/some/where/")
    let own = try S3Address("s3://band?endpoint=http://127.0.0.1:9000/", environment: ["AWS_REGION": "x"])
    #expect((own.authority, own.scheme, own.region) == ("127.0.0.1:9000", "http", "x"))
    #expect(S3Request("GET", "a@b", of: own).path == "/band/a%40b")
    #expect(S3Request("GET", "", of: own).path == "/band")
    #expect(own.description == "s3://band/?endpoint=http://127.0.0.1:9000")
    let given = try S3Address("s3://band", environment: ["AWS_ENDPOINT_URL_S3": "https://host:443"])
    #expect((given.authority, given.region, given.bucketPath) == ("host", "us-east-1", "/band"))
    let host = try S3Address("s3://band/?endpoint=http://host:9000&addressing=host", environment: [:])
    #expect(host.authority == "band.host:9000" && S3Request("GET", "a", of: host).path == "/a")
  }

  @Test(
    "What is no address is refused, and what it may hold of secrets is not shown",
    arguments: [
      "s3://", "s3:band", "s3://me:secret@band", "s3://Band", "s3://ba", "s3://band?addressing=other",
      "s3://band?secret=secret2", "s3://band/a b", "s3://band/../x", "s3://band#x",
    ])
  func badAddresses(_ text: String) {
    let error = #expect(throws: StorageError.self) { try S3Address(text, environment: [:]) }
    guard case .unsupportedAddress = error else {
      Issue.record("got \(String(describing: error))")
      return
    }
    #expect(error?.description.contains("me:secret") == false)
  }

  @Test(
    "A setting that cannot be is refused by its name, what it should be is said, and what it may hold of secrets is not",
    arguments: [
      (["AWS_ENDPOINT_URL_S3": "127.0.0.1:9000"], "AWS_ENDPOINT_URL_S3", "http://127.0.0.1:9000"),
      (["AWS_ENDPOINT_URL": "minio"], "AWS_ENDPOINT_URL", "http://minio"),
      (["AWS_ENDPOINT_URL": "http://me:hush@minio"], "AWS_ENDPOINT_URL", "http://HOST:PORT"),
      (["AWS_REGION": "Frankfurt (eu)"], "AWS_REGION", "us-east-1"),
      (["AWS_DEFAULT_REGION": "eu/north"], "AWS_DEFAULT_REGION", "us-east-1"),
    ])
  func badSettings(_ environment: [String: String], _ name: String, _ advice: String) {
    let error = #expect(throws: StorageError.self) { try S3Address("s3://band", environment: environment) }
    guard case .badSetting(name, _) = error else {
      Issue.record("got \(String(describing: error))")
      return
    }
    #expect(error?.description.contains(advice) == true && error?.description.contains("hush") == false)
  }

  @Test(
    "An option of an address that cannot be is refused by its name",
    arguments: ["endpoint=ftp://host", "endpoint=http://me:hush@host", "endpoint=host:9000", "region=a/b"])
  func badOptions(_ option: String) {
    let error = #expect(throws: StorageError.self) { try S3Address("s3://band?\(option)", environment: [:]) }
    guard case .badSetting(String(option.prefix { $0 != "=" }), _) = error else {
      Issue.record("got \(String(describing: error))")
      return
    }
    #expect(error?.description.contains("hush") == false)
  }

  @Test("A variable that is empty is one that is not set, and white space at a value's ends is not meant")
  func emptyVariables() throws {
    let names = [
      "AWS_REGION", "AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL", "AWS_PROFILE", "AWS_SHARED_CREDENTIALS_FILE",
      "AWS_SESSION_TOKEN",
    ]
    var environment = Dictionary(uniqueKeysWithValues: names.map { ($0, "") })
    environment["AWS_DEFAULT_REGION"] = "eu-north-1\n"
    let address = try S3Address("s3://band", environment: environment)
    #expect((address.region, address.authority) == ("eu-north-1", "band.s3.eu-north-1.amazonaws.com"))
    environment["AWS_ACCESS_KEY_ID"] = "id\n"
    environment["AWS_SECRET_ACCESS_KEY"] = " hush\r\n"
    let found = try #require(try S3Credentials.found(in: environment))
    #expect((found.identifier, found.secret, found.token) == ("id", "hush", nil))
  }

  @Test("A key with a line break or a curly quote is refused by its name, and not shown")
  func badKeys() throws {
    let cases = [
      ("AWS_ACCESS_KEY_ID", "hush\nhush", "line break"), ("AWS_SECRET_ACCESS_KEY", "hush\u{201d}", "copy it"),
    ]
    for (name, value, advice) in cases {
      var environment = ["AWS_ACCESS_KEY_ID": "id", "AWS_SECRET_ACCESS_KEY": "x"]
      environment[name] = value
      let error = #expect(throws: StorageError.self) { try S3Credentials.found(in: environment) }
      let said = error?.description ?? ""
      #expect(said.hasPrefix(name) && said.contains(advice) && !said.contains("hush"), "\(said)")
    }
  }

  @Test("Credentials come from the environment, or a profile of a file, and are never shown")
  func findsCredentials() throws {
    let pair = ["AWS_ACCESS_KEY_ID": "id", "AWS_SECRET_ACCESS_KEY": "hush", "AWS_SESSION_TOKEN": ""]
    let found = try #require(try S3Credentials.found(in: pair))
    #expect((found.identifier, found.secret, found.token) == ("id", "hush", nil))
    var dumped = ""
    dump(found, to: &dumped)
    #expect(!"\(found) \(String(reflecting: found)) \(dumped)".contains("hush"))
    let folder = try TemporaryFolder()
    let path = try folder.write(
      "[default]\naws_access_key_id = one\naws_secret_access_key=a=b\n[other]\naws_access_key_id=two\n"
        + " aws_secret_access_key = c \naws_session_token=t\n", to: "credentials")
    let one = try #require(try S3Credentials.found(in: ["AWS_SHARED_CREDENTIALS_FILE": path]))
    #expect((one.identifier, one.secret, one.token) == ("one", "a=b", nil))
    let two = try #require(try S3Credentials.found(in: ["AWS_SHARED_CREDENTIALS_FILE": path, "AWS_PROFILE": "other"]))
    #expect((two.identifier, two.secret, two.token) == ("two", "c", "t"))
    #expect(try S3Credentials.found(in: ["AWS_SHARED_CREDENTIALS_FILE": path, "AWS_PROFILE": "none"]) == nil)
    #expect(try S3Credentials.found(in: ["HOME": folder.path]) == nil)
  }

  /// The examples of "Signature Calculations for the Authorization Header" in Amazon's reference.
  @Test("Requests are signed as Amazon's examples are")
  func signatures() {
    var range = S3Request("GET", path: "/test.txt")
    range.headers = [("range", "bytes=0-9")]
    #expect(signature(of: range) == "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41")
    var put = S3Request("PUT", path: "/" + S3Request.encoded("test$file.text"))
    put.headers = [("date", "Fri, 24 May 2013 00:00:00 GMT"), ("x-amz-storage-class", "REDUCED_REDUNDANCY")]
    put.body = Array("Welcome to Amazon S3.".utf8)
    #expect(signature(of: put) == "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd")
    var list = S3Request("GET", path: "/")
    list.query = [("prefix", "J"), ("max-keys", "2")]
    #expect(signature(of: list) == "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7")
    list.query = [("lifecycle", "")]
    #expect(signature(of: list) == "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543")
  }

  @Test("A token that goes with the credentials is sent and signed, and the secret is not")
  func tokens() throws {
    let credentials = S3Credentials(identifier: "id", secret: "hush", token: "token")
    let headers = S3Signer(credentials: credentials, region: "r").signedHeaders(
      of: S3Request("GET", path: "/"), bodyHash: sha256Hex([]), to: "host", at: "20130524T000000Z")
    #expect(headers.contains { $0 == ("x-amz-security-token", "token") })
    let authorization = try #require(headers.last?.value)
    #expect(authorization.contains("SignedHeaders=host;x-amz-content-sha256;x-amz-date;x-amz-security-token,"))
    #expect(!headers.contains { $0.value.contains("hush") })
  }

  @Test("The time is written as signatures want it")
  func time() {
    #expect(S3Signer.text(of: Date(timeIntervalSince1970: 1_369_353_600)) == "20130524T000000Z")
  }

  @Test("A document's texts are found by the names around them")
  func documents() throws {
    let text = """
      <?xml version="1.0" encoding="UTF-8"?>
      <!-- made --><A xmlns="http://x/"><B>1 &amp; &lt;2&gt; &#x41;&#66;</B><C/><D a="b" ><B>é</B></D ></A>
      """
    let leaves = try #require(S3Document.leaves(of: Array(text.utf8)))
    #expect(leaves.map(\.path) == ["A/B", "A/C", "A/D/B"])
    #expect(leaves.map(\.text) == ["1 & <2> AB", "", "é"])
    for bad in ["<A>", "<A></B>", "</A>", "<A><B></A></B>", "<A>&x;</A>", "<A", "<!DOCTYPE a><A></A>", "<A>&amp</A>"] {
      #expect(S3Document.leaves(of: Array(bad.utf8)) == nil, "\(bad)")
    }
    let deep = String(repeating: "<A>", count: 17) + String(repeating: "</A>", count: 17)
    #expect(S3Document.leaves(of: Array(deep.utf8)) == nil)
  }

  @Test("A listing that is cut anywhere is no listing, and never a shorter one")
  func listings() throws {
    let text =
      "<ListBucketResult><Name>b</Name><Contents><Key>a</Key></Contents><Contents><Key>b</Key></Contents>"
      + "<IsTruncated>true</IsTruncated></ListBucketResult>"
    let whole = try #require(S3Listing(Array(text.utf8)))
    #expect(whole.keys == ["a", "b"] && whole.isCut)
    for length in 0..<text.utf8.count { #expect(S3Listing(Array(text.utf8.prefix(length))) == nil, "\(length)") }
  }

  @Test("What a server says becomes an error that says what to do")
  func errors() throws {
    let address = try S3Address("s3://band", environment: [:])
    func error(_ status: Int, _ code: String, region: String? = nil) -> StorageError {
      let body = Array("<Error><Code>\(code)</Code><Message>words</Message></Error>".utf8)
      return S3Response(status: status, body: code.isEmpty ? [] : body, region: region).error(at: address)
    }
    #expect(error(403, "AccessDenied") == .notPermitted(path: "s3://band/", reason: "AccessDenied: words"))
    #expect(error(403, "") == .notPermitted(path: "s3://band/", reason: "HTTP 403"))
    #expect(error(404, "NoSuchBucket") == .missingBucket(address: "s3://band/"))
    #expect(error(507, "") == .full(path: "s3://band/"))
    #expect(error(403, "RequestTimeTooSkewed").description.contains("clock"))
    #expect(error(301, "PermanentRedirect", region: "eu-north-1").description.contains("region=eu-north-1"))
    #expect(error(400, "Odd") == .operationFailed(path: "s3://band/", operation: "use", reason: "Odd: words"))
  }

  private func signature(of request: S3Request) -> Substring? {
    let credentials = S3Credentials(
      identifier: "AKIAIOSFODNN7EXAMPLE", secret: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY")
    let headers = S3Signer(credentials: credentials, region: "us-east-1").signedHeaders(
      of: request, bodyHash: sha256Hex(request.body), to: "examplebucket.s3.amazonaws.com", at: "20130524T000000Z")
    return headers.last?.value.split(separator: "Signature=").last
  }
}
