/// What one start of a service program asks for.
enum Invocation<Configuration: ServiceConfiguration> {
  case run(Configuration, HostingConfiguration)
  case probe(HostingConfiguration)
  /// Something to print and be done.
  case print(String)

  /// Reads and checks everything the process was told.
  ///
  /// - Parameter arguments: The words after the program's name.
  init(
    of description: ServiceDescription, arguments: [String], environment: [String: String]
  ) async throws(HostingError) {
    let keys = HostingConfiguration.keys(port: description.port) + Configuration.keys
    let flags = try CommandLineFlags(arguments, keys: keys)
    if flags.action == .help {
      self = .print(HelpText(description: description, keys: keys).text)
      return
    }
    if flags.action == .version {
      self = .print("\(description.name) \(BandstandVersion.current)\n")
      return
    }
    var file: ConfigurationFile?
    if let path = flags.file { file = try await ConfigurationFile(path: path, keys: keys) }
    let values = ConfigurationValues(flags: flags.values, environment: environment, file: file)
    let hosting = try HostingConfiguration(reading: values, defaultPort: description.port)
    self = flags.action == .probe ? .probe(hosting) : .run(try Configuration(reading: values), hosting)
  }
}
