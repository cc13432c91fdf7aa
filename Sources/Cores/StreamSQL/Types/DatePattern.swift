/// A date pattern in the letters of Java's formatters, as far as they mean the same in all of them:
/// `yyyy`, `MM`, `dd`, `HH`, `mm`, `ss` (one letter: without leading zeros), `S`... for fractions, quoted text, punctuation.
public struct DatePattern: Hashable, Sendable {
    /// One piece of the pattern.
    public enum Piece: Hashable, Sendable {
        /// A field with the number of letters it was written with.
        case year(Int), month(Int), day(Int), hour(Int), minute(Int), second(Int), fraction(Int)
        case text(String)
    }

    public var pieces: [Piece]

    /// nil when the text has letters this does not know.
    public init?(_ text: String) {
        pieces = []
        var rest = Array(text.unicodeScalars)[...]
        while let scalar = rest.first {
            if scalar == "'" {
                guard let quoted = DatePattern.quoted(&rest) else { return nil }
                pieces.append(.text(quoted))
            } else if scalar.properties.isAlphabetic {
                let run = rest.prefix { $0 == scalar }.count
                guard let piece = DatePattern.field(scalar, run) else { return nil }
                pieces.append(piece)
                rest = rest.dropFirst(run)
            } else {
                // Brackets, braces and # have meanings of their own.
                guard !"[]{}#".unicodeScalars.contains(scalar) else { return nil }
                pieces.append(.text(String(scalar)))
                rest = rest.dropFirst()
            }
        }
    }

    private static func quoted(_ rest: inout ArraySlice<Unicode.Scalar>) -> String? {
        rest = rest.dropFirst()
        if rest.first == "'" {
            rest = rest.dropFirst()
            return "'"
        }
        var contents = String.UnicodeScalarView()
        while let scalar = rest.first {
            rest = rest.dropFirst()
            if scalar == "'" {
                guard rest.first == "'" else { return String(contents) }
                rest = rest.dropFirst()
            }
            contents.append(scalar)
        }
        return nil
    }

    private static func field(_ letter: Unicode.Scalar, _ count: Int) -> Piece? {
        switch letter {
        case "y": count == 4 ? .year(4) : nil
        case "M": count <= 2 ? .month(count) : nil
        case "d": count <= 2 ? .day(count) : nil
        case "H": count <= 2 ? .hour(count) : nil
        case "m": count <= 2 ? .minute(count) : nil
        case "s": count <= 2 ? .second(count) : nil
        case "S": count <= 9 ? .fraction(count) : nil
        default: nil
        }
    }

    /// Whether a text can be read by it without guessing where a field ends or what a missing one is.
    public var isParsable: Bool {
        let kinds = pieces.compactMap(\.rank)
        let hasDate = kinds.prefix(3).sorted() == [0, 1, 2]
        // Every field has a fixed width, and the date is whole.
        let fixed = pieces.allSatisfy {
            switch $0 {
            case .month(1), .day(1), .hour(1), .minute(1), .second(1): false
            default: true
            }
        }
        return fixed && hasDate && Set(kinds).count == kinds.count && kinds.count != 4
    }

    /// The text of a point in time whose parts are given.
    public func format(days: Int64, milliseconds: Int64, nanosOfMillisecond: Int64) -> String {
        let (year, month, day) = CalendarTime.date(ofDays: days)
        var text = ""
        for piece in pieces {
            switch piece {
            case .text(let literal): text += literal
            case .year: text += DatePattern.padded(year, 4)
            case .month(let width): text += DatePattern.padded(month, width)
            case .day(let width): text += DatePattern.padded(day, width)
            case .hour(let width): text += DatePattern.padded(milliseconds / 3_600_000, width)
            case .minute(let width): text += DatePattern.padded(milliseconds / 60_000 % 60, width)
            case .second(let width): text += DatePattern.padded(milliseconds / 1_000 % 60, width)
            case .fraction(let width):
                text += DatePattern.padded(milliseconds % 1_000 * 1_000_000 + nanosOfMillisecond, 9).prefix(width)
            }
        }
        return text
    }

    public static func padded(_ number: Int64, _ width: Int) -> String {
        let digits = String(number)
        return digits.utf8.count >= width ? digits : String(repeating: "0", count: width - digits.utf8.count) + digits
    }

    /// Reads all of `text`; nil when it does not match. A day behind the end of its month becomes the last one.
    public func parse(_ text: String) -> SQLTimestamp? {
        var rest = Array(text.utf8)[...]
        var fields: [Int: Int64] = [:]
        for piece in pieces {
            if case .text(let literal) = piece {
                guard rest.starts(with: literal.utf8) else { return nil }
                rest = rest.dropFirst(literal.utf8.count)
                continue
            }
            guard let rank = piece.rank,
                let value = CalendarTime.digits(String(decoding: rest.prefix(piece.width), as: UTF8.self), atMost: 9),
                rest.count >= piece.width
            else { return nil }
            rest = rest.dropFirst(piece.width)
            fields[rank] = rank == 6 ? (0..<(9 - piece.width)).reduce(value) { sum, _ in sum * 10 } : value
        }
        guard rest.isEmpty, let year = fields[0], let month = fields[1], let day = fields[2], year >= 1,
            (1...12).contains(month), (1...31).contains(day), fields[3] ?? 0 < 24, fields[4] ?? 0 < 60, fields[5] ?? 0 < 60
        else { return nil }
        let days = CalendarTime.days(year: year, month: month, day: min(day, CalendarTime.daysInMonth(year: year, month: month)))
        let clock = ((fields[3] ?? 0) * 60 + (fields[4] ?? 0)) * 60 + (fields[5] ?? 0)
        let nanos = fields[6] ?? 0
        return SQLTimestamp(
            milliseconds: days * CalendarTime.millisecondsPerDay + clock * 1_000 + nanos / 1_000_000,
            nanosOfMillisecond: Int32(nanos % 1_000_000))
    }
}

extension DatePattern.Piece {
    /// Order of the fields, largest first; nil for text.
    var rank: Int? {
        switch self {
        case .year: 0
        case .month: 1
        case .day: 2
        case .hour: 3
        case .minute: 4
        case .second: 5
        case .fraction: 6
        case .text: nil
        }
    }

    /// Letters it was written with.
    var width: Int {
        switch self {
        case .year(let width), .month(let width), .day(let width), .hour(let width), .minute(let width),
            .second(let width), .fraction(let width):
            width
        case .text(let literal): literal.utf8.count
        }
    }
}
