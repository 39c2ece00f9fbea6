import CandidatesService
import Hosting

@main
enum Candidates {
  static func main() async {
    await ServiceProcess(CandidatesAssembly.description, assemble: CandidatesAssembly.assemble).main()
  }
}
