import Bytes
import CommitLog
import DiskFiles
import Foundation
import Testing

@Suite struct DiskFilesTests {
    private let disk = DiskFileSystem()

    /// Runs `body` with a fresh folder that is removed afterwards.
    private func withFolder(_ body: (String) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("disk-files-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try disk.createFolder(folder + "/deep/er")
        try body(folder)
    }

    @Test func slicesAreWrittenOneAfterTheOther() throws {
        try withFolder { folder in
            let file = try disk.open("\(folder)/a", mode: .create)
            // More slices than one call of the kernel takes, empty ones among them.
            let slices = (0..<2_500).map { index in ByteSlice(utf8: index % 7 == 0 ? "" : "slice \(index);") }
            try file.write(slices, at: 10)
            let expected = slices.flatMap(\.array)
            #expect(try file.size() == Int64(10 + expected.count))
            #expect(try file.bytes(at: 10, count: expected.count).array == expected)
            #expect(try file.bytes(at: 0, count: 10).array == [UInt8](repeating: 0, count: 10))
            #expect(try file.bytes(at: Int64(expected.count), count: 1_000).count == 10)
            try file.truncate(to: 12)
            try file.sync()
            #expect(try disk.contents(of: "\(folder)/a")?.count == 12)
            #expect(file.descriptor != nil)
        }
    }

    @Test func largeWritesComeBack() throws {
        try withFolder { folder in
            let file = try disk.open("\(folder)/a", mode: .create)
            var position: Int64 = 0
            var all: [UInt8] = []
            for count in [100, 1 << 20, 3_000_001, 4_096, 5, 700_000] {
                let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ count) }
                try file.write([ByteSlice(bytes.prefix(count / 3)), ByteSlice(bytes.dropFirst(count / 3))], at: position)
                position += Int64(count)
                all += bytes
            }
            try file.sync()
            #expect(try file.bytes(at: 0, count: all.count + 1).array == all)
        }
    }

    @Test func foldersAreListedRenamedAndRemoved() throws {
        try withFolder { folder in
            _ = try disk.open("\(folder)/deep/er/x", mode: .create)
            _ = try disk.open("\(folder)/deep/y", mode: .create)
            #expect(try disk.names(in: "\(folder)/deep").sorted() == ["er", "y"])
            try disk.rename("\(folder)/deep", to: "\(folder)/moved")
            try disk.syncFolder("\(folder)/moved")
            try disk.removeFile("\(folder)/moved/y")
            try disk.removeFile("\(folder)/moved/y")
            #expect(try disk.names(in: "\(folder)/moved") == ["er"])
            try disk.removeFolder("\(folder)/moved")
            try disk.removeFolder("\(folder)/moved")
            #expect(try disk.names(in: folder).isEmpty)
        }
    }

    @Test func failuresSayWhatAndWhere() throws {
        try withFolder { folder in
            let missing = #expect(throws: LogFileError.self) { _ = try disk.open("\(folder)/none", mode: .read) }
            #expect(missing?.kind == .notFound && missing?.operation == "open" && missing?.path == "\(folder)/none")
            #expect(throws: LogFileError.self) { _ = try disk.names(in: "\(folder)/none") }
            #expect(try disk.contents(of: "\(folder)/none") == nil)
            _ = try disk.open("\(folder)/read-only", mode: .create)
            let file = try disk.open("\(folder)/read-only", mode: .read)
            let refused = #expect(throws: LogFileError.self) { try file.write([[1]], at: 0) }
            #expect(refused?.kind == .failed && refused?.number == EBADF)
        }
    }

    @Test func replacingAFileLeavesNoTemporaryOne() throws {
        try withFolder { folder in
            for text in ["first, and longer", "second"] { try disk.replace("\(folder)/c", with: ByteSlice(utf8: text)) }
            #expect(try disk.contents(of: "\(folder)/c")?.utf8Text == "second")
            #expect(try disk.names(in: folder).sorted() == ["c", "deep"])
        }
    }
}
