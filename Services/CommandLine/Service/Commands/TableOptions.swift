import ArgumentParser

/// Which of a server's tables is read.
struct TableOptions: ParsableArguments {
  @Option(help: "The table's or view's name, where the source is a PostgreSQL server: \"accounts\", \"crm.accounts\".")
  var table: String?
}
