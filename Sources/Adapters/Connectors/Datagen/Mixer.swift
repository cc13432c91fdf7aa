import Bytes

/// SplitMix64: a small generator whose every state is a good start.
struct Mixer {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }

    /// From 0 up to but without 1.
    mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }

    mutating func integer(in range: ClosedRange<Int64>) -> Int64 {
        let span = UInt64(bitPattern: range.upperBound &- range.lowerBound)
        guard span < .max else { return Int64(bitPattern: next()) }
        let place = next().multipliedFullWidth(by: span + 1).high
        return range.lowerBound &+ Int64(bitPattern: place)
    }

    mutating func bytes(_ count: Int) -> ByteSlice { ByteSlice((0..<count).map { _ in UInt8(truncatingIfNeeded: next()) }) }

    mutating func hexadecimal(_ count: Int) -> String { String(bytes((count + 1) / 2).hex.prefix(count)) }
}
