/// Every bound of the stores, in one place.
public enum StorageLimits {
  /// The longest key of an object, in bytes.
  public static let objectKeyBytesMax = 512
  /// The longest part of an object's key between two slashes, in bytes: less than a file name may have.
  public static let objectKeyPartBytesMax = 200
  /// The largest object, in bytes.
  public static let objectBytesMax = 1 << 30
  /// The most keys that one listing call returns.
  public static let keysListedMax = 10_000
  /// The longest key in the online store, in bytes of UTF-8.
  public static let onlineKeyBytesMax = 512
  /// The largest value in the online store, in bytes.
  public static let onlineValueBytesMax = 1 << 20
  /// The most keys in one call to the online store.
  public static let onlineBatchKeysMax = 10_000
  /// The most items of a catalog.
  public static let catalogItemsMax = 60_000_000
  /// The longest name of a model or dataset, in bytes of UTF-8.
  public static let nameBytesMax = 128
  /// The longest message kept with a run's step or an alert, in bytes of UTF-8; longer ones are cut.
  public static let messageBytesMax = 4096
  /// The most steps of one run.
  public static let runStepsMax = 10_000
  /// The largest statistics of a dataset, in bytes.
  public static let statisticsBytesMax = 16 << 20
  /// The most figures of a model or a step.
  public static let figuresMax = 1000
  /// The most runs, models or alerts that one call returns.
  public static let recordsListedMax = 1000
  /// How many alerts are kept; the oldest go.
  public static let alertsKeptMax = 100_000
  /// The most connections of one process to a database server, and to an online store's.
  public static let serverConnectionsMax = 16
  /// How many calls to one folder of objects block a thread at once; more wait.
  public static let fileThreadsMax = 4
  /// The most calls that wait for one of those connections.
  public static let serverWaitersMax = 10_000
  /// How long connecting to a server may take, in seconds.
  public static let connectSeconds = 2
  /// How long a server may take to answer, in seconds.
  public static let answerSeconds = 10
  /// How long an online store's server may be silent, in seconds: a listener may be waiting.
  public static let onlineSilenceSeconds = 5
  /// How long an online store's server may take in all to answer commands that are sent together, in seconds.
  public static let onlineAnswerSeconds = 60
  /// How long a database server may be silent over a statement, in seconds: the wait for others' locks, and then the work.
  public static let statementSilenceSeconds = busySeconds + answerSeconds
  /// How long a database server may take in all over a statement, in seconds.
  public static let statementSeconds = 120
  /// How long a database server may be silent over a statement about a whole table, in seconds.
  public static let bulkSilenceSeconds = 600
  /// How long a database server may take in all over a statement about a whole table, in seconds.
  public static let bulkSeconds = 4 * 3600
  /// The largest answer of an object store's server that is not an object, in bytes.
  public static let serverAnswerBytesMax = 8 << 20
  /// The slowest that objects may go to and from a server, in bytes a second, before a call is given up and made again.
  public static let serverBytesPerSecondMin = 1 << 20
  /// How long a database waits for another process's write to end, in seconds.
  public static let busySeconds = 10
}
