import Hosting
import RankingService

@main
enum Ranking {
  static func main() {
    ServiceProcess(RankingAssembly.description, assemble: RankingAssembly.assemble).main()
  }
}
