import Foundation
import Intake

/// What Foundation's decoder makes of a line, by the same fields in the same order: an independent opinion.
enum FormerDraft {
  /// The draft of a line, or how it was at fault.
  static func read(_ line: [UInt8]) -> Result<EventDraft, FormerFault> {
    do {
      return .success(try JSONDecoder().decode(Fields.self, from: Data(line)).draft)
    } catch let fault as FormerFault {
      return .failure(fault)
    } catch let error as DecodingError {
      return .failure(FormerFault(error))
    } catch {
      return .failure(FormerFault(fault: Fault(.malformedLine)))
    }
  }

  private struct Fields: Decodable {
    var draft = EventDraft()

    init(from decoder: any Decoder) throws {
      let fields = try decoder.container(keyedBy: Name.self)
      draft.event = try fields.decodeIfPresent(String.self, forKey: .event)
      draft.listener = try fields.decodeIfPresent(String.self, forKey: .listener)
      draft.moment = try fields.moment()
      draft.kind = try fields.decodeIfPresent(String.self, forKey: .kind)
      draft.item = try fields.decodeIfPresent(String.self, forKey: .item)
      draft.context = try fields.decodeIfPresent(String.self, forKey: .context)
      draft.playedSeconds = try fields.number(Double.self, .playedSeconds)
      draft.totalSeconds = try fields.number(Double.self, .totalSeconds)
      draft.plays = try fields.number(UInt64.self, .plays)
      draft.page = try fields.decodeIfPresent(String.self, forKey: .page)
      draft.shelf = try fields.decodeIfPresent(String.self, forKey: .shelf)
      draft.ageBand = try fields.decodeIfPresent(String.self, forKey: .ageBand)
      draft.country = try fields.decodeIfPresent(String.self, forKey: .country)
      draft.city = try fields.decodeIfPresent(String.self, forKey: .city)
      draft.tier = try fields.decodeIfPresent(String.self, forKey: .tier)
      draft.platform = try fields.decodeIfPresent(String.self, forKey: .platform)
    }
  }

  fileprivate enum Name: String, CodingKey {
    case event, listener, moment, kind, item, context
    case playedSeconds = "played_seconds"
    case totalSeconds = "total_seconds"
    case plays, page, shelf
    case ageBand = "age_band"
    case country, city, tier, platform
  }
}

/// A fault as an error.
struct FormerFault: Error {
  let fault: Fault

  init(fault: Fault) { self.fault = fault }

  init(_ error: DecodingError) {
    let path: [any CodingKey] =
      switch error {
      case .typeMismatch(_, let context), .valueNotFound(_, let context), .keyNotFound(_, let context),
        .dataCorrupted(let context):
        context.codingPath
      @unknown default: []
      }
    fault = Fault(.malformedLine, path.map(\.stringValue).joined(separator: "."))
  }
}

extension KeyedDecodingContainer<FormerDraft.Name> {
  fileprivate func number<Number: Decodable & LosslessStringConvertible>(
    _ type: Number.Type, _ name: FormerDraft.Name
  ) throws -> Number? {
    if let text = try? decode(String.self, forKey: name) {
      if text.isEmpty { return nil }
      guard let number = Number(text) else { throw FormerFault(fault: Fault(.badCount, name.rawValue)) }
      return number
    }
    do {
      return try decodeIfPresent(type, forKey: name)
    } catch {
      if case DecodingError.typeMismatch = error { throw error }
      throw FormerFault(fault: Fault(type == Double.self ? .nonFiniteNumber : .badCount, name.rawValue))
    }
  }

  /// A moment; one that comes in seconds, microseconds or nanoseconds is told from one in milliseconds by its digits.
  fileprivate func moment() throws -> MomentDraft? {
    guard contains(.moment), try !decodeNil(forKey: .moment) else { return nil }
    if let text = try? decode(String.self, forKey: .moment) { return .text(text) }
    if let number = try? decode(Decimal.self, forKey: .moment), let unit = Self.millisecondsByDigits(number) {
      return .milliseconds(NSDecimalNumber(decimal: number * unit).int64Value)
    }
    throw FormerFault(fault: Fault(.badMoment, "moment"))
  }

  /// How many milliseconds its unit has; nil when its digits are those of no unit within the years.
  private static func millisecondsByDigits(_ number: Decimal) -> Decimal? {
    guard (1e8..<1e19).contains(abs(NSDecimalNumber(decimal: number).doubleValue)) else { return nil }
    for unit: Decimal in [1000, 1, 0.001, 0.000001] {
      let milliseconds = abs(number * unit)
      if milliseconds >= 100_000_000_000, milliseconds < 4_102_444_800_000 { return unit }
    }
    return nil
  }
}
