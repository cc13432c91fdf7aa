/// A parsed statement: names are folded, nothing is looked up yet.
public enum Statement: Hashable, Sendable {
    case use(String)
    case createKeyspace(CreateKeyspace)
    case alterKeyspace(AlterKeyspace)
    case dropKeyspace(String, ifExists: Bool)
    case createTable(CreateTable)
    case alterTable(AlterTable)
    case dropTable(QualifiedName, ifExists: Bool)
    case createType(CreateType)
    case alterType(AlterType)
    case dropType(QualifiedName, ifExists: Bool)
    case truncate(QualifiedName)
    case insert(Insert)
    case update(Update)
    case delete(Delete)
    case batch(Batch)
    case select(Select)
    case describe(Describe)
    /// Parsed by its first words only: a feature this server refuses, named in words.
    case refused(RefusedFeature)
}

/// A feature whose statements are recognised so that their refusal can say what is missing.
public enum RefusedFeature: Hashable, Sendable {
    case secondaryIndex(String)
    case materializedView(String)
    case userFunction(String)
    case trigger(String)
    /// Roles, users, permissions: nothing to do while authentication is off.
    case authorization(String)
    case json(String)
}

/// A property of `WITH`: a plain value or a map of texts.
public enum PropertyValue: Hashable, Sendable {
    case text(String)
    case map([PropertyEntry])

    public struct PropertyEntry: Hashable, Sendable {
        public let key: String
        public let value: String
    }
}

public struct Property: Hashable, Sendable {
    public let name: String
    public let value: PropertyValue
}

public struct CreateKeyspace: Hashable, Sendable {
    public let name: String
    public let ifNotExists: Bool
    public let properties: [Property]
}

public struct AlterKeyspace: Hashable, Sendable {
    public let name: String
    public let ifExists: Bool
    public let properties: [Property]
}

public struct ColumnDeclaration: Hashable, Sendable {
    public let name: String
    public let type: RawType
    public let isStatic: Bool
}

public struct ClusteringOrder: Hashable, Sendable {
    public let column: String
    public let descending: Bool
}

public struct CreateTable: Hashable, Sendable {
    public let name: QualifiedName
    public let ifNotExists: Bool
    public var columns: [ColumnDeclaration] = []
    /// Every PRIMARY KEY written, in the column list or beside a column: (partition columns, clustering columns).
    public var primaryKeys: [PrimaryKey] = []
    public var properties: [Property] = []
    public var clusteringOrder: [ClusteringOrder] = []
    public var compactStorage = false

    public struct PrimaryKey: Hashable, Sendable {
        public let partition: [String]
        public let clustering: [String]
    }
}

public struct AlterTable: Hashable, Sendable {
    public let name: QualifiedName
    public let ifExists: Bool
    public let change: Change

    public enum Change: Hashable, Sendable {
        case add([ColumnDeclaration], ifNotExists: Bool)
        /// `timestamp` in microseconds.
        case drop([String], ifExists: Bool, timestamp: Int64?)
        case rename([Rename], ifExists: Bool)
        case properties([Property])
        case alterType(String, RawType)
        case dropCompactStorage
    }

    public struct Rename: Hashable, Sendable {
        public let from: String
        public let to: String
    }
}

public struct CreateType: Hashable, Sendable {
    public let name: QualifiedName
    public let ifNotExists: Bool
    public let fields: [Field]

    public struct Field: Hashable, Sendable {
        public let name: String
        public let type: RawType
    }
}

public struct AlterType: Hashable, Sendable {
    public let name: QualifiedName
    public let ifExists: Bool
    public let change: Change

    public enum Change: Hashable, Sendable {
        case add(CreateType.Field, ifNotExists: Bool)
        case rename([AlterTable.Rename], ifExists: Bool)
        case alter(String)
    }
}

/// `USING TIMESTAMP t AND TTL s`.
public struct UsingClause: Hashable, Sendable {
    public var timestamp: RawTerm?
    public var timeToLive: RawTerm?
}

/// `IF EXISTS`, `IF NOT EXISTS` or conditions on columns.
public enum RawCondition: Hashable, Sendable {
    case exists
    case notExists
    /// Names of the columns tested, in order.
    case columns([String])
}

public struct Insert: Hashable, Sendable {
    public let table: QualifiedName
    public let columns: [String]
    public let values: [RawTerm]
    public let condition: RawCondition?
    public let using: UsingClause
}

/// One assignment of an UPDATE.
public struct Assignment: Hashable, Sendable {
    public let column: String
    public let operation: Operation

    public enum Operation: Hashable, Sendable {
        /// `c = value`
        case set(RawTerm)
        /// `c = c + value`
        case add(RawTerm)
        /// `c = c - value`
        case subtract(RawTerm)
        /// `c = value + c`
        case prepend(RawTerm)
        /// `c[key] = value`
        case setElement(key: RawTerm, RawTerm)
        /// `c.field = value`
        case setField(String, RawTerm)
    }
}

public struct Update: Hashable, Sendable {
    public let table: QualifiedName
    public let using: UsingClause
    public let assignments: [Assignment]
    public let relations: [Relation]
    public let condition: RawCondition?
}

public struct Delete: Hashable, Sendable {
    public let table: QualifiedName
    public let targets: [Target]
    public let using: UsingClause
    public let relations: [Relation]
    public let condition: RawCondition?

    public enum Target: Hashable, Sendable {
        case column(String)
        case element(String, key: RawTerm)
        case field(String, String)

        public var column: String {
            switch self {
            case .column(let name), .element(let name, _), .field(let name, _): name
            }
        }
    }
}

public struct Batch: Hashable, Sendable {
    public let kind: BatchKind
    public let using: UsingClause
    public let statements: [Statement]
}

/// How the statements of a batch go together; the raw values are the protocol's.
public enum BatchKind: UInt8, Hashable, Sendable {
    case logged = 0
    case unlogged = 1
    case counter = 2
}

/// A comparison in WHERE, as written.
public enum RelationOperator: String, Hashable, Sendable {
    case equal = "="
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
    case notEqual = "!="
    case `in` = "IN"
    case contains = "CONTAINS"
    case containsKey = "CONTAINS KEY"
    case like = "LIKE"
    case isNotNull = "IS NOT NULL"

    /// `<`, `<=`, `>` or `>=`.
    public var isSlice: Bool {
        switch self {
        case .less, .lessOrEqual, .greater, .greaterOrEqual: true
        default: false
        }
    }
}

/// One condition of WHERE.
public enum Relation: Hashable, Sendable {
    case column(String, RelationOperator, RawTerm)
    /// `c IN (a, b)`, or `c IN ?` with one marker and `isMarker`.
    case columnIn(String, InValues)
    case mapEntry(String, key: RawTerm, RelationOperator, RawTerm)
    case token([String], RelationOperator, RawTerm)
    case columns([String], RelationOperator, RawTerm)
    case columnsIn([String], InValues)

    public enum InValues: Hashable, Sendable {
        case list([RawTerm])
        case marker(Int)
    }
}

/// What a SELECT returns for one column of its answer.
public indirect enum RawSelector: Hashable, Sendable {
    case column(String)
    case term(RawTerm)
    case countRows
    /// WRITETIME, MAXWRITETIME or TTL (name in lower case) of a column or an element of it.
    case cellMetadata(String, RawSelector)
    case cast(RawSelector, RawType)
    case function(QualifiedName, [RawSelector])
    case field(RawSelector, String)
    case element(RawSelector, RawTerm)
    case slice(RawSelector, from: RawTerm?, to: RawTerm?)
    case operation(ArithmeticOperator, RawSelector, RawSelector)
    case negation(RawSelector)
    case typeHint(RawType, RawSelector)
    case list([RawSelector])
    case set([RawSelector])
    case map([MapEntry])
    case tuple([RawSelector])

    public struct MapEntry: Hashable, Sendable {
        public let key: RawSelector
        public let value: RawSelector
    }
}

public struct SelectorClause: Hashable, Sendable {
    public let selector: RawSelector
    public let alias: String?
}

public struct Select: Hashable, Sendable {
    public let table: QualifiedName
    public var isDistinct = false
    /// Empty for `*`.
    public var selectors: [SelectorClause] = []
    public var relations: [Relation] = []
    public var groupBy: [RawSelector] = []
    public var orderBy: [ClusteringOrder] = []
    public var perPartitionLimit: RawTerm?
    public var limit: RawTerm?
    public var allowFiltering = false
}

public struct Describe: Hashable, Sendable {
    public let target: Target
    public let withInternals: Bool

    public enum Target: Hashable, Sendable {
        case keyspaces, tables, types, functions, aggregates, cluster
        case schema(full: Bool)
        case keyspace(String?, only: Bool)
        case table(QualifiedName)
        case index(QualifiedName)
        case view(QualifiedName)
        case type(QualifiedName)
        case function(QualifiedName)
        case aggregate(QualifiedName)
        case any(QualifiedName)
    }
}
