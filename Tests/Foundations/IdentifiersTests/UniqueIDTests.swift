import Identifiers
import Testing

@Suite("Unique ids")
struct UniqueIDTests {
    @Test("both texts name the same bytes")
    func texts() throws {
        let id = try #require(UniqueID(bytes: (0..<16).map { UInt8($0 * 17) }))
        #expect(id.description == "00112233-4455-6677-8899-aabbccddeeff")
        // Python: base64.urlsafe_b64encode(bytes.fromhex("00112233445566778899aabbccddeeff"))
        #expect(id.base64 == "ABEiM0RVZneImaq7zN3u_w")
        #expect(UniqueID(base64: id.base64) == id)
        #expect(UniqueID(base64: "too short") == nil)
    }
}
