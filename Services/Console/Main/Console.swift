import ConsoleService
import Hosting

@main
enum Console {
  static func main() async {
    await ServiceProcess(ConsoleAssembly.description, assemble: ConsoleAssembly.assemble).main()
  }
}
