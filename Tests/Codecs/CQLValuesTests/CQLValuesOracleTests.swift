import Bytes
import CQLValues
import FixtureFiles
import Testing

/// Expected values: what Apache Cassandra 5.0.6 was recorded to answer (Tests/Fixtures/cql-oracle).
@Suite("Values as Cassandra has them")
struct CQLValuesOracleTests {
    @Test("every recorded token comes out of its partition key's bytes")
    func tokens() throws {
        var seen = 0
        for line in try FixtureFiles.lines("cql-oracle/tokens.tsv.gz").dropFirst() {
            let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
            guard fields.count == 4, let key = ByteSlice(hex: fields[2]), let token = Int64(fields[3]) else {
                Issue.record("unreadable line \(line)")
                continue
            }
            #expect(Murmur3.token(key) == token, "\(fields[0]) \(fields[1])")
            seen += 1
        }
        #expect(seen == 493)
    }

    @Test("values of every clustering type compare in the recorded order")
    func order() throws {
        let user = UserDefinedType(
            keyspace: "ks", name: "u", fields: [.init(name: "a", type: .int), .init(name: "b", type: .text)])
        var seen = 0
        for line in try JSONValue.lines("cql-oracle/ordering.jsonl.gz") {
            let name = line["type"]?.text ?? ""
            let type = try CQLType(parsing: name) { $0 == "u" ? user : nil }
            var order = (line["order"]?.array ?? []).compactMap(\.text).compactMap { ByteSlice(hex: $0) }
            if line["declared"]?.text == "DESC" { order.reverse() }
            for (index, low) in order.enumerated() {
                #expect(type.compare(low, low) == 0)
                for high in order[(index + 1)...] {
                    #expect(type.compare(low, high) < 0, "\(name): \(low) before \(high)")
                    #expect(type.compare(high, low) > 0, "\(name): \(high) after \(low)")
                }
            }
            seen += 1
        }
        #expect(seen == 56)
    }

    @Test("every recorded constant becomes the recorded bytes, or is refused with the recorded text")
    func literals() throws {
        let cases = try OracleLines.literals()
        for entry in cases {
            do throws(CQLValueError) {
                let bytes = try entry.type.bytes(of: entry.constant, for: "v", now: 0)
                if let message = entry.message {
                    Issue.record("\(entry): stored \(bytes), refused there: \(message)")
                } else if let stored = entry.stored {
                    #expect(bytes == stored, "\(entry)")
                }
            } catch {
                #expect(error.message == entry.message, "\(entry)")
            }
        }
        #expect(cases.count > 320)
    }

    @Test("every recorded bound value is taken, or refused with the recorded text")
    func bound() throws {
        let cases = try OracleLines.bound()
        for entry in cases {
            do throws(CQLValueError) {
                try entry.type.validate(entry.bytes)
                #expect(entry.message == nil, "\(entry)")
            } catch {
                #expect(error.message == entry.message, "\(entry)")
                #expect((error.kind == .internalFailure) == entry.isInternal, "\(entry)")
            }
        }
        #expect(cases.count > 140)
    }
}
