using Lab.Chaos.Scenarios.Reading;

namespace Lab.Chaos.Tests.Scenarios;

/// <summary>Which columns a query returns, as far as its text tells.</summary>
public sealed class SelectListTests
{
    [Theory]
    [InlineData("select id as key, sold from t", "key sold")]
    [InlineData("SELECT e.Capacity FROM t", "capacity")]
    [InlineData("select coalesce(sum(o.quantity), 0) as sold, a - b left_over from t", "sold left_over")]
    [InlineData("select \"Left Over\", e.\"Sold\" from t", "Left Over Sold")]
    [InlineData("select distinct a from t", "a")]
    [InlineData("select a -- , b\n, /* c, */ 'x, y' as d from t", "a d")]
    [InlineData("with x as (select z from t) select a, (select b from u) as c from x", "a c")]
    [InlineData("select a, extract(epoch from at) as seconds from t", "a seconds")]
    [InlineData("select 1 as one;", "one")]
    public void Names_and_aliases_of_the_outermost_query_are_its_columns(string sql, string columns) =>
        Assert.Equal(columns, string.Join(' ', SelectList.Columns(sql)!));

    [Theory]
    [InlineData("select * from t")]
    [InlineData("select t.*, a from t")]
    [InlineData("select count(*) from t")]
    [InlineData("select a + 1 from t")]
    [InlineData("table t")]
    [InlineData("")]
    public void A_query_whose_columns_are_not_certain_is_not_guessed_at(string sql) => Assert.Null(SelectList.Columns(sql));
}
