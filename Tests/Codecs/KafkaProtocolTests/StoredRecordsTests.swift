import Bytes
import FixtureFiles
import Identifiers
import KafkaPrimitives
import KafkaSchemas
import StoredRecords
import Testing

/// Every record of the internal topics in a data folder that Kafka 4.3.1 left after a clean stop.
@Suite struct StoredRecordsTests {
    private struct Line {
        var topic: String
        var key: ByteSlice?
        var value: ByteSlice?
        /// What Kafka's dump tool says of the value.
        var dumped: JSONValue?
    }

    private func lines() throws -> [Line] {
        try FixtureFiles.lines("kafka-oracle/stored-records.jsonl.gz").map { line in
            let json = try JSONValue.parse(line)
            return Line(
                topic: json["topic"]?.text ?? "", key: json["key_hex"]?.text.flatMap { ByteSlice(hex: $0) },
                value: json["value_hex"]?.text.flatMap { ByteSlice(hex: $0) }, dumped: json["payload"])
        }
    }

    private func again(_ value: some CoordinatorValue, _ version: Int16) throws -> ByteSlice {
        try value.encodedValue(version: version)
    }

    /// The value types of each topic by record type.
    private static let values: [String: [Int16: any CoordinatorValue.Type]] = [
        "__consumer_offsets": [
            0: LegacyOffsetCommitValue.self, 1: OffsetCommitValue.self, 2: GroupMetadataValue.self,
            3: ConsumerGroupMetadataValue.self, 4: ConsumerGroupPartitionMetadataValue.self,
            5: ConsumerGroupMemberMetadataValue.self, 6: ConsumerGroupTargetAssignmentMetadataValue.self,
            7: ConsumerGroupTargetAssignmentMemberValue.self, 8: ConsumerGroupCurrentMemberAssignmentValue.self,
            10: ShareGroupMemberMetadataValue.self, 11: ShareGroupMetadataValue.self,
            12: ShareGroupTargetAssignmentMetadataValue.self, 13: ShareGroupTargetAssignmentMemberValue.self,
            14: ShareGroupCurrentMemberAssignmentValue.self, 15: ShareGroupStatePartitionMetadataValue.self,
            16: ConsumerGroupRegularExpressionValue.self,
        ],
        "__transaction_state": [0: TransactionLogValue.self],
        "__share_group_state": [0: ShareSnapshotValue.self, 1: ShareUpdateValue.self],
    ]

    private func key(_ topic: String, _ bytes: ByteSlice) throws -> (any CoordinatorKey)? {
        switch topic {
        case "__consumer_offsets": try ConsumerOffsetsKey(from: bytes).key
        case "__transaction_state": try TransactionStateKey(from: bytes).key
        default: try ShareGroupStateKey(from: bytes).key
        }
    }

    @Test func coordinatorRecordsAreReadAndWrittenBackToTheSameBytes() throws {
        var seen = 0
        for line in try lines() where line.topic != "__cluster_metadata" {
            let bytes = try #require(line.key)
            let key = try #require(try key(line.topic, bytes))
            #expect(try key.encodedKey() == bytes)
            seen += 1
            guard let value = line.value else { continue }
            let type = try #require(Self.values[line.topic]?[Swift.type(of: key).recordType])
            let version = Int16(value[0]) << 8 | Int16(value[1])
            #expect(try again(try type.init(fromValue: value), version) == value, "\(line.topic) \(value.hex)")
        }
        #expect(seen == 75)
    }

    @Test func metadataRecordsAreReadAndWrittenBackToTheSameBytes() throws {
        var seen = 0
        for line in try lines() where line.topic == "__cluster_metadata" {
            let value = try #require(line.value)
            let record = try #require(try AnyMetadataRecord(fromValue: value).record)
            // The frame: its version, the type, and the record's version, each below 128 here.
            #expect(try record.encodedValue(version: Int16(value[2])) == value, "\(value.hex)")
            let name = line.dumped?["type"]?.text?.replacing("_", with: "").lowercased()
            #expect("\(Swift.type(of: record))".lowercased() == name)
            seen += 1
        }
        #expect(seen == 694)
    }

    @Test func fieldsSayWhatKafkasDumpToolSays() throws {
        var topics = 0
        var commits = 0
        for line in try lines() {
            guard let value = line.value, let data = line.dumped?["data"] else { continue }
            if line.topic == "__cluster_metadata", case .topic(let record) = try AnyMetadataRecord(fromValue: value) {
                #expect(record.name.rawValue == data["name"]?.text && record.topicID.base64 == data["topicId"]?.text)
                topics += 1
            } else if line.topic == "__consumer_offsets", let bytes = line.key,
                case .offsetCommit = try ConsumerOffsetsKey(from: bytes)
            {
                let commit = try OffsetCommitValue(fromValue: value)
                #expect(commit.offset.rawValue == data["offset"]?.integer && commit.metadata == data["metadata"]?.text)
                #expect(commit.commitTimestamp == data["commitTimestamp"]?.integer)
                commits += 1
            }
        }
        #expect(topics > 8 && commits > 3)
    }

    @Test func recordsOfNewerReleasesAreToldApart() throws {
        #expect(try ConsumerOffsetsKey(from: ByteSlice([0x7F, 0x00, 1, 2])) == .unknown(recordType: 0x7F00))
        #expect(throws: DecodeError(.unsupportedVersion, at: 2)) { try OffsetCommitValue(fromValue: ByteSlice([0, 9, 0, 0])) }
        #expect(throws: DecodeError(.unsupportedVersion, at: 0)) { try AnyMetadataRecord(fromValue: ByteSlice([2, 2, 0])) }
        #expect(try AnyMetadataRecord(fromValue: ByteSlice([1, 100, 0])) == .unknown(recordType: 100))
    }
}
