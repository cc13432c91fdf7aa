import CRdKafka
public import Identifiers

/// What went wrong between a client and the broker.
public struct KafkaClientError: Error, Sendable, CustomStringConvertible {
    /// What a caller decides by.
    public enum Kind: Sendable, Equatable {
        /// The broker answered with this code.
        case broker(KafkaErrorCode)
        /// No broker could be reached, or the connection broke.
        case unreachable
        /// No answer, or no delivery, within the time allowed.
        case timedOut
        /// The producer's queue is full: wait for deliveries.
        case queueFull
        /// The message is larger than `message.max.bytes`.
        case messageTooLarge
        /// An argument or setting is not one the library takes.
        case invalid
        /// The client was closed, or the message taken back, before an answer came.
        case cancelled
        /// The producer's guarantees can no longer be kept: it must be made anew.
        case fatal
        case other
    }

    public let kind: Kind
    /// What was tried, and the library's words.
    public let description: String

    init(_ kind: Kind, _ description: String) {
        self.kind = kind
        self.description = description
    }

    init(_ code: rd_kafka_resp_err_t, doing what: String) {
        self.init(KafkaClientError.kind(of: code), "\(what): \(String(cString: rd_kafka_err2str(code)))")
    }

    init(_ code: rd_kafka_resp_err_t, doing what: String, detail: UnsafePointer<CChar>?) {
        guard let detail, detail.pointee != 0 else {
            self.init(code, doing: what)
            return
        }
        self.init(KafkaClientError.kind(of: code), "\(what): \(String(cString: detail))")
    }

    /// Takes over `error`, which is destroyed.
    init(taking error: OpaquePointer, doing what: String) {
        let isFatal = rd_kafka_error_is_fatal(error) != 0
        let kind = isFatal ? .fatal : KafkaClientError.kind(of: rd_kafka_error_code(error))
        self.init(kind, "\(what): \(String(cString: rd_kafka_error_string(error)))")
        rd_kafka_error_destroy(error)
    }

    /// Whether the same attempt may succeed later without any change.
    public var isTransient: Bool {
        switch kind {
        case .unreachable, .timedOut, .queueFull: true
        case .broker(let code):
            switch code {
            case .leaderNotAvailable, .notLeaderOrFollower, .requestTimedOut, .brokerNotAvailable, .networkException,
                .coordinatorLoadInProgress, .coordinatorNotAvailable, .notCoordinator, .notEnoughReplicas:
                true
            default: false
            }
        case .messageTooLarge, .invalid, .cancelled, .fatal, .other: false
        }
    }

    static func kind(of code: rd_kafka_resp_err_t) -> Kind {
        switch code {
        case RD_KAFKA_RESP_ERR__TRANSPORT, RD_KAFKA_RESP_ERR__ALL_BROKERS_DOWN, RD_KAFKA_RESP_ERR__RESOLVE: .unreachable
        case RD_KAFKA_RESP_ERR__TIMED_OUT, RD_KAFKA_RESP_ERR__MSG_TIMED_OUT, RD_KAFKA_RESP_ERR__TIMED_OUT_QUEUE: .timedOut
        case RD_KAFKA_RESP_ERR__QUEUE_FULL: .queueFull
        case RD_KAFKA_RESP_ERR_MSG_SIZE_TOO_LARGE: .messageTooLarge
        case RD_KAFKA_RESP_ERR__UNKNOWN_TOPIC, RD_KAFKA_RESP_ERR__UNKNOWN_PARTITION: .broker(.unknownTopicOrPartition)
        case RD_KAFKA_RESP_ERR__INVALID_ARG, RD_KAFKA_RESP_ERR__CONFLICT: .invalid
        case RD_KAFKA_RESP_ERR__FATAL: .fatal
        case RD_KAFKA_RESP_ERR__DESTROY, RD_KAFKA_RESP_ERR__PURGE_QUEUE, RD_KAFKA_RESP_ERR__PURGE_INFLIGHT: .cancelled
        case _ where code.rawValue >= 0: .broker(KafkaErrorCode(rawValue: Int16(truncatingIfNeeded: code.rawValue)))
        default: .other
        }
    }
}
