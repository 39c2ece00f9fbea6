import ConsoleService
import Hosting

@main
enum Console {
  static func main() {
    ServiceProcess(ConsoleAssembly.description, assemble: ConsoleAssembly.assemble).main()
  }
}
