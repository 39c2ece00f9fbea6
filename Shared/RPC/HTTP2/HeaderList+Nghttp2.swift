import CNghttp2

extension HeaderList {
  /// Calls `body` with this list in nghttp2's own form. nghttp2 copies what it is given before `body` returns.
  func withNghttp2Fields(_ body: (UnsafeMutablePointer<nghttp2_nv>?, Int) -> Int32) -> Int32 {
    withFields { bytes, count, field in
      guard count > 0 else { return body(nil, 0) }
      return unsafe bytes.withUnsafeBufferPointer { storage in
        guard let base = unsafe UnsafeMutablePointer(mutating: storage.baseAddress) else { return body(nil, 0) }
        return unsafe withUnsafeTemporaryAllocation(of: nghttp2_nv.self, capacity: count) { list in
          for index in 0..<count {
            let (name, value) = field(index)
            unsafe list.initializeElement(
              at: index,
              to: nghttp2_nv(
                name: base + name.lowerBound, value: base + value.lowerBound, namelen: name.count,
                valuelen: value.count, flags: UInt8(NGHTTP2_NV_FLAG_NONE.rawValue)))
          }
          return unsafe body(list.baseAddress, count)
        }
      }
    }
  }
}
