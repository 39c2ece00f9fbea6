/// Every bound on what one message's bytes may make this process do, in one place.
///
/// The size of a message is bounded by the RPC layer before it comes here; these bounds are about what small bytes can grow
/// into. The largest honest message of the contract (10,000 events, or a dozen shelves of 1,000 ranked candidates each) stays
/// below half of each.
public enum WireLimits {
  /// How deep messages may nest. The contract's deepest has 5 levels; protobuf-c would recurse until the stack ends.
  public static let depthMaximum = 32
  /// How many messages one message may hold, at all depths.
  public static let messagesMaximum = 200_000
  /// How many fields and elements of lists one message may hold, at all depths.
  public static let elementsMaximum = 1_000_000
  /// How many bytes protobuf-c may take to hold one message.
  public static let arenaBytesMaximum = 64 << 20
}
