using Lab.Chaos.Break.Cluster;

namespace Lab.Chaos.Tests.Break.Cluster;

/// <summary>What kubectl means by its words: it has one exit code for everything.</summary>
public sealed class KubectlTests
{
    [Theory]
    [InlineData("Error from server (NotFound): chaosengines.litmuschaos.io \"kill\" not found", nameof(ClusterFailure.NotFound))]
    [InlineData("error: the server doesn't have a resource type \"chaosengines\"", nameof(ClusterFailure.NoSuchKind))]
    [InlineData("error: unable to recognize \"STDIN\": no matches for kind \"ChaosEngine\" in version \"litmuschaos.io/v1alpha1\"", nameof(ClusterFailure.NoSuchKind))]
    [InlineData("Error from server (AlreadyExists): error when creating \"STDIN\": chaosengines \"kill\" already exists", nameof(ClusterFailure.Exists))]
    [InlineData("Error from server (Forbidden): pods is forbidden: User \"x\" cannot list resource \"pods\"", nameof(ClusterFailure.Forbidden))]
    [InlineData("error: You must be logged in to the server (Unauthorized)", nameof(ClusterFailure.Forbidden))]
    [InlineData("The connection to the server 127.0.0.1:6443 was refused - did you specify the right host or port?", nameof(ClusterFailure.Unreachable))]
    [InlineData("Unable to connect to the server: dial tcp: lookup k3s.local: no such host", nameof(ClusterFailure.Unreachable))]
    [InlineData("Error from server (InternalError): an error on the server has prevented the request from succeeding", nameof(ClusterFailure.Other))]
    public void Its_words_say_what_went_wrong(string words, string failure) => Assert.Equal(failure, Kubectl.Classify(words).ToString());
}
