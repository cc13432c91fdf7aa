import Bytes
import Glibc

/// A hash table from the bytes of a group's key to the group's number, by which accumulators keep their values.
///
/// Numbers of removed groups are given out again. Open addressing with linear probing and removal by shifting back, so
/// that there are no tombstones; the key bytes lie in one growing arena, rewritten when half of it is garbage.
struct GroupTable {
    private struct Group {
        var hash: UInt64
        var keyOffset: Int
        /// -1: the number is free.
        var keyCount: Int
    }

    /// Group number + 1; 0 is empty. A power of two in size, at most half full.
    private var slots: [Int32]
    private var groups: [Group] = []
    private var free: [Int32] = []
    private var keys: [UInt8] = []
    private var liveKeyBytes = 0
    /// Groups in the table.
    private(set) var count = 0

    private static let slotsMin = 64
    private static let compactionBytesMin = 1 << 16
    /// Groups are numbered with 32 bits.
    static let groupsMax = Int(Int32.max) / 4

    init() { slots = Array(repeating: 0, count: Self.slotsMin) }

    /// One past the greatest number in use.
    var capacity: Int { groups.count }

    /// The number of the group with this key, and whether it is new.
    @inline(__always)
    mutating func findOrInsert(_ key: UnsafeRawBufferPointer) -> (group: Int, isNew: Bool) {
        let hash = Self.hash(key)
        var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
        while true {
            let entry = slots[slot]
            if entry == 0 { break }
            if matches(Int(entry - 1), hash, key) { return (Int(entry - 1), false) }
            slot = (slot + 1) & (slots.count - 1)
        }
        return (insert(key, hash, slot), true)
    }

    /// The number of the group with this key, nil when there is none.
    func find(_ key: UnsafeRawBufferPointer) -> Int? {
        let hash = Self.hash(key)
        var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
        while slots[slot] != 0 {
            if matches(Int(slots[slot] - 1), hash, key) { return Int(slots[slot] - 1) }
            slot = (slot + 1) & (slots.count - 1)
        }
        return nil
    }

    /// The key of a group in use.
    func withKey<R, E: Error>(of group: Int, _ body: (UnsafeRawBufferPointer) throws(E) -> R) throws(E) -> R {
        let place = groups[group]
        precondition(place.keyCount >= 0, "key of a free group")
        return try keys.withUnsafeBufferPointer { bytes throws(E) in
            let all = UnsafeRawBufferPointer(bytes)
            return try body(UnsafeRawBufferPointer(rebasing: all[place.keyOffset..<place.keyOffset + place.keyCount]))
        }
    }

    /// A copy of the key of a group in use.
    func key(of group: Int) -> ByteSlice { withKey(of: group) { ByteSlice(copying: $0) } }

    /// The numbers in use, ascending.
    var members: [Int] { groups.indices.filter { groups[$0].keyCount >= 0 } }

    @inline(__always)
    private func matches(_ group: Int, _ hash: UInt64, _ key: UnsafeRawBufferPointer) -> Bool {
        let place = groups[group]
        guard place.hash == hash, place.keyCount == key.count else { return false }
        return keys.withUnsafeBytes { bytes in
            guard key.count > 0, let left = bytes.baseAddress, let right = key.baseAddress else { return true }
            return memcmp(left + place.keyOffset, right, key.count) == 0
        }
    }

    @inline(never)
    private mutating func insert(_ key: UnsafeRawBufferPointer, _ hash: UInt64, _ slot: Int) -> Int {
        let place = Group(hash: hash, keyOffset: keys.count, keyCount: key.count)
        keys.append(contentsOf: key)
        liveKeyBytes += key.count
        let group: Int
        if let reused = free.popLast() {
            group = Int(reused)
            groups[group] = place
        } else {
            precondition(groups.count < Self.groupsMax, "too many groups")
            group = groups.count
            groups.append(place)
        }
        slots[slot] = Int32(group + 1)
        count += 1
        if count * 2 > slots.count { grow() }
        return group
    }

    private mutating func grow() {
        let larger = slots.count * 2
        slots = Array(repeating: 0, count: larger)
        for (number, place) in groups.enumerated() where place.keyCount >= 0 {
            var slot = Int(truncatingIfNeeded: place.hash) & (larger - 1)
            while slots[slot] != 0 { slot = (slot + 1) & (larger - 1) }
            slots[slot] = Int32(number + 1)
        }
    }

    /// Removes a group in use; its number may be given to a new one.
    mutating func remove(_ group: Int) {
        precondition(groups[group].keyCount >= 0, "remove of a free group")
        let mask = slots.count - 1
        var hole = Int(truncatingIfNeeded: groups[group].hash) & mask
        while slots[hole] != Int32(group + 1) { hole = (hole + 1) & mask }
        var next = (hole + 1) & mask
        while slots[next] != 0 {
            let home = Int(truncatingIfNeeded: groups[Int(slots[next] - 1)].hash) & mask
            // An entry may move into the hole when its home does not lie between the hole and it.
            if (next - home) & mask >= (next - hole) & mask {
                slots[hole] = slots[next]
                hole = next
            }
            next = (next + 1) & mask
        }
        slots[hole] = 0
        liveKeyBytes -= groups[group].keyCount
        groups[group].keyCount = -1
        free.append(Int32(group))
        count -= 1
        if keys.count > Self.compactionBytesMin, liveKeyBytes * 2 < keys.count { compactKeys() }
    }

    private mutating func compactKeys() {
        var packed: [UInt8] = []
        packed.reserveCapacity(liveKeyBytes)
        for number in groups.indices where groups[number].keyCount >= 0 {
            let place = groups[number]
            groups[number].keyOffset = packed.count
            packed.append(contentsOf: keys[place.keyOffset..<place.keyOffset + place.keyCount])
        }
        keys = packed
    }

    /// Multiply and fold, eight bytes at a time. Keys come from outside, so the seed differs from process to process.
    @inline(__always)
    private static func hash(_ key: UnsafeRawBufferPointer) -> UInt64 {
        var state = seed ^ UInt64(truncatingIfNeeded: key.count)
        var offset = 0
        while offset + 8 <= key.count {
            state = fold(state ^ key.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
            offset += 8
        }
        var tail: UInt64 = 0
        while offset < key.count {
            tail = tail << 8 | UInt64(key[offset])
            offset += 1
        }
        return fold(state ^ tail ^ 0x9E37_79B9_7F4A_7C15)
    }

    private static let seed = UInt64.random(in: .min ... .max)

    @inline(__always)
    private static func fold(_ value: UInt64) -> UInt64 {
        let product = value.multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
        return product.high ^ product.low
    }
}
