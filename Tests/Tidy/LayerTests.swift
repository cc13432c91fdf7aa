import Foundation
import Testing

@Suite("Layers")
struct LayerTests {
    static let layers = ["CLibraries", "Foundations", "Codecs", "Cores", "Adapters", "Services", "Commands"]

    /// Edges within a layer that ARCHITECTURE.md names, written there as `A, B -> C, D`, separated by semicolons.
    static func edgesInArchitecture() throws -> Set<String> {
        var edges: Set<String> = []
        for line in try ProjectText.text("ARCHITECTURE.md").split(separator: "\n")
        where line.contains("->") && line.hasPrefix("|") {
            guard let cell = line.split(separator: "|").last(where: { $0.contains("->") }) else { continue }
            for rule in cell.split(separator: ";") {
                let sides = rule.components(separatedBy: "->").map { side in
                    side.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
                }
                guard sides.count == 2 else { continue }
                for from in sides[0] { for to in sides[1] { edges.insert("\(from) -> \(to)") } }
            }
        }
        return edges
    }

    @Test("a target needs only lower layers, and within its layer what ARCHITECTURE.md names")
    func packageTable() throws {
        let rooms = try ProjectText.rooms()
        #expect(rooms.count > 20)
        let layerOf = Dictionary(rooms.map { ($0.name, $0.layer) }, uniquingKeysWith: { first, _ in first })
        let legal = try Self.edgesInArchitecture()
        for room in rooms {
            guard let height = Self.layers.firstIndex(of: room.layer) else { continue }
            for need in room.needs {
                guard let layer = layerOf[need], let other = Self.layers.firstIndex(of: layer) else { continue }
                #expect(
                    other < height || other == height && legal.contains("\(room.name) -> \(need)"),
                    "\(room.name) (\(room.layer)) needs \(need) (\(layer))")
            }
        }
    }

    @Test("cores import no files, network, dates, dispatch or threads, and start no task")
    func coresArePure() throws {
        let banned = ["Foundation", "Dispatch", "CSystem", "Threads", "Sockets", "KafkaProtocol", "CQLProtocol"]
        // Of Glibc, memory and mathematics are fine.
        let bannedCalls = /\b(clock_gettime|gettimeofday|fopen|pread|pwrite|fsync|pthread_\w+|getenv)\(/
        for file in try ProjectText.swiftFiles(under: "Sources/Cores") {
            let importsGlibc = file.lines.contains { $0.hasSuffix("import Glibc") }
            for (number, line) in file.lines.enumerated() {
                let words = line.split(separator: " ")
                if let at = words.firstIndex(of: "import"), words.prefix(at).allSatisfy({ $0.first?.isLetter ?? false }),
                    let module = words[(at + 1)...].first
                {
                    #expect(
                        !banned.contains(String(module)) && !module.hasPrefix("KafkaMessages"),
                        "\(file.path):\(number + 1) imports \(module)")
                }
                #expect(
                    !importsGlibc || line.firstMatch(of: bannedCalls) == nil || line.contains("func ") || line.contains("."),
                    "\(file.path):\(number + 1) calls the system: \(line)")
                #expect(
                    !line.contains("Task {") && !line.contains("Task.detached"), "\(file.path):\(number + 1) starts a task")
            }
        }
    }
}
