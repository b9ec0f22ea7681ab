namespace Lab.Chaos.Predict.Model;

/// <summary>
/// Something supposed of a system, as <c>inventory.replicas=1</c>. <see cref="WhatIfReader"/> says what can be supposed;
/// <see cref="SystemModel.With"/> supposes it.
/// </summary>
/// <param name="Text">As the user wrote it.</param>
/// <param name="Suppose">The same system, but for this.</param>
internal sealed record WhatIf(string Text, Func<SystemModel, SystemModel> Suppose);
