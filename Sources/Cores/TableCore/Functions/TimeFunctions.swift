internal import Bytes
internal import CQLValues

/// Conversions between times, dates and version 1 UUIDs.
enum TimeFunctions {
    static let all: [ScalarFunction] = toTimestamp + toDate + toUnixTimestamp + bounds + current

    private static let dayMs: Int64 = 86_400_000
    /// Milliseconds of a version 1 UUID, since 1970.
    private static func milliseconds(ofUUID bytes: ByteSlice) -> Int64 {
        (Int64(bytes.timeOfUUID & 0x0FFF_FFFF_FFFF_FFFF) - Int64(UniqueTimeUUID.unixEpochTicks)) / 10_000
    }

    /// Days of a `date` value since 1970.
    private static func days(_ bytes: ByteSlice) -> Int64 {
        Int64(UInt32(truncatingIfNeeded: bytes.signedInteger ?? 0)) - (1 << 31)
    }

    private static func date(_ ms: Int64) -> ByteSlice {
        let days = ms >= 0 ? ms / dayMs : -((-ms + dayMs - 1) / dayMs)
        return ByteSlice(bigEndian: UInt32(truncatingIfNeeded: days + (1 << 31)))
    }

    private static func names(
        _ spellings: [String], _ from: CQLType, _ to: CQLType, _ convert: @escaping @Sendable (ByteSlice) -> ByteSlice
    ) -> [ScalarFunction] {
        spellings.map { name in
            ScalarFunction(name, [from], to) { (arguments, _) throws(StatementError) in
                arguments[0].flatMap { $0.isEmpty ? nil : convert($0) }
            }
        }
    }

    private static let toTimestamp =
        names(["to_timestamp", "totimestamp"], .timeuuid, .timestamp) { ByteSlice(bigEndian: milliseconds(ofUUID: $0)) }
        + names(["to_timestamp", "totimestamp"], .date, .timestamp) { ByteSlice(bigEndian: days($0) * dayMs) }
    private static let toDate =
        names(["to_date", "todate"], .timeuuid, .date) { date(milliseconds(ofUUID: $0)) }
        + names(["to_date", "todate"], .timestamp, .date) { date($0.signedInteger ?? 0) }
    private static let toUnixTimestamp =
        names(["to_unix_timestamp", "tounixtimestamp"], .timeuuid, .bigint) { ByteSlice(bigEndian: milliseconds(ofUUID: $0)) }
        + names(["to_unix_timestamp", "tounixtimestamp"], .timestamp, .bigint) { $0 }
        + names(["to_unix_timestamp", "tounixtimestamp"], .date, .bigint) { ByteSlice(bigEndian: days($0) * dayMs) }

    private static func bound(_ ms: Int64, ticks extra: UInt64, low: UInt64) -> ByteSlice {
        let ticks = UInt64(bitPattern: ms &* 10_000) &+ UniqueTimeUUID.unixEpochTicks &+ extra
        var writer = ByteWriter(capacity: 16)
        writer.integer(UInt32(truncatingIfNeeded: ticks))
        writer.integer(UInt16(truncatingIfNeeded: ticks >> 32))
        writer.integer(UInt16(truncatingIfNeeded: ticks >> 48) & 0x0FFF | 0x1000)
        writer.integer(low)
        return writer.finish()
    }

    /// The least and greatest version 1 UUID of a millisecond, in the order of timeuuids (signed bytes).
    private static let bounds =
        names(["min_timeuuid", "mintimeuuid"], .timestamp, .timeuuid) {
            bound($0.signedInteger ?? 0, ticks: 0, low: 0x8080_8080_8080_8080)
        }
        + names(["max_timeuuid", "maxtimeuuid"], .timestamp, .timeuuid) {
            bound($0.signedInteger ?? 0, ticks: 9_999, low: 0x7F7F_7F7F_7F7F_7F7F)
        }

    private static let current: [ScalarFunction] = [
        ("current_timestamp", "currenttimestamp", CQLType.timestamp), ("current_date", "currentdate", .date),
        ("current_time", "currenttime", .time), ("current_timeuuid", "currenttimeuuid", .timeuuid),
    ].flatMap { snake, flat, type in
        [snake, flat].map { name in
            ScalarFunction(name, [], type) { (_, context) throws(StatementError) in
                switch type {
                case .timestamp: ByteSlice(bigEndian: context.nowMs)
                case .date: date(context.nowMs)
                case .time: ByteSlice(bigEndian: context.nowMs % dayMs * 1_000_000)
                default: context.timeUUIDs().bytes
                }
            }
        }
    }
}

/// `int_as_blob`, `blob_as_int` and their like.
enum BlobFunctions {
    private static let types: [CQLType] = [
        .ascii, .bigint, .boolean, .counter, .date, .decimal, .double, .duration, .float, .inet, .int, .smallint, .text, .time,
        .timestamp, .timeuuid, .tinyint, .uuid, .varint,
    ]

    static let all: [ScalarFunction] = types.flatMap { type -> [ScalarFunction] in
        let names = type == .text ? ["text", "varchar"] : [type.description]
        return names.flatMap { name in toBlob(name, type) + fromBlob(name, type) }
    }

    private static func toBlob(_ name: String, _ type: CQLType) -> [ScalarFunction] {
        ["\(name)_as_blob", "\(name)asblob"].map { spelling in
            ScalarFunction(spelling, [type], .blob) { (arguments, _) throws(StatementError) in arguments[0] }
        }
    }

    private static func fromBlob(_ name: String, _ type: CQLType) -> [ScalarFunction] {
        ["blob_as_\(name)", "blobas\(name)"].map { spelling in
            ScalarFunction(spelling, [.blob], type) { (arguments, _) throws(StatementError) in
                guard let bytes = arguments[0] else { return nil }
                do throws(CQLValueError) {
                    try type.validate(bytes)
                } catch {
                    throw .invalid(
                        "In call to function system.\(spelling), value 0x\(bytes.hex) is not a valid binary representation for type \(type)"
                    )
                }
                return bytes
            }
        }
    }
}
