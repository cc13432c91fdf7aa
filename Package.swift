// swift-tools-version: 6.2
//
// One table per layer, lowest first. A target may depend on targets of lower layers, and within its layer only
// on what its row names (ARCHITECTURE.md says why each such edge exists; Tests/Tidy holds this table to it).
// A target lives in Sources/<Layer>/<Name>, its tests in Tests/<Layer>/<Name>Tests.

import Foundation
import PackageDescription

struct Room {
    enum Kind { case library, program, systemLibrary, tests }
    var layer: String
    var name: String
    var needs: [String]
    var kind = Kind.library
    var folder: String?

    var path: String {
        let root = kind == .tests ? "Tests" : "Sources"
        return "\(root)/\(layer)/\(folder ?? name)"
    }
}

func room(_ layer: String, _ name: String, _ needs: [String], folder: String? = nil) -> Room {
    Room(layer: layer, name: name, needs: needs, folder: folder)
}
func system(_ name: String) -> Room { Room(layer: "CLibraries", name: name, needs: [], kind: .systemLibrary) }
func program(_ name: String, _ needs: [String]) -> Room {
    Room(layer: "Commands", name: name, needs: needs, kind: .program)
}
func tests(_ layer: String, _ name: String, _ needs: [String]) -> Room {
    Room(layer: layer, name: name, needs: needs, kind: .tests)
}

// Shims with a C header over system calls, CPU instructions or C++; and module maps of Debian's libraries.
let cLibraries = [
    room("CLibraries", "CSystem", []),
    room("CLibraries", "CChecksums", []),
    room("CLibraries", "CSimdJSON", []),
    room("CLibraries", "CCurlShim", []),
    system("CZlib"), system("CLZ4"), system("CZstd"), system("CSnappy"), system("CRocksDB"),
    system("CRdKafka"), system("CMicroHTTPD"), system("COpenSSL"),
]

let foundations = [
    room("Foundations", "Bytes", ["CChecksums"]),
    room("Foundations", "Identifiers", []),
    room("Foundations", "Settings", []),
    room("Foundations", "Threads", ["CSystem"]),
    room("Foundations", "Sockets", ["Bytes", "CSystem"]),
]

// Generated message modules: some ten messages each, so that an edited message rebuilds in seconds.
let kafkaMessageModules = [
    "KafkaMessagesCluster",
    "KafkaMessagesConfigs",
    "KafkaMessagesConsumerGroups",
    "KafkaMessagesController",
    "KafkaMessagesElections",
    "KafkaMessagesGroupAdmin",
    "KafkaMessagesGroups",
    "KafkaMessagesOffsets",
    "KafkaMessagesProducers",
    "KafkaMessagesRecords",
    "KafkaMessagesSecurity",
    "KafkaMessagesShareGroups",
    "KafkaMessagesShareOffsets",
    "KafkaMessagesShareState",
    "KafkaMessagesStorage",
    "KafkaMessagesTokens",
    "KafkaMessagesTopics",
    "KafkaMessagesTransactions",
    "KafkaMessagesVoters",
]

let codecs =
    [
        room("Codecs", "Compression", ["Bytes", "CZlib", "CLZ4", "CZstd", "CSnappy"]),
        room("Codecs", "RecordBatches", ["Bytes", "Identifiers", "Compression"]),
        room("Codecs", "KafkaPrimitives", ["Bytes", "Identifiers"], folder: "KafkaProtocol/Primitives"),
        room("Codecs", "KafkaProtocol", ["Bytes", "Identifiers", "KafkaPrimitives"], folder: "KafkaProtocol/Frames"),
        room("Codecs", "StoredRecords", ["Bytes", "Identifiers", "KafkaPrimitives"]),
        room("Codecs", "CQLValues", ["Bytes", "Identifiers"]),
        room("Codecs", "CQLProtocol", ["Bytes", "CQLValues", "CZlib", "CLZ4", "CSnappy"]),
        room("Codecs", "JSONReading", ["Bytes", "CSimdJSON"]),
    ]
    + kafkaMessageModules.map {
        room("Codecs", $0, ["Bytes", "Identifiers", "KafkaPrimitives"], folder: "KafkaProtocol/Generated/\($0)")
    }

let cores = [
    room("Cores", "CommitLog", ["Bytes", "Identifiers", "RecordBatches", "Compression"]),
    room("Cores", "BrokerCore", ["Bytes", "Identifiers", "RecordBatches", "StoredRecords", "CommitLog"]),
    room("Cores", "TableCore", ["Bytes", "Identifiers", "CQLValues"]),
    room("Cores", "StreamSQL", ["Bytes", "Identifiers"]),
    room("Cores", "StreamRuntime", ["Bytes", "Identifiers", "StreamSQL", "JSONReading", "CQLValues"]),
]

let adapters = [
    room("Adapters", "EventLoops", ["Bytes", "CSystem"]),
    room("Adapters", "DiskFiles", ["Bytes", "CommitLog", "CSystem"]),
    room("Adapters", "RocksStorage", ["Bytes", "Threads", "TableCore", "CRocksDB"]),
    room(
        "Adapters", "KafkaClient",
        [
            "Bytes", "Identifiers", "Threads", "Sockets", "KafkaPrimitives", "KafkaProtocol", "KafkaMessagesCluster",
            "KafkaMessagesRecords", "CRdKafka",
        ]),
    room("Adapters", "CQLClient", ["Bytes", "CQLValues", "CQLProtocol", "Threads", "Sockets"]),
    room("Adapters", "HTTPServing", ["Bytes", "CMicroHTTPD", "CSystem"]),
    room("Adapters", "Telemetry", ["Bytes", "CSystem"]),
    room(
        "Adapters", "Connectors",
        ["Bytes", "Identifiers", "StreamSQL", "StreamRuntime", "JSONReading", "CQLValues", "KafkaClient", "CQLClient"]),
]

let services = [
    room("Services", "ProgramRunning", ["Settings", "Threads", "Telemetry", "HTTPServing", "CSystem"]),
    room(
        "Services", "BrokerService",
        [
            "Bytes", "Identifiers", "Settings", "Compression", "RecordBatches", "KafkaPrimitives", "KafkaProtocol",
            "StoredRecords", "CommitLog", "BrokerCore", "EventLoops", "DiskFiles", "Telemetry", "CSystem",
        ] + kafkaMessageModules),
    room(
        "Services", "StoreService",
        [
            "Bytes", "Identifiers", "Settings", "CQLValues", "CQLProtocol", "TableCore", "EventLoops", "RocksStorage",
            "Telemetry", "CSystem",
        ]),
    room(
        "Services", "ProcessorService",
        [
            "Bytes", "Identifiers", "CQLValues", "StreamSQL", "StreamRuntime", "TableCore", "RocksStorage", "KafkaClient",
            "CQLClient", "Connectors", "ProgramRunning", "Telemetry", "Threads",
        ]),
    room(
        "Services", "ProducerService",
        ["Bytes", "Identifiers", "Settings", "JSONReading", "KafkaClient", "Telemetry", "CZlib", "CZstd"]),
    room(
        "Services", "APIService",
        [
            "Bytes", "Identifiers", "Settings", "Threads", "JSONReading", "CQLValues", "CQLClient", "KafkaClient", "HTTPServing",
            "Telemetry",
        ]),
    room(
        "Services", "PipelineService",
        [
            "Bytes", "Identifiers", "Settings", "Sockets", "Threads", "CQLValues", "CQLClient", "KafkaClient", "Telemetry",
            "JSONReading",
        ]),
]

// The simulated disk implements CommitLog's file port and drops what was not synced.
let simulation = [
    room("Simulation", "SimulatedDisk", ["Bytes", "CommitLog"])
]

let commands = [
    program("millrace", ["ProgramRunning", "PipelineService", "Settings", "Telemetry"]),
    program("millrace-broker", ["ProgramRunning", "BrokerService", "Settings", "Telemetry"]),
    program("millrace-producer", ["ProgramRunning", "ProducerService", "Settings", "Telemetry"]),
    program("millrace-processor", ["ProgramRunning", "ProcessorService", "Settings", "Telemetry"]),
    program("millrace-store", ["ProgramRunning", "StoreService", "Settings", "Telemetry"]),
    program("millrace-api", ["ProgramRunning", "APIService", "HTTPServing", "Settings", "Telemetry", "Threads"]),
    program("protocol-generator", []),
]

let testRooms = [
    tests("Foundations", "BytesTests", ["Bytes"]),
    tests("Foundations", "IdentifiersTests", ["Identifiers"]),
    tests("Foundations", "SettingsTests", ["Settings"]),
    tests("Foundations", "ThreadsTests", ["Threads"]),
    tests("Codecs", "CompressionTests", ["Compression", "Bytes", "FixtureFiles"]),
    tests("Codecs", "RecordBatchesTests", ["RecordBatches", "Compression", "Bytes", "Identifiers", "FixtureFiles"]),
    tests(
        "Codecs", "KafkaProtocolTests",
        [
            "KafkaProtocol", "KafkaPrimitives", "StoredRecords", "Bytes", "Identifiers", "Compression", "FixtureFiles",
            "KafkaSchemas", "protocol-generator",
        ] + kafkaMessageModules),
    tests("Codecs", "CQLValuesTests", ["CQLValues", "Bytes", "Identifiers", "FixtureFiles"]),
    tests("Codecs", "CQLProtocolTests", ["CQLProtocol", "CQLValues", "Bytes", "Identifiers", "FixtureFiles"]),
    tests("Codecs", "JSONReadingTests", ["JSONReading", "Bytes", "FixtureFiles"]),
    tests(
        "Cores", "CommitLogTests",
        ["CommitLog", "RecordBatches", "Compression", "Bytes", "Identifiers", "SimulatedDisk", "DiskFiles", "FixtureFiles"]),
    tests(
        "Cores", "BrokerCoreTests",
        [
            "BrokerCore", "CommitLog", "StoredRecords", "RecordBatches", "Bytes", "Identifiers", "FixtureFiles", "KafkaSchemas",
            "BehaviourOracle",
        ]),
    tests("Cores", "TableCoreTests", ["TableCore", "CQLValues", "Bytes", "Identifiers", "RocksStorage", "FixtureFiles"]),
    tests("Cores", "StreamSQLTests", ["StreamSQL", "Bytes", "Identifiers", "FixtureFiles"]),
    tests(
        "Cores", "StreamRuntimeTests",
        ["StreamRuntime", "StreamSQL", "JSONReading", "CQLValues", "Bytes", "Identifiers", "FixtureFiles"]),
    tests("Adapters", "EventLoopsTests", ["EventLoops", "Bytes", "CSystem"]),
    tests("Adapters", "DiskFilesTests", ["DiskFiles", "CommitLog", "Bytes"]),
    tests("Adapters", "RocksStorageTests", ["RocksStorage", "TableCore", "CQLValues", "Bytes", "Threads"]),
    tests(
        "Adapters", "KafkaClientTests",
        ["KafkaClient", "MockKafka", "Bytes", "Identifiers", "ProgramFixtures", "millrace-broker"]),
    tests("Adapters", "TelemetryTests", ["Telemetry", "Bytes"]),
    tests("Adapters", "HTTPServingTests", ["HTTPServing", "Bytes"]),
    tests(
        "Adapters", "ConnectorsTests",
        ["Connectors", "StreamRuntime", "StreamSQL", "JSONReading", "CQLValues", "Bytes", "Identifiers", "FixtureFiles"]),
    tests("Services", "ProgramRunningTests", ["ProgramFixtures", "sample-server"]),
    tests(
        "Services", "BrokerServiceTests",
        [
            "BrokerService", "BrokerCore", "CommitLog", "KafkaProtocol", "RecordBatches", "Compression", "Bytes", "Identifiers",
            "Settings", "Telemetry", "ProgramFixtures", "FixtureFiles", "KafkaPrimitives", "KafkaSchemas", "BehaviourOracle",
            "millrace-broker",
        ] + kafkaMessageModules),
    tests(
        "Services", "StoreServiceTests",
        [
            "StoreService", "CQLClient", "CQLProtocol", "CQLValues", "TableCore", "Bytes", "Identifiers", "Settings",
            "Sockets", "ProgramFixtures", "FixtureFiles", "millrace-store",
        ]),
    tests(
        "Services", "ProcessorServiceTests",
        [
            "ProcessorService", "Connectors", "StreamSQL", "StreamRuntime", "KafkaClient", "CQLClient", "CQLValues", "Bytes",
            "Identifiers", "Settings", "ProgramFixtures", "FixtureFiles", "millrace-broker", "millrace-store",
            "millrace-processor",
        ]),
    tests(
        "Services", "ProducerServiceTests",
        [
            "ProducerService", "JSONReading", "KafkaClient", "MockKafka", "CRdKafka", "Bytes", "Identifiers", "ProgramFixtures",
            "FixtureFiles",
            "millrace-producer",
        ]),
    tests(
        "Services", "APIServiceTests",
        [
            "APIService", "CQLClient", "CQLValues", "Bytes", "Telemetry", "ProgramFixtures", "millrace-store", "millrace-api",
        ]),
    tests(
        "Services", "PipelineServiceTests",
        [
            "PipelineService", "ProgramFixtures", "FixtureFiles", "Bytes", "sample-server", "millrace", "millrace-broker",
            "millrace-store", "millrace-processor", "millrace-producer", "millrace-api",
        ]),
    tests(".", "RealClients", ["ProgramFixtures", "FixtureFiles", "millrace-broker", "millrace-store"]),
    tests(
        ".", "Crash",
        [
            "ProgramFixtures", "FixtureFiles", "KafkaClient", "CQLClient", "CQLValues", "millrace", "millrace-broker",
            "millrace-store", "millrace-processor", "millrace-producer",
        ]),
    tests(".", "Tidy", ["FixtureFiles", "protocol-generator"]),
]

// What several test targets share: finding fixtures, starting the built programs and awaiting their ready lines.
let testSupport = [
    Room(layer: "Support", name: "FixtureFiles", needs: ["Bytes", "CZlib"]),
    Room(layer: "Support", name: "KafkaSchemas", needs: ["Bytes", "Identifiers", "FixtureFiles"]),
    Room(
        layer: "Support", name: "BehaviourOracle",
        needs: ["Bytes", "Identifiers", "Compression", "RecordBatches", "KafkaSchemas", "FixtureFiles"]),
    Room(layer: "Support", name: "ProgramFixtures", needs: ["CSystem", "FixtureFiles"]),
    Room(layer: "Support", name: "MockKafka", needs: ["CRdKafka"]),
    Room(layer: "Support", name: "sample-server", needs: ["ProgramRunning", "Settings", "Threads"], kind: .program),
]

var rooms =
    cLibraries + foundations + codecs + cores + adapters + services + simulation + commands + testRooms + testSupport

func folder(of room: Room) -> String {
    room.layer == "Support" ? "Tests/Support/\(room.name)" : room.path
}
let root = Context.packageDirectory
rooms = rooms.filter { FileManager.default.fileExists(atPath: "\(root)/\(folder(of: $0))") }
let present = Set(rooms.map(\.name))

// MILLRACE_ONLY="CommitLogTests millrace-broker" leaves only these targets and what they need: a short edit loop.
if let only = Context.environment["MILLRACE_ONLY"], !only.isEmpty {
    var wanted = Set<String>()
    var pending = only.split(separator: " ").map(String.init)
    while let name = pending.popLast() {
        if wanted.insert(name).inserted { pending += rooms.first { $0.name == name }?.needs ?? [] }
    }
    rooms = rooms.filter { wanted.contains($0.name) }
}

let swiftSettings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
]

func target(of room: Room) -> Target {
    let needs = room.needs.filter(present.contains).map { Target.Dependency.byName(name: $0) }
    let isC = room.layer == "CLibraries"
    switch room.kind {
    case .systemLibrary: return .systemLibrary(name: room.name, path: room.path)
    case .program:
        return .executableTarget(name: room.name, dependencies: needs, path: folder(of: room), swiftSettings: swiftSettings)
    case .tests: return .testTarget(name: room.name, dependencies: needs, path: room.path, swiftSettings: swiftSettings)
    case .library:
        return .target(
            name: room.name, dependencies: needs, path: folder(of: room),
            cSettings: isC ? [.unsafeFlags(["-O3"])] : nil,
            cxxSettings: isC ? [.unsafeFlags(["-O3"])] : nil,
            swiftSettings: isC ? nil : swiftSettings,
            linkerSettings: links(of: room.name).map { .linkedLibrary($0) })
    }
}

func links(of name: String) -> [String] {
    switch name {
    case "CSimdJSON": ["simdjson", "stdc++"]
    case "CCurlShim": ["curl"]
    default: []
    }
}

// What Benchmarks/, a package of its own, measures.
let partLayers: Set = ["Foundations", "Codecs", "Cores", "Adapters"]

let package = Package(
    name: "millrace",
    products: rooms.filter { $0.kind == .program && $0.layer == "Commands" }.map {
        .executable(name: $0.name, targets: [$0.name])
    } + [.library(name: "MillraceParts", targets: rooms.filter { partLayers.contains($0.layer) }.map(\.name))],
    targets: rooms.map(target(of:)),
    cxxLanguageStandard: .cxx17
)
