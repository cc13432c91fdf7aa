/// Writes the file of one message: its struct, and inside it the structs of its fields.
struct MessageEmitter {
    let message: Message

    static func source(of message: Message) -> String {
        var out = SourceWriter()
        let emitter = MessageEmitter(message: message)
        out.line(SourceWriter.notice)
        out.line("public import Bytes")
        if emitter.usesIdentifiers { out.line("public import Identifiers") }
        out.line("public import KafkaPrimitives")
        out.line()
        emitter.emit(into: &out)
        return out.text
    }

    private func emit(into out: inout SourceWriter) {
        let layouts = StructureLayout.all(of: message)
        let versions = message.versions.text
        switch message.kind {
        case .request: out.line("/// Request of API \(message.key ?? 0), versions \(versions).")
        case .response: out.line("/// Answer of API \(message.key ?? 0), versions \(versions).")
        case .metadata: out.line("/// Record type \(message.key ?? 0) of `__cluster_metadata`, versions \(versions).")
        case .coordinatorKey, .coordinatorValue: out.line("/// Record type \(message.key ?? 0), versions \(versions).")
        case .data: out.line("/// Versions \(versions).")
        }
        out.block("public struct \(message.name): \(protocolName)") { out in
            emitConstants(into: &out)
            emitMembers(layouts[0], into: &out)
            for layout in layouts.dropFirst() {
                out.line()
                out.line("/// Of versions \(layout.versions.text).")
                out.block("public struct \(layout.structure.name): KafkaStructure") { emitMembers(layout, into: &$0) }
            }
        }
    }

    /// Whether a property's type comes from Identifiers: an import that is not needed is a warning.
    private var usesIdentifiers: Bool {
        ([message.root] + message.structures).contains { structure in
            structure.fields.contains { $0.entity != nil || ($0.type.element ?? $0.type) == .uuid }
        }
    }

    private var protocolName: String {
        switch message.kind {
        case .request: "KafkaRequest"
        case .response: "KafkaResponse"
        case .metadata: "MetadataRecord"
        case .coordinatorKey: "CoordinatorKey"
        case .coordinatorValue: "CoordinatorValue"
        case .data: "KafkaMessage"
        }
    }

    private func emitConstants(into out: inout SourceWriter) {
        if message.kind == .request {
            out.line("public typealias Response = \(message.name.dropLast("Request".count))Response")
        }
        if let key = message.key {
            let isWire = message.kind == .request || message.kind == .response
            out.line("public static let \(isWire ? "apiKey" : "recordType"): Int16 = \(key)")
        }
        if let range = message.versions.range {
            out.line("public static let versions: ClosedRange<Int16> = \(range.lowerBound)...\(range.upperBound)")
        }
        let first = message.flexible.range.map { "\($0.lowerBound)" } ?? "nil"
        out.line("public static let firstFlexibleVersion: Int16? = \(first)")
        out.line()
    }

    private func emitMembers(_ layout: StructureLayout, into out: inout SourceWriter) {
        let fields = layout.structure.fields
        for field in fields {
            if let note = note(on: field, in: layout) { out.line("/// \(note)") }
            let name = SwiftTypes.escaped(SwiftTypes.memberName(field.name))
            out.line("public var \(name): \(layout.propertyType(field)) = \(layout.defaultLiteral(field))")
        }
        if layout.hasTags {
            out.line("/// Tagged fields that are not in the schema.")
            out.line("public var unknownTaggedFields = TaggedFields()")
        }
        out.line()
        out.line("public init() {}")
        if !fields.isEmpty {
            out.line()
            emitMemberwiseInit(layout, into: &out)
        }
        out.line()
        DecodeEmitter(layout: layout).emit(into: &out)
        out.line()
        EncodeEmitter(layout: layout).emit(into: &out)
    }

    /// In which versions the field is there, when not in all of the struct's.
    private func note(on field: Field, in layout: StructureLayout) -> String? {
        let present = layout.present(field)
        guard present != layout.versions else { return nil }
        var shown = present
        if let range = present.range, range.upperBound == layout.message.versions.range?.upperBound {
            shown = VersionSet(range: range.lowerBound...VersionSet.everLater)
        }
        let loss = field.isIgnorable ? "left out of the others" : "an error in the others unless at its default"
        return "Versions \(shown.text); \(loss)."
    }

    private func emitMemberwiseInit(_ layout: StructureLayout, into out: inout SourceWriter) {
        let fields = layout.structure.fields
        out.line("public init(")
        out.indented { out in
            for (index, field) in fields.enumerated() {
                let comma = index + 1 < fields.count ? "," : ""
                let name = SwiftTypes.escaped(SwiftTypes.memberName(field.name))
                out.line("\(name): \(layout.propertyType(field)) = \(layout.defaultLiteral(field))\(comma)")
            }
        }
        out.block(")") { out in
            for field in fields {
                let name = SwiftTypes.memberName(field.name)
                out.line("self.\(name) = \(SwiftTypes.escaped(name))")
            }
        }
    }
}
