import PipelineService
import Testing

@Suite("CQL files and tables of text")
struct TextTests {
    @Test("statements end at semicolons that are in no string, name or comment")
    func script() {
        let text = """
            -- a comment; with a semicolon
            CREATE KEYSPACE k; // another;
            INSERT INTO t (a) VALUES ('it''s; fine'); /* not; this */
            SELECT "odd;name" FROM t;
            CREATE FUNCTION f() RETURNS int LANGUAGE x AS $$ a; b $$;;
            SELECT 1
            """
        #expect(
            CQLScript.statements(text) == [
                "CREATE KEYSPACE k", "INSERT INTO t (a) VALUES ('it''s; fine')", "SELECT \"odd;name\" FROM t",
                "CREATE FUNCTION f() RETURNS int LANGUAGE x AS $$ a; b $$", "SELECT 1",
            ])
        #expect(CQLScript.statements("-- nothing").isEmpty)
        #expect(CQLScript.statements("SELECT 'no end; ") == ["SELECT 'no end;"])
    }

    @Test("columns are as wide as their widest cell, whole numbers set right, control characters made harmless")
    func table() {
        let text = TextTable.text(header: ["name", "n"], rows: [["a\u{1B}[2J", "5"], ["bb", "12345"]])
        #expect(text == "name       n\na.[2J      5\nbb     12345\n")
    }
}
