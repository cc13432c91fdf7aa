/// Memory of other processes.
enum ProcessMemory {
    /// The sum of the processes' Pss in bytes: shared pages are counted once, in shares.
    static func proportionalBytes(_ processes: [Int32]) -> Int {
        processes.reduce(0) { sum, process in
            let text = TextFile.read("/proc/\(process)/smaps_rollup") ?? ""
            let line = text.split(separator: "\n").first { $0.hasPrefix("Pss:") }
            let kilobytes = line?.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
            return sum + kilobytes << 10
        }
    }
}
