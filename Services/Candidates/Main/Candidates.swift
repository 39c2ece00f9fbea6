import CandidatesService
import Hosting

@main
enum Candidates {
  static func main() {
    ServiceProcess(CandidatesAssembly.description, assemble: CandidatesAssembly.assemble).main()
  }
}
