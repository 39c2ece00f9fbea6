import Hosting
import TrainingService

@main
enum Training {
  static func main() async {
    await ServiceProcess(TrainingAssembly.description, assemble: TrainingAssembly.assemble).main()
  }
}
