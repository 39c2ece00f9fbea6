/// Reads what ``ByteWriter`` wrote, and refuses all else: numbers in more bytes than they need, too.
struct ByteReader {
  private let bytes: [UInt8]
  private(set) var offset = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// Bytes not read yet.
  var remaining: Int { bytes.count - offset }

  /// One byte.
  mutating func byte() throws(ProfileError) -> UInt8 {
    guard offset < bytes.count else { throw .truncated(offset: bytes.count) }
    offset += 1
    return bytes[offset - 1]
  }

  /// A whole number of up to 64 bits.
  @inline(__always)
  mutating func number() throws(ProfileError) -> UInt64 {
    // Most numbers have one byte.
    guard offset < bytes.count, bytes[offset] < 128 else { return try longNumber() }
    offset += 1
    return UInt64(bytes[offset - 1])
  }

  private mutating func longNumber() throws(ProfileError) -> UInt64 {
    var (result, shift): (UInt64, UInt64) = (0, 0)
    while shift < 64 {
      let next = try byte()
      if shift == 63, next > 1 { break }
      result |= UInt64(next & 127) << shift
      if next < 128 {
        guard next > 0 || shift == 0 else { throw invalid("number") }
        return result
      }
      shift += 7
    }
    throw invalid("number")
  }

  /// A whole number of up to 32 bits.
  mutating func number32(_ field: String) throws(ProfileError) -> UInt32 {
    guard let result = UInt32(exactly: try number()) else { throw invalid(field) }
    return result
  }

  /// The number of entries of a list.
  mutating func count(of list: String, limit: Int) throws(ProfileError) -> Int {
    let count = try number()
    guard count <= UInt64(limit) else { throw .tooMany(list: list, limit: limit, got: count) }
    return Int(count)
  }

  /// A moment by itself.
  mutating func moment() throws(ProfileError) -> Moment {
    let number = try number()
    return Moment(milliseconds: Int64(bitPattern: number >> 1) ^ -Int64(bitPattern: number & 1))
  }

  /// A moment by its distance from a later one.
  mutating func moment(before later: Moment) throws(ProfileError) -> Moment {
    guard let moment = later.earlier(byMilliseconds: try number()) else { throw invalid("moment") }
    return moment
  }

  /// A decayed counter between two limits.
  mutating func weight(from least: Float) throws(ProfileError) -> Float {
    guard remaining >= 4 else { throw .truncated(offset: bytes.count) }
    let low = UInt32(bytes[offset]) | UInt32(bytes[offset + 1]) << 8
    let high = UInt32(bytes[offset + 2]) | UInt32(bytes[offset + 3]) << 8
    offset += 4
    let weight = Float(bitPattern: low | high << 16)
    guard weight >= least, weight <= ProfileLimits.weightMax else { throw invalid("weight") }
    return weight
  }

  /// Bytes with their number first.
  mutating func text(_ field: String, limit: Int) throws(ProfileError) -> [UInt8] {
    Array(try next(try count(of: field, limit: limit)))
  }

  /// So many bytes as they are.
  mutating func next(_ count: Int) throws(ProfileError) -> ArraySlice<UInt8> {
    guard count <= remaining else { throw .truncated(offset: bytes.count) }
    offset += count
    return bytes[offset - count..<offset]
  }

  /// The error of an impossible value just read.
  func invalid(_ field: String) -> ProfileError { .invalid(field: field, offset: offset) }
}
