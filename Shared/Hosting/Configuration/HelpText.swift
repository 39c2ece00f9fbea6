/// What `--help` prints: every key with its flag, environment variable, default and bounds.
struct HelpText {
  let description: ServiceDescription
  let keys: [ConfigurationKeyDescription]

  var text: String {
    var lines = [
      "\(description.name): \(description.summary)",
      "",
      "Usage: \(description.name) [--config FILE] [--FLAG VALUE ...]",
      "",
      "A flag wins over its environment variable, that over the file, that over the default.",
      "",
      "  --config FILE",
      "      A JSON object of the keys below: {\"listen\": {\"port\": 8001}} or {\"listen.port\": 8001}.",
      "  --probe",
      "      Asks the service that runs with this configuration whether it serves: status 0 when it does, 1 when not.",
      "  --version",
      "  --help",
      "",
    ]
    for key in keys {
      lines.append("  \(key.flag)\(key.kind == .flag ? "" : " " + key.kind.rawValue.uppercased())")
      lines.append("      \(key.meaning)")
      lines.append("      Takes \(key.accepted). Default: \(key.defaultText.isEmpty ? "empty" : key.defaultText).")
      lines.append("      Environment: \(key.environmentVariable). File: \(key.name).")
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
