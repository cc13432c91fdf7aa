import Bytes
import KafkaPrimitives
import KafkaProtocol
import Telemetry
import EventLoops

/// One API of the protocol: what the broker does with a request. Called on the connection's loop, so it must not block;
/// what blocks goes to ``Broker/onStorageThread(_:)`` and is answered `.later`.
protocol RequestHandler: SendableMetatype {
    associatedtype Request: KafkaRequest
    /// What the handler answers with: the response message, except where its bytes go another way.
    associatedtype Body: Sendable = Request.Response
    static func handle(_ request: Request, _ context: RequestContext, _ broker: Broker) -> Answer<Body>
    /// The answer's frame, in slices that leave in one write. The default encodes it whole; Fetch hands its records on
    /// without copying them.
    static func frame(_ body: Body, version: Int16, correlationID: Int32) throws(EncodeError) -> [ByteSlice]
}

extension RequestHandler where Body == Request.Response {
    static func frame(_ response: Request.Response, version: Int16, correlationID: Int32) throws(EncodeError) -> [ByteSlice] {
        [try KafkaFrame.response(response, version: version, correlationID: correlationID)]
    }
}

/// A handler behind a type that the dispatch table can hold.
struct HandlerEntry: Sendable {
    let schema: ApiSchema
    /// Reads the body and starts the work; the slot is filled now or later.
    /// - Throws: ``DecodeError`` for a body that cannot be read.
    let serve: @Sendable (inout ByteReader, RequestContext, Broker, ResponseSlot) throws(DecodeError) -> Void

    init<Handler: RequestHandler>(_ handler: Handler.Type) {
        guard let schema = ApiSchema.of(Handler.Request.apiKey) else {
            preconditionFailure("the schemas lack API \(Handler.Request.apiKey)")
        }
        self.schema = schema
        serve = { (reader, context, broker, slot) throws(DecodeError) in
            let request = try Handler.Request(from: &reader, version: context.apiVersion)
            let fill: @Sendable (Handler.Body) -> Void = { body in
                do throws(EncodeError) {
                    let frame = try Handler.frame(
                        body, version: context.apiVersion, correlationID: context.correlationID)
                    slot.fill(.frame(frame))
                } catch {
                    broker.log.log(
                        .error, event: "answer.not_encodable",
                        ["api": schema.name, "version": context.apiVersion, "reason": error.description])
                    slot.fill(.close)
                }
            }
            switch Handler.handle(request, context, broker) {
            case .now(let body): fill(body)
            case .later(let pending): pending.whenComplete(fill)
            case .nothing: slot.fill(.nothing)
            case .close: slot.fill(.close)
            }
        }
    }
}

/// The place of one answer in its connection's order.
final class ResponseSlot: @unchecked Sendable {
    enum Content: Sendable {
        case frame([ByteSlice])
        case nothing
        case close
    }

    let apiKey: ApiKey
    /// Confined to the connection's loop.
    private(set) var content: Content?
    private let connection: KafkaConnection

    init(apiKey: ApiKey, connection: KafkaConnection) {
        self.apiKey = apiKey
        self.connection = connection
    }

    /// Gives the answer, from any thread, once.
    func fill(_ content: Content) {
        let loop = connection.loop
        if loop.isCurrent {
            self.content = content
            connection.slotFilled()
        } else {
            loop.execute { [self] in
                self.content = content
                connection.slotFilled()
            }
        }
    }
}
