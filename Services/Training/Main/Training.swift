import Hosting
import TrainingService

@main
enum Training {
  static func main() {
    ServiceProcess(TrainingAssembly.description, assemble: TrainingAssembly.assemble).main()
  }
}
