namespace Serverless.Opinions;

/// <summary>What can be done with an opinion. <see cref="Receive"/> begins its life; the others move it.</summary>
public enum OpinionAction
{
    /// <summary>The opinion arrived (收集).</summary>
    Receive,

    /// <summary>It says what another opinion of the station says, and goes on there (合并).</summary>
    Merge,

    /// <summary>The station may not take it; the citizen is told why and where to go (不予受理).</summary>
    Reject,

    /// <summary>It was answered on the spot (现场答复).</summary>
    Answer,

    /// <summary>Its handling has ended (办结).</summary>
    Close,

    /// <summary>The citizen took it back (撤回).</summary>
    Withdraw,
}
