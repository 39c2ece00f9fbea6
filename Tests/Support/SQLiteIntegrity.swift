/// Whether SQLite's files are whole.
public enum SQLiteIntegrity {
  /// What SQLite finds wrong in a file, by its own check; empty for a file that is whole. Asked by another program: see
  /// ``TemporaryFolder/copied()``.
  public static func faults(in path: String) async throws -> String {
    let program = """
      import sqlite3, sys
      rows = sqlite3.connect(sys.argv[1]).execute("PRAGMA integrity_check").fetchall()
      print("" if rows == [("ok",)] else rows, end="")
      """
    return try await Program.check("python3", ["-c", program, path])
  }
}
