import Hosting

/// Prints a line of a command's output: what every `print` in this module means.
///
/// In place of the standard library's, which says nothing of a full disk or a closed pipe: a failure is kept, and becomes
/// the command's exit status (``Bandstand/lifetime()``).
func print(_ item: some CustomStringConvertible, terminator: String = "\n") {
  StandardOutput.shared.print(item.description, terminator: terminator)
}
