/// How the notation's names and types read in Swift.
enum SwiftTypes {
    /// The identifier type that an entity gives to a field, with the wire type it needs.
    private static let identifiers: [String: (swift: String, wire: FieldType)] = [
        "topicName": ("TopicName", .string), "groupId": ("GroupID", .string), "transactionalId": ("TransactionalID", .string),
        "partition": ("PartitionIndex", .int32), "leaderEpoch": ("LeaderEpoch", .int32), "brokerId": ("BrokerID", .int32),
        "offset": ("Offset", .int64), "producerId": ("ProducerID", .int64), "producerEpoch": ("ProducerEpoch", .int16),
        "errorCode": ("KafkaErrorCode", .int16),
    ]

    /// The identifier type of `entity`; nil when it is unknown or does not fit the wire type.
    static func identifier(_ entity: String, for type: FieldType) -> String? {
        guard let entry = identifiers[entity], entry.wire == type else { return nil }
        return entry.swift
    }

    private static let integers: [(FieldType, String, Int)] = [
        (.int8, "Int8", 1), (.int16, "Int16", 2), (.uint16, "UInt16", 2), (.int32, "Int32", 4), (.uint32, "UInt32", 4),
        (.int64, "Int64", 8),
    ]

    /// The Swift integer of a wire type and its width in bytes, nil for other types.
    static func integer(_ type: FieldType) -> (name: String, width: Int)? {
        integers.first { $0.0 == type }.map { ($0.1, $0.2) }
    }

    /// The type of one value, without its optional mark.
    static func name(_ type: FieldType, entity: String?) -> String {
        if let entity, let identifier = identifier(entity, for: type) { return identifier }
        if let integer = integer(type) { return integer.name }
        switch type {
        case .bool: return "Bool"
        case .float64: return "Double"
        case .uuid: return "UniqueID"
        case .bytes, .records: return "ByteSlice"
        case .array(let element): return "[\(name(element, entity: entity))]"
        case .structure(let name): return name
        default: return "String"
        }
    }

    private static let keywords: Set<String> = ["protocol", "operator", "default", "case", "in", "is", "as", "internal"]

    /// A field's name as a declaration or a bare use writes it.
    static func escaped(_ name: String) -> String { keywords.contains(name) ? "`\(name)`" : name }

    /// `TopicId` as `topicID`, `IPAddress` as `ipAddress`, `PartitionIds` as `partitionIDs`.
    static func memberName(_ name: String) -> String {
        var letters = Array(name)
        let capitals = letters.prefix { $0.isUppercase }.count
        // A run of capitals belongs together but for the last, which begins the next word.
        let lowered = capitals > 1 && capitals < letters.count ? capitals - 1 : capitals
        for index in 0..<lowered { letters[index] = Character(letters[index].lowercased()) }
        var result: [Character] = []
        var index = 0
        while index < letters.count {
            let next = index + 2 < letters.count ? letters[index + 2] : " "
            let endsWord =
                next.isUppercase || next == " " || next == "s" && (index + 3 >= letters.count || letters[index + 3].isUppercase)
            if letters[index] == "I", index + 1 < letters.count, letters[index + 1] == "d", index > 0, endsWord {
                result += ["I", "D"]
                index += 2
            } else {
                result.append(letters[index])
                index += 1
            }
        }
        return String(result)
    }

    /// `UNKNOWN_TOPIC_ID` as `unknownTopicId`.
    static func memberName(ofConstant name: some StringProtocol) -> String {
        let words = name.lowercased().split(separator: "_")
        return (words.prefix(1).map(String.init) + words.dropFirst().map { $0.prefix(1).uppercased() + $0.dropFirst() }).joined()
    }
}
