import Logging
import NIOSSL

/// The newest TLS context of one side: what new connections are made with. Connections that are open keep the context they
/// were made with.
final class TLSContexts: Sendable {
  private let files: WatchedFiles<NIOSSLContext, TLSError>

  /// Reads everything for the first time; what is wrong then is thrown by ``current()`` until it is put right. Blocks.
  init(
    _ sources: TLSSources, reload: FileReload, logger: Logger,
    configuration: @escaping @Sendable () -> TLSConfiguration
  ) {
    let report = WatchedFiles<NIOSSLContext, TLSError>.Report(
      what: "certificates", places: sources.places, countTaken: { SecurityCounters.certificates.countTaken() },
      countRefused: { SecurityCounters.certificates.countRefused() })
    files = WatchedFiles(report, reload: sources.canChange ? reload : nil, logger: logger) { () throws(TLSError) in
      let material = try TLSMaterial(reading: sources)
      return FileContents(digest: material.digest) { () throws(TLSError) in try material.context(configuration()) }
    }
  }

  /// The newest context.
  ///
  /// - Throws: Why there has been none yet.
  func current() throws(TLSError) -> NIOSSLContext { try files.current() }
}
