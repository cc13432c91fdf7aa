import Settings
import Telemetry

/// A server of the pipeline with what is needed to start it again.
final class SupervisedPart {
    let name: String
    /// The field of its ready line that clients connect to; nil: it has none but `http`.
    let addressField: String?
    private(set) var process: PartProcess
    /// Where it listens, once known: kept over restarts, so that clients find it again.
    private(set) var addresses: [String: String]
    private let start: ([String: String]) throws(PipelineFailure) -> PartProcess
    private var restartsMs: [Int64] = []
    private var hasBeenReady = false

    /// - Parameters:
    ///   - addresses: by field of the ready line, where to listen at first.
    ///   - start: starts the program to listen there.
    init(
        _ name: String, addressField: String?, addresses: [String: String],
        start: @escaping ([String: String]) throws(PipelineFailure) -> PartProcess
    ) throws(PipelineFailure) {
        self.name = name
        self.addressField = addressField
        self.addresses = addresses
        self.start = start
        process = try start(addresses)
    }

    /// Where clients reach it.
    func address(_ field: String) throws(PipelineFailure) -> NetworkAddress {
        guard let text = addresses[field], let address = NetworkAddress(text) else {
            throw .failed("\(name) did not say where it listens (\(field)=)")
        }
        return address
    }

    /// Whether the ready line has come; takes its addresses.
    ///
    /// - Throws: the program's own status and words when it ended before.
    func isReady() throws(PipelineFailure) -> Bool {
        if let ready = process.ready {
            addresses.merge(ready) { $1 }
            hasBeenReady = true
            return true
        }
        guard let status = process.status else { return false }
        throw SupervisedPart.failure(name, status: status, process.lastError)
    }

    static func failure(_ name: String, status: Int32, _ words: String) -> PipelineFailure {
        let remedy = words.contains("is taken by another program") ? "; --free-ports takes free ones" : ""
        // Statuses beyond the known ones are signals and crashes.
        return PipelineFailure(status: (1...5).contains(status) ? status : 1, "\(name): \(words)\(remedy)")
    }

    private static let windowMs: Int64 = 60_000

    /// Starts the program again when it has ended.
    ///
    /// - Returns: what to say about it, or nil when it is running.
    /// - Throws: status 1 when it has died too often.
    func restartIfDead(restartsMax: Int) throws(PipelineFailure) -> String? {
        guard let status = process.status else {
            if !hasBeenReady { _ = try isReady() } else if let ready = process.ready { addresses.merge(ready) { $1 } }
            return nil
        }
        let now = SystemTime.milliseconds()
        restartsMs = restartsMs.filter { now - $0 < SupervisedPart.windowMs } + [now]
        guard restartsMs.count < restartsMax else {
            throw .failed("\(name) died \(restartsMs.count) times in 60 s, the last time with \(status): \(process.lastError)")
        }
        let words = process.lastError
        process = try start(addresses)
        return "\(name) ended with \(status) (\(words)) and was started again"
    }
}
