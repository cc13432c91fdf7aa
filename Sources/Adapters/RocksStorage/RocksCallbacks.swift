import Bytes
import CRocksDB
import Glibc
import TableCore

/// What the engine calls while it reads and compacts, on threads of its own. Pointers in, the pure functions of
/// TableCore, pointers out: no rule lives here.
enum RocksCallbacks {
    static func mergeOperator() -> OpaquePointer? {
        rocksdb_mergeoperator_create(
            nil, { _ in },
            { _, key, keyLength, base, baseLength, list, lengths, count, success, resultLength in
                let merged = RowMerge.merge(
                    key: borrowed(key, keyLength), base: base.map { borrowed($0, baseLength) },
                    operands: operands(list, lengths, count))
                success?.pointee = 1
                return handedOver(merged, resultLength)
            },
            { _, key, keyLength, list, lengths, count, success, resultLength in
                let merged = RowMerge.merge(
                    key: borrowed(key, keyLength), base: nil, operands: operands(list, lengths, count))
                success?.pointee = 1
                return handedOver(merged, resultLength)
            },
            nil, { _ in mergeName.pointer })
    }

    static func filterFactory() -> OpaquePointer? {
        rocksdb_compactionfilterfactory_create(
            nil, { _ in },
            { _, _ in
                rocksdb_compactionfilter_create(
                    Unmanaged.passRetained(FilterState()).toOpaque(),
                    { state in
                        if let state { Unmanaged<FilterState>.fromOpaque(state).release() }
                    },
                    { state, _, key, keyLength, value, valueLength, newValue, newLength, changed in
                        guard let state else { return 0 }
                        return Unmanaged<FilterState>.fromOpaque(state).takeUnretainedValue().decide(
                            borrowed(key, keyLength), borrowed(value, valueLength), newValue, newLength, changed)
                    },
                    { _ in filterName.pointer })
            },
            { _ in filterName.pointer })
    }
}

// The engine's callbacks are C functions, which capture nothing: what they use is global.

private let mergeName = RocksName("millrace.rows.1")
private let filterName = RocksName("millrace.retention.1")

/// The engine's memory as a slice that must not outlive the call.
private func borrowed(_ base: UnsafePointer<CChar>?, _ count: Int) -> ByteSlice {
    guard let base, count > 0 else { return ByteSlice() }
    let memory = UnsafeMutableRawPointer(mutating: UnsafeRawPointer(base))
    return ByteSlice(storage: ByteStorage(adopting: memory, capacity: count, release: { _ in }), range: 0..<count)
}

/// A copy that the engine frees.
private func handedOver(_ bytes: ByteSlice, _ count: UnsafeMutablePointer<Int>?) -> UnsafeMutablePointer<CChar>? {
    guard let memory = malloc(max(bytes.count, 1)) else { return nil }
    bytes.withUnsafeBytes { source in
        if let first = source.baseAddress { memcpy(memory, first, source.count) }
    }
    count?.pointee = bytes.count
    return memory.assumingMemoryBound(to: CChar.self)
}

private func operands(
    _ list: UnsafePointer<UnsafePointer<CChar>?>?, _ lengths: UnsafePointer<Int>?, _ count: Int32
) -> [ByteSlice] {
    guard let list, let lengths else { return [] }
    return (0..<Int(count)).map { borrowed(list[$0], lengths[$0]) }
}

/// The state of one compaction, which one thread runs.
private final class FilterState {
    private var sweep = CompactionSweep()
    /// The engine copies a changed value right after the call, and frees nothing.
    private var replacement: UnsafeMutablePointer<CChar>?

    deinit { free(replacement) }

    func decide(
        _ key: ByteSlice, _ value: ByteSlice, _ newValue: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?,
        _ newLength: UnsafeMutablePointer<Int>?, _ changed: UnsafeMutablePointer<UInt8>?
    ) -> UInt8 {
        switch sweep.decide(key: key, value: value, now: Int64(time(nil))) {
        case .keep: return 0
        case .drop: return 1
        case .replace(let less):
            free(replacement)
            replacement = handedOver(less, newLength)
            guard replacement != nil else { return 0 }
            newValue?.pointee = replacement
            changed?.pointee = 1
            return 0
        }
    }
}

/// A C string that lives as long as the process.
private final class RocksName: @unchecked Sendable {
    // Written once, before it is shared.
    let pointer: UnsafePointer<CChar>?
    init(_ text: String) { pointer = UnsafePointer(strdup(text)) }
}
