import Testing

@Suite("Layering")
struct LayeringTests {
  let repository: Repository

  init() async throws {
    repository = try await .current
  }

  @Test("A module imports only what stands below it")
  func direction() {
    for file in repository.sources {
      guard let module = Layering.module(of: file.path) else { continue }
      guard let allowed = Layering.allowed[module] else {
        Issue.record("\(file.path): the module \(module) is not in the table; say in Layering.swift what it may import")
        continue
      }
      for (imported, line) in Layering.imports(of: file) where Layering.allowed[imported] != nil {
        #expect(
          allowed.contains(imported),
          "\(file.place(line)): \(module) may not import \(imported); move what is shared down, or pass it in")
      }
    }
  }

  @Test("A wrapped library is imported by its wrapper alone")
  func wrappers() {
    for file in repository.sources where !file.isTest {
      guard let module = Layering.module(of: file.path) else { continue }
      for (imported, line) in Layering.imports(of: file) {
        guard let wrappers = Layering.wrapped[imported] else { continue }
        #expect(
          wrappers.contains(module),
          "\(file.place(line)): only \(wrappers.sorted()) may import \(imported); use the wrapper's Swift types")
      }
    }
  }

  @Test("The table has no circle")
  func noCircle() {
    for (module, allowed) in Layering.allowed {
      for below in allowed {
        #expect(Layering.allowed[below]?.contains(module) == false, "\(module) and \(below) may import each other")
      }
    }
  }

  @Test("Five visible folders and no sixth")
  func folders() {
    let folders = Set(
      repository.paths.filter { $0.contains("/") && !$0.hasPrefix(".") }.compactMap { $0.split(separator: "/").first })
    #expect(folders == ["Services", "Shared", "Tests", "protos", "compose"])
  }

  /// A file that does without is smaller, faster at dates and JSON, and adds nothing to a static binary.
  @Test("Nobody imports the whole of Foundation without a reason")
  func foundation() {
    let reasons = [
      "Tests/": "tests start programs and read folders, and ship nothing"
    ]
    for file in repository.sources {
      for (imported, line) in Layering.imports(of: file) where imported == "Foundation" {
        #expect(
          reasons.keys.contains { file.path.hasPrefix($0) },
          "\(file.place(line)): import FoundationEssentials, or Glibc, or give the reason here")
      }
    }
  }
}
