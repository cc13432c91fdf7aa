import Glibc
import Settings

/// Starts the programs of a pipeline with their options and settings files.
struct PartLaunching {
    let folder: PipelineFolder
    let settings: Settings
    /// Folder of the programs.
    let programs: String
    /// Data folder of the pipeline.
    let data: String
    let log: PartLog

    private static let defaults: [String: [(String, String)]] = [
        // One consumer joins: nobody else is worth waiting for.
        "broker": [("group.initial.rebalance.delay.ms", "0")]
    ]

    private func address(_ key: String) -> String {
        let text = settings.string(key)
        guard settings.boolean("up.free.ports"), settings.origin(of: key) != .flag, var address = NetworkAddress(text) else {
            return text
        }
        address.port = 0
        return "\(address)"
    }

    /// `--config FILE` and `--set` of a part.
    private func options(_ part: String) throws(PipelineFailure) -> [String] {
        let (text, flags) = UpSettings.lines(for: part, in: settings, defaults: Self.defaults[part] ?? [])
        let file = "\(data)/\(part).properties"
        try TextFile.write(file, text)
        return ["--config", file] + flags
    }

    private func server(_ part: String, _ arguments: [String]) throws(PipelineFailure) -> PartProcess {
        try PartProcess(
            part, program: "\(programs)/millrace-\(part)", arguments: arguments + options(part), isServer: true, input: nil,
            log: log)
    }

    func broker() throws(PipelineFailure) -> SupervisedPart {
        try SupervisedPart(
            "broker", addressField: "kafka", addresses: ["kafka": address("broker.listen"), "http": address("broker.http")]
        ) { addresses throws(PipelineFailure) in
            try server(
                "broker",
                ["--data", "\(data)/broker", "--listen", addresses["kafka"] ?? "", "--http", addresses["http"] ?? "none"])
        }
    }

    func store() throws(PipelineFailure) -> SupervisedPart {
        try SupervisedPart(
            "store", addressField: "cql", addresses: ["cql": address("store.listen"), "http": address("store.http")]
        ) { addresses throws(PipelineFailure) in
            try server(
                "store", ["--data", "\(data)/store", "--listen", addresses["cql"] ?? "", "--http", addresses["http"] ?? "none"])
        }
    }

    func processor(broker: String, store: String) throws(PipelineFailure) -> SupervisedPart {
        try SupervisedPart("processor", addressField: nil, addresses: ["http": address("processor.http")]) {
            addresses throws(PipelineFailure) in
            try server(
                "processor",
                [
                    "--broker", broker, "--store", store, "--data", "\(data)/processor", "--http", addresses["http"] ?? "none",
                    folder.pipeline,
                ])
        }
    }

    func api(broker: String, store: String) throws(PipelineFailure) -> SupervisedPart {
        var addresses = ["http": address("api.http")]
        if settings.optional("api.listen") != nil {
            addresses["api"] = address("api.listen")
        } else if settings.boolean("up.free.ports") {
            addresses["api"] = "127.0.0.1:0"
        }
        return try SupervisedPart("api", addressField: "api", addresses: addresses) { addresses throws(PipelineFailure) in
            var arguments = ["--broker", broker, "--store", store, "--http", addresses["http"] ?? "none"]
            if let listen = addresses["api"] { arguments += ["--listen", listen] }
            if let endpoints = folder.endpoints { arguments += ["--endpoints", endpoints] }
            return try server("api", arguments)
        }
    }

    /// What is sent to the pipeline.
    enum Input {
        case path(String)
        /// `records` nil: for ever, from where it stopped.
        case simulator(String, records: Int?)
    }

    func producer(_ input: Input, topic: String, broker: String) throws(PipelineFailure) -> PartProcess {
        var arguments = ["--broker", broker, "--topic", topic, "--progress", "never"]
        var descriptor: Int32?
        switch input {
        case .path(let path):
            arguments.append(path)
            if path == "-" { descriptor = STDIN_FILENO }
        case .simulator(let file, let records):
            arguments += ["--simulate", file]
            if let records {
                arguments += ["--records", "\(records)"]
            } else {
                arguments += ["--position", "\(data)/simulator.position"]
            }
        }
        return try PartProcess(
            "producer", program: "\(programs)/millrace-producer", arguments: arguments + options("producer"), isServer: false,
            input: descriptor, log: log)
    }
}
