import CNghttp2

/// A header list known when the program is compiled, in nghttp2's own form: made once, never freed, never copied.
// @unchecked Sendable: nothing writes to what was initialized here.
@safe struct ConstantHeaders: @unchecked Sendable {
  let fields: UnsafeMutableBufferPointer<nghttp2_nv>

  /// The fields in their order. Names are in lower case.
  init(_ texts: (name: StaticString, value: StaticString)...) {
    let flags = UInt8(NGHTTP2_NV_FLAG_NO_COPY_NAME.rawValue | NGHTTP2_NV_FLAG_NO_COPY_VALUE.rawValue)
    unsafe fields = UnsafeMutableBufferPointer<nghttp2_nv>.allocate(capacity: texts.count)
    for (index, text) in texts.enumerated() {
      let field = unsafe nghttp2_nv(
        name: UnsafeMutablePointer(mutating: text.name.utf8Start),
        value: UnsafeMutablePointer(mutating: text.value.utf8Start),
        namelen: text.name.utf8CodeUnitCount, valuelen: text.value.utf8CodeUnitCount, flags: flags)
      unsafe fields.initializeElement(at: index, to: field)
    }
  }
}
