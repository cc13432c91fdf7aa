import Glibc

/// MD5 and the SHA family, for the SQL functions of those names.
enum Digests {
    /// A message filled up to whole blocks: a one bit, zeros, the length in bits.
    private static func padded(_ message: [UInt8], block: Int, lengthBytes: Int, bigEndian: Bool) -> [UInt8] {
        var bytes = message + [0x80]
        while bytes.count % block != block - lengthBytes { bytes.append(0) }
        let bits = UInt64(message.count) &* 8
        let length = (0..<8).map { UInt8(truncatingIfNeeded: bits >> UInt64(8 * $0)) }
        let zeros = [UInt8](repeating: 0, count: lengthBytes - 8)
        return bytes + (bigEndian ? zeros + length.reversed() : length + zeros)
    }

    private static func word32(_ bytes: ArraySlice<UInt8>, bigEndian: Bool) -> UInt32 {
        bigEndian
            ? bytes.reduce(0) { $0 << 8 | UInt32($1) } : bytes.reversed().reduce(0) { $0 << 8 | UInt32($1) }
    }

    private static func rotate(_ value: UInt32, left count: UInt32) -> UInt32 { value << count | value >> (32 - count) }

    // MARK: MD5

    static func md5(_ message: [UInt8]) -> [UInt8] {
        var state: [UInt32] = [0x6745_2301, 0xEFCD_AB89, 0x98BA_DCFE, 0x1032_5476]
        let bytes = padded(message, block: 64, lengthBytes: 8, bigEndian: false)
        for start in stride(from: 0, to: bytes.count, by: 64) {
            let words = (0..<16).map { word32(bytes[start + 4 * $0..<start + 4 * $0 + 4], bigEndian: false) }
            var (a, b, c, d) = (state[0], state[1], state[2], state[3])
            for round in 0..<64 {
                let (mix, index) = md5Mix(round, b, c, d)
                let sum = a &+ mix &+ md5Constants[round] &+ words[index]
                (a, d, c) = (d, c, b)
                b = b &+ rotate(sum, left: md5Shifts[round / 16][round % 4])
            }
            state = zip(state, [a, b, c, d]).map { $0 &+ $1 }
        }
        return state.flatMap { word in (0..<4).map { UInt8(truncatingIfNeeded: word >> UInt32(8 * $0)) } }
    }

    private static func md5Mix(_ round: Int, _ b: UInt32, _ c: UInt32, _ d: UInt32) -> (UInt32, Int) {
        switch round / 16 {
        case 0: (b & c | ~b & d, round)
        case 1: (d & b | ~d & c, (5 * round + 1) % 16)
        case 2: (b ^ c ^ d, (3 * round + 5) % 16)
        default: (c ^ (b | ~d), 7 * round % 16)
        }
    }

    private static let md5Shifts: [[UInt32]] = [[7, 12, 17, 22], [5, 9, 14, 20], [4, 11, 16, 23], [6, 10, 15, 21]]
    /// The whole parts of 2^32 |sin(i + 1)|.
    private static let md5Constants: [UInt32] = (1...64).map { UInt32(sin(Double($0)).magnitude * 0x1p32) }

    // MARK: SHA-1

    static func sha1(_ message: [UInt8]) -> [UInt8] {
        var state: [UInt32] = [0x6745_2301, 0xEFCD_AB89, 0x98BA_DCFE, 0x1032_5476, 0xC3D2_E1F0]
        let bytes = padded(message, block: 64, lengthBytes: 8, bigEndian: true)
        for start in stride(from: 0, to: bytes.count, by: 64) {
            var words = (0..<16).map { word32(bytes[start + 4 * $0..<start + 4 * $0 + 4], bigEndian: true) }
            for index in 16..<80 {
                words.append(rotate(words[index - 3] ^ words[index - 8] ^ words[index - 14] ^ words[index - 16], left: 1))
            }
            var (a, b, c, d, e) = (state[0], state[1], state[2], state[3], state[4])
            for round in 0..<80 {
                let mix: UInt32
                let constant: UInt32
                switch round / 20 {
                case 0: (mix, constant) = (b & c | ~b & d, 0x5A82_7999)
                case 1: (mix, constant) = (b ^ c ^ d, 0x6ED9_EBA1)
                case 2: (mix, constant) = (b & c | b & d | c & d, 0x8F1B_BCDC)
                default: (mix, constant) = (b ^ c ^ d, 0xCA62_C1D6)
                }
                let sum = rotate(a, left: 5) &+ mix &+ e &+ constant &+ words[round]
                (e, d, c, b, a) = (d, c, rotate(b, left: 30), a, sum)
            }
            state = zip(state, [a, b, c, d, e]).map { $0 &+ $1 }
        }
        return state.flatMap { word in (0..<4).reversed().map { UInt8(truncatingIfNeeded: word >> UInt32(8 * $0)) } }
    }

    // MARK: SHA-2

    /// SHA-224, 256, 384 or 512.
    static func sha2(_ message: [UInt8], bits: Int) -> [UInt8] {
        bits <= 256
            ? narrow(message, bits == 224 ? sha224Start : primeRoots.prefix(8).map { UInt32($0.square >> 32) }, bits / 8)
            : wide(message, bits == 384 ? sha384Start : primeRoots.prefix(8).map(\.square), bits / 8)
    }

    private static let sha224Start: [UInt32] = [
        0xC105_9ED8, 0x367C_D507, 0x3070_DD17, 0xF70E_5939, 0xFFC0_0B31, 0x6858_1511, 0x64F9_8FA7, 0xBEFA_4FA4,
    ]
    private static let sha384Start: [UInt64] = [
        0xCBBB_9D5D_C105_9ED8, 0x629A_292A_367C_D507, 0x9159_015A_3070_DD17, 0x152F_ECD8_F70E_5939,
        0x6733_2667_FFC0_0B31, 0x8EB4_4A87_6858_1511, 0xDB0C_2E0D_64F9_8FA7, 0x47B5_481D_BEFA_4FA4,
    ]

    /// For each of the first 80 primes the first 64 bits of the fractions of its square and cube roots.
    private static let primeRoots: [(square: UInt64, cube: UInt64)] = {
        var primes: [UInt128] = []
        var candidate: UInt128 = 2
        while primes.count < 80 {
            if !primes.contains(where: { candidate.isMultiple(of: $0) }) { primes.append(candidate) }
            candidate += 1
        }
        return primes.map { (fraction(of: $0, power: 2), fraction(of: $0, power: 3)) }
    }()

    /// 64 bits of the fraction of a root, found bit by bit: the largest x with x^power <= n * 2^(64 power).
    private static func fraction(of number: UInt128, power: Int) -> UInt64 {
        var root: UInt128 = 0
        for bit in stride(from: 68, through: 0, by: -1) {
            let candidate = root | 1 << UInt128(bit)
            if isAtMost(candidate, number, power) { root = candidate }
        }
        return UInt64(truncatingIfNeeded: root)
    }

    private static func isAtMost(_ candidate: UInt128, _ number: UInt128, _ power: Int) -> Bool {
        // Three limbs of 64 bits and more hold a cube of 69 bits.
        let square = candidate.multipliedFullWidth(by: candidate)
        if power == 2 { return square.high < number || square.high == number && square.low == 0 }
        let low = square.low.multipliedFullWidth(by: candidate)
        let (high, over) = square.high.multipliedReportingOverflow(by: candidate)
        let (sum, overToo) = high.addingReportingOverflow(low.high)
        if over || overToo { return false }
        let limit = number << 64
        return sum < limit || sum == limit && low.low == 0
    }

    private static func narrow(_ message: [UInt8], _ start: [UInt32], _ length: Int) -> [UInt8] {
        var state = start
        let bytes = padded(message, block: 64, lengthBytes: 8, bigEndian: true)
        let turn = { (value: UInt32, count: UInt32) in value >> count | value << (32 - count) }
        for offset in stride(from: 0, to: bytes.count, by: 64) {
            var words = (0..<16).map { word32(bytes[offset + 4 * $0..<offset + 4 * $0 + 4], bigEndian: true) }
            for index in 16..<64 {
                let s0 = turn(words[index - 15], 7) ^ turn(words[index - 15], 18) ^ words[index - 15] >> 3
                let s1 = turn(words[index - 2], 17) ^ turn(words[index - 2], 19) ^ words[index - 2] >> 10
                words.append(words[index - 16] &+ s0 &+ words[index - 7] &+ s1)
            }
            var v = state
            for round in 0..<64 {
                let s1 = turn(v[4], 6) ^ turn(v[4], 11) ^ turn(v[4], 25)
                let choice = v[4] & v[5] ^ ~v[4] & v[6]
                let sum1 = v[7] &+ s1 &+ choice &+ UInt32(primeRoots[round].cube >> 32) &+ words[round]
                let s0 = turn(v[0], 2) ^ turn(v[0], 13) ^ turn(v[0], 22)
                let majority = v[0] & v[1] ^ v[0] & v[2] ^ v[1] & v[2]
                v = [sum1 &+ s0 &+ majority, v[0], v[1], v[2], v[3] &+ sum1, v[4], v[5], v[6]]
            }
            state = zip(state, v).map { $0 &+ $1 }
        }
        let digest = state.flatMap { word in (0..<4).reversed().map { UInt8(truncatingIfNeeded: word >> UInt32(8 * $0)) } }
        return Array(digest.prefix(length))
    }

    private static func wide(_ message: [UInt8], _ start: [UInt64], _ length: Int) -> [UInt8] {
        var state = start
        let bytes = padded(message, block: 128, lengthBytes: 16, bigEndian: true)
        let turn = { (value: UInt64, count: UInt64) in value >> count | value << (64 - count) }
        for offset in stride(from: 0, to: bytes.count, by: 128) {
            var words = (0..<16).map { place in
                bytes[offset + 8 * place..<offset + 8 * place + 8].reduce(0) { $0 << 8 | UInt64($1) }
            }
            for index in 16..<80 {
                let s0 = turn(words[index - 15], 1) ^ turn(words[index - 15], 8) ^ words[index - 15] >> 7
                let s1 = turn(words[index - 2], 19) ^ turn(words[index - 2], 61) ^ words[index - 2] >> 6
                words.append(words[index - 16] &+ s0 &+ words[index - 7] &+ s1)
            }
            var v = state
            for round in 0..<80 {
                let s1 = turn(v[4], 14) ^ turn(v[4], 18) ^ turn(v[4], 41)
                let choice = v[4] & v[5] ^ ~v[4] & v[6]
                let sum1 = v[7] &+ s1 &+ choice &+ primeRoots[round].cube &+ words[round]
                let s0 = turn(v[0], 28) ^ turn(v[0], 34) ^ turn(v[0], 39)
                let majority = v[0] & v[1] ^ v[0] & v[2] ^ v[1] & v[2]
                v = [sum1 &+ s0 &+ majority, v[0], v[1], v[2], v[3] &+ sum1, v[4], v[5], v[6]]
            }
            state = zip(state, v).map { $0 &+ $1 }
        }
        let digest = state.flatMap { word in (0..<8).reversed().map { UInt8(truncatingIfNeeded: word >> UInt64(8 * $0)) } }
        return Array(digest.prefix(length))
    }
}
