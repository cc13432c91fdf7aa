import Bytes
import Glibc
import Telemetry

/// One record on its way out.
struct SourceRecord {
    let value: ByteSlice
    /// Tells the ledger which record of which file it is.
    let tag: UInt
}

/// Where a run gets its records from, one after the other.
protocol RecordSource {
    /// The next record, or nil at the end of the input.
    mutating func next() throws(ProducerFailure) -> SourceRecord?
    /// How much of the input is read, 0...1, where that can be known.
    var fractionRead: Double? { get }
    /// Every record given out so far has been acknowledged or failed.
    mutating func settled() throws(ProducerFailure)
}

/// Files, one after the other, and all of them several times.
struct FileSource: RecordSource {
    private let files: [String]
    private let configuration: ProducerConfiguration
    private let ledger: DeliveryLedger
    private let mustEnd: () -> Bool
    private var filesOpened = 0
    private var input: FileInput?
    private var splitter: RecordSplitter?

    init(
        _ paths: [String], _ configuration: ProducerConfiguration, _ ledger: DeliveryLedger,
        mustEnd: @escaping () -> Bool
    ) throws(ProducerFailure) {
        self.mustEnd = mustEnd
        files = try InputListing.files(paths)
        guard configuration.repeats == 1 || !files.contains("-") else {
            throw .badConfiguration("standard input cannot be read \(configuration.repeats) times")
        }
        self.configuration = configuration
        self.ledger = ledger
        ledger.setNames(files)
        // A file that cannot be read is said before anything is sent.
        for file in files where file != "-" { _ = try FileInput(file, mustEnd: mustEnd) }
    }

    private var fileIndex: Int { (filesOpened - 1) % max(files.count, 1) }

    mutating func next() throws(ProducerFailure) -> SourceRecord? {
        while true {
            guard splitter != nil else {
                guard filesOpened < files.count * configuration.repeats else { return nil }
                try openNext()
                continue
            }
            switch try splitter?.next() {
            case .record(let value, let number):
                return SourceRecord(value: value, tag: ledger.tag(file: fileIndex, record: number))
            case .tooLarge(let number, let bytes):
                let tag = ledger.tag(file: fileIndex, record: number)
                ledger.noteTooLarge(tag, bytes: bytes, limit: configuration.messageBytesMax)
            case .blank: ledger.noteBlank()
            case nil: splitter = nil
            }
        }
    }

    private mutating func openNext() throws(ProducerFailure) {
        let opened = try FileInput(files[filesOpened % files.count], mustEnd: mustEnd)
        filesOpened += 1
        input = opened
        splitter = RecordSplitter(
            try opened.unpacked(), delimiter: configuration.delimiter.rawValue, bytesMax: configuration.messageBytesMax)
    }

    var fractionRead: Double? {
        guard let input, let size = input.size, size > 0 else { return nil }
        let whole = Double(files.count * configuration.repeats)
        return (Double(filesOpened - 1) + Double(input.bytesRead) / Double(size)) / whole
    }

    mutating func settled() {}
}

/// The simulator's stream, from where the last run stopped.
struct SimulatorSource: RecordSource {
    private let simulator: MeetupSimulator
    private let ledger: DeliveryLedger
    private let positionFile: String?
    private var number: Int

    init(settingsFile: String, _ configuration: ProducerConfiguration, _ ledger: DeliveryLedger) throws(ProducerFailure) {
        guard let text = SmallFile.read(settingsFile) else {
            throw .missingInput("cannot read \(settingsFile): \(String(cString: strerror(errno)))")
        }
        simulator = MeetupSimulator(try SimulatorSettings(text, name: settingsFile))
        self.ledger = ledger
        positionFile = configuration.positionFile
        ledger.setNames(["simulator"])
        number = 0
        if let positionFile, let held = SmallFile.read(positionFile)?.utf8Text {
            let parts = held.split(separator: " ")
            // Another seed is another stream: it begins at its beginning.
            if parts.count == 2, parts[0] == "\(simulator.settings.seed)" {
                number = max(0, Int(parts[1].prefix { $0 != "\n" }) ?? 0)
            }
        }
    }

    /// Records each second, as the settings have it.
    var pace: ProducerConfiguration.Pace {
        simulator.settings.recordsPerSecond > 0 ? .fixed(recordsPerSecond: simulator.settings.recordsPerSecond) : .flatOut
    }

    mutating func next() -> SourceRecord? {
        defer { number += 1 }
        return SourceRecord(
            value: simulator.record(number, nowMs: SystemTime.milliseconds()), tag: ledger.tag(file: 0, record: number + 1))
    }

    var fractionRead: Double? { nil }

    mutating func settled() throws(ProducerFailure) {
        guard let positionFile else { return }
        guard SmallFile.replace(positionFile, "\(simulator.settings.seed) \(number)\n") else {
            throw .fatal("cannot write \(positionFile): \(String(cString: strerror(errno)))")
        }
    }
}

/// Files of a few bytes.
enum SmallFile {
    private static let bytesMax = 1 << 20

    static func read(_ path: String) -> ByteSlice? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var writer = ByteWriter(capacity: 4096)
        var count = 0
        repeat {
            count = 0
            writer.fill(4096) { target in
                count = max(0, Glibc.read(descriptor, target.baseAddress, target.count))
                return count
            }
        } while count > 0 && writer.count < bytesMax
        return writer.finish()
    }

    /// Writes beside and renames, so that a crash leaves the old text or the new one.
    static func replace(_ path: String, _ text: String) -> Bool {
        let temporary = path + ".tmp"
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { return false }
        let bytes = Array(text.utf8)
        let written = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
        close(descriptor)
        return written == bytes.count && rename(temporary, path) == 0
    }
}
