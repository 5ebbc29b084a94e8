using Seno.Core;

namespace Seno.Imaging.Tests.Formats;

/// <summary>Seeded truncations and byte flips of a good file.</summary>
internal static class Damage
{
    /// <summary>Whatever the damage, reading ends in an image or a <see cref="DataException"/>; anything else escapes, naming the round to replay.</summary>
    public static void Try(byte[] whole, string path, int rounds, Action<string> read)
    {
        for (var round = 0; round < rounds; round++)
        {
            var random = new SeededRandom(7, "damage", round);
            var bytes = random.Chance(0.3) ? whole[..random.Next(whole.Length)] : [.. whole];
            for (var flips = random.Next(6); flips > 0 && bytes.Length > 0; flips--)
                bytes[random.Chance(0.5) ? random.Next(Math.Min(bytes.Length, 360)) : random.Next(bytes.Length)] = (byte)random.Next(256);
            File.WriteAllBytes(path, bytes);
            try
            {
                read(path);
            }
            catch (DataException)
            {
            }
            catch (Exception failure)
            {
                Assert.Fail($"round {round}: {failure}");
            }
        }
    }
}
