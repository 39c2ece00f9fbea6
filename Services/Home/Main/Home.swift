import HomeService
import Hosting

@main
enum Home {
  static func main() {
    ServiceProcess(HomeAssembly.description, assemble: HomeAssembly.assemble).main()
  }
}
