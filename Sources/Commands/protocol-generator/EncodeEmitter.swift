/// Writes `encode(into:version:)`.
struct EncodeEmitter {
    let layout: StructureLayout

    func emit(into out: inout SourceWriter) {
        let head = "public func encode(into writer: inout ByteWriter, version: Int16) throws(EncodeError)"
        out.block(head) { out in
            if layout.isRoot, let range = layout.message.versions.range {
                out.block("guard version >= \(range.lowerBound) && version <= \(range.upperBound) else") {
                    $0.line("throw EncodeError(.unsupportedVersion, field: \"\(layout.structure.name)\", version: version)")
                }
            }
            if layout.compact == "flexible", let condition = layout.condition(layout.flexible) {
                out.line("let flexible = \(condition)")
            }
            for field in layout.structure.fields {
                emitRefusal(field, into: &out)
                if field.tag == nil { emit(field, into: &out) }
            }
            guard layout.hasTags else { return }
            if layout.compact == "flexible" {
                out.block("if flexible") { emitTags(into: &$0) }
            } else {
                emitTags(into: &out)
            }
        }
    }

    private func error(_ code: String, _ field: Field) -> String {
        let name = "\(layout.structure.name).\(SwiftTypes.memberName(field.name))"
        return "throw EncodeError(.\(code), field: \"\(name)\", version: version)"
    }

    /// Refuses a value that a version without the field would lose.
    private func emitRefusal(_ field: Field, into out: inout SourceWriter) {
        let present = layout.present(field)
        guard !field.isIgnorable, present != layout.versions else { return }
        out.line("if \(layout.negatedCondition(present)), \(layout.isChanged(field)) { \(error("fieldNotInVersion", field)) }")
    }

    private func emit(_ field: Field, into out: inout SourceWriter) {
        let present = layout.present(field)
        guard !present.isEmpty else { return }
        if let condition = layout.condition(present) {
            out.block("if \(condition)") { emitValue(field, to: "writer", compact: layout.compact, into: &$0) }
        } else {
            emitValue(field, to: "writer", compact: layout.compact, into: &out)
        }
    }

    private func emitValue(_ field: Field, to writer: String, compact: String, into out: inout SourceWriter) {
        let value = "self.\(SwiftTypes.memberName(field.name))"
        guard layout.isOptional(field) else {
            emitWrite(field.type, field.entity, value, to: writer, compact: compact, into: &out)
            return
        }
        let present = layout.present(field)
        let nullable = layout.nullable(field)
        if nullable != present {
            // Only the versions where the field may be null know how to say so.
            out.line("if \(layout.negatedCondition(nullable)), \(value) == nil { \(error("unexpectedNull", field)) }")
        }
        switch field.type {
        case .string:
            let identifier = field.entity.flatMap { SwiftTypes.identifier($0, for: .string) }
            let raw = identifier == nil ? value : "\(value)?.rawValue"
            out.line("try \(writer).nullableString(\(raw), compact: \(compact))")
        case .bytes, .records:
            out.line("try \(writer).nullableBytes(\(value), compact: \(compact))")
        case .array:
            out.block("if let value = \(value)") {
                emitWrite(field.type, field.entity, "value", to: writer, compact: compact, into: &$0)
            }
            out.block("else") { $0.line("\(writer).longNull(compact: \(compact))") }
        default:
            out.block("if let value = \(value)") {
                $0.line(field.tag == nil ? "\(writer).integer(1 as Int8)" : "\(writer).unsignedVarint(1)")
                emitWrite(field.type, field.entity, "value", to: writer, compact: compact, into: &$0)
            }
            out.block("else") {
                $0.line(field.tag == nil ? "\(writer).integer(-1 as Int8)" : "\(writer).unsignedVarint(0)")
            }
        }
    }

    private func emitWrite(
        _ type: FieldType, _ entity: String?, _ value: String, to writer: String, compact: String, into out: inout SourceWriter
    ) {
        let raw = entity.flatMap { SwiftTypes.identifier($0, for: type) } == nil ? value : "\(value).rawValue"
        switch type {
        case .array(.structure):
            out.line("try \(writer).structures(\(value), compact: \(compact), version: version)")
        case .array(let element):
            out.line("try \(writer).longLength(\(value).count, compact: \(compact))")
            out.block("for element in \(value)") {
                emitWrite(element, entity, "element", to: writer, compact: compact, into: &$0)
            }
        case .structure: out.line("try \(value).encode(into: &\(writer), version: version)")
        case .string: out.line("try \(writer).string(\(raw), compact: \(compact))")
        case .bytes, .records: out.line("try \(writer).nonNullBytes(\(value), compact: \(compact))")
        case .bool: out.line("\(writer).boolean(\(value))")
        case .float64: out.line("\(writer).double(\(value))")
        case .uuid: out.line("\(writer).uniqueID(\(value))")
        default: out.line("\(writer).integer(\(raw))")
        }
    }

    private func emitTags(into out: inout SourceWriter) {
        let known = layout.structure.fields.filter { $0.tag != nil && !layout.present($0).isEmpty }
        if known.isEmpty {
            out.line("writer.taggedFields(self.unknownTaggedFields)")
            return
        }
        out.line("var tagged = self.unknownTaggedFields")
        for field in known {
            let present = layout.present(field)
            let condition = present == layout.flexible ? nil : layout.condition(present)
            out.block("if \(condition.map { "\($0), " } ?? "")\(layout.isChanged(field))") { out in
                out.line("var field = ByteWriter(capacity: 64)")
                emitValue(field, to: "field", compact: "true", into: &out)
                out.line("tagged.set(\(field.tag?.number ?? 0), field.finish())")
            }
        }
        out.line("writer.taggedFields(tagged)")
    }
}
