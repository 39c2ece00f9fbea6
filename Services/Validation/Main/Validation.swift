import Hosting
import ValidationService

@main
enum Validation {
  static func main() {
    ServiceProcess(ValidationAssembly.description, assemble: ValidationAssembly.assemble).main()
  }
}
