/// Why a command of `millrace` did not do its work: an exit status and one line for people.
public struct PipelineFailure: Error, Sendable, CustomStringConvertible {
    public let status: Int32
    public let description: String

    public init(status: Int32, _ description: String) {
        self.status = status
        self.description = description
    }

    static func failed(_ text: String) -> PipelineFailure { PipelineFailure(status: 1, text) }
    static func usage(_ text: String) -> PipelineFailure { PipelineFailure(status: 2, text) }
    static func unreachable(_ text: String) -> PipelineFailure { PipelineFailure(status: 3, text) }
    static func configuration(_ text: String) -> PipelineFailure { PipelineFailure(status: 5, text) }
}
