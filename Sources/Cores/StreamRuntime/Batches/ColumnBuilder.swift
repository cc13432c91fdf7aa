import Bytes
public import StreamSQL

/// Collects the values of one column, row by row.
public final class ColumnBuilder {
    /// The type of the values; it decides the storage (``ColumnVector``).
    public let type: SQLType
    /// Rows appended so far.
    public private(set) var count = 0

    private var nulls: NullBitmap?
    private var booleans: [Bool] = []
    private var integers: [Int64] = []
    private var doubles: [Double] = []
    private var decimals: [Int128] = []
    private var nanos: [Int32]?
    private var boxes: [SQLValue] = []
    private var strings = StringVectorBuilder()

    public init(type: SQLType) { self.type = type }

    /// Appends a value of the column's type. A value of another type is a bug and stops the process.
    public func append(_ value: SQLValue) {
        switch value {
        case .null: appendNull()
        case .boolean(let flag): appendBoolean(flag)
        case .integer(let number): appendInteger(number)
        case .float(let number): appendDouble(Double(number))
        case .double(let number): appendDouble(number)
        case .decimal(let number): appendDecimal(number.unscaled)
        case .string(let bytes), .bytes(let bytes): bytes.withUnsafeBytes { appendBytes($0) }
        case .timestamp(let instant): appendTimestamp(instant.milliseconds, nanosOfMillisecond: instant.nanosOfMillisecond)
        case .array, .map, .row: appendNested(value)
        }
    }

    public func appendBoolean(_ value: Bool) {
        booleans.append(value)
        noteValue()
    }

    public func appendInteger(_ value: Int64) {
        integers.append(value)
        noteValue()
    }

    public func appendDouble(_ value: Double) {
        doubles.append(value)
        noteValue()
    }

    /// - Parameter unscaled: the value times 10 to the type's scale.
    public func appendDecimal(_ unscaled: Int128) {
        decimals.append(unscaled)
        noteValue()
    }

    public func appendTimestamp(_ milliseconds: Int64, nanosOfMillisecond: Int32 = 0) {
        integers.append(milliseconds)
        if nanosOfMillisecond != 0, nanos == nil { nanos = Array(repeating: 0, count: count) }
        nanos?.append(nanosOfMillisecond)
        noteValue()
    }

    public func appendBytes(_ value: UnsafeRawBufferPointer) {
        strings.append(value)
        noteValue()
    }

    public func appendText(_ value: String) {
        strings.append(value)
        noteValue()
    }

    public func appendNested(_ value: SQLValue) {
        boxes.append(value)
        noteValue()
    }

    public func appendNull() {
        if nulls == nil { nulls = NullBitmap(count: count) }
        nulls?.append(isNull: true)
        count += 1
        switch type.kind {
        case .boolean: booleans.append(false)
        case .float, .double: doubles.append(0)
        case .decimal: decimals.append(0)
        case .char, .varchar, .binary, .varbinary: strings.appendNull()
        case .array, .map, .multiset, .row: boxes.append(.null)
        case .timestamp, .timestampLTZ:
            integers.append(0)
            nanos?.append(0)
        case .null, .tinyint, .smallint, .int, .bigint, .date, .time, .intervalYearMonth, .intervalDayTime: integers.append(0)
        }
    }

    @inline(__always)
    private func noteValue() {
        nulls?.append(isNull: false)
        count += 1
    }

    /// The column, and an empty builder again.
    public func finish() -> ColumnVector {
        let storage: ColumnVector.Storage
        switch type.kind {
        case .boolean: storage = .booleans(booleans)
        case .float, .double: storage = .doubles(doubles)
        case .decimal: storage = .decimals(decimals)
        case .char, .varchar, .binary, .varbinary:
            var filled = StringVectorBuilder()
            swap(&filled, &strings)
            storage = .strings(filled.finish())
        case .array, .map, .multiset, .row: storage = .nested(boxes)
        case .timestamp, .timestampLTZ: storage = .timestamps(integers, nanosOfMillisecond: nanos)
        case .null, .tinyint, .smallint, .int, .bigint, .date, .time, .intervalYearMonth, .intervalDayTime:
            storage = .integers(integers)
        }
        defer { reset() }
        return ColumnVector(storage, nulls: nulls)
    }

    private func reset() {
        count = 0
        nulls = nil
        nanos = nil
        booleans = []
        integers = []
        doubles = []
        decimals = []
        boxes = []
    }
}

extension ColumnVector {
    /// A column of the given values, each of `type` or NULL.
    public init(_ values: [SQLValue], type: SQLType) {
        let builder = ColumnBuilder(type: type)
        for value in values { builder.append(value) }
        self = builder.finish()
    }

    /// The value of a row of a column of `type`. Strings share the column's arena.
    public func value(_ row: Int, type: SQLType) -> SQLValue {
        if isNull(row) { return .null }
        switch storage {
        case .booleans(let values): return .boolean(values[row])
        case .integers(let values): return .integer(values[row])
        case .doubles(let values): return type.kind == .float ? .float(Float(values[row])) : .double(values[row])
        case .decimals(let values):
            guard case .decimal(_, let scale) = type.kind else { preconditionFailure("decimals in a column of \(type)") }
            return .decimal(SQLDecimal(unscaled: values[row], scale: scale))
        case .timestamps(let values, let nanos):
            return .timestamp(SQLTimestamp(milliseconds: values[row], nanosOfMillisecond: nanos?[row] ?? 0))
        case .strings(let values): return type.isBinary ? .bytes(values[row]) : .string(values[row])
        case .nested(let values): return values[row]
        }
    }
}

extension Batch {
    /// A batch of rows given as values; `types` are those of the columns.
    public init(
        rows: [[SQLValue]], types: [SQLType], kinds: [ChangeKind]? = nil, origins: [RowOrigin]? = nil
    ) {
        let columns = types.indices.map { column in ColumnVector(rows.map { $0[column] }, type: types[column]) }
        self.init(columns: columns, rowCount: rows.count, kinds: kinds, origins: origins)
    }

    /// The values of a row; `types` are those of the columns.
    public func row(_ row: Int, types: [SQLType]) -> [SQLValue] {
        types.indices.map { columns[$0].value(row, type: types[$0]) }
    }
}
