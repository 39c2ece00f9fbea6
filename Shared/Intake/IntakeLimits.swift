/// Every bound of intake, in one place.
public enum IntakeLimits {
  /// The longest line of an imported file, in bytes.
  public static let importedLineBytesMax = 64 << 10
  /// The longest line of our own log, in bytes: a page of 30 shelves with their vectors.
  public static let logLineBytesMax = 8 << 20
  /// How deep a line of JSON may be nested.
  public static let jsonDepthMax = 64
  /// How many bytes behind a line the reader of JSON may look at, whatever they are.
  public static let jsonPaddingBytes = 64
  /// How many readers of JSON are kept while nobody uses them.
  public static let jsonReadersIdleMax = 16
  /// The longest page or shelf identifier, in bytes of UTF-8.
  public static let placeBytesMax = 128
  /// The longest duration of an item or a play, in seconds: a week.
  public static let durationSecondsMax: Double = 7 * 86_400
  /// How many times its item's length a play may be, replays and all: one in milliseconds is a thousand times as long.
  public static let playedLengthsMax: Double = 20
  /// How many seconds of anything may be played, however short it is.
  public static let playedSecondsAlways: Double = 600
  /// How many seconds of a podcast may be played: its length is that of an episode, and others are longer.
  public static let podcastSecondsAlways: Double = 12 * 3600
  /// How many times the length that the catalog has an event may say that its item is long.
  public static let totalLengthsMax: Double = 100
  /// The longest play, and the longest item, in seconds, where the catalog has no length: a day.
  public static let unknownLengthSecondsMax: Double = 86_400
  /// How far ahead of its receipt an event may be unless told otherwise, in seconds: clocks differ.
  public static let aheadSecondsMaxDefault: Int64 = 86_400
  /// The first moment of events and pages that is taken, in milliseconds: the year 2000. What is before is of another unit.
  public static let momentMillisecondsMin: Int64 = 946_684_800_000
  /// The last moment that is understood, in milliseconds: the end of the year 9999.
  public static let momentMillisecondsMax: Int64 = 253_402_300_799_999
  /// The most shelves of a page.
  public static let shelvesMax = 100
  /// The most cards of a shelf.
  public static let cardsMax = 1000
  /// The largest profile, in bytes.
  public static let profileBytesMax = 256 << 10
  /// How much of a rejected line is kept, in bytes.
  public static let quarantinedBytesMax = 4096
  /// How many bytes of lines a log holds back before it writes them by itself.
  public static let bufferedBytesMax = 32 << 20
  /// How many of a listener's events are remembered at least, to know duplicates, 12 bytes each.
  public static let takenEventsMax = 16_384
  /// How many are remembered at most, when as many are of one minute: a burst. They fit a value of the online store.
  public static let takenEventsBurstMax = 80_000
  /// How many listeners' events are folded and kept at once.
  public static let sliceListenersMax = 4096
  /// How many messages of events wait to be committed at most.
  public static let waitingMessagesMax = 16_384
  /// How many bytes the messages of events that wait take at most.
  public static let waitingBytesMax = 64 << 20
  /// How many messages of events are committed together at most.
  public static let commitMessagesMax = 4096
  /// How many bytes of messages of events are committed together at most.
  public static let commitBytesMax = 16 << 20
  /// How many objects of a batch are written at the same time.
  public static let objectsWrittenAtOnce = 8
  /// How many lines are read and folded at once in an import, about 120 bytes each.
  public static let importBatchLinesMax = 6_000_000
  /// How many lines that are kept aside end a batch of an import early.
  public static let importBatchRejectedMax = 20_000
  /// The largest share of an import's lines that may be kept aside unless told otherwise.
  public static let keptAsideShareMaxDefault = 0.01
  /// How many lines an import has read before their share counts while it goes on; at its end it always counts.
  public static let keptAsideLinesMin = 10_000
  /// How many accounts' pseudonyms are remembered while they are made.
  public static let accountsRemembered = 100_000
  /// How long after a writer was taken for gone what it still put is looked for, in seconds.
  public static let settledSeconds: Int64 = 3600
  /// From how many objects on an hour of the log is merged.
  public static let mergedObjectsMin = 16
  /// How large merged objects of the log get, in bytes.
  public static let mergedBytesMax = 16 << 20
  /// How many bytes are read from a file at once.
  public static let chunkBytes = 1 << 20

  /// The least chance that an impression of another system may have been shown with: a card among 10,000. One over it is what a click on it
  /// weighs in every counterfactual estimate.
  public static let impressionPropensityMin = 0.0001
}
