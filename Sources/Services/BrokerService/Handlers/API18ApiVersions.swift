import Bytes
import Identifiers
import KafkaMessagesCluster
import KafkaProtocol

/// Which APIs and versions the broker speaks: what every client asks first.
enum API18ApiVersions: RequestHandler {
    static func handle(
        _ request: ApiVersionsRequest, _ context: RequestContext, _ broker: Broker
    ) -> Answer<ApiVersionsResponse> {
        if context.apiVersion >= 3, !isName(request.clientSoftwareName) || !isName(request.clientSoftwareVersion) {
            return .now(ApiVersionsResponse(errorCode: .invalidRequest))
        }
        var response = ApiVersionsResponse()
        response.apiKeys = HandlerTable.entries.map { entry in
            let versions = entry.schema.advertised
            return .init(apiKey: entry.schema.key.rawValue, minVersion: versions.lowerBound, maxVersion: versions.upperBound)
        }
        if context.apiVersion >= 3 {
            // Below version 4 a feature whose minimum is 0 is left out: old Java clients cannot parse it (KAFKA-17492).
            // Levels of features that are not served yet are not finalized, so that clients stay on the classic flows.
            response.supportedFeatures = [.init(name: "metadata.version", minVersion: 7, maxVersion: 30)]
            response.finalizedFeatures = [.init(name: "metadata.version", maxVersionLevel: 30, minVersionLevel: 30)]
            response.finalizedFeaturesEpoch = 0
        }
        return .now(response)
    }

    /// Letters, digits, and `-` and `.` inside (KIP-511).
    private static func isName(_ text: String) -> Bool {
        func isAlphanumeric(_ byte: UInt8) -> Bool {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"):
                true
            default: false
            }
        }
        let bytes = Array(text.utf8)
        guard let first = bytes.first, let last = bytes.last, isAlphanumeric(first), isAlphanumeric(last) else { return false }
        return bytes.allSatisfy { isAlphanumeric($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".") }
    }
}

/// The answer to ApiVersions of a version that is not served: a version 0 body that every client can read, with the
/// range to try again in.
enum UnsupportedApiVersions {
    static func frame(correlationID: Int32) -> ByteSlice {
        let versions = HandlerTable.entry(for: .apiVersions)?.schema.advertised ?? 0...0
        var writer = ByteWriter(capacity: 24)
        writer.integer(16 as Int32)
        writer.integer(correlationID)
        writer.integer(KafkaErrorCode.unsupportedVersion.rawValue)
        writer.integer(1 as Int32)
        writer.integer(ApiKey.apiVersions.rawValue)
        writer.integer(versions.lowerBound)
        writer.integer(versions.upperBound)
        return writer.finish()
    }
}
