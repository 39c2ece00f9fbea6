import ArgumentParser

/// The program of gRPC's interoperability tests.
@main
struct Interop: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "interop",
    abstract: "gRPC's official interoperability tests, as server or as client.",
    discussion: """
      Either side can be run against any implementation of gRPC: the flags have the official names.

        interop server --port=10000
        interop client --server_host=localhost --server_port=10000 --test_case=all
      """,
    subcommands: [ServerCommand.self, ClientCommand.self])
}
