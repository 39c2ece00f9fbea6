import CommandLineTool

await Bandstand.main()
