import Identifiers
import KafkaMessagesGroupAdmin
import Synchronization

/// Deletes groups that have no members.
enum API42DeleteGroups: RequestHandler {
    static func handle(
        _ request: DeleteGroupsRequest, _ context: RequestContext, _ broker: Broker
    ) -> Answer<DeleteGroupsResponse> {
        var seen: Set<GroupID> = []
        let groups = request.groupsNames.filter { seen.insert($0).inserted }
        guard !groups.isEmpty else { return .now(DeleteGroupsResponse()) }
        let pending = PendingAnswer<DeleteGroupsResponse>()
        let gathering = Gathering(count: groups.count) { codes in
            pending.complete(
                DeleteGroupsResponse(results: zip(groups, codes).map { .init(groupID: $0, errorCode: $1) }))
        }
        for (index, group) in groups.enumerated() {
            broker.groups.delete(group) { gathering.finished(index, $0) }
        }
        return .later(pending)
    }
}

/// Waits for several things that each end with a code.
final class Gathering: Sendable {
    private struct State {
        var codes: [KafkaErrorCode]
        var waiting: Int
    }

    private let state: Mutex<State>
    private let completion: @Sendable ([KafkaErrorCode]) -> Void

    /// - Parameter completion: called once, when `count` codes are there.
    init(count: Int, completion: @escaping @Sendable ([KafkaErrorCode]) -> Void) {
        state = Mutex(State(codes: Array(repeating: .none, count: count), waiting: count))
        self.completion = completion
    }

    func finished(_ index: Int, _ code: KafkaErrorCode) {
        let codes = state.withLock { state -> [KafkaErrorCode]? in
            state.codes[index] = code
            state.waiting -= 1
            return state.waiting == 0 ? state.codes : nil
        }
        if let codes { completion(codes) }
    }
}
