import Glibc
import Synchronization

/// Writes events to standard error, one line each, as logfmt or JSON.
///
/// `time=2026-11-27T20:15:02.123Z level=info event=segment.rolled topic=orders partition=3`. An event's name is stable: scripts
/// match on it. No event fills the log: of each name at most ``Configuration/eventsPerWindowMax`` lines are written
/// in a window, and the next one after it says how many were left out (`suppressed=`).
public final class Logger: Sendable {
    public enum Level: Int, Sendable, Comparable, CaseIterable {
        case debug, info, warning, error
        public static func < (a: Level, b: Level) -> Bool { a.rawValue < b.rawValue }
        /// As written in the log and in settings.
        public var name: String {
            switch self {
            case .debug: "debug"
            case .info: "info"
            case .warning: "warning"
            case .error: "error"
            }
        }
        public init?(name: String) {
            guard let level = Level.allCases.first(where: { $0.name == name }) else { return nil }
            self = level
        }
    }

    public enum Format: Sendable { case logfmt, json }

    public struct Configuration: Sendable {
        public var level = Level.info
        public var format = Format.logfmt
        /// Lines of one event name in one window.
        public var eventsPerWindowMax = 50
        public var windowMs: Int64 = 10_000
        /// Bytes of one value; the rest is cut and `...` put.
        public var valueBytesMax = 1_000
        public init() {}
    }

    private struct Window {
        var startMs: Int64
        var written = 0
        var suppressed = 0
    }

    private let configuration: Configuration
    private let windows = Mutex<[String: Window]>([:])
    private let write: @Sendable (String) -> Void

    /// - Parameter write: takes each finished line, newline included; by default standard error.
    public init(_ configuration: Configuration = Configuration(), write: (@Sendable (String) -> Void)? = nil) {
        self.configuration = configuration
        self.write = write ?? { StandardStreams.write($0, to: STDERR_FILENO) }
    }

    /// Whether a line of this level would be written: to spare the work of making its fields.
    public func writes(_ level: Level) -> Bool { level >= configuration.level }

    /// Writes one event. Values may be hostile: they are quoted, and control characters escaped.
    public func log(_ level: Level, event: String, _ fields: KeyValuePairs<String, any CustomStringConvertible> = [:]) {
        guard writes(level) else { return }
        let now = SystemTime.milliseconds()
        guard let suppressed = admit(event, now: now) else { return }
        var pairs = [("time", SystemTime.timestamp(milliseconds: now)), ("level", level.name), ("event", event)]
        for (key, value) in fields { pairs.append((key, cut(value.description))) }
        if suppressed > 0 { pairs.append(("suppressed", "\(suppressed)")) }
        switch configuration.format {
        case .logfmt: write(pairs.map { "\($0.0)=\(LogText.quotedIfNeeded($0.1))" }.joined(separator: " ") + "\n")
        case .json: write("{" + pairs.map { "\"\($0.0)\":\(LogText.quoted($0.1))" }.joined(separator: ",") + "}\n")
        }
    }

    /// The number of lines left out since the last one written, or nil when this one is left out too.
    private func admit(_ event: String, now: Int64) -> Int? {
        windows.withLock { windows in
            var window = windows[event] ?? Window(startMs: now)
            defer { windows[event] = window }
            var suppressed = 0
            // A clock set back ends the window too.
            if now - window.startMs >= configuration.windowMs || now < window.startMs {
                suppressed = window.suppressed
                window = Window(startMs: now)
            }
            guard window.written < configuration.eventsPerWindowMax else {
                window.suppressed += 1
                return nil
            }
            window.written += 1
            return suppressed
        }
    }

    private func cut(_ value: String) -> String {
        guard value.utf8.count > configuration.valueBytesMax else { return value }
        return String(decoding: value.utf8.prefix(configuration.valueBytesMax), as: UTF8.self) + "..."
    }
}

/// Text in log lines.
enum LogText {
    static func quotedIfNeeded(_ value: String) -> String {
        let plain =
            !value.isEmpty
            && value.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "=") }
        return plain ? value : quoted(value)
    }

    /// A JSON string.
    static func quoted(_ value: String) -> String {
        var text = "\""
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\t": text += "\\t"
            case _ where scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value):
                let digits = String(scalar.value, radix: 16)
                text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text + "\""
    }
}

/// Whole writes to standard output and standard error.
public enum StandardStreams {
    /// Writes all of `text`; gives up when the stream is closed or broken.
    public static func write(_ text: String, to descriptor: Int32) {
        var text = text
        text.withUTF8 { bytes in
            var rest = UnsafeRawBufferPointer(bytes)
            while let base = rest.baseAddress, rest.count > 0 {
                let written = Glibc.write(descriptor, base, rest.count)
                if written < 0, errno == EINTR { continue }
                guard written > 0 else { return }
                rest = UnsafeRawBufferPointer(rebasing: rest[written...])
            }
        }
    }
}

extension SystemTime {
    /// RFC 3339 in UTC with milliseconds, of milliseconds since 1970.
    public static func timestamp(milliseconds: Int64) -> String {
        let (seconds, rest) = milliseconds.quotientFlooring(dividingBy: 1000)
        var time = time_t(seconds)
        var parts = tm()
        guard gmtime_r(&time, &parts) != nil else { return "\(milliseconds)" }
        func two(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let fraction = rest < 10 ? "00\(rest)" : rest < 100 ? "0\(rest)" : "\(rest)"
        return "\(parts.tm_year + 1900)-\(two(parts.tm_mon + 1))-\(two(parts.tm_mday))"
            + "T\(two(parts.tm_hour)):\(two(parts.tm_min)):\(two(parts.tm_sec)).\(fraction)Z"
    }
}

extension Int64 {
    fileprivate func quotientFlooring(dividingBy divisor: Int64) -> (Int64, Int64) {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }
}
