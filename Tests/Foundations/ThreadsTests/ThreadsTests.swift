import Testing
import Threads

@Suite("Threads")
struct ThreadsTests {
    @Test("a latch holds its waiters until it opens, and lets pass all who come later")
    func latch() throws {
        let asked = Latch()
        let answered = Latch()
        try Threads.start("a name longer than fifteen bytes") {
            asked.wait()
            answered.open()
        }
        #expect(!answered.wait(milliseconds: 1))
        #expect(!answered.isOpen)
        asked.open()
        answered.wait()
        #expect(answered.isOpen)
        #expect(answered.wait(milliseconds: 0))
    }
}
