using Seno.Core;
using Seno.Learning.Runtime;
using Seno.Tests;
using static TorchSharp.torch;

namespace Seno.Learning.Tests.Runtime;

public sealed class SafeTensorsTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void What_is_written_is_read_back_bit_for_bit()
    {
        var file = folder.File("a.safetensors");
        var weight = randn([3, 2, 5]);
        var counter = tensor(new long[] { 7, -1 });
        SafeTensors.Write(file, new Dictionary<string, Tensor> { ["weight"] = weight, ["counter"] = counter, ["none"] = zeros([0, 4]) }, new Dictionary<string, string> { ["iteration"] = "12" });

        var (tensors, metadata) = SafeTensors.Read(file);

        Assert.Equal("12", metadata["iteration"]);
        Assert.Equal([3, 2, 5], tensors["weight"].shape);
        Assert.True(tensors["weight"].bytes.SequenceEqual(weight.bytes));
        Assert.Equal([7L, -1L], tensors["counter"].data<long>().ToArray());
        Assert.Equal([0, 4], tensors["none"].shape);
    }

    [Fact]
    public void The_layout_is_that_of_the_published_format()
    {
        var file = folder.File("a.safetensors");
        SafeTensors.Write(file, new Dictionary<string, Tensor> { ["w"] = tensor(new float[] { 1, 2 }) });

        var bytes = File.ReadAllBytes(file);

        var header = BitConverter.ToInt64(bytes, 0);
        Assert.Equal("{\"w\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}", System.Text.Encoding.UTF8.GetString(bytes, 8, (int)header));
        Assert.Equal([0, 0, 0x80, 0x3f, 0, 0, 0, 0x40], bytes[^8..]);
    }

    [Fact]
    public void A_file_cut_anywhere_is_refused_by_name()
    {
        var file = folder.File("a.safetensors");
        SafeTensors.Write(file, new Dictionary<string, Tensor> { ["weight"] = randn([4, 4]), ["bias"] = randn([4]) });
        var whole = File.ReadAllBytes(file);
        for (var length = 0; length < whole.Length; length++)
        {
            File.WriteAllBytes(file, whole[..length]);
            var failure = Assert.Throws<DataException>(() => SafeTensors.Read(file));
            Assert.Equal(file, failure.File);
        }
    }

    [Theory]
    [InlineData("{\"w\":{\"dtype\":\"F32\",\"shape\":[1000000000000],\"data_offsets\":[0,4]}}")]
    [InlineData("{\"w\":{\"dtype\":\"F32\",\"shape\":[4294967296,4294967296],\"data_offsets\":[0,0]}}")]
    [InlineData("{\"w\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[-4,0]}}")]
    [InlineData("{\"w\":{\"dtype\":\"pickle\",\"shape\":[1],\"data_offsets\":[0,4]}}")]
    [InlineData("{\"w\":5}")]
    [InlineData("[1,2]")]
    [InlineData("{\"w\":null}")]
    public void A_hostile_header_is_refused(string header)
    {
        var file = folder.File("a.safetensors");
        File.WriteAllBytes(file, [.. BitConverter.GetBytes((long)header.Length), .. System.Text.Encoding.UTF8.GetBytes(header), 0, 0, 0, 0]);
        Assert.Throws<DataException>(() => SafeTensors.Read(file));
    }

    public void Dispose() => folder.Dispose();
}
