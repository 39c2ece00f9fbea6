import Glibc
import Support
import Testing

@testable import Hosting

@Suite("Standard output")
struct StandardOutputTests {
  @Test("What is printed arrives whole and in order, also in a pipe that somebody made non-blocking")
  func whole() async throws {
    var ends: [CInt] = [0, 0]
    try #require(unsafe pipe(&ends) == 0)
    let (reading, writing) = (ends[0], ends[1])
    _ = fcntl(writing, F_SETFL, O_NONBLOCK)
    _ = fcntl(reading, F_SETFL, O_NONBLOCK)
    let line = String(repeating: "0123456789", count: 40_000)
    let written = Task.detached {
      let output = StandardOutput(descriptor: writing)
      output.print(line)
      output.print("end", terminator: "")
      close(writing)
      return output.ending.status
    }
    var read: [UInt8] = []
    var bytes = [UInt8](repeating: 0, count: 5_000)
    while true {
      let count = unsafe bytes.withUnsafeMutableBytes { unsafe Glibc.read(reading, $0.baseAddress, $0.count) }
      if count < 0, errno == EAGAIN {
        // The writer may need this very thread.
        await Task.yield()
        continue
      }
      guard count > 0 else { break }
      read += bytes[..<count]
    }
    close(reading)
    #expect(String(decoding: read, as: UTF8.self) == line + "\nend")
    #expect(await written.value == 0)
  }

  @Test("After a failure nothing more is written, and the first failure is what is told")
  func failure() throws {
    let full = unsafe open("/dev/full", O_WRONLY)
    try #require(full >= 0)
    let output = StandardOutput(descriptor: full)
    #expect(!output.hasFailed)
    output.print("lost")
    #expect(output.hasFailed)
    close(full)
    output.print("lost, too")
    #expect(output.ending.status == StandardOutput.failureStatus)
    #expect(output.ending.complaint == "the output could not be written: No space left on device")
  }

  @Test("A stream that is not open is told as such")
  func closed() {
    let output = StandardOutput(descriptor: -1)
    output.print("lost")
    #expect(output.ending.status == StandardOutput.failureStatus)
    #expect(output.ending.complaint == "the output could not be written: standard output is closed")
  }
}
