import Configuration
import FoundationEssentials
import SystemPackage

/// A configuration file: one JSON object, whose objects are the components of keys.
///
/// `{"listen": {"port": 8001}}` and `{"listen.port": 8001}` say the same.
struct ConfigurationFile: Sendable {
  let path: String
  let provider: any ConfigProvider

  /// Opens the file and checks that it names only these keys.
  init(path: String, keys: [ConfigurationKeyDescription]) async throws(HostingError) {
    self.path = path
    let names = keys.map(\.name)
    for name in try Self.names(in: path) where !names.contains(name) {
      throw .unknownFileKey(key: name, file: path, nearest: NearestName.find(name, in: names))
    }
    do {
      provider = try await FileProvider<JSONSnapshot>(filePath: FilePath(path))
    } catch {
      throw .unreadableFile(file: path, reason: "\(error)")
    }
  }

  private static func names(in path: String) throws(HostingError) -> [String] {
    let contents: Data
    do {
      contents = try Data(contentsOf: URL(filePath: path))
    } catch {
      throw .unreadableFile(file: path, reason: "it cannot be read; is it there?")
    }
    guard contents.count <= ConfigurationLimits.fileBytesMax else {
      throw .unreadableFile(file: path, reason: "it is larger than \(ConfigurationLimits.fileBytesMax) bytes")
    }
    do {
      return try JSONDecoder().decode(Names.self, from: contents).names
    } catch {
      throw .unreadableFile(file: path, reason: "it is not a JSON object of keys (\(error))")
    }
  }
}

/// The dotted names of all values of a JSON object.
private struct Names: Decodable {
  private(set) var names: [String] = []

  init(from decoder: any Decoder) throws {
    try collect(from: decoder.container(keyedBy: Component.self))
  }

  private mutating func collect(from container: KeyedDecodingContainer<Component>) throws {
    guard container.codingPath.count <= ConfigurationLimits.fileDepthMax else {
      throw DecodingError.dataCorrupted(
        .init(codingPath: container.codingPath, debugDescription: "objects stand too deep in each other"))
    }
    for key in container.allKeys {
      if let object = try? container.nestedContainer(keyedBy: Component.self, forKey: key) {
        try collect(from: object)
      } else {
        names.append((container.codingPath + [key]).map(\.stringValue).joined(separator: "."))
      }
    }
  }

  private struct Component: CodingKey {
    let stringValue: String
    let intValue: Int? = nil

    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }
}
