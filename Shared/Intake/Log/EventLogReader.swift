public import Domain
public import Features
public import Storage

/// Reads the log back: events and pages of a window of time, oldest first.
public struct EventLogReader: Sendable {
  private let objects: any ObjectStore
  private let accounts: (any AccountStore)?

  /// A reader of a store.
  ///
  /// - Parameter accounts: Knows who was forgotten: nothing of them is returned, should anything be left. Nil where all is
  ///   to be seen.
  public init(objects: any ObjectStore, accounts: (any AccountStore)? = nil) {
    self.objects = objects
    self.accounts = accounts
  }

  /// The events whose moments are within a window, by their moments; ``EventOrder`` tells the order of their fold.
  public func events(in window: Range<Moment>) -> LogCursor<ListenerEvent> {
    LogCursor(
      objects: objects, accounts: accounts, prefix: "events/", window: window, decode: EventLogLine.decode,
      identify: { event in
        RecordIdentity(
          moment: event.event.moment, listener: event.listener,
          name: RecordIdentity.Name(listener: event.listener.description, identifier: event.identifier),
          taken: event.taken ?? event.event.moment)
      })
  }

  /// The pages whose moments are within a window.
  public func pages(in window: Range<Moment>) -> LogCursor<ServedPage> {
    LogCursor(
      objects: objects, accounts: accounts, prefix: "pages/", window: window, decode: PageLogLine.decode,
      identify: { page in
        RecordIdentity(
          moment: page.moment, listener: page.listener, name: RecordIdentity.Name(listener: "", identifier: page.page),
          taken: page.moment)
      })
  }
}
