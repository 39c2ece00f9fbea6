import Hosting
import RankingService

@main
enum Ranking {
  static func main() async {
    await ServiceProcess(RankingAssembly.description, assemble: RankingAssembly.assemble).main()
  }
}
