import ArgumentParser
import CommandLineTool

@main
enum Main {
  static func main() async {
    await Bandstand.main()
  }
}
