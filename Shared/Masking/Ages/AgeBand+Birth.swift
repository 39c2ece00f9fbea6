public import Features

extension AgeBand {
  /// The most years that anybody is taken to have lived.
  public static let yearsMax: Int64 = 120

  /// The band of somebody born on a date, as of a moment's day (UTC); nil when that day is before the birth, or over
  /// ``yearsMax`` years after it.
  ///
  /// Who was born on February 29 grows older on March 1 in other years.
  public init?(born birth: CivilDate, asOf moment: Moment) {
    let today = CivilDate(days: moment.day)
    let hadBirthday = (today.month, today.day) >= (birth.month, birth.day)
    switch today.year - birth.year - (hadBirthday ? 0 : 1) {
    case 0..<18: self = .under18
    case 18..<25: self = .from18to24
    case 25..<35: self = .from25to34
    case 35..<45: self = .from35to44
    case 45..<55: self = .from45to54
    case 55...Self.yearsMax: self = .from55
    default: return nil
    }
  }
}
