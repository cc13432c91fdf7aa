public import Settings

/// `millrace table`: the tables of a store.
public enum TableCommands {
    /// Runs the statements of a file, each once, in their order.
    ///
    /// - Throws: status 2 when the file cannot be read, 5 naming the statement that the store refused.
    public static func apply(_ path: String, store: NetworkAddress) throws(PipelineFailure) -> String {
        try Preparation.makeTables(path, store: store)
        return "\(path): applied\n"
    }
}
