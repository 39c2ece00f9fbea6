import Configuration
public import RPC

extension ConfigurationKey where Value == Int {
  /// A whole number within bounds.
  public static func integer(
    _ name: String, default defaultValue: Int, in bounds: ClosedRange<Int>, _ meaning: String
  ) -> ConfigurationKey {
    ConfigurationKey(
      description: ConfigurationKeyDescription(
        name: name, meaning: meaning, kind: .integer,
        accepted: "an integer from \(bounds.lowerBound) to \(bounds.upperBound)", defaultText: "\(defaultValue)"),
      defaultValue: defaultValue
    ) { content in
      guard case .int(let value) = content, bounds.contains(value) else { return nil }
      return value
    }
  }
}

extension ConfigurationKey where Value == Double {
  /// A finite number within bounds.
  public static func number(
    _ name: String, default defaultValue: Double, in bounds: ClosedRange<Double>, _ meaning: String
  ) -> ConfigurationKey {
    ConfigurationKey(
      description: ConfigurationKeyDescription(
        name: name, meaning: meaning, kind: .number,
        accepted: "a number from \(bounds.lowerBound) to \(bounds.upperBound)", defaultText: "\(defaultValue)"),
      defaultValue: defaultValue
    ) { content in
      guard case .double(let value) = content, bounds.contains(value) else { return nil }
      return value
    }
  }
}

extension ConfigurationKey where Value == Bool {
  /// True or false.
  public static func flag(_ name: String, default defaultValue: Bool = false, _ meaning: String) -> ConfigurationKey {
    ConfigurationKey(
      description: ConfigurationKeyDescription(
        name: name, meaning: meaning, kind: .flag, accepted: "true or false", defaultText: "\(defaultValue)"),
      defaultValue: defaultValue
    ) { content in
      guard case .bool(let value) = content else { return nil }
      return value
    }
  }
}

extension ConfigurationKey where Value == String {
  /// A text of at most ``ConfigurationLimits/textBytesMax`` bytes without control characters.
  ///
  /// - Parameter none: What the empty text means, such as "no file"; nil when it is not taken.
  public static func text(
    _ name: String, default defaultValue: String, none: String? = nil, _ meaning: String
  ) -> ConfigurationKey {
    ConfigurationKey(
      description: ConfigurationKeyDescription(
        name: name, meaning: meaning, kind: .text,
        accepted: "a text of at most \(ConfigurationLimits.textBytesMax) bytes"
          + (none.map { ", or an empty one for \($0)" } ?? ""),
        defaultText: defaultValue),
      defaultValue: defaultValue
    ) { content in
      guard case .string(let text) = content, text.utf8.count <= ConfigurationLimits.textBytesMax,
        text.utf8.allSatisfy({ $0 >= 32 && $0 != 127 }), !text.isEmpty || none != nil
      else { return nil }
      return text
    }
  }
}

extension ConfigurationKey where Value: RawRepresentable & CaseIterable, Value.RawValue == String {
  /// One of the type's names.
  public static func choice(_ name: String, default defaultValue: Value, _ meaning: String) -> ConfigurationKey {
    ConfigurationKey(
      description: ConfigurationKeyDescription(
        name: name, meaning: meaning, kind: .text,
        accepted: "one of \(Value.allCases.map(\.rawValue).joined(separator: ", "))",
        defaultText: defaultValue.rawValue),
      defaultValue: defaultValue
    ) { content in
      guard case .string(let text) = content else { return nil }
      return Value(rawValue: text)
    }
  }
}

extension ConfigurationKey where Value == RPCTarget {
  /// Where another service listens: one server, the ones behind a name, or a list of replicas.
  public static func target(
    _ name: String, default defaultValue: RPCTarget, _ meaning: String
  ) -> ConfigurationKey {
    ConfigurationKey(
      description: ConfigurationKeyDescription(
        name: name, meaning: meaning, kind: .text,
        accepted: "a \"host:port\" with a port from 1 to 65535, or replicas as \"ipv4:10.0.0.1:80,10.0.0.2:80\"",
        defaultText: defaultValue.description),
      defaultValue: defaultValue
    ) { content in
      guard case .string(let text) = content else { return nil }
      return try? RPCTarget(text)
    }
  }
}

extension ConfigurationKey<String> {
  /// Host names, separated by commas.
  ///
  /// - Parameter meaning: What they are for, as a sentence without its end.
  public static func hosts(_ name: String, _ meaning: String) -> ConfigurationKey {
    text(name, default: "", none: "none", "\(meaning), separated by commas.")
  }

  /// The names in such a text.
  public static func hosts(in text: String) -> [String] {
    text.split { $0 == "," || $0 == " " }.map(String.init)
  }
}
