using Lab.Chaos.Setup;
using Lab.Contracts;

namespace Lab.Chaos.Tests.Setup;

public sealed class EngineChoiceTests
{
    private static readonly RestoreProbe Restores = new("13.5.4", null);
    private static readonly RestoreProbe Fails = new("13.5.4", "NU1101: Unable to find package Aspire.Hosting.Redis");
    private static readonly EngineChoice Before = new("embedded", "it was asked for with --engine embedded");

    [Fact]
    public void Aspire_is_chosen_where_its_packages_restore() =>
        Assert.Equal(new EngineChoice("aspire", "Aspire 13.5.4 restores from the configured feeds"), EngineChoice.Decide(EngineWish.Auto, Before, Restores));

    [Fact]
    public void Embedded_is_chosen_where_they_do_not_and_the_first_reason_is_kept() =>
        Assert.Equal(
            new EngineChoice("embedded", "Aspire 13.5.4 cannot be restored: NU1101: Unable to find package Aspire.Hosting.Redis"),
            EngineChoice.Decide(EngineWish.Keep, before: null, Fails));

    [Fact]
    public void A_choice_made_before_stays_without_trying()
    {
        Assert.False(EngineChoice.NeedsProbe(EngineWish.Keep, Before));
        Assert.Equal(Before, EngineChoice.Decide(EngineWish.Keep, Before, probe: null));
    }

    [Fact]
    public void Auto_tries_again() => Assert.True(EngineChoice.NeedsProbe(EngineWish.Auto, Before));

    [Fact]
    public void Embedded_can_be_had_without_trying()
    {
        Assert.False(EngineChoice.NeedsProbe(EngineWish.Embedded, before: null));
        Assert.Equal(Before, EngineChoice.Decide(EngineWish.Embedded, before: null, probe: null));
    }

    [Fact]
    public void Aspire_that_was_asked_for_and_cannot_be_had_is_refused_with_the_mend()
    {
        var refusal = Assert.Throws<LabException>(() => EngineChoice.Decide(EngineWish.Aspire, Before, Fails));

        Assert.Equal(
            "Aspire 13.5.4 cannot be restored: NU1101: Unable to find package Aspire.Hosting.Redis. Add a feed that has it to your NuGet "
                + "configuration, or take --engine embedded. Nothing was changed.",
            refusal.Message);
    }

    [Fact]
    public void After_a_switch_the_user_is_told_that_the_next_call_builds() =>
        Assert.Equal(
            "From the next call on, ./lab uses the embedded engine, and builds it first where that is still to be done.",
            Before.AfterWords(running: "aspire", variable: null));

    [Fact]
    public void Without_a_switch_there_is_nothing_to_say() => Assert.Null(Before.AfterWords(running: "embedded", variable: ""));

    [Fact]
    public void A_variable_that_overrules_the_choice_is_named() =>
        Assert.Equal(
            "The variable LabEngine is 'aspire' and wins while it is set. Unset it to use the embedded engine.",
            Before.AfterWords(running: "aspire", variable: "aspire"));
}
