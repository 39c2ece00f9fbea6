import ArgumentParser
import Features
import Hosting
import Intake
import Masking
import Storage

extension ImportCommand {
  /// `bandstand import events`
  struct EventsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "events", abstract: "Takes events from files of JSON lines, straight into the log and the profiles.",
      discussion: """
        SOURCE is a file or a pipe such as /dev/stdin, a folder with those below it (their .jsonl and .ndjson files, in the \
        order of their paths), or an object store by its URL (its objects of such names). Files may be compressed by gzip or \
        zstd. What a folder or a store has besides is named and not read, and the status is then 1, unless --ignore-others is \
        given; hidden files and marks such as _SUCCESS are named alone. Links to folders are not followed. Lines are checked against the catalog; those that cannot be used are kept aside with their file, line and \
        reason, for `bandstand validate quarantine` to list, and too many of them stop the import. An import that was \
        stopped goes on where it was when it is started again, but for one of a pipe, which begins anew; an event that was taken before counts once. Homes on the same \
        stores may run meanwhile.
        """)

    @Argument(help: "The file, the folder, or the URL of an object store, such as \"file:FOLDER\".")
    var source: String

    @Option(help: "Only files or objects whose names begin so.")
    var prefix = ""

    @Option(
      help: "A file with the masking key: the lines have accounts. Without it, they must have pseudonyms already.")
    var maskingKeyFile: String?

    @Flag(help: "Reads files anew that were imported already.")
    var anew = false

    @Flag(help: "Files and objects of other names are expected: they are named, and the status stays 0.")
    var ignoreOthers = false

    @Option(help: "How many lines are folded at once, 120 bytes each: fewer take less memory, and more time.")
    var batchLines = IntakeLimits.importBatchLinesMax

    @OptionGroup var keptAside: KeptAsideOptions
    @OptionGroup var objects: ObjectStoreOptions
    @OptionGroup var online: OnlineStoreOptions
    @OptionGroup var database: DatabaseOptions

    func validate() throws {
      guard (1000...100_000_000).contains(batchLines) else {
        throw ValidationError("--batch-lines is \(batchLines): give 1000 to 100000000.")
      }
    }

    func run() async throws {
      ProcessMemory.shareHeap()
      var options = EventImportOptions()
      options.keptAsideShareMax = keptAside.shareMax
      options.batchLinesMax = batchLines
      options.isAnew = anew
      let objects = try await objects.open()
      if let maskingKeyFile {
        let key = try MaskingKeyFile(path: maskingKeyFile).read()
        try await MaskingKeyRecord.check(key, from: maskingKeyFile, in: objects)
        options.pseudonyms = Pseudonyms(key: key)
      }
      let listing = try await ImportListing.found(at: source, prefix: prefix)
      let database = try await StoreAddress(database.database).openDatabase()
      let work = EventImport(
        files: listing.files, objects: objects, online: try await StoreAddress(online.online).openOnlineStore(),
        accounts: database, catalog: try await database.catalog(), options: options, now: { Moment.now })
      let line = ProgressLine(source)
      let start = ContinuousClock.now
      let report = try await work.run { report in
        line.update(ImportSummary(report: report, elapsed: ContinuousClock.now - start).progress)
      }
      line.end("imported")
      print(
        ImportSummary(
          report: report, elapsed: ContinuousClock.now - start, shareMax: keptAside.shareMax, unread: listing.unread
        ).text)
      if !ignoreOthers, !listing.missed.isEmpty { throw ExitCode.failure }
    }
  }
}
