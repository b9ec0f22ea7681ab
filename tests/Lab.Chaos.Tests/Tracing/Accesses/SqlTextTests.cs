using Lab.Chaos.Tracing.Accesses;

namespace Lab.Chaos.Tests.Tracing.Accesses;

public sealed class SqlTextTests
{
    [Theory]
    [InlineData("SELECT * FROM seats s JOIN rooms r ON r.id = s.room", "Read seats, Read rooms")]
    [InlineData("select id from \"Seats\" where id = $1 for update", "ReadForUpdate seats")]
    [InlineData("UPDATE seats SET owner = $2, at = now() WHERE id = $1", "Overwrite seats")]
    [InlineData("UPDATE seats SET owner = $2 WHERE id = $1 AND owner IS NULL", "Guarded seats")]
    [InlineData("UPDATE seats SET owner = $3 WHERE room = $1 AND id = $2", "Overwrite seats")]
    [InlineData("UPDATE seats SET owner = $2, version = version + 1 WHERE id = $1 AND version = $3", "Guarded seats")]
    [InlineData("UPDATE seats SET left = left - 1 WHERE id = $1", "Add seats")]
    [InlineData("UPDATE seats SET left = coalesce(left, 0) - $2 WHERE id = $1 AND left >= $2 RETURNING left", "Guarded seats")]
    [InlineData("INSERT INTO seats (id) VALUES ($1)", "Insert seats")]
    [InlineData("INSERT INTO seats (id) VALUES ($1) ON CONFLICT (id) DO NOTHING", "Guarded seats")]
    [InlineData("INSERT INTO seats (id, n) VALUES ($1, $2) ON CONFLICT (id) DO UPDATE SET n = excluded.n", "Overwrite seats")]
    [InlineData("DELETE FROM seats WHERE id = $1", "Remove seats")]
    [InlineData("BEGIN ISOLATION LEVEL SERIALIZABLE", "Begin transaction")]
    [InlineData("COMMIT", "End transaction")]
    [InlineData("SELECT pg_advisory_xact_lock($1)", "Lock advisory lock")]
    public void A_statement_is_told_by_its_verb_its_table_and_what_it_tests(string sql, string expected) => Assert.Equal(
        expected, string.Join(", ", SqlText.Read("postgres", sql).Select(access => $"{access.Effect} {access.Cell.Key}")));

    [Theory]
    [InlineData("stock:event-7", "stock:{}")]
    [InlineData("cart/0f8fad5b-d9cb-469f-a165-70867728950e/lines", "cart/{}/lines")]
    [InlineData("shop.settings", "shop.settings")]
    public void Ids_in_keys_are_left_open(string key, string expected) => Assert.Equal(expected, KeyPattern.Of(key));
}
