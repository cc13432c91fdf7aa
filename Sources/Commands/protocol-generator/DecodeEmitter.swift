/// Writes `init(from:version:)`.
struct DecodeEmitter {
    let layout: StructureLayout

    func emit(into out: inout SourceWriter) {
        let head = "public init(from reader: inout ByteReader, version: Int16) throws(DecodeError)"
        out.block(head) { out in
            if layout.isRoot, let range = layout.message.versions.range {
                out.block("guard version >= \(range.lowerBound) && version <= \(range.upperBound) else") {
                    $0.line("throw DecodeError(.unsupportedVersion, at: reader.offset)")
                }
            }
            if layout.compact == "flexible", let condition = layout.condition(layout.flexible) {
                out.line("let flexible = \(condition)")
            }
            for field in layout.structure.fields where field.tag == nil { emit(field, into: &out) }
            if layout.hasTags {
                if layout.compact == "flexible" {
                    out.block("if flexible") { emitTags(into: &$0) }
                } else {
                    emitTags(into: &out)
                }
            }
        }
    }

    private func emit(_ field: Field, into out: inout SourceWriter) {
        let present = layout.present(field)
        guard !present.isEmpty else { return }
        if let condition = layout.condition(present) {
            out.block("if \(condition)") { emitAssignment(field, compact: layout.compact, into: &$0) }
        } else {
            emitAssignment(field, compact: layout.compact, into: &out)
        }
    }

    private func emitAssignment(_ field: Field, compact: String, into out: inout SourceWriter) {
        let target = "self.\(SwiftTypes.memberName(field.name))"
        let present = layout.present(field)
        let nullable = layout.nullable(field)
        func value(_ isNullable: Bool) -> String {
            let bytes = layout.minimumElementBytes(field)
            return read(field, isNullable: isNullable, compact: compact, minimumBytes: bytes)
        }
        if nullable == present || nullable.isEmpty {
            out.line("\(target) = \(value(!nullable.isEmpty))")
        } else {
            let condition = layout.condition(nullable) ?? "true"
            out.block("if \(condition)") { $0.line("\(target) = \(value(true))") }
            out.block("else") { $0.line("\(target) = \(value(false))") }
        }
    }

    /// The expression that reads one value of the field's type.
    private func read(_ field: Field, isNullable: Bool, compact: String, minimumBytes: Int) -> String {
        let null = isNullable ? "nullable" : ""
        let identifier = field.entity.flatMap { SwiftTypes.identifier($0, for: field.type) }
        switch field.type {
        case .array(.structure(let name)):
            let method = isNullable ? "nullableStructures" : "structures"
            return "try reader.\(method)(of: \(name).self, compact: \(compact), minimumBytes: \(minimumBytes), version: version)"
        case .array(let element):
            var inner = field
            inner.type = element
            let method = isNullable ? "nullableArray" : "array"
            let one = read(inner, isNullable: false, compact: compact, minimumBytes: 1)
            let type = SwiftTypes.name(element, entity: field.entity)
            return "try reader.\(method)(compact: \(compact), minimumBytes: \(minimumBytes)) "
                + "{ (reader: inout ByteReader) throws(DecodeError) -> \(type) in \(one) }"
        case .structure(let name):
            let plain = "\(name)(from: &reader, version: version)"
            if !isNullable { return "try \(plain)" }
            let presence = field.tag == nil ? "structureIsPresent" : "taggedStructureIsPresent"
            return "try reader.\(presence)() ? \(plain) : nil"
        case .string:
            let text = "reader.\(isNullable ? "nullableString" : "string")(compact: \(compact))"
            guard let identifier else { return "try \(text)" }
            return isNullable ? "try \(text).map(\(identifier).init(rawValue:))" : "try \(identifier)(rawValue: \(text))"
        case .bytes, .records: return "try reader.\(isNullable ? "nullableBytes" : "nonNullBytes")(compact: \(compact))"
        case .bool: return "try reader.boolean()"
        case .float64: return "try reader.double()"
        case .uuid: return "try reader.uniqueID()"
        default:
            precondition(null.isEmpty, "an integer cannot be null")
            let name = SwiftTypes.integer(field.type)?.name ?? "Int32"
            return identifier.map { "try \($0)(rawValue: reader.integer(\(name).self))" } ?? "try reader.integer(\(name).self)"
        }
    }

    private func emitTags(into out: inout SourceWriter) {
        let known = layout.structure.fields.filter { $0.tag != nil && !layout.present($0).isEmpty }
        if known.isEmpty {
            out.line("self.unknownTaggedFields = try reader.unknownTaggedFields()")
            return
        }
        out.line("let tagCount = try reader.taggedFieldCount()")
        out.block("for _ in 0..<tagCount") { out in
            out.line("let tag = try reader.unsignedVarint()")
            out.line("switch tag {")
            for field in known.sorted(by: { ($0.tag?.number ?? 0) < ($1.tag?.number ?? 0) }) {
                let present = layout.present(field)
                // The section is only read in flexible versions, so a tag of all those needs no check.
                let condition = present == layout.flexible ? nil : layout.condition(present)
                out.line("case \(field.tag?.number ?? 0)\(condition.map { " where \($0)" } ?? ""):")
                out.indented { out in
                    out.line("let end = try reader.taggedFieldEnd()")
                    emitAssignment(field, compact: "true", into: &out)
                    out.line("try reader.expectTaggedField(endsAt: end)")
                }
            }
            out.line("default:")
            out.indented { $0.line("try reader.unknownTaggedField(tag, into: &self.unknownTaggedFields)") }
            out.line("}")
        }
    }
}
