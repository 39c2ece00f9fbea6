import Storage
import Support
import Testing

@Suite("Store addresses")
struct StoreAddressTests {
  @Test("An address chooses the store and its path")
  func choose() throws {
    #expect(try StoreAddress("file:data/objects").description == "file:data/objects")
    #expect(try StoreAddress("file:///var/objects").description == "file:/var/objects")
    #expect(try StoreAddress("sqlite:/var/b.sqlite").description == "sqlite:/var/b.sqlite")
    #expect(try StoreAddress("memory:").description == "memory:")
  }

  @Test("A server's address is shown without its user and password")
  func secrets() throws {
    #expect(try StoreAddress("redis://me:secret@host:7000/2").description == "redis://host:7000/2")
    #expect(try StoreAddress("redis://[::1]").description == "redis://[::1]:6379/0")
    #expect(
      try StoreAddress("postgres://me:secret@host:5433/band?sslmode=require").description == "postgres://host:5433/band"
    )
    for address in ["redis://me:secret@host:x", "postgres://me:secret@host", "mysql://me:secret@host/x"] {
      let error = #expect(throws: StorageError.self) { try StoreAddress(address) }
      #expect(error?.description.contains("secret") == false)
      #expect(error?.description.contains("…@host") == true)
    }
  }

  @Test(
    "What is not available is refused with what is",
    arguments: [
      "s3://", "postgres://host", "redis://", "redis://host/x", "", "file", "file:", "sqlite:", "memory:x",
      "file://host/x",
    ])
  func refused(_ address: String) {
    let error = #expect(throws: StorageError.self) { try StoreAddress(address) }
    guard case .unsupportedAddress(address, _) = error else {
      Issue.record("got \(String(describing: error))")
      return
    }
    #expect(error?.description.contains("use ") == true)
  }

  @Test("A deployment opens its stores by their addresses")
  func open() async throws {
    let folder = try TemporaryFolder()
    let stores = try await Stores.open(
      objects: "file:\(folder.path("objects"))", database: "sqlite:\(folder.path("bandstand.sqlite"))")
    try await stores.objects.put([1], at: "a")
    #expect(try await stores.database.catalogVersion() == 0)
    #expect(try await StoreAddress("memory:").openOnlineStore().get("a") == nil)
    #expect(try folder.names().contains("bandstand.sqlite"))
  }

  @Test("A store of the wrong kind is refused for each port")
  func wrongKind() async throws {
    await #expect(throws: StorageError.self) { try await StoreAddress("sqlite:x").openObjectStore() }
    await #expect(throws: StorageError.self) { try await StoreAddress("file:x").openDatabase() }
    await #expect(throws: StorageError.self) { try await StoreAddress("file:x").openOnlineStore() }
    await #expect(throws: StorageError.self) { try await StoreAddress("redis://host").openDatabase() }
    await #expect(throws: StorageError.self) { try await StoreAddress("postgres://host/x").openOnlineStore() }
  }

  @Test("SHA-256 is written as 64 digits")
  func hash() {
    #expect(sha256Hex([]) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    #expect(
      sha256Hex(Array("abc".utf8)) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
  }
}
