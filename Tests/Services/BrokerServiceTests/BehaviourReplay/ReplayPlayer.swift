import BehaviourOracle
import Bytes
import Foundation
import KafkaProtocol
import KafkaSchemas

/// Plays one scenario against a broker and says where it first differs from Kafka.
final class ReplayPlayer {
    private let host: String
    private let port: UInt16
    private var connections: [String: ReplayConnection] = [:]
    private var comparison = ReplayComparison()
    /// Instead of the recorder's `oracle-<conn>`.
    private var clientID: String?
    private var lastRequest: (step: JSONValue, api: String, version: Int, connection: ReplayConnection)?

    /// How long an answer may take that the oracle got: fetches of the scenarios wait up to 8 s.
    private static let patienceMs: Int32 = 10_000
    /// How long silence is listened to where the oracle heard nothing.
    private static let silenceMs: Int32 = 400

    /// What a step showed that the oracle did not.
    struct Difference: Error { let text: String }

    init(host: String, port: UInt16) {
        self.host = host
        self.port = port
    }

    /// Plays all steps.
    /// - Returns: where the broker first differed; nil when it agreed throughout.
    func play(_ scenario: ReplayScenario) -> String? {
        // The one client id that the oracle names only in a title.
        if scenario.name.hasSuffix("as __admin_client") { clientID = "__admin_client" }
        for (index, step) in scenario.steps.enumerated() {
            do {
                try play(step)
            } catch {
                let text = (error as? Difference)?.text ?? "\(error)"
                return "step \(index + 1) (\(step["api"]?.text ?? step["send"]?.text ?? "")): \(text)"
            }
        }
        return nil
    }

    private func connection(_ step: JSONValue) throws -> ReplayConnection {
        guard let name = step["conn"]?.text else { throw Difference(text: "a step of no connection") }
        if let known = connections[name] { return known }
        let made = try ReplayConnection(host: host, port: port)
        connections[name] = made
        return made
    }

    private func play(_ step: JSONValue) throws {
        if let ms = step["wait_ms"]?.integer {
            Thread.sleep(forTimeInterval: Double(ms) / 1000)
            return
        }
        if let count = step["repeat"]?.integer { return try repeatLast(Int(count)) }
        if step["repeat"] != nil || step["until"] != nil { throw Difference(text: "a step in words is not played") }
        let connection = try connection(step)
        if step["close"] == .bool(true) {
            connection.close()
            if let name = step["conn"]?.text { connections[name] = nil }
        } else if let hex = step["send_hex"]?.text {
            guard let bytes = ByteSlice(hex: hex) else { throw Difference(text: "bad hex") }
            connection.send(bytes)
            try expectEffect(of: step, on: connection)
        } else if step["send"] != nil || step["then"] != nil {
            try ReplayWords.play(step, on: connection)
        } else if step["api"] == nil {
            try expectEffect(of: step, on: connection)
        } else {
            try request(step, on: connection)
        }
    }

    /// Sends the last request again and again: some answer must have the session id 0.
    private func repeatLast(_ count: Int) throws {
        guard let last = lastRequest else { throw Difference(text: "nothing to repeat") }
        var zeros = 0
        var request = last.step["req"]?.members ?? [:]
        // Empty fetches would each wait.
        request["MaxWaitMs"] = .integer(0)
        let step = JSONValue.object(["conn": last.step["conn"] ?? .null, "req": .object(request)])
        for _ in 0..<count {
            try send(step, last.api, last.version, on: last.connection)
            guard case .frame(let frame) = last.connection.receive(withinMs: Self.patienceMs) else {
                throw Difference(text: "no answer")
            }
            if try answer(frame, last.api, last.version)["SessionId"] == .integer(0) { zeros += 1 }
        }
        if zeros == 0 { throw Difference(text: "every one of \(count) fetches got a session") }
    }

    private func request(_ step: JSONValue, on connection: ReplayConnection) throws {
        guard let api = step["api"]?.text, let version = step["v"]?.integer else { throw Difference(text: "no api") }
        if step["await"] != .bool(true) {
            try send(step, api, Int(version), on: connection)
            lastRequest = (step, api, Int(version), connection)
        }
        if step["async"] == .bool(true) || step["no_answer_expected"] == .bool(true) { return }
        guard let expected = step["ans"] else { return try expectEffect(of: step, on: connection) }
        switch connection.receive(withinMs: Self.patienceMs) {
        case .nothing: throw Difference(text: "no answer")
        case .closed: throw Difference(text: "connection closed")
        case .frame(let frame):
            let actual = try answer(frame, api, Int(version))
            if let difference = comparison.difference(expected, actual) { throw Difference(text: difference) }
        }
    }

    private func send(_ step: JSONValue, _ api: String, _ version: Int, on connection: ReplayConnection) throws {
        guard let schema = MessageSchema.all[api + "Request"], let key = Self.key(of: api) else {
            throw Difference(text: "no schema of \(api)")
        }
        let nowMs = Int64(Date().timeIntervalSince1970 * 1000)
        let filled = comparison.bindings.fill(step["req"] ?? .object([:]), nowMs: nowMs)
        let body = try schema.encode(try Self.withRecords(filled), version: version)
        var writer = ByteWriter()
        writer.integer(0 as Int32)
        try RequestHeader(
            apiKey: key, apiVersion: Int16(version), correlationID: connection.nextCorrelationID(),
            clientID: clientID ?? "oracle-\(step["conn"]?.text ?? "")"
        ).encode(into: &writer)
        writer.bytes(body)
        writer.patch(Int32(writer.count - 4), at: 0)
        connection.send(writer.finish())
    }

    /// The request with every `Records` member as bytes.
    private static func withRecords(_ json: JSONValue) throws -> JSONValue {
        switch json {
        case .array(let items): return .array(try items.map(withRecords))
        case .object(let members):
            var changed: [String: JSONValue] = [:]
            for (name, value) in members {
                changed[name] = name == "Records" ? try ReplayRecords.encode(value) : try withRecords(value)
            }
            return .object(changed)
        default: return json
        }
    }

    private func answer(_ frame: ByteSlice, _ api: String, _ version: Int) throws -> JSONValue {
        guard let schema = MessageSchema.all[api + "Response"], let key = Self.key(of: api)?.schema else {
            throw Difference(text: "no schema of \(api)")
        }
        var reader = ByteReader(frame)
        _ = try ResponseHeader(from: &reader, version: key.responseHeaderVersion(Int16(version)))
        let decoded = try schema.decode(&reader, version: version)
        try reader.expectEnd()
        return decoded
    }

    private static func key(of api: String) -> ApiKey? { ApiSchema.all.first { $0.name == api }?.key }

    /// Checks what the oracle saw instead of an answer it could decode.
    private func expectEffect(of step: JSONValue, on connection: ReplayConnection) throws {
        guard let effect = step["effect"]?.text else { throw Difference(text: "a step without an outcome") }
        if effect.hasPrefix("answered") {
            guard case .frame(let frame) = connection.receive(withinMs: Self.patienceMs) else {
                throw Difference(text: "not answered")
            }
            try compareStart(of: frame, step)
        } else if effect.hasPrefix("connection closed") {
            guard connection.receive(withinMs: Self.patienceMs) == .closed else { throw Difference(text: "not closed") }
            // The recorder connects again for what follows.
            if let name = step["conn"]?.text { connections[name] = nil }
        } else if effect.hasPrefix("no answer") {
            let received = connection.receive(withinMs: Self.silenceMs)
            guard received == .nothing else { throw Difference(text: "\(received) where Kafka says nothing") }
        } else {
            throw Difference(text: "effect \(effect) is not known")
        }
    }

    /// Short answers must be the same; of long ones, whose content depends on the broker, the correlation id and the length
    /// of the message's start.
    private func compareStart(of frame: ByteSlice, _ step: JSONValue) throws {
        guard let start = step["answer_hex_start"]?.text, let count = step["answer_bytes"]?.integer else { return }
        let compared = count <= 20 ? start : String(start.prefix(8))
        guard frame.hex.hasPrefix(compared) else { throw Difference(text: "answered \(frame), not \(start)") }
        if count <= 20, Int64(frame.count) != count { throw Difference(text: "answered \(frame.count) bytes, not \(count)") }
    }
}
