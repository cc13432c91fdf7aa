import Bytes
import KafkaPrimitives
import Testing

/// Frames that end early or hold a wrong byte are read or refused: never a trap, never memory beyond the frame's measure.
@Suite struct DamagedFrameTests {
    /// One exchange of each API and version, by preference the longest that is still short: every field counts.
    static let sample = Result { () throws -> [(bytes: ByteSlice, codec: FrameCodec, label: String)] in
        var best: [[Int16]: WireExchange] = [:]
        for exchange in try WireExchange.load() where exchange.request.count + (exchange.response?.count ?? 0) < 1200 {
            let old = best[[exchange.key, exchange.version]]
            if (old?.request.count ?? 0) + (old?.response?.count ?? 0) < exchange.request.count + (exchange.response?.count ?? 0)
            {
                best[[exchange.key, exchange.version]] = exchange
            }
        }
        var frames: [(bytes: ByteSlice, codec: FrameCodec, label: String)] = []
        for exchange in best.values {
            guard let codecs = FrameCodec.both(key: exchange.key, version: exchange.version) else { continue }
            frames.append((exchange.request, codecs.request, "request of \(exchange.label)"))
            if let response = exchange.response { frames.append((response, codecs.response, "answer of \(exchange.label)")) }
        }
        return frames
    }

    @Test func everyTruncationThrowsWhereTheValueBegan() throws {
        var frames = 0
        for (bytes, codec, label) in try Self.sample.get() where (try? codec.decode(bytes)) != nil {
            frames += 1
            for length in 0..<bytes.count {
                do throws(DecodeError) {
                    try decode(codec, bytes[0..<length])
                    Issue.record("\(label): \(length) of \(bytes.count) bytes were enough")
                } catch {
                    #expect(error.offset >= 0 && error.offset <= length, "\(label) cut to \(length): \(error)")
                }
            }
        }
        #expect(frames > 500)
    }

    /// Only ``DecodeError`` may come out of a codec.
    private func decode(_ codec: FrameCodec, _ bytes: ByteSlice) throws(DecodeError) {
        do {
            try codec.decode(bytes)
        } catch let error as DecodeError {
            throw error
        } catch {
            Issue.record("not a DecodeError: \(error)")
        }
    }

    @Test func everyReplacedByteIsReadOrRefused() throws {
        var refused = 0
        for (bytes, codec, _) in try Self.sample.get() {
            var damaged = bytes.array
            for index in damaged.indices {
                let original = damaged[index]
                for replacement in [0x00, 0x7F, 0xFF, original ^ 1] where replacement != original {
                    damaged[index] = replacement
                    do throws(DecodeError) { try decode(codec, ByteSlice(damaged)) } catch { refused += 1 }
                }
                damaged[index] = original
            }
        }
        #expect(refused > 10_000)
    }
}
