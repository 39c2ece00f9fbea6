import Glibc

/// Gathers the header list now being received, in memory that is used again for the next one.
@safe final class HeaderGatherer {
  private static let fieldsAtFirst = 32
  private static let bytesAtFirst = 1024

  private let listBytesMaximum: Int
  private var bytes: UnsafeMutablePointer<UInt8>
  private var bytesCapacity: Int
  private var byteCount = 0
  private var fields: UnsafeMutablePointer<HeaderList.Field>
  private var fieldsCapacity: Int
  private var fieldCount = 0
  /// Whether the list was longer than allowed. What was beyond is dropped, so that one compressed byte cannot make us
  /// hold four kilobytes for ever.
  private(set) var isTruncated = false

  init(listBytesMaximum: Int) {
    self.listBytesMaximum = listBytesMaximum
    bytesCapacity = Self.bytesAtFirst
    fieldsCapacity = Self.fieldsAtFirst
    unsafe bytes = .allocate(capacity: Self.bytesAtFirst)
    unsafe fields = .allocate(capacity: Self.fieldsAtFirst)
  }

  deinit {
    unsafe bytes.deallocate()
    unsafe fields.deallocate()
  }

  func begin() {
    byteCount = 0
    fieldCount = 0
    isTruncated = false
  }

  func append(name: UnsafeBufferPointer<UInt8>, value: UnsafeBufferPointer<UInt8>) {
    let size = byteCount + name.count + value.count
    guard !isTruncated, size + 32 * (fieldCount + 1) <= listBytesMaximum else {
      isTruncated = true
      return
    }
    if size > bytesCapacity { growBytes(toHold: size) }
    if fieldCount == fieldsCapacity { growFields() }
    let end = unsafe bytes + byteCount
    if let source = name.baseAddress { unsafe memcpy(end, source, name.count) }
    if let source = value.baseAddress { unsafe memcpy(end + name.count, source, value.count) }
    unsafe (fields + fieldCount).initialize(
      to: HeaderList.Field(start: byteCount, nameCount: name.count, valueCount: value.count))
    fieldCount += 1
    byteCount = size
  }

  /// The list as gathered.
  var list: HeaderList {
    unsafe HeaderList(
      bytes: Array(UnsafeBufferPointer(start: bytes, count: byteCount)),
      fields: Array(UnsafeBufferPointer(start: fields, count: fieldCount)))
  }

  private func growBytes(toHold size: Int) {
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: size * 2)
    unsafe larger.update(from: bytes, count: byteCount)
    unsafe bytes.deallocate()
    unsafe bytes = larger
    bytesCapacity = size * 2
  }

  private func growFields() {
    let larger = UnsafeMutablePointer<HeaderList.Field>.allocate(capacity: fieldsCapacity * 2)
    unsafe larger.update(from: fields, count: fieldCount)
    unsafe fields.deallocate()
    unsafe fields = larger
    fieldsCapacity *= 2
  }
}
