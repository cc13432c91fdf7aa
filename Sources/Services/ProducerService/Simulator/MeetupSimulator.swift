public import Bytes

/// A seeded stream of RSVPs in the shape of Meetup's public stream: popular venues and quiet ones, guests, answers that
/// change, records that come late or out of order, and now and then a broken one.
///
/// Record `n` depends on the settings, `n` and the time alone, so a stream goes on anywhere.
public struct MeetupSimulator: Sendable {
    public let settings: SimulatorSettings
    private let world: MeetupWorld

    public init(_ settings: SimulatorSettings) {
        self.settings = settings
        world = MeetupWorld(seed: settings.seed, venues: settings.venues, skew: settings.skew)
    }

    /// What stays of an RSVP when its answer changes.
    private struct Identity {
        let number: Int
        let venue: MeetupWorld.Venue
        let hasVenue: Bool
        let memberID: Int
        let eventID: Int
        let isYes: Bool
    }

    private enum Flaw: CaseIterable { case cutOff, singleQuotes, noJSON, nullCoordinate, emptyName, nullCity }

    /// How far back a changed RSVP may lie.
    private static let updateDistanceMax = 500

    private func random(_ number: Int, _ purpose: UInt64) -> SplitMix64 {
        SplitMix64(settings.seed &* 0xD134_2543_DE82_EF95 ^ UInt64(truncatingIfNeeded: number) &* 0x9E37_79B9_7F4A_7C15 ^ purpose)
    }

    private func identity(_ number: Int) -> Identity {
        var random = random(number, 1)
        let venue = world.venue(random.fraction())
        return Identity(
            number: number, venue: venue, hasVenue: !random.happens(settings.noVenueShare),
            memberID: 1_000_000 + random.below(225_000_000), eventID: 230_000_000 + venue.id % 1000 * 7 + random.below(5),
            isYes: random.happens(settings.yesShare))
    }

    /// Record `number`, counted from 0, as one JSON text without a line end.
    ///
    /// - Parameter nowMs: milliseconds since 1970.
    public func record(_ number: Int, nowMs: Int64) -> ByteSlice {
        var random = random(number, 2)
        var identity = identity(number)
        var isYes = identity.isYes
        if number > 0, random.happens(settings.updateShare) {
            identity = self.identity(max(0, number - 1 - random.below(Self.updateDistanceMax)))
            isYes = !identity.isYes
        }
        var mtime = nowMs - Int64(random.below(settings.outOfOrderMsMax + 1))
        if random.happens(settings.lateShare) { mtime -= Int64(random.below(settings.lateMsMax + 1)) }
        let guests = random.happens(settings.guestsShare) ? 1 + random.below(4) * random.below(2) : 0
        let flaw = random.happens(settings.brokenShare) ? Flaw.allCases[random.below(Flaw.allCases.count)] : nil
        var writer = JSONRecordWriter()
        write(identity, isYes: isYes, guests: guests, mtime: mtime, flaw: flaw, to: &writer)
        return spoil(writer.finish(), flaw, &random)
    }

    private func write(
        _ identity: Identity, isYes: Bool, guests: Int, mtime: Int64, flaw: Flaw?, to writer: inout JSONRecordWriter
    ) {
        let venue = identity.venue
        let group = venue.group
        writer.raw("{")
        if identity.hasVenue || flaw == .nullCoordinate || flaw == .emptyName {
            writer.raw("\"venue\":{\"venue_name\":")
            writer.string(flaw == .emptyName ? "" : venue.name)
            writer.raw(",\"lon\":\(flaw == .nullCoordinate ? "null" : venue.longitude),\"lat\":\(venue.latitude)")
            writer.raw(",\"venue_id\":\(venue.id)},")
        }
        var random = random(identity.number, 3)
        writer.raw("\"visibility\":\"public\",\"response\":\"\(isYes || flaw != nil ? "yes" : "no")\",\"guests\":\(guests),")
        writer.raw("\"member\":{\"member_id\":\(identity.memberID)")
        if !random.happens(0.05) {
            writer.raw(
                ",\"photo\":\"http:\\/\\/photos.example\\/member\\/\(identity.memberID % 1000)\\/thumb_\(identity.memberID).jpeg\""
            )
        }
        writer.raw(",\"member_name\":")
        writer.string(random.pick(MeetupWorld.firstNames, or: "Ada"))
        writer.raw("},\"rsvp_id\":\(1_658_000_000 + identity.number),\"mtime\":\(mtime),\"event\":{\"event_name\":")
        writer.string(random.pick(MeetupWorld.eventNames, or: "Meetup"))
        writer.raw(
            ",\"event_id\":\"\(identity.eventID)\",\"time\":\(mtime / 900_000 * 900_000 + Int64(random.below(336)) * 3_600_000)")
        writer.raw(",\"event_url\":\"https:\\/\\/www.meetup.example\\/\(group.urlName)\\/events\\/\(identity.eventID)\\/\"}")
        write(group, hasCity: flaw != .nullCity, to: &writer)
        writer.raw("}")
    }

    private func write(_ group: MeetupWorld.Group, hasCity: Bool, to writer: inout JSONRecordWriter) {
        writer.raw(",\"group\":{\"group_topics\":[")
        for (index, topic) in group.topics.enumerated() {
            writer.raw("\(index == 0 ? "" : ","){\"urlkey\":\"\(topic.key)\",\"topic_name\":")
            writer.string(topic.name)
            writer.raw("}")
        }
        writer.raw("],\"group_city\":")
        if hasCity { writer.string(group.city.name) } else { writer.raw("null") }
        writer.raw(",\"group_country\":\"\(group.city.country)\",\"group_id\":\(group.id),\"group_name\":")
        writer.string(group.name)
        writer.raw(",\"group_lon\":\(group.city.longitude),\"group_urlname\":\"\(group.urlName)\"")
        if let state = group.city.state { writer.raw(",\"group_state\":\"\(state)\"") }
        writer.raw(",\"group_lat\":\(group.city.latitude)}")
    }

    private func spoil(_ record: ByteSlice, _ flaw: Flaw?, _ random: inout SplitMix64) -> ByteSlice {
        switch flaw {
        case .cutOff: return record[0..<1 + random.below(record.count - 1)]
        case .singleQuotes: return ByteSlice(record.array.map { $0 == UInt8(ascii: "\"") ? UInt8(ascii: "'") : $0 })
        case .noJSON: return ByteSlice(utf8: "<html><body>503 Service Unavailable</body></html>")
        case .nullCoordinate, .emptyName, .nullCity, nil: return record
        }
    }
}

/// Writes JSON piece by piece.
struct JSONRecordWriter: ~Copyable {
    private var writer = ByteWriter(capacity: 1536)

    mutating func raw(_ text: String) { writer.utf8(text) }

    mutating func string(_ text: String) {
        writer.integer(UInt8(ascii: "\""))
        for byte in text.utf8 {
            if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { writer.integer(UInt8(ascii: "\\")) }
            writer.integer(byte)
        }
        writer.integer(UInt8(ascii: "\""))
    }

    consuming func finish() -> ByteSlice { writer.finish() }
}
