import InteropMessages
import RPC

/// White space and letters of every length in UTF-8 come back in the status message.
struct SpecialStatusMessage: InteropCase {
  let name = "special_status_message"
  let purpose = "status messages with white space and Unicode"

  /// The description's own text.
  static let message = "\t\ntest with whitespace\r\nand Unicode BMP ☺ and non-BMP 😈\t\n"

  func run(against server: ServerUnderTest) async throws {
    let status = try await failure(of: "the call") {
      _ = try await server.service.unaryCall(.init(responseStatus: .init(code: 2, message: Self.message)))
    }
    try expect("the status", status, is: RPCStatus(.unknown, Self.message))
  }
}
