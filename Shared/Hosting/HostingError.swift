/// Why a process could not be started as it was told, in words for the person who started it.
public enum HostingError: Error, Hashable, Sendable {
  /// A flag that this program does not have.
  case unknownFlag(flag: String, nearest: String?)
  /// A flag at the end, or before another flag, that needs a value.
  case flagWithoutValue(flag: String, expected: String)
  /// A flag that stands on the command line twice.
  case flagGivenTwice(flag: String)
  /// A word that belongs to no flag.
  case unexpectedArgument(argument: String)
  /// A key in the configuration file that this program does not have.
  case unknownFileKey(key: String, file: String, nearest: String?)
  /// A configuration file that cannot be read, or is not a JSON object.
  case unreadableFile(file: String, reason: String)
  /// A value that is not what its key takes.
  case badValue(key: String, source: String, got: String?, expected: String)
  /// The address to listen on cannot be had.
  case notListening(host: String, port: Int, reason: String)
  /// The address of the monitoring port cannot be had.
  case notMonitored(host: String, port: Int, reason: String)
  /// The file for the bound port cannot be written.
  case portFileNotWritten(file: String, systemError: Int32)
  /// The system lets this process open fewer files and connections than it needs.
  case tooFewOpenFiles(limit: Int, least: Int)
  /// What was said of TLS and plain text cannot be, or was not said on purpose.
  case insecure(problem: String)
  /// No catalog could be read.
  case catalogNotRead(reason: String)
}

extension HostingError: CustomStringConvertible {
  /// What was wrong, where, and what to do.
  public var description: String {
    switch self {
    case .unknownFlag(let flag, let nearest):
      "there is no flag \(flag)\(Self.suggestion(nearest)); --help lists them all"
    case .flagWithoutValue(let flag, let expected):
      "\(flag) needs a value: \(expected)"
    case .flagGivenTwice(let flag):
      "\(flag) is given twice; give it once"
    case .unexpectedArgument(let argument):
      "\"\(argument)\" belongs to no flag; flags are written --name value, and --help lists them all"
    case .unknownFileKey(let key, let file, let nearest):
      "\(file) has a key \(key) that means nothing here\(Self.suggestion(nearest)); --help lists them all"
    case .unreadableFile(let file, let reason):
      "the configuration file \(file) cannot be used: \(reason)"
    case .badValue(let key, let source, let got, let expected):
      "\(key), from \(source), \(got.map { "is \"\($0)\"" } ?? "has the wrong type"); it must be \(expected)"
    case .notListening(let host, let port, let reason):
      "cannot listen on \(host):\(port): \(reason); --listen-host and --listen-port choose another address"
    case .notMonitored(let host, let port, let reason):
      """
      cannot listen on \(host):\(port) for monitoring: \(reason); --monitoring-host and --monitoring-port choose another \
      address
      """
    case .portFileNotWritten(let file, let systemError):
      "the port cannot be written to \(file) (system error \(systemError)); is its folder there and writable?"
    case .tooFewOpenFiles(let limit, let least):
      "this program may have \(limit) open files and needs \(least) at least: raise the limit (ulimit -n, LimitNOFILE of systemd)"
    case .insecure(let problem):
      "\(problem); --help explains each key"
    case .catalogNotRead(let reason):
      "the catalog cannot be read: \(reason)"
    }
  }

  private static func suggestion(_ nearest: String?) -> String {
    nearest.map { ", did you mean \($0)?" } ?? ""
  }
}
