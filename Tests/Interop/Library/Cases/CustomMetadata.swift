import InteropMessages
import RPC

/// Metadata of text and of bytes there; the text comes back before the reply, the bytes come back after it.
struct CustomMetadata: InteropCase {
  let name = "custom_metadata"
  let purpose = "text and binary metadata, before and after the replies"

  private static let text = "test_initial_metadata_value"
  private static let bytes: [UInt8] = [0xab, 0xab, 0xab]

  func run(against server: ServerUnderTest) async throws {
    try await checkUnary(server)
    try await checkFullDuplex(server)
  }

  private func checkUnary(_ server: ServerUnderTest) async throws {
    let record = ReplyRecord()
    var options = try options()
    options.record = record
    try LargeUnary.check(try await server.service.unaryCall(try LargeUnary.request(), options: options))
    try check(initial: record.initialMetadata, trailing: record.trailingMetadata)
  }

  private func checkFullDuplex(_ server: ServerUnderTest) async throws {
    var conversation = Conversation(with: server.service, options: try options())
    try conversation.say(LargeUnary.requestSize, askingFor: LargeUnary.responseSize)
    conversation.finish()
    try expect("the size of the reply", try await conversation.next(), is: Int(LargeUnary.responseSize))
    try expect("what follows it", try await conversation.next(), is: nil)
    try check(initial: await conversation.initialMetadata(), trailing: await conversation.trailingMetadata())
  }

  private func options() throws -> CallOptions {
    var options = CallOptions.patient
    try options.metadata.add(EchoedMetadata.initial, Self.text)
    try options.metadata.add(EchoedMetadata.trailing, Self.bytes)
    return options
  }

  private func check(initial: Metadata?, trailing: Metadata?) throws {
    try expect("initial metadata", initial?.text(EchoedMetadata.initial), is: Self.text)
    try expect("trailing metadata", trailing?.binary(EchoedMetadata.trailing), is: Self.bytes)
  }
}
