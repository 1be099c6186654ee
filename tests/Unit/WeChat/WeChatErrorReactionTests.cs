using Serverless.WeChat;

namespace Serverless.Tests.Unit.WeChat;

public sealed class WeChatErrorReactionTests
{

    public static TheoryData<int, WeChatReaction> Rows => new()
    {
        { 0, WeChatReaction.None },
        { -1, WeChatReaction.RetryLater },
        { 40001, WeChatReaction.RefreshToken },
        { 40014, WeChatReaction.RefreshToken },
        { 41001, WeChatReaction.RefreshToken },
        { 42001, WeChatReaction.RefreshToken },
        { 40002, WeChatReaction.ConfigurationError },
        { 40013, WeChatReaction.ConfigurationError },
        { 40125, WeChatReaction.ConfigurationError },
        { 40164, WeChatReaction.ConfigurationError },
        { 40243, WeChatReaction.ConfigurationError },
        { 40003, WeChatReaction.DropRecipient },
        { 40033, WeChatReaction.ContentBug },
        { 40036, WeChatReaction.ConfigurationError },
        { 40037, WeChatReaction.ConfigurationError },
        { 40241, WeChatReaction.TreatAsDuplicate },
        { 40249, WeChatReaction.ContentBug },
        { 43004, WeChatReaction.DropRecipient },
        { 43019, WeChatReaction.Suppress },
        { 48002, WeChatReaction.Suppress },
        { 43101, WeChatReaction.Suppress },
        { 43116, WeChatReaction.ConfigurationError },
        { 43117, WeChatReaction.DeferRecipient },
        { 44002, WeChatReaction.ContentBug },
        { 44004, WeChatReaction.ContentBug },
        { 45002, WeChatReaction.ContentBug },
        { 47001, WeChatReaction.ContentBug },
        { 47003, WeChatReaction.ContentBug },
        { 45009, WeChatReaction.StopUntilTomorrow },
        { 48006, WeChatReaction.StopUntilTomorrow },
        { 45011, WeChatReaction.WaitAMinute },
        { 45015, WeChatReaction.UseAnotherChannel },
        { 45047, WeChatReaction.UseAnotherChannel },
        { 45065, WeChatReaction.TreatAsDuplicate },
        { 45066, WeChatReaction.WaitAMinute },
        { 48001, WeChatReaction.ConfigurationError },
        { 48004, WeChatReaction.ConfigurationError },
        { 50002, WeChatReaction.ConfigurationError },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public void Every_code_has_its_reaction_and_a_sentence_in_Chinese(int code, WeChatReaction reaction)
    {
        var error = WeChatErrorReaction.Of(code);
        Assert.Equal((code, reaction), (error.Code, error.Reaction));
        Assert.Matches(@"\p{IsCJKUnifiedIdeographs}", error.Reason);
    }

    [Fact]
    public void No_code_is_known_that_is_not_tested() =>
        Assert.Equal(Rows.Select(row => row.Data.Item1).Order(), WeChatErrorReaction.Known.Select(error => error.Code!.Value).Order());

    [Fact]
    public void A_code_that_is_not_known_is_tried_again_later_and_named()
    {
        Assert.Equal(WeChatReaction.RetryLater, WeChatErrorReaction.Of(99999).Reaction);
        Assert.Contains("99999", WeChatErrorReaction.Of(99999).Reason);
    }

    [Theory]
    [InlineData(40001, WeChatReaction.ConfigurationError)]
    [InlineData(40125, WeChatReaction.ConfigurationError)]
    [InlineData(40164, WeChatReaction.ConfigurationError)]
    [InlineData(-1, WeChatReaction.RetryLater)]
    [InlineData(45009, WeChatReaction.StopUntilTomorrow)]
    public void Where_a_token_is_asked_for_a_bad_token_means_a_wrong_secret(int code, WeChatReaction reaction) =>
        Assert.Equal(reaction, WeChatErrorReaction.OfTokenRequest(code).Reaction);
}
