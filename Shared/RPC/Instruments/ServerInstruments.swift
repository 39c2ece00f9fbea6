/// What a server counts on one event loop: found once by a connection, and by a call through its method's index.
final class ServerInstruments: Sendable {
  let transport: TransportCounters
  /// One for each method, in the router's order.
  let methods: [CallCounters]
  /// For calls of methods that are not there, all of them: a peer cannot make labels.
  let unknownMethods: CallCounters
  let tracing: ServerTracing
  /// nil when calls are not logged.
  let accessLog: AccessLog?

  init(
    transport: TransportCounters, methods: [CallCounters], unknownMethods: CallCounters, tracing: ServerTracing,
    accessLog: AccessLog?
  ) {
    self.transport = transport
    self.methods = methods
    self.unknownMethods = unknownMethods
    self.tracing = tracing
    self.accessLog = accessLog
  }
}
