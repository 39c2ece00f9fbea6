import Hosting
import ValidationService

@main
enum Validation {
  static func main() async {
    await ServiceProcess(ValidationAssembly.description, assemble: ValidationAssembly.assemble).main()
  }
}
