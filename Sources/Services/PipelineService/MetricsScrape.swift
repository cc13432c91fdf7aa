import Bytes
import Settings
import Sockets

/// Reads a program's `/metrics`.
struct MetricsScrape {
    /// Values by name and labels as written: `name{a="b"}`.
    private let values: [String: Double]

    /// Nil when the program does not answer.
    init?(_ address: NetworkAddress, timeoutMs: Int32 = 2_000) {
        guard let text = MetricsScrape.get(address, "/metrics", timeoutMs) else { return nil }
        self.init(text: text)
    }

    init(text: String) {
        var values: [String: Double] = [:]
        for line in text.split(separator: "\n") where !line.hasPrefix("#") {
            guard let space = line.lastIndex(of: " "), let value = Double(line[line.index(after: space)...]) else { continue }
            values[String(line[..<space])] = value
        }
        self.values = values
    }

    /// The value of a series without labels; 0 without it.
    func value(_ name: String) -> Double { values[name] ?? 0 }

    /// The series of a name with their labels.
    func series(_ name: String) -> [(labels: [String: String], value: Double)] {
        values.compactMap { key, value in
            guard key.hasPrefix(name + "{"), key.hasSuffix("}") else { return nil }
            return (MetricsScrape.labels(key.dropFirst(name.count + 1).dropLast()), value)
        }
    }

    private static func labels(_ text: Substring) -> [String: String] {
        var labels: [String: String] = [:]
        var rest = text
        while let equals = rest.firstIndex(of: "=") {
            let name = String(rest[..<equals])
            var value = ""
            var at = rest.index(equals, offsetBy: 2, limitedBy: rest.endIndex) ?? rest.endIndex
            while at < rest.endIndex, rest[at] != "\"" {
                if rest[at] == "\\" { at = rest.index(after: at) }
                if at < rest.endIndex {
                    value.append(rest[at])
                    at = rest.index(after: at)
                }
            }
            labels[name] = value
            rest = rest[at...].drop { $0 == "\"" || $0 == "," }
        }
        return labels
    }

    /// Bytes of an answer that are taken.
    private static let answerBytesMax = 16 << 20

    private static func get(_ address: NetworkAddress, _ path: String, _ timeoutMs: Int32) -> String? {
        do throws(ConnectFailure) {
            let socket = try BlockingSocket(
                host: address.host, port: address.port, connectTimeoutMs: timeoutMs, receiveTimeoutMs: Int(timeoutMs))
            // HTTP/1.0: the answer ends with the connection and is not cut into chunks.
            guard socket.send(ByteSlice(utf8: "GET \(path) HTTP/1.0\r\nHost: \(address)\r\n\r\n")) == nil else { return nil }
            var answer = ByteWriter(capacity: 64 << 10)
            while answer.count < answerBytesMax, let bytes = socket.receive(bytesMax: 64 << 10) { answer.bytes(bytes) }
            let text = answer.finish().withUnsafeBytes { String(decoding: $0, as: UTF8.self) }
            guard text.hasPrefix("HTTP/1."), text.dropFirst(8).hasPrefix(" 200") else { return nil }
            return text
        } catch {
            return nil
        }
    }
}
