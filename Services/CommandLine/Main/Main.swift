import CommandLineTool

@main
enum Main {
  static func main() {
    Bandstand.lifetime()
  }
}
