import Bytes
import CQLClient
import CQLProtocol
import FixtureFiles
import Foundation
import ProgramFixtures
import Sockets
import Testing

/// 10,000 frames with random damage: connections may be refused or closed, the store goes on and others notice nothing.
@Suite struct DamagedFramesTests {
    private static let framesMax = 10_000
    private static let framesPerConnection = 100

    private struct Conversation: Decodable {
        struct Exchange: Decodable { let request: String }
        let name: String
        let exchanges: [Exchange]
    }

    /// A generator that a failure can be repeated with.
    private struct Seeded: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state ^ state >> 29
        }
    }

    @Test func randomDamageHarmsNobody() throws {
        let seed = UInt64.random(in: .min ... .max)
        var generator = Seeded(state: seed)
        let folder = try TemporaryFolder()
        let store = try TestProgram(
            "millrace-store", ["--data", folder.path, "--listen", "127.0.0.1:0", "--http", "none"])
        let address = try #require(try store.awaitReady()["cql"])
        let port = try #require(address.split(separator: ":").last.flatMap { UInt16($0) })
        let witness = CQLClient(CQLClient.Configuration(host: "127.0.0.1", port: port))
        _ = try witness.query("CREATE KEYSPACE oframes1 WITH replication = {'class': 'SimpleStrategy', 'replication_factor': 1}")
        _ = try witness.query("CREATE TABLE oframes1.t (k int PRIMARY KEY, v text)")
        _ = try witness.query("INSERT INTO oframes1.t (k, v) VALUES (1, 'kept')")

        let sessions = try FixtureFiles.lines("cql-oracle/frames.jsonl.gz")
            .map { try JSONDecoder().decode(Conversation.self, from: Data($0.utf8)) }
            .filter { $0.name.hasPrefix("session-v") || $0.name.hasPrefix("lz4-v") }
        var sent = 0
        while sent < Self.framesMax {
            let session = try #require(sessions.randomElement(using: &generator))
            let frames = session.exchanges.compactMap { [UInt8](hex: $0.request) }
            let startup = try #require(frames.first { $0.count > 9 && $0[4] == Opcode.startup.rawValue })
            let socket = try BlockingSocket(host: "127.0.0.1", port: port, connectTimeoutMs: 5_000, receiveTimeoutMs: 5_000)
            guard socket.send(ByteSlice(startup)) == nil, socket.receive(bytesMax: 4_096) != nil else { continue }
            for _ in 0..<Self.framesPerConnection {
                let frame = Self.damaged(try #require(frames.randomElement(using: &generator)), &generator)
                sent += 1
                if socket.send(ByteSlice(frame)) != nil { break }
            }
            socket.shutDown()
            if sent % 1_000 < Self.framesPerConnection {
                let rows = try witness.query("SELECT v FROM oframes1.t WHERE k = 1").rows
                #expect(rows.count <= 1, "seed \(seed)")
            }
        }
        #expect(store.isRunning, "seed \(seed): \(store.errors.suffix(2_000))")
        _ = try witness.query("SELECT * FROM system.local")
        store.terminate()
        #expect(try store.awaitExit() == 0, "seed \(seed)")
    }

    /// One to three bytes changed, or a piece cut out or doubled.
    private static func damaged(_ frame: [UInt8], _ generator: inout Seeded) -> [UInt8] {
        var bytes = frame
        switch Int.random(in: 0..<4, using: &generator) {
        case 0 where bytes.count > 1: bytes.removeLast(Int.random(in: 1..<bytes.count, using: &generator))
        case 1:
            let start = Int.random(in: 0..<bytes.count, using: &generator)
            bytes.insert(contentsOf: bytes[start...].prefix(8), at: start)
        default:
            for _ in 0..<Int.random(in: 1...3, using: &generator) {
                bytes[Int.random(in: bytes.indices, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
            }
        }
        return bytes
    }
}
