import COpenBLAS

/// The few dense operations the models need, over OpenBLAS and LAPACK, on one thread.
///
/// Matrices are row-major arrays; of symmetric ones only the upper triangle is read or written. One thread, because rows
/// are small and because the order of every sum is then fixed: the same input gives the same bits on the same processor.
enum LinearAlgebra {
  /// Keeps OpenBLAS from starting threads of its own. Evaluated once, before the first operation.
  private static let oneThread: Void = openblas_set_num_threads(1)

  /// `output = transpose(matrix) * matrix`: `columnCount` square.
  static func gramOfColumns(_ matrix: [Double], rowCount: Int, columnCount: Int, into output: inout [Double]) {
    oneThread
    checkSizes(matrix.count >= rowCount * columnCount, output.count >= columnCount * columnCount)
    let (rows, columns) = (Int32(rowCount), Int32(columnCount))
    unsafe cblas_dsyrk(
      CblasRowMajor, CblasUpper, CblasTrans, columns, rows, 1, matrix, max(1, columns), 0, &output, max(1, columns))
  }

  /// `output = matrix * transpose(matrix)`: `rowCount` square.
  static func gramOfRows(_ matrix: [Double], rowCount: Int, columnCount: Int, into output: inout [Double]) {
    oneThread
    checkSizes(matrix.count >= rowCount * columnCount, output.count >= rowCount * rowCount)
    let (rows, columns) = (Int32(rowCount), Int32(columnCount))
    unsafe cblas_dsyrk(
      CblasRowMajor, CblasUpper, CblasNoTrans, rows, columns, 1, matrix, max(1, columns), 0, &output, max(1, rows))
  }

  /// `output = transpose(matrix) * vector`: one number a column.
  static func transposedProduct(
    _ matrix: [Double], rowCount: Int, columnCount: Int, vector: [Double], into output: inout [Double]
  ) {
    oneThread
    checkSizes(matrix.count >= rowCount * columnCount, vector.count >= rowCount && output.count >= columnCount)
    let (rows, columns) = (Int32(rowCount), Int32(columnCount))
    unsafe cblas_dgemv(
      CblasRowMajor, CblasTrans, rows, columns, 1, matrix, max(1, columns), vector, 1, 0, &output, 1)
  }

  /// The product of some rows of a matrix with a vector, one number a row.
  static func product(_ matrix: [Float], rows: Range<Int>, columnCount: Int, vector: [Float]) -> [Float] {
    oneThread
    checkSizes(matrix.count >= rows.upperBound * columnCount, vector.count >= columnCount)
    return unsafe [Float](unsafeUninitializedCapacity: rows.count) { output, count in
      count = rows.count
      guard count > 0 else { return }
      unsafe matrix.withUnsafeBufferPointer { matrix in
        let first = unsafe matrix.baseAddress?.advanced(by: rows.lowerBound * columnCount)
        unsafe cblas_sgemv(
          CblasRowMajor, CblasNoTrans, Int32(rows.count), Int32(columnCount), 1, first, Int32(columnCount), vector, 1,
          0,
          output.baseAddress, 1)
      }
    }
  }

  /// Solves `system * x = right` for a positive definite system by Cholesky, leaving x in `right`.
  ///
  /// The system is overwritten. Cubic in `order`.
  /// - Throws: ``ModelError/notPositiveDefinite(order:)`` when rounding or the input left the system without a solution.
  static func solvePositiveDefinite(
    _ system: inout [Double], order: Int, right: inout [Double]
  ) throws(ModelError) {
    oneThread
    checkSizes(system.count >= order * order, right.count >= order)
    let size = Int32(order)
    // LAPACK counts by columns, so our upper triangle is its lower one.
    let status = unsafe LAPACKE_dposv_work(
      LAPACK_COL_MAJOR, CChar(UInt8(ascii: "L")), size, 1, &system, max(1, size), &right, max(1, size))
    precondition(status >= 0, "LAPACK refused argument \(-status)")
    guard status == 0 else { throw .notPositiveDefinite(order: order) }
  }

  /// Eigenvalues of a symmetric matrix, smallest first; its rows become the eigenvectors.
  ///
  /// - Throws: ``ModelError/noEigenvalues(order:)`` when the iteration did not converge (the input was not finite).
  static func eigenvalues(_ symmetric: inout [Double], order: Int) throws(ModelError) -> [Double] {
    oneThread
    checkSizes(symmetric.count >= order * order, true)
    var values = [Double](repeating: 0, count: order)
    let size = Int32(order)
    let status = unsafe LAPACKE_dsyevd(
      LAPACK_COL_MAJOR, CChar(UInt8(ascii: "V")), CChar(UInt8(ascii: "L")), size, &symmetric, max(1, size), &values)
    guard status == 0 else { throw .noEigenvalues(order: order) }
    return values
  }

  /// `matrix * transpose(square)`: each row expressed in the basis that the square's rows are.
  static func rotated(_ matrix: [Double], rowCount: Int, by square: [Double], order: Int) -> [Double] {
    oneThread
    checkSizes(matrix.count >= rowCount * order, square.count >= order * order)
    var output = [Double](repeating: 0, count: rowCount * order)
    let (rows, size) = (Int32(rowCount), Int32(order))
    unsafe cblas_dgemm(
      CblasRowMajor, CblasNoTrans, CblasTrans, rows, size, size, 1, matrix, max(1, size), square, max(1, size), 0,
      &output, max(1, size))
    return output
  }

  /// Nothing reaches C with a length that C would take on trust.
  private static func checkSizes(_ inputs: Bool, _ outputs: Bool) {
    precondition(inputs && outputs, "a matrix is smaller than its stated size")
  }
}
