/// What an event says, by the names that messages, files and rules use.
public enum EventKind: String, CaseIterable, Sendable {
  /// An item was played.
  case listen
  /// A card was opened.
  case click
  /// An item was liked.
  case like
  /// An artist, a playlist or a podcast was followed.
  case follow
  /// An item is not to be shown any more.
  case hide
  /// Another system tells how often an item was played, without times.
  case counted
  /// What is known of an account.
  case account
  /// Another system showed a page.
  case impression
}
