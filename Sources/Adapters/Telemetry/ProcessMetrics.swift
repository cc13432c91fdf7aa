import Glibc

/// What the process uses, under the names every Prometheus client library gives it.
public enum ProcessMetrics {
    /// Resident memory in bytes.
    public static var residentBytes: Int { pages(field: 1) * Int(sysconf(Int32(_SC_PAGESIZE))) }

    /// User and system time in seconds.
    public static var processorSeconds: Double {
        var usage = rusage()
        getrusage(0, &usage)  // RUSAGE_SELF, which the importer gives another type.
        func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
        return seconds(usage.ru_utime) + seconds(usage.ru_stime)
    }

    /// Adds resident memory, processor time, start time and open files to `registry`.
    public static func register(in registry: MetricsRegistry) {
        let started = SystemTime.milliseconds()
        registry.gauge("process_resident_memory_bytes", "Resident memory in bytes.") { Double(residentBytes) }
        registry.gauge("process_cpu_seconds_total", "User and system time in seconds.") { processorSeconds }
        registry.gauge("process_open_fds", "Open file descriptors.") { Double(openFiles()) }
        registry.gauge("process_start_time_seconds", "Start, seconds since 1970.").set(Double(started) / 1000)
    }

    /// A field of /proc/self/statm, in pages; 0 when there is none.
    private static func pages(field: Int) -> Int {
        let file = open("/proc/self/statm", O_RDONLY)
        guard file >= 0 else { return 0 }
        defer { close(file) }
        return withUnsafeTemporaryAllocation(byteCount: 256, alignment: 1) { buffer in
            let count = read(file, buffer.baseAddress, buffer.count)
            guard count > 0 else { return 0 }
            let fields = String(decoding: buffer[0..<count], as: UTF8.self).split(separator: " ")
            return field < fields.count ? Int(fields[field]) ?? 0 : 0
        }
    }

    private static func openFiles() -> Int {
        guard let folder = opendir("/proc/self/fd") else { return 0 }
        defer { closedir(folder) }
        var count = 0
        while readdir(folder) != nil { count += 1 }
        // Less `.`, `..` and the listing's own descriptor.
        return max(0, count - 3)
    }
}

/// The system's clocks.
public enum SystemTime {
    /// Milliseconds since 1970.
    public static func milliseconds() -> Int64 { nanoseconds(CLOCK_REALTIME) / 1_000_000 }
    /// Microseconds since 1970.
    public static func microseconds() -> Int64 { nanoseconds(CLOCK_REALTIME) / 1_000 }
    /// Nanoseconds of a clock that never goes back.
    public static func monotonicNanoseconds() -> Int64 { nanoseconds(CLOCK_MONOTONIC) }

    private static func nanoseconds(_ clock: clockid_t) -> Int64 {
        var time = timespec()
        clock_gettime(clock, &time)
        return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }
}
