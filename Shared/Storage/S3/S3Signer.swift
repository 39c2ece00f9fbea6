import Crypto
import FoundationEssentials

/// Signs requests by AWS Signature Version 4, the body included.
///
/// Source: "Signature Calculations for the Authorization Header", Amazon S3 API Reference.
struct S3Signer: Sendable {
  let credentials: S3Credentials
  let region: String

  /// The headers to send: the request's own, and those that the signature adds.
  ///
  /// - Parameters:
  ///   - bodyHash: The SHA-256 of the request's body, in hexadecimal digits.
  ///   - authority: The host that the request goes to.
  ///   - moment: The time as ``text(of:)`` writes it; servers refuse one that is 15 minutes off.
  func signedHeaders(
    of request: S3Request, bodyHash: String, to authority: String, at moment: String
  ) -> [(name: String, value: String)] {
    var headers = request.headers
    headers += [("host", authority), ("x-amz-content-sha256", bodyHash), ("x-amz-date", moment)]
    if let token = credentials.token { headers.append(("x-amz-security-token", token)) }
    headers.sort { $0.name < $1.name }
    let names = headers.map(\.name).joined(separator: ";")
    let canonical = [
      request.method, request.path, request.encodedQuery, headers.map { "\($0.name):\($0.value)\n" }.joined(), names,
      bodyHash,
    ].joined(separator: "\n")
    let day = String(moment.prefix(8))
    let scope = "\(day)/\(region)/s3/aws4_request"
    let text = ["AWS4-HMAC-SHA256", moment, scope, sha256Hex(Array(canonical.utf8))].joined(separator: "\n")
    let signature = Self.hex(Self.code(of: text, under: key(for: day)))
    let authorization =
      "AWS4-HMAC-SHA256 Credential=\(credentials.identifier)/\(scope),SignedHeaders=\(names),Signature=\(signature)"
    return headers.filter { $0.name != "host" } + [("authorization", authorization)]
  }

  /// A date as `20130524T000000Z`.
  static func text(of date: Date) -> String {
    date.formatted(
      Date.ISO8601FormatStyle(dateSeparator: .omitted, dateTimeSeparator: .standard, timeSeparator: .omitted))
  }

  private func key(for day: String) -> SymmetricKey {
    ["\(day)", region, "s3", "aws4_request"].reduce(SymmetricKey(data: Array("AWS4\(credentials.secret)".utf8))) {
      SymmetricKey(data: Self.code(of: $1, under: $0))
    }
  }

  private static func code(of text: String, under key: SymmetricKey) -> HMAC<SHA256>.MAC {
    HMAC<SHA256>.authenticationCode(for: Array(text.utf8), using: key)
  }

  private static func hex(_ code: HMAC<SHA256>.MAC) -> String {
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: code.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }
}
