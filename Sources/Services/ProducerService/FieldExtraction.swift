import Bytes
import Identifiers
import JSONReading
import KafkaClient

/// Fills a record's key, headers, partition and timestamp from its JSON.
struct FieldExtraction {
    let fields: FieldPointers
    /// Records that lacked something asked for; they are sent without it.
    private(set) var incompleteCount = 0

    init(_ fields: FieldPointers) { self.fields = fields }

    mutating func fill(_ record: inout KafkaOutgoingRecord) {
        guard !fields.isEmpty, let value = record.value else { return }
        let root: JSONValue
        do throws(JSONError) {
            root = try JSONValue.parse(value)
        } catch {
            // What cannot be parsed is the reader's to judge: it goes out as it is.
            incompleteCount += 1
            return
        }
        var isComplete = true
        func found<T>(_ pointer: JSONPointer?, _ read: (JSONValue) -> T?) -> T? {
            guard let pointer else { return nil }
            let result = pointer.value(in: root).flatMap(read)
            if result == nil { isComplete = false }
            return result
        }
        record.key = found(fields.key) { $0.fieldBytes }
        for (name, pointer) in fields.headers { record.headers.append((name, found(pointer) { $0.fieldBytes })) }
        record.partition = found(fields.partition) { number in
            number.wholeNumber.flatMap { $0 >= 0 ? Int32(exactly: $0) : nil }.map { PartitionIndex($0) }
        }
        record.timestampMs = found(fields.timestamp) { number in number.wholeNumber.flatMap { $0 >= 0 ? $0 : nil } }
        if !isComplete { incompleteCount += 1 }
    }
}

/// When each record is due.
package struct PaceKeeper {
    private let pace: ProducerConfiguration.Pace
    private let startNs: Int64
    private var sent = 0
    private var firstTimestampMs: Int64?
    private var lastDueNs: Int64

    package init(_ pace: ProducerConfiguration.Pace, startNs: Int64) {
        self.pace = pace
        self.startNs = startNs
        lastDueNs = startNs
    }

    /// Monotonic nanoseconds at which the next record is due. A timestamp that lies behind its predecessor's is due at once.
    package mutating func due(timestampMs: Int64?) -> Int64 {
        defer { sent += 1 }
        switch pace {
        case .flatOut: return startNs
        case .fixed(let rate): return startNs + Int64(Double(sent) / rate * 1e9)
        case .recorded(let speed):
            guard let timestampMs else { return lastDueNs }
            let first = firstTimestampMs ?? timestampMs
            firstTimestampMs = first
            let passedNs = Double(timestampMs - first) * 1e6 / speed
            // Beyond ten years the wait has no meaning, and would not fit.
            lastDueNs = max(lastDueNs, startNs + Int64(min(max(passedNs, 0), 3e17)))
            return lastDueNs
        }
    }
}
