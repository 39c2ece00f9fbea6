import HomeService
import Hosting

@main
enum Home {
  static func main() async {
    await ServiceProcess(HomeAssembly.description, assemble: HomeAssembly.assemble).main()
  }
}
