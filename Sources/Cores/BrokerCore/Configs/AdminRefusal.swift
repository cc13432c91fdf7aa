public import Identifiers

/// Why an administrative request is refused: the code and text of its answer.
public struct AdminRefusal: Error, Equatable, Sendable {
    public let code: KafkaErrorCode
    /// Nil where Kafka says nothing but the code.
    public let message: String?

    public init(_ code: KafkaErrorCode, _ message: String? = nil) {
        self.code = code
        self.message = message
    }
}
