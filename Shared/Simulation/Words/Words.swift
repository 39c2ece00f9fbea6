/// The words that titles are made of. All names made from them are invented.
enum Words {
  static let adjectives = [
    "Patient", "Velvet", "Borrowed", "Salted", "Crooked", "Paper", "Electric", "Quiet", "Copper", "Winter", "Half-Lit",
    "Tender", "Restless", "Golden", "Hollow", "Northern", "Wooden", "Burning", "Invisible", "Gentle", "Feral", "Marble",
    "Faded", "Lucky", "Distant", "Untied", "Silver", "Sleepless", "Honest", "Second-Hand", "Rusted", "Violet",
    "Unmailed", "Barefoot", "Lonesome", "Magnetic", "Overgrown", "Slow", "Sunday", "Weightless",
  ]
  static let nouns = [
    "Lighthouse", "Harbour", "Orchard", "Staircase", "Telephone", "Ferry", "Lantern", "Compass", "Meadow", "Balcony",
    "Umbrella", "Engine", "Mirror", "Sparrow", "Wolf", "Postcard", "Kitchen", "Satellite", "Tide", "Bicycle",
    "Cathedral",
    "Suitcase", "Comet", "River", "Garden", "Elevator", "Moth", "Snowfall", "Railway", "Window", "Planet", "Bakery",
    "Motorway", "Anchor", "Fever", "Ladder", "Heron", "Carousel", "Whistle", "Island",
  ]
  static let plurals = [
    "Lighthouses", "Ferries", "Orchards", "Sparrows", "Postcards", "Umbrellas", "Wolves", "Engines", "Satellites",
    "Mirrors", "Strangers", "Librarians", "Cartographers", "Beekeepers", "Astronauts", "Swimmers", "Lanterns", "Moths",
    "Cousins", "Typewriters", "Weathermen", "Sailors", "Understudies", "Foxes", "Gardeners", "Night Buses", "Herons",
    "Locksmiths", "Small Gods", "Ghost Notes",
  ]
  static let verbs = [
    "Leaving", "Waiting for", "Dancing with", "Counting", "Losing", "Waking", "Borrowing", "Chasing", "Forgetting",
    "Learning", "Painting", "Following", "Missing", "Holding", "Calling", "Outrunning", "Feeding", "Drawing",
  ]
  static let people = [
    "Marguerite", "Anselm", "Ottoline", "Ingrid", "Tomasz", "Zuleika", "Barnaby", "Soledad", "Linnéa", "Kofi", "Yuki",
    "Amadou", "Clementine", "Dagny", "Eleftheria", "Ignacio", "João", "Wilhelmina", "Ravi", "Saoirse", "Teodor", "Noor",
    "Lupe", "Mirela", "Casimir", "Åsa", "Benedikta", "Halvard", "Iolanthe", "Priya",
  ]
  static let surnames = [
    "Tallowmere", "Quillfeather", "Okonberg", "Vesterholt", "Marrowick", "Sandoval-Pine", "Nightingall", "Fjällström",
    "Bramblecote", "Oduwale", "Castellanova", "Winterbourne-Abe", "Thistlewood", "Lindqvister", "Harrowgate", "Mbekiri",
    "Papadimos-Grey", "Larkspur", "Underhillock", "Zamoryski", "Kettleburn", "Rosenquill", "Delacroisette", "Hoshikane",
    "Pemberlane", "Ashgrovesen", "Moonsamy", "Teixeirola", "Brightwaterson", "Halloranski",
  ]
  static let places = [
    "Gothenburg", "Lisbon", "Osaka", "Halifax", "Montevideo", "Leipzig", "Tromsø", "Cardiff", "Recife", "Kyoto",
    "Marfa",
    "Valparaíso", "Trieste", "Malmö", "the Moon", "Platform Nine", "the Ring Road", "Nowhere in Particular",
  ]
  static let times = [
    "at Midnight", "at Four in the Morning", "of Last Summer", "in November", "on the First of May", "on a Tuesday",
    "of the Longest Night", "at Rush Hour", "the Day After", "in 1987", "in Late August", "at the Blue Hour",
  ]
  static let keys = ["C minor", "E-flat major", "G minor", "A major", "D minor", "F-sharp minor", "B-flat major"]
  static let tempos = ["Andante", "Allegro ma non troppo", "Largo", "Presto", "Scherzo", "Adagio sostenuto", "Rondo"]
}
