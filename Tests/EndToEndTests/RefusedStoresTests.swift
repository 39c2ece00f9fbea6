import FoundationEssentials
import Glibc
import Support
import Testing

/// A program that is started on stores that it cannot use: it ends, says why and what to do, and leaves nothing behind.
@Suite("Stores that a program cannot use")
struct RefusedStoresTests {
  @Test(
    "A folder that may not be written is named, and nothing is made in it",
    arguments: ["objects", "database", "online"])
  func readOnlyFolder(_ store: String) async throws {
    let (good, bad) = (try TemporaryFolder(), try TemporaryFolder())
    try FileManager.default.setAttributes([.posixPermissions: 0o500], ofItemAtPath: bad.path)
    let ending = await home(
      objects: "file:\((store == "objects" ? bad : good).path)/objects",
      database: "sqlite:\((store == "database" ? bad : good).path)/bandstand.sqlite",
      online: "sqlite:\((store == "online" ? bad : good).path)/online.sqlite")
    #expect(!ending.isSuccess)
    let said = ending.output + ending.errors
    #expect(said.contains(bad.path) && said.contains("change its permissions"), "\(said)")
    #expect(try bad.names() == [])
  }

  @Test("A database that is none of ours is named and left as it was")
  func foreignDatabase() async throws {
    let folder = try TemporaryFolder()
    let bytes = Array(String(repeating: "this is no database ", count: 500).utf8)
    let path = try folder.write(bytes, to: "bandstand.sqlite")
    let ending = await home(
      objects: "file:\(folder.path("objects"))", database: "sqlite:\(path)", online: "memory:")
    #expect(!ending.isSuccess)
    let said = ending.output + ending.errors
    #expect(said.contains(path) && said.contains("restore it from a copy"), "\(said)")
    #expect(try Array(Data(contentsOf: URL(filePath: path))) == bytes)
  }

  @Test("A bucket without credentials is named, and what to set")
  func noCredentials() async throws {
    let folder = try TemporaryFolder()
    let ending = await home(
      objects: "s3://band?endpoint=http://127.0.0.1:1", database: "sqlite:\(folder.path("b.sqlite"))", online: "memory:"
    )
    #expect(!ending.isSuccess)
    let said = ending.output + ending.errors
    #expect(said.contains("s3://band/") && said.contains("AWS_ACCESS_KEY_ID"), "\(said)")
  }

  /// Runs home, which is to end by itself, before it makes a key; without root's right to write where the permissions say no.
  private func home(objects: String, database: String, online: String) async -> Program.Ending {
    let program = [
      BuiltProgram.path("home"), "--stores-objects", objects, "--stores-database", database, "--stores-online", online,
      "--listen-port", "0", "--masking-key-file", "/nowhere/masking.key",
    ]
    let bare = ["-u", "AWS_ACCESS_KEY_ID", "-u", "AWS_SECRET_ACCESS_KEY", "-u", "AWS_PROFILE", "HOME=/nowhere"]
    let asUser = geteuid() == 0 ? ["setpriv", "--bounding-set=-dac_override,-dac_read_search"] : []
    return await Program.run("env", bare + asUser + program)
  }
}
