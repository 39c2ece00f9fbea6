public import Domain
public import Features

/// Why a store could not do what was asked. Every message names the thing and the next step.
public enum StorageError: Error, Hashable, Sendable {
  /// The key breaks the rule of ``StorageLimits``.
  case badKey(key: String, reason: String)
  /// There is nothing by that name.
  case notFound(what: String)
  /// Something is larger than its limit.
  case tooLarge(what: String, limit: Int, got: Int)
  /// A text has a character that databases cannot keep.
  case badText(what: String)
  /// A number to be stored is not finite.
  case notFinite(what: String)
  /// The disk, or the room the store may take of it, is full.
  case full(path: String)
  /// The path may not be written, or not be read.
  case notPermitted(path: String, reason: String)
  /// The folder that should hold the path does not exist.
  case missingFolder(path: String)
  /// The bucket that an address names does not exist.
  case missingBucket(address: String)
  /// Nothing says who we are to the server of a bucket.
  case noCredentials(address: String)
  /// The path is something else than it must be, such as a file in place of a folder.
  case wrongKind(path: String, expected: String)
  /// A store's folder has a link where a file or folder should be; none is followed.
  case link(path: String)
  /// The file is damaged, or not a file of ours.
  case corrupt(path: String, reason: String)
  /// The database was written by a newer version of this program.
  case wrongSchema(path: String, unknownMigrations: [String])
  /// Another process held the database for longer than the busy timeout.
  case busy(path: String, waitedSeconds: Int)
  /// Others changed a value each time that we were about to.
  case contended(what: String, attempts: Int)
  /// The server of an online store may drop what it keeps when its memory is full.
  case mayEvict(address: String, policy: String)
  /// A variable of the environment, or a setting of a file, cannot be used.
  case badSetting(name: String, reason: String)
  /// A server has a text that is not of its encoding, or cannot keep one that we have.
  case badEncoding(address: String, reason: String)
  /// This process, or the machine, may open no more files.
  case tooManyOpenFiles(path: String)
  /// The system refused an operation for another reason.
  case operationFailed(path: String, operation: String, reason: String)
  /// A server could not be reached, or went away in the middle.
  case unreachable(address: String, reason: String)
  /// The address chooses a store that this build does not have, or is not an address at all.
  case unsupportedAddress(address: String, available: String)
  /// A model's version is registered already: versions are immutable.
  case alreadyRegistered(ModelVersion)
  /// The registry has no such version.
  case unknownModel(ModelVersion)
  /// No version of the model was live before the one that is live now.
  case nothingToRollBackTo(model: String)
  /// A person holds the model: what is live stays live.
  case modelHeld(model: String, until: Moment?, reason: String)
  /// The run does not exist or has ended.
  case runNotGoing(run: UInt64)
}

extension StorageError: CustomStringConvertible {
  /// What was wrong, where, and what to do.
  public var description: String {
    switch self {
    case .badKey(let key, let reason): "the key \"\(key)\" cannot be used: \(reason)"
    case .notFound(let what): "there is no \(what)"
    case .tooLarge(let what, let limit, let got): "\(what) is \(got), and may be at most \(limit): split it"
    case .badText(let what): "\(what) has a NUL character, which databases cannot keep: take it out"
    case .notFinite(let what): "\(what) is not a finite number: correct what computed it"
    case .full(let path): "no space is left for \(path): free some, or choose another disk"
    case .notPermitted(let path, let reason) where path.contains("://"):
      "\(path) may not be used (\(reason)): correct the user, the secret or what they may do there"
    case .notPermitted(let path, let reason): "\(path) may not be used (\(reason)): change its permissions or its owner"
    case .missingFolder(let path): "the folder that should hold \(path) does not exist: create it"
    case .missingBucket(let address): "the bucket of \(address) does not exist: create it, or correct the address"
    case .noCredentials(let address):
      "there are no credentials for \(address): set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE"
    case .wrongKind(let path, let expected): "\(path) is not \(expected): move it away, or choose another path"
    case .link(let path):
      "\(path) is a link, and none is followed in a store's folder: put what it leads to in its stead, or mount it there"
    case .corrupt(let path, let reason):
      "\(path) is damaged or not ours (\(reason)): restore it from a copy, or move it away"
    case .wrongSchema(let path, let unknown):
      "\(path) was written by a newer version (it has \(unknown.joined(separator: ", "))): run that version"
    case .busy(let path, let seconds):
      "\(path) was held by another process for over \(seconds) s: see which process writes so long, then try again"
    case .contended(let what, let attempts):
      "\(what) was changed by others before each of \(attempts) attempts to change it: try again"
    case .mayEvict(let address, let policy):
      "\(address) drops profiles when its memory is full (maxmemory-policy \(policy)): set its maxmemory-policy to noeviction, or "
        + "add ?eviction=allowed to the address if they may be lost"
    case .badSetting(let name, let reason): "\(name) cannot be used: \(reason)"
    case .badEncoding(let address, let reason):
      "\(address) has a text that is not of its encoding (\(reason)): correct that text there, or convert the database to UTF8"
    case .tooManyOpenFiles(let path):
      "\(path) cannot be opened: as many files are open as may be: raise the limit (ulimit -n, LimitNOFILE of systemd)"
    case .operationFailed(let path, let operation, let reason): "could not \(operation) \(path): \(reason)"
    case .unreachable(let address, let reason):
      "\(address) cannot be reached (\(reason)): see that the server runs there, then try again"
    case .unsupportedAddress(let address, let available):
      "the address \"\(address)\" chooses no store that is available here: use \(available)"
    case .alreadyRegistered(let version): "\(version) is registered already: reserve a new version"
    case .unknownModel(let version): "\(version) is not registered: list the models to see which are"
    case .nothingToRollBackTo(let model): "no version of \(model) was live before: nothing to roll back to"
    case .modelHeld(let model, let end, let reason):
      """
      \(model) is held \(end.map { "until \($0.milliseconds) ms" } ?? "until somebody lets go") (\(reason)): \
      `bandstand models release \(model)` lets go
      """
    case .runNotGoing(let run): "run \(run) does not exist or has ended: start a new one"
    }
  }
}
