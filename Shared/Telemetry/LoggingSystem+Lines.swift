public import Logging

extension LoggingSystem {
  /// Makes every logger of the process write lines to standard error. Once a process, before the first logger.
  ///
  /// - Parameter service: Stands on every line, such as "home".
  /// - Parameter metadataProvider: What tasks add to their lines, such as a trace.
  public static func bootstrapLines(
    service: String, level: Logger.Level, format: LogFormat, metadataProvider: Logger.MetadataProvider? = nil
  ) {
    bootstrap(
      { _, provider in
        LineLogHandler(service: service, level: level, format: format, metadataProvider: provider)
      },
      metadataProvider: metadataProvider)
  }
}
