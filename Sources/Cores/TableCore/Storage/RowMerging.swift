import Bytes

// Which of two writes counts. The rules are Cassandra's (recorded: the scenarios timestamps/tie-*, order and ttl):
// the later timestamp; at equal ones a deletion before an expiring value before a plain one, the later expiry, and at
// last the greater bytes, compared unsigned whatever the type.

extension Cell {
    /// The cell of the two that counts.
    func prevailing(over other: Cell) -> Cell {
        if timestamp != other.timestamp { return timestamp > other.timestamp ? self : other }
        if state.rank != other.state.rank { return state.rank > other.state.rank ? self : other }
        switch (state, other.state) {
        case (.tombstone(let mine), .tombstone(let theirs)):
            return mine >= theirs ? self : other
        case (.expiring(let mine), .expiring(let theirs)):
            if mine.at != theirs.at { return mine.at > theirs.at ? self : other }
            if mine.timeToLive != theirs.timeToLive { return mine.timeToLive > theirs.timeToLive ? self : other }
        default: break
        }
        return value < other.value ? other : self
    }
}

extension Cell.State {
    fileprivate var rank: Int {
        switch self {
        case .live: 0
        case .expiring: 1
        case .tombstone: 2
        }
    }
}

extension RowLiveness {
    /// The liveness of the two that counts: the later; at equal timestamps one that expires, and then the later expiry.
    func prevailing(over other: RowLiveness) -> RowLiveness {
        if timestamp != other.timestamp { return timestamp > other.timestamp ? self : other }
        switch (expiry, other.expiry) {
        case (nil, _): return other
        case (_, nil): return self
        case (let mine?, let theirs?):
            return (mine.at, mine.timeToLive) >= (theirs.at, theirs.timeToLive) ? self : other
        }
    }
}

/// The deletion of the two that prevails, nil when there is none.
func prevailing(_ a: Deletion?, _ b: Deletion?) -> Deletion? {
    guard let a else { return b }
    guard let b else { return a }
    return a.prevailing(over: b)
}

extension RowContent.Value {
    /// What a column holds after both writes, `later` having come second.
    func merged(with later: RowContent.Value) -> RowContent.Value {
        switch (self, later) {
        case (.cell(let mine), .cell(let theirs)):
            return .cell(mine.prevailing(over: theirs))
        case (.elements(let mine, let first), .elements(let theirs, let second)):
            let deletion = prevailing(first, second)
            return .elements(Self.merge(mine, theirs).filter { deletion?.covers($0.cell.timestamp) != true }, deletion: deletion)
        case (.counter(let mine, let first), .counter(let theirs, let second)):
            // Additions are not repeatable, so what came before a deletion goes by arrival, not by timestamp.
            if second != nil { return .counter(theirs, deletion: prevailing(first, second)) }
            guard let mine, let theirs else { return .counter(mine ?? theirs, deletion: first) }
            let sum = CounterCell(sum: mine.sum &+ theirs.sum, timestamp: max(mine.timestamp, theirs.timestamp))
            return .counter(sum, deletion: first)
        default:
            // A column number stands for one type for ever; bytes that say otherwise are damage: keep what came last.
            return later
        }
    }

    private static func merge(_ a: [RowContent.Element], _ b: [RowContent.Element]) -> [RowContent.Element] {
        if b.isEmpty { return a }
        if a.isEmpty { return b }
        var merged: [RowContent.Element] = []
        merged.reserveCapacity(a.count + b.count)
        var left = 0
        var right = 0
        while left < a.count, right < b.count {
            if a[left].path < b[right].path {
                merged.append(a[left])
                left += 1
            } else if b[right].path < a[left].path {
                merged.append(b[right])
                right += 1
            } else {
                merged.append(.init(path: a[left].path, cell: a[left].cell.prevailing(over: b[right].cell)))
                left += 1
                right += 1
            }
        }
        merged += a[left...]
        merged += b[right...]
        return merged
    }

    /// What is left of the column when all written at or before `deletion` is gone; nil when nothing is.
    func surviving(_ deletion: Deletion) -> RowContent.Value? {
        switch self {
        case .cell(let cell):
            return deletion.covers(cell.timestamp) ? nil : self
        case .elements(let elements, let own):
            let left = elements.filter { !deletion.covers($0.cell.timestamp) }
            let keptDeletion = own.flatMap { deletion.covers($0.timestamp) ? nil : $0 }
            return left.isEmpty && keptDeletion == nil ? nil : .elements(left, deletion: keptDeletion)
        case .counter(let counter, let own):
            let left = counter.flatMap { deletion.covers($0.timestamp) ? nil : $0 }
            let keptDeletion = own.flatMap { deletion.covers($0.timestamp) ? nil : $0 }
            return left == nil && keptDeletion == nil ? nil : .counter(left, deletion: keptDeletion)
        }
    }
}

extension RowContent {
    /// What the row holds after both writes; `later` is the one that came second, which matters to counters only.
    func merged(with later: RowContent) -> RowContent {
        var result = RowContent()
        result.clusteringAsWritten = clusteringAsWritten ?? later.clusteringAsWritten
        let deletion = prevailing(self.deletion, later.deletion)
        result.deletion = deletion
        switch (liveness, later.liveness) {
        case (let mine?, let theirs?): result.liveness = mine.prevailing(over: theirs)
        case (let mine, let theirs): result.liveness = mine ?? theirs
        }
        if let deletion, let liveness = result.liveness, deletion.covers(liveness.timestamp) { result.liveness = nil }
        result.columns = mergedColumns(with: later, under: deletion)
        return result
    }

    private func mergedColumns(with later: RowContent, under deletion: Deletion?) -> [Column] {
        var merged: [Column] = []
        merged.reserveCapacity(columns.count + later.columns.count)
        func add(_ id: ColumnID, _ value: Value) {
            guard let deletion else { return merged.append(Column(id: id, value: value)) }
            if let left = value.surviving(deletion) { merged.append(Column(id: id, value: left)) }
        }
        var left = 0
        var right = 0
        let mine = columns
        let theirs = later.columns
        while left < mine.count, right < theirs.count {
            if mine[left].id < theirs[right].id {
                add(mine[left].id, mine[left].value)
                left += 1
            } else if theirs[right].id < mine[left].id {
                add(theirs[right].id, theirs[right].value)
                right += 1
            } else {
                add(mine[left].id, mine[left].value.merged(with: theirs[right].value))
                left += 1
                right += 1
            }
        }
        for column in mine[left...] { add(column.id, column.value) }
        for column in theirs[right...] { add(column.id, column.value) }
        return merged
    }

    /// What is left of the row when all written at or before `deletion` is gone.
    func surviving(_ deletion: Deletion) -> RowContent {
        var left = self
        if let liveness, deletion.covers(liveness.timestamp) { left.liveness = nil }
        if let own = self.deletion, deletion.covers(own.timestamp) { left.deletion = nil }
        left.columns = columns.compactMap { column in
            column.value.surviving(deletion).map { Column(id: column.id, value: $0) }
        }
        return left
    }
}
