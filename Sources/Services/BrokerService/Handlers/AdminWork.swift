import BrokerCore
import Identifiers
import KafkaPrimitives

/// What the administrative handlers share: they change the metadata log, which blocks, so they run on a storage thread.
enum AdminWork {
    /// Runs `work` on a storage thread and answers with what it makes; with `busy` at once when no thread can take it.
    static func answer<Response: KafkaResponse>(
        _ broker: Broker, busy: Response, _ work: @escaping @Sendable () -> Response
    ) -> Answer<Response> {
        let pending = PendingAnswer<Response>()
        guard broker.onStorageThread({ pending.complete(work()) }) else { return .now(busy) }
        return .later(pending)
    }

    /// Makes one change of the metadata out of several decisions: `decide` sees what the ones before it decided.
    /// - Parameter isDry: nothing is written, as for validate-only requests.
    /// - Returns: the code with which the change could not be stored; nil when it was.
    static func change(
        _ broker: Broker, isDry: Bool, _ decide: (inout Draft) -> Void
    ) -> AdminRefusal? {
        do throws(TopicRefusal) {
            try broker.topics.change { (metadata) throws(TopicRefusal) in
                var draft = Draft(metadata: metadata)
                decide(&draft)
                return (isDry ? [] : draft.records, ())
            }
            return nil
        } catch {
            return AdminRefusal(error.code, error.message)
        }
    }
}
