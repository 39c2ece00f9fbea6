import CNghttp2
import Glibc

/// Gathers the header list now being received.
///
/// Most requests of a connection have the very same list, and most of its texts are then the very same, in nghttp2's table.
/// While that goes on nothing is copied, and in the end the list before is given out again.
@safe final class HeaderGatherer {
  @safe private struct Texts {
    let name: OpaquePointer?
    let value: OpaquePointer?
  }

  /// Lists of so many fields and bytes at most are remembered; a client's are not, which alternate with trailers.
  private let fieldsRemembered: Int
  private static let bytesRemembered = 1024

  private let listBytesMaximum: Int
  // The texts are in its blocks.
  private let memory: HTTP2Memory?
  private var bytes: [UInt8] = []
  private var fields: [HeaderList.Field] = []
  private var fieldCount = 0
  private var isCopying = false
  /// Whether the list was longer than allowed. What was beyond is dropped, so that one compressed byte cannot make us
  /// hold four kilobytes for ever.
  private(set) var isTruncated = false
  /// Whether texts of the list about to be received were shortened: it is not the one that was sent.
  var isShortened = false

  /// The list before, and its texts, held.
  private var lastList = HeaderList()
  private let lastTexts: UnsafeMutablePointer<Texts>
  private var lastCount = 0
  /// Counts the lists that were not the same as the one before.
  private(set) var listNumber = 0

  init(listBytesMaximum: Int, isServer: Bool, memory: HTTP2Memory?) {
    fieldsRemembered = isServer ? 32 : 0
    self.listBytesMaximum = listBytesMaximum
    self.memory = memory
    unsafe lastTexts = .allocate(capacity: fieldsRemembered)
  }

  deinit {
    forget()
    unsafe lastTexts.deallocate()
  }

  func begin() {
    fieldCount = 0
    isCopying = false
    isTruncated = isShortened
  }

  /// Takes a field's texts, nghttp2's own.
  @inline(__always)
  func append(_ name: OpaquePointer?, _ value: OpaquePointer?) {
    if !isCopying, fieldCount < lastCount, unsafe isSame(lastTexts[fieldCount].name, name),
      unsafe isSame(lastTexts[fieldCount].value, value)
    {
      fieldCount += 1
    } else {
      unsafe copy(name, value)
    }
  }

  @inline(__always)
  private func isSame(_ last: OpaquePointer?, _ text: OpaquePointer?) -> Bool {
    unsafe last == text || Self.isEqual(last, text)
  }

  /// Whether two texts are equal: clients send some anew each time.
  @inline(never)
  private static func isEqual(_ last: OpaquePointer?, _ text: OpaquePointer?) -> Bool {
    let (some, other) = unsafe (nghttp2_rcbuf_get_buf(last), nghttp2_rcbuf_get_buf(text))
    return unsafe some.len == other.len && memcmp(some.base, other.base, some.len) == 0
  }

  /// The list as gathered.
  func takeList() -> HeaderList {
    if !isCopying, fieldCount == lastCount, fieldCount > 0 { return lastList }
    if !isCopying { beginCopying() }
    listNumber += 1
    let list = HeaderList(bytes: bytes, fields: fields)
    if lastCount == fieldCount { lastList = list } else { forget() }
    return list
  }

  /// The first field that is another than in the list before: those until then are copied from there.
  private func beginCopying() {
    isCopying = true
    bytes.removeAll(keepingCapacity: true)
    fields.removeAll(keepingCapacity: true)
    lastList.copyFields(fieldCount, to: &bytes, &fields)
    forget(from: fieldCount)
  }

  @inline(never)
  private func copy(_ name: OpaquePointer?, _ value: OpaquePointer?) {
    if !isCopying { beginCopying() }
    let (nameText, valueText) = unsafe (nghttp2_rcbuf_get_buf(name), nghttp2_rcbuf_get_buf(value))
    let field = unsafe HeaderList.Field(start: bytes.count, nameCount: nameText.len, valueCount: valueText.len)
    let size = bytes.count + field.nameCount + field.valueCount
    guard !isTruncated, size + 32 * (fieldCount + 1) <= listBytesMaximum else {
      isTruncated = true
      return
    }
    unsafe bytes.append(contentsOf: UnsafeBufferPointer(start: nameText.base, count: nameText.len))
    unsafe bytes.append(contentsOf: UnsafeBufferPointer(start: valueText.base, count: valueText.len))
    fields.append(field)
    fieldCount += 1
    if size <= Self.bytesRemembered { unsafe hold(Texts(name: name, value: value)) }
  }

  /// Remembers the texts of the field just copied, if all before it are.
  private func hold(_ texts: Texts) {
    guard lastCount == fieldCount - 1, lastCount < fieldsRemembered else { return }
    unsafe nghttp2_rcbuf_incref(texts.name)
    unsafe nghttp2_rcbuf_incref(texts.value)
    unsafe (lastTexts + lastCount).initialize(to: texts)
    lastCount += 1
  }

  /// Gives back the texts from the field `first` on.
  func forget(from first: Int = 0) {
    for index in first..<max(first, lastCount) {
      unsafe nghttp2_rcbuf_decref(lastTexts[index].name)
      unsafe nghttp2_rcbuf_decref(lastTexts[index].value)
    }
    lastCount = min(lastCount, first)
    if first == 0 { lastList = HeaderList() }
  }
}
