public import Domain
public import Features

/// Which versions of which models there are, and which are live.
///
/// To publish a version: reserve its number, put its artifact into the object store, register it, make it live. Nothing
/// that is registered is without an artifact, and nothing that is live is unregistered.
public protocol ModelRegistry: Sendable {
  /// The next version of a model, from 1, never given again. A version that is not registered after all leaves a gap.
  func reserveVersion(of model: String) async throws -> ModelVersion

  /// Registers a reserved version, for good.
  ///
  /// - Throws: ``StorageError/alreadyRegistered(_:)``; ``StorageError/unknownModel(_:)`` for a version not reserved.
  func register(_ record: ModelRecord) async throws

  /// Makes a version the live one of its model. Does nothing when it is live already.
  ///
  /// - Throws: ``StorageError/unknownModel(_:)`` when it is not registered; ``StorageError/modelHeld(model:until:reason:)``
  ///   while the model is held.
  func makeLive(_ version: ModelVersion, at moment: Moment) async throws

  /// Makes the version that was live before live again, and returns it. Again, and it goes one further back.
  ///
  /// The model is held from then on, so that the next run does not make the same live again.
  /// - Parameter holdEnd: When the hold ends by itself; nil to hold until somebody lets go.
  /// - Throws: ``StorageError/nothingToRollBackTo(model:)``.
  func rollBack(_ model: String, at moment: Moment, holdingUntil holdEnd: Moment?) async throws -> ModelRecord

  /// Holds a model: what is live stays live until the hold ends. Takes the place of a hold that there is.
  func hold(_ hold: ModelHold) async throws

  /// Lets go of a model; false when it was not held.
  func releaseHold(of model: String) async throws -> Bool

  /// The holds that have not ended at a moment, in the order of the models' names.
  func holds(at moment: Moment) async throws -> [ModelHold]

  /// The live version of each model, in the order of their names.
  func liveModels() async throws -> [ModelRecord]

  /// The versions of a model, or of all when nil: newest first, at most ``StorageLimits/recordsListedMax``.
  func models(named model: String?) async throws -> [ModelRecord]

  /// One version; nil when it is not registered.
  func model(_ version: ModelVersion) async throws -> ModelRecord?

  /// Counts up with every change of what is registered or live. Cheap: ask it every second, and read when it moved.
  func registryChanges() async throws -> UInt64
}

/// A model that is held: nothing else of it goes live.
public struct ModelHold: Hashable, Sendable {
  /// The model's name.
  public var model: String
  /// Since when.
  public var since: Moment
  /// When it ends by itself; nil when somebody has to let go.
  public var end: Moment?
  /// Why, for people.
  public var reason: String

  /// A hold.
  public init(model: String, since: Moment, end: Moment? = nil, reason: String) {
    self.model = model
    self.since = since
    self.end = end
    self.reason = reason
  }
}

/// A registered version of a model.
public struct ModelRecord: Hashable, Sendable {
  /// Which model and version.
  public var version: ModelVersion
  /// Whether it is live. Read from the registry; ignored when registering.
  public var isLive: Bool
  /// Whether it was live, was taken back, and is not live now. Read from the registry; ignored when registering.
  public var isWithdrawn: Bool
  /// Where the artifact stands in the object store, such as ``ObjectKeys/artifact(of:)``.
  public var key: String
  /// SHA-256 of the artifact, in 64 lower-case hexadecimal digits.
  public var sha256: String
  /// The feature set it was fitted on; empty for a model without features.
  public var fingerprint: String
  /// When it was made.
  public var created: Moment
  /// Its figures of evaluation.
  public var figures: [Figure]
  /// The run that made it; 0 when none did.
  public var run: UInt64

  /// A version to register, or as registered.
  public init(
    version: ModelVersion, isLive: Bool = false, isWithdrawn: Bool = false, key: String, sha256: String,
    fingerprint: String, created: Moment,
    figures: [Figure] = [], run: UInt64 = 0
  ) {
    self.version = version
    self.isLive = isLive
    self.isWithdrawn = isWithdrawn
    self.key = key
    self.sha256 = sha256
    self.fingerprint = fingerprint
    self.created = created
    self.figures = figures
    self.run = run
  }
}

/// A named number, such as "ndcg@10". Finite.
public struct Figure: Hashable, Sendable, Codable {
  /// What it is.
  public var name: String
  /// How much.
  public var value: Double

  /// A figure.
  public init(_ name: String, _ value: Double) {
    self.name = name
    self.value = value
  }
}
