using System.Diagnostics;
using System.Text.Json;
using Seno.Data;
using Seno.Imaging;
using Seno.Imaging.Formats;
using Seno.Learning.Runtime;
using Seno.Tests;

namespace Seno.Cli.Tests;

/// <summary>The program as a user starts it: a process, its two streams and its exit code.</summary>
public sealed class CommandTests : IClassFixture<TrainedRun>
{
    private readonly TrainedRun trained;

    public CommandTests(TrainedRun trained) => this.trained = trained;

    [Fact]
    public void Help_lists_the_verbs()
    {
        var (code, output, _) = SenoProcess.Run("--help");
        Assert.Equal(0, code);
        foreach (var verb in new[] { "demo", "train", "predict", "evaluate", "report", "compare", "power", "lock", "dataset", "convert", "info", "doctor", "completion" })
            Assert.Contains(verb, output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, "train", "train")]
    [InlineData(2, "--itertions", "train x -o y --itertions 5")]
    [InlineData(2, "'trian' is no verb of 'seno'. Did you mean 'train'?", "trian x")]
    [InlineData(2, "'--margin' is no option of 'seno compare'", "compare a b --margin 0.1")]
    [InlineData(2, "'--metod' is no option of 'seno consensus'. Did you mean '--method'?", "consensus a b -o c --metod simple")]
    [InlineData(
        2,
        "'--metrcs' is no option of 'seno evaluate'. Did you mean '--metrics'?",
        "evaluate a b -o c --metrics dsc --metrcs hd95")]
    [InlineData(2, "'1,5h' is not a duration. Write 1.5h", "train nowhere -o run --time-limit 1,5h")]
    [InlineData(2, "'0,5' is not a number. Write 0.5", "consensus a b -o c --prior 0,5")]
    [InlineData(2, "'--itertions' is no option of 'seno train'. Did you mean '--iterations'?", "train --itertions 5")]
    [InlineData(2, "Did you mean 'unet'?", "train DATASET -o RUN --network unte")]
    [InlineData(2, "Use auto, fp32 or bf16", "train DATASET -o RUN --precision fp16")]
    [InlineData(2, "dice-ce", "train DATASET -o RUN --loss dice-c")]
    [InlineData(2, "has weight 0", "train DATASET -o RUN --loss dice+0*focal")]
    [InlineData(2, "Did you mean 'gamma'?", "train DATASET -o RUN --loss focal:gama=2")]
    [InlineData(2, "not a duration", "train DATASET -o RUN --time-limit soon")]
    [InlineData(2, "this libtorch sees 0 GPUs", "train DATASET -o RUN --device cuda")]
    [InlineData(2, "'warp' is no device", "train DATASET -o RUN --device warp")]
    [InlineData(1, "is libtorch 1.9.0, not 2.10.0", "train DATASET -o RUN --libtorch OLDTORCH/lib")]
    [InlineData(1, "holds no libtorch_cpu.so", "train DATASET -o RUN --libtorch DATASET")]
    [InlineData(1, "is no folder", "train nowhere -o RUN")]
    [InlineData(1, "does not exist", "predict TRAINED -i nowhere -o RUN")]
    [InlineData(2, "Did you mean 'dsc'?", "evaluate DATASET/labelsTr DATASET -o RUN --metrics dcs")]
    [InlineData(2, "'near' is no length", "evaluate DATASET/labelsTr DATASET -o RUN --nsd-tolerance 1,near")]
    [InlineData(2, "Use overlap or centre", "evaluate DATASET/labelsTr DATASET -o RUN --lesions touch")]
    [InlineData(2, "rising edges in mL", "evaluate DATASET/labelsTr DATASET -o RUN --strata 2,1")]
    [InlineData(2, "--lesion-overlap must be above 0", "evaluate DATASET/labelsTr DATASET -o RUN --lesions overlap --lesion-overlap 2")]
    [InlineData(2, "--boundary-width must be above 0", "evaluate DATASET/labelsTr DATASET -o RUN --boundary-width 0")]
    [InlineData(1, "plan.json", "predict DATASET/fold_0 -i DATASET -o RUN")]
    [InlineData(1, "/sys/forbidden: cannot be written to", "predict TRAINED -i DATASET -o /sys/forbidden")]
    [InlineData(1, "/sys/forbidden: cannot be written to", "evaluate DATASET/labelsTr DATASET -o /sys/forbidden")]
    [InlineData(1, "/sys/forbidden: cannot be written to", "train DATASET -o /sys/forbidden")]
    [InlineData(1, "/sys/forbidden: cannot be written to", "dataset describe DATASET -o /sys/forbidden")]
    [InlineData(1, "cannot be written", "convert DATASET/imagesTr/disc_1_0000.png /sys/kernel/x.png")]
    [InlineData(2, "--output is empty", "predict TRAINED -i DATASET -o ")]
    [InlineData(2, "dataset is empty", "train  -o RUN")]
    [InlineData(2, "'0,9' is not a number. Write 0.9", "power --margin 0,9 --sd 0.1")]
    public void A_mistake_gets_one_clear_line_and_its_exit_code(int expected, string says, string command)
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(Path.Combine(trained.Dataset, "fold_0"));
        Directory.CreateDirectory(folder.File("old/lib"));
        File.WriteAllText(folder.File("old/lib/libtorch_cpu.so"), "");
        File.WriteAllText(folder.File("old/build-version"), "1.9.0\n");
        var (code, _, error) = SenoProcess.Run(command.Replace("DATASET", trained.Dataset, StringComparison.Ordinal).Replace("TRAINED", trained.Run, StringComparison.Ordinal).Replace("OLDTORCH", folder.File("old"), StringComparison.Ordinal).Replace("RUN", folder.File("run"), StringComparison.Ordinal).Split(' '));
        Assert.Contains(says, error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
        Assert.Equal(expected, code);
        Assert.False(Directory.Exists(folder.File("run")) && Directory.EnumerateFiles(folder.File("run")).Any());
    }

    [Fact]
    public void More_threads_than_cores_are_not_used_and_it_says_so()
    {
        using var folder = new TemporaryFolder();
        var (code, _, error) = SenoProcess.Run("predict", trained.Run, "-i", trained.Dataset, "-o", folder.File("out"), "--threads", "4096");
        Assert.Equal(0, code);
        Assert.Contains($"{Environment.ProcessorCount} threads are used", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Training_leaves_all_that_is_needed_to_repeat_audit_and_ship()
    {
        foreach (var file in new[] { "plan.json", "splits.json", "fingerprint.json", "manifest.json", "fold_0/checkpoint_final.safetensors", "fold_0/log.jsonl", "fold_0/cases.csv", "fold_0/summary.json", "fold_0/report.html", "fold_0/figures/dsc.svg", "fold_0/figures/size-dsc.png", "fold_0/figures/cases.png" })
            Assert.True(File.Exists(Path.Combine(trained.Run, file)), file);
        Assert.Contains("\"foregroundOversampling\": 0.5", File.ReadAllText(Path.Combine(trained.Run, "plan.json")), StringComparison.Ordinal);
        using var json = JsonDocument.Parse(trained.Output);
        Assert.Equal(2, json.RootElement[0].GetProperty("summary").GetProperty("cases").GetInt32());
    }

    [Fact]
    public void A_report_stands_alone_shows_every_case_and_needs_no_network()
    {
        using var folder = new TemporaryFolder();
        var (code, output, error) = SenoProcess.Run("report", trained.Run, "-o", folder.File("a/report.html"), "--json");
        Assert.True(code == 0, error);
        using var json = JsonDocument.Parse(output);
        var html = File.ReadAllText(json.RootElement.GetProperty("report").GetString()!);
        var held = JsonDocument.Parse(File.ReadAllText(Path.Combine(trained.Run, "splits.json"))).RootElement[0].GetProperty("val").EnumerateArray().Select(id => id.GetString()!);
        foreach (var id in held)
            Assert.Contains($"<td>{id}<", html, StringComparison.Ordinal);
        foreach (var text in new[] { "adamw", "Every case", "data:image/png;base64,", "<svg", "HD95, px" })
            Assert.Contains(text, html, StringComparison.Ordinal);
        Assert.DoesNotMatch("(src|href)=\"?(https?:|//|/)", html);
        Assert.True(File.Exists(folder.File("a/figures/loss.svg")));
    }

    [Fact]
    public void A_checklist_quotes_the_plan_and_the_manifest_of_a_run()
    {
        using var folder = new TemporaryFolder();
        var (code, _, error) = SenoProcess.Run("report", trained.Run, "-o", folder.File("report.html"), "--checklist", "claim");
        Assert.True(code == 0, error);
        var checklist = File.ReadAllText(folder.File("checklist.md"));
        foreach (var text in new[]
        {
            "data set 'discs'; 10 cases in 10 patients or groups; ultrasound", "| loss dice-ce; 6 steps of 2 patches", "seed 1; fp32", "libtorch 2.10.0",
            "patient: in every fold no patient is both trained on and held out", "fold 0: 8 trained on, 2 held out", "| 42 (2024: 44) | Funding, and the funders’ part | authors must add |  |",
        })
            Assert.Contains(text, checklist, StringComparison.Ordinal);
        Assert.DoesNotContain("locked", checklist, StringComparison.Ordinal);
    }

    [Fact]
    public void A_report_of_a_run_whose_data_set_is_gone_says_so_and_is_written_all_the_same()
    {
        using var folder = new TemporaryFolder();
        var run = Directory.CreateDirectory(folder.File("run/fold_0")).Parent!.FullName;
        foreach (var name in new[] { "plan.json", "splits.json", "fold_0/cases.csv", "fold_0/summary.json", "fold_0/log.jsonl", "fold_0/checkpoint_final.safetensors" })
            File.Copy(Path.Combine(trained.Run, name), Path.Combine(run, name));
        var manifest = File.ReadAllText(Path.Combine(trained.Run, "manifest.json"));
        File.WriteAllText(Path.Combine(run, "manifest.json"), manifest.Replace(trained.Dataset, "/nowhere", StringComparison.Ordinal));
        var (code, _, error) = SenoProcess.Run("report", run);
        Assert.True(code == 0, error);
        Assert.Contains("--dataset", error, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", File.ReadAllText(Path.Combine(run, "report.html")), StringComparison.Ordinal);
    }

    [Fact]
    public void The_manifest_knows_every_file_of_the_data_set_by_its_hash()
    {
        using var manifest = JsonDocument.Parse(File.ReadAllText(Path.Combine(trained.Run, "manifest.json")));
        var files = manifest.RootElement.GetProperty("files");
        Assert.Equal(22, files.EnumerateObject().Count());
        var image = File.ReadAllBytes(Path.Combine(trained.Dataset, "imagesTr", "disc_3_0000.png"));
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(image)), files.GetProperty("imagesTr/disc_3_0000.png").GetString());
    }

    [Fact]
    public void A_check_exits_with_1_on_errors_only()
    {
        var (code, output, error) = SenoProcess.Run("dataset", "check", trained.Dataset);
        Assert.True(code == 0, error);
        Assert.Contains("0 errors, ", output, StringComparison.Ordinal);
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("dataset.json"), File.ReadAllText(Path.Combine(trained.Dataset, "dataset.json")));
        (code, output, _) = SenoProcess.Run("dataset", "check", folder.Path, "--json");
        Assert.Equal(1, code);
        using var json = JsonDocument.Parse(output);
        Assert.Equal("Error", json.RootElement.GetProperty("problems")[0].GetProperty("severity").GetString());
    }

    [Fact]
    public void A_description_counts_and_shows()
    {
        using var folder = new TemporaryFolder();
        var (code, output, error) = SenoProcess.Run("dataset", "describe", trained.Dataset, "-o", folder.File("d"), "--json");
        Assert.True(code == 0, error);
        using var json = JsonDocument.Parse(output);
        Assert.Equal(10, json.RootElement.GetProperty("labels").GetProperty("lesion").GetProperty("cases").GetInt32());
        foreach (var file in new[] { "report.html", "overview.json", "figures/size.svg", "figures/share.png", "figures/cases.png" })
            Assert.True(File.Exists(folder.File("d/" + file)), file);
    }

    [Fact]
    public void Doctor_finds_this_machine_fit_and_shows_the_arithmetic_and_times_all_where_it_is_asked_to()
    {
        var (code, output, error) = SenoProcess.Run("doctor");
        Assert.True(code == 0, output + error);
        foreach (var text in new[] { "libtorch", "memory", "disk", "dicom", "precision", "by the processor's instructions" })
            Assert.Contains(text, output, StringComparison.Ordinal);
        Assert.DoesNotContain(" ms", output, StringComparison.Ordinal);
        if (CpuFeatures.HasBfloat16)
        {
            output = SenoProcess.Succeed("doctor", "--measure");
            foreach (var text in new[] { "fp32 channels-first", "bf16 channels-last", " ms", "<- used" })
                Assert.Contains(text, output, StringComparison.Ordinal);
        }
        (code, output, _) = SenoProcess.Run("doctor", "--libtorch", trained.Dataset);
        Assert.Equal(1, code);
        Assert.Contains("FAIL libtorch", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("bash")]
    [InlineData("zsh")]
    [InlineData("pwsh")]
    public void Completion_scripts_ask_the_program_itself(string shell)
    {
        var (code, output, _) = SenoProcess.Run("completion", shell);
        Assert.Equal(0, code);
        Assert.Contains("[suggest:", output, StringComparison.Ordinal);
        Assert.Contains("--precision", SenoProcess.Run("[suggest:10]", " train --p").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void One_unreadable_image_does_not_stop_the_others_and_the_exit_code_says_so()
    {
        using var folder = new TemporaryFolder();
        var images = Directory.CreateDirectory(folder.File("images")).FullName;
        foreach (var file in Directory.EnumerateFiles(Path.Combine(trained.Dataset, "imagesTr")).Order(StringComparer.Ordinal).Take(3))
            File.Copy(file, Path.Combine(images, Path.GetFileName(file)));
        var broken = Directory.EnumerateFiles(images).Order(StringComparer.Ordinal).First();
        File.WriteAllBytes(broken, File.ReadAllBytes(broken)[..50]);

        var (code, output, error) = SenoProcess.Run("predict", trained.Run, "-i", images, "-o", folder.File("out"), "--json");

        Assert.Equal(1, code);
        Assert.Contains(Path.GetFileName(broken), error, StringComparison.Ordinal);
        using var json = JsonDocument.Parse(output);
        Assert.Equal(2, json.RootElement.GetProperty("files").GetArrayLength());
        Assert.Equal(2, Directory.EnumerateFiles(folder.File("out")).Count());
    }

    [Theory]
    [InlineData("scans", "scans")]
    [InlineData("scans/a.png", "scans")]
    [InlineData("scans", "linked")]
    [InlineData("linked/a.png", "scans")]
    [InlineData("scans", "hard")]
    [InlineData("maps/probabilities", "maps")]
    public void No_image_is_replaced_by_its_own_segmentation(string input, string output)
    {
        using var folder = new TemporaryFolder();
        foreach (var name in new[] { "scans/a.png", "scans/b.png", "hard/c.png" })
        {
            Directory.CreateDirectory(Path.GetDirectoryName(folder.File(name))!);
            File.Copy(Path.Combine(trained.Dataset, "imagesTr", "disc_1_0000.png"), folder.File(name));
        }
        ImageFile.Write(folder.File("maps/probabilities/d_0000.nii.gz"), new Volume<float>(new Geometry(new(48, 40, 1))));
        Directory.CreateSymbolicLink(folder.File("linked"), folder.File("scans"));
        File.Delete(folder.File("hard/c.png"));
        File.CreateSymbolicLink(folder.File("hard/b.png"), folder.File("scans/b.png"));
        string[] Files() => [.. Directory.EnumerateFiles(folder.Path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(file => $"{file} {Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(file)))}")];
        var before = Files();
        foreach (var resume in new[] { false, true })
        {
            var failure = Assert.Throws<Core.DataException>(() => Studies.PredictStudy.Run(new() { Run = trained.Run, Input = folder.File(input), Output = folder.File(output), Resume = resume, Probabilities = true }, Studies.StudyOutput.Silent));
            Assert.Contains("would be replaced", failure.Problem, StringComparison.Ordinal);
            Assert.Equal("Choose another output", failure.Cure);
        }
        Assert.Equal(before, Files());
    }

    [Fact]
    public void Two_images_do_not_share_a_label_map()
    {
        using var folder = new TemporaryFolder();
        foreach (var name in new[] { "a.png", "a.jpg" })
            ImageFile.Write(folder.File("images/" + name), new Volume<float>(new Geometry(new(48, 40, 1))));
        var request = new Studies.PredictRequest { Run = trained.Run, Input = folder.File("images"), Output = folder.File("out") };
        var failure = Assert.Throws<Core.DataException>(() => Studies.PredictStudy.Run(request, Studies.StudyOutput.Silent));
        Assert.StartsWith("is there twice (a.jpg, a.png)", failure.Problem, StringComparison.Ordinal);
        Assert.False(File.Exists(folder.File("out/a.png")));
    }

    [Fact]
    public void What_is_not_finite_fails_by_name_and_the_others_are_segmented()
    {
        using var folder = new TemporaryFolder();
        foreach (var (name, value) in new[] { ("clean", 7f), ("nan", float.NaN), ("infinite", float.NegativeInfinity) })
        {
            var image = ImageFile.Read(Path.Combine(trained.Dataset, "imagesTr", "disc_1_0000.png"));
            image[5, 6] = value;
            image[6, 6] = -image[5, 6];
            ImageFile.Write(folder.File($"images/{name}.nii"), image);
        }
        Directory.CreateDirectory(folder.File("out"));
        File.WriteAllText(folder.File("out/clean.nii.4711-1.tmp"), "left by a kill");
        File.WriteAllText(folder.File("out/mine.nii.4711-1.tmp"), "not ours");
        var (code, _, error) = SenoProcess.Run(
            "predict",
            trained.Run,
            "-i",
            folder.File("images"),
            "-o",
            folder.File("out"),
            "--probabilities",
            "-q");
        Assert.Equal(1, code);
        Assert.Contains("2 of 3 cases failed", error, StringComparison.Ordinal);
        Assert.Contains("case nan: has 2 voxels that are NaN or infinite, the first at (", error, StringComparison.Ordinal);
        Assert.Contains("case infinite: has 2 voxels that are NaN or infinite", error, StringComparison.Ordinal);
        Assert.DoesNotContain("unexpected", error, StringComparison.Ordinal);
        Assert.Equal(
            ["clean.nii", "mine.nii.4711-1.tmp"],
            Directory.EnumerateFiles(folder.File("out")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(2, Directory.EnumerateFiles(folder.File("out/probabilities")).Count());
    }

    [Fact]
    public void Weights_that_are_no_numbers_give_no_empty_masks()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.File("run/fold_0"));
        foreach (var name in new[] { "plan.json", "splits.json", "manifest.json" })
            File.Copy(Path.Combine(trained.Run, name), folder.File($"run/{name}"));
        var weights = File.ReadAllBytes(Path.Combine(trained.Run, "fold_0", "checkpoint_final.safetensors"));
        // Behind the length and the header: every float with all bits set is NaN.
        weights.AsSpan(8 + (int)BitConverter.ToUInt64(weights)).Fill(0xFF);
        File.WriteAllBytes(folder.File("run/fold_0/checkpoint_final.safetensors"), weights);
        var (code, _, error) = SenoProcess.Run(
            "predict",
            folder.File("run"),
            "-i",
            Path.Combine(trained.Dataset, "imagesTr", "disc_1_0000.png"),
            "-o",
            folder.File("out"),
            "-q");
        Assert.Equal(1, code);
        Assert.DoesNotContain("unexpected", error, StringComparison.Ordinal);
        Assert.False(File.Exists(folder.File("out/disc_1.png")));
    }

    [Fact]
    public void A_nifti_image_is_segmented_on_its_own_grid()
    {
        using var folder = new TemporaryFolder();
        var geometry = new Geometry(new(50, 40, 2), new Vector3(0.3, 0.4, 2), new Vector3(5, -6, 7));
        ImageFile.Write(folder.File("a.nii.gz"), new Volume<float>(geometry));
        var (code, _, error) = SenoProcess.Run("predict", trained.Run, "-i", folder.File("a.nii.gz"), "-o", folder.File("out"), "--probabilities");
        Assert.True(code == 0, error);
        var labels = ImageFile.ReadLabels(folder.File("out/a.nii.gz"));
        Assert.Equal(geometry.Size, labels.Size);
        Assert.Equal(0.4, labels.Geometry.Spacing.Y, 5);
        Assert.Equal(-6, labels.Geometry.Origin.Y, 4);
        Assert.Equal("lesion", ImageFile.ReadContent(folder.File("out/a.nii.gz")).LabelNames[1]);
        var (background, lesion) = (ImageFile.Read(folder.File("out/probabilities/a_0000.nii.gz")), ImageFile.Read(folder.File("out/probabilities/a_0001.nii.gz")));
        for (var i = 0; i < lesion.Array.Length; i++)
            Assert.Equal(1, background.Array[i] + lesion.Array[i], 4);
    }

    [Fact]
    public void Validation_cases_are_predicted_as_they_were_in_training_and_a_prediction_resumed_leaves_done_cases_alone()
    {
        using var folder = new TemporaryFolder();
        string[] predict = ["predict", trained.Run, "-i", trained.Dataset, "-o", folder.Path, "--split", "val", "--tta"];
        Assert.Equal(0, SenoProcess.Run(predict).Code);
        var held = Directory.GetFiles(Path.Combine(trained.Run, "fold_0", "predictions"));
        Assert.Equal(held.Select(Path.GetFileName).Order(), Directory.GetFiles(folder.Path).Select(Path.GetFileName).Order());
        Assert.All(held, file => Assert.Equal(File.ReadAllBytes(file), File.ReadAllBytes(folder.File(Path.GetFileName(file)))));
        var (done, missing) = (folder.File(Path.GetFileName(held[0])), folder.File(Path.GetFileName(held[1])));
        File.WriteAllText(done, "untouched");
        File.Delete(missing);
        Assert.Equal(0, SenoProcess.Run([.. predict, "--resume"]).Code);
        Assert.Equal("untouched", File.ReadAllText(done));
        Assert.True(File.Exists(missing));
    }

    [Theory]
    [InlineData("cut")]
    [InlineData("other")]
    public void A_checkpoint_cut_short_or_of_another_network_is_refused(string how)
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.File("run/fold_0"));
        var plan = Plan.Read(Path.Combine(trained.Run, "plan.json"));
        (how == "other" ? plan with { Features = [4, 8, 16] } : plan).Write(folder.File("run/plan.json"));
        var bytes = File.ReadAllBytes(Path.Combine(trained.Run, "fold_0", "checkpoint_final.safetensors"));
        File.WriteAllBytes(folder.File("run/fold_0/checkpoint_final.safetensors"), how == "cut" ? bytes[..(bytes.Length / 2)] : bytes);
        var (code, _, error) = SenoProcess.Run("predict", folder.File("run"), "-i", trained.Dataset, "-o", folder.File("out"));
        Assert.Equal(1, code);
        Assert.Contains("checkpoint_final.safetensors", error, StringComparison.Ordinal);
        Assert.Contains(how == "cut" ? "damaged" : "another network", error, StringComparison.Ordinal);
    }

    [Fact]
    public void References_against_themselves_are_perfect_and_json_is_all_that_is_on_standard_output()
    {
        using var folder = new TemporaryFolder();
        var (code, output, _) = SenoProcess.Run("evaluate", Path.Combine(trained.Dataset, "labelsTr"), trained.Dataset, "-o", folder.Path, "--json");
        Assert.Equal(0, code);
        using var json = JsonDocument.Parse(output);
        Assert.Equal(1, json.RootElement.GetProperty("labels").GetProperty("lesion").GetProperty("dsc").GetProperty("mean").GetDouble());
        Assert.Equal(11, File.ReadAllLines(folder.File("cases.csv")).Length);
    }

    [Fact]
    public void What_predict_writes_is_measured_lesion_by_lesion_by_size_and_with_its_probabilities()
    {
        using var folder = new TemporaryFolder();
        var (code, _, error) = SenoProcess.Run("predict", trained.Run, "-i", trained.Dataset, "-o", folder.File("p"), "--probabilities");
        Assert.True(code == 0, error);
        (code, var output, error) = SenoProcess.Run("evaluate", folder.File("p"), trained.Dataset, "-o", folder.File("e"), "--nsd-tolerance", "0.3,2", "--lesions", "overlap", "--strata", "100,500");
        Assert.True(code == 0, error);
        foreach (var text in new[] { "hd95 [px]", "nsd_0.3px", "nll_lesion", "volume_difference_px [px]", "lesion by lesion: ", "FROC: ", "100 to 500 px" })
            Assert.Contains(text, output, StringComparison.Ordinal);
        using var json = JsonDocument.Parse(File.ReadAllText(folder.File("e/summary.json")));
        var lesion = json.RootElement.GetProperty("labels").GetProperty("lesion");
        Assert.Equal(7, lesion.GetProperty("detection").GetProperty("froc").GetProperty("sensitivityAt").GetArrayLength());
        Assert.Equal(10, lesion.GetProperty("strata").GetProperty("100 to 500 px").GetProperty("lesions").GetProperty("dsc").GetProperty("n").GetInt32());
        Assert.StartsWith("case,label,dsc,iou,conformity,sensitivity,precision,specificity,volume_difference_px,hd,hd95,assd,masd,boundary_iou,cldice,betti_error,ece,brier,nll,ece_lesion,brier_lesion,nll_lesion,nsd_0.3px,nsd_2px,", File.ReadLines(folder.File("e/cases.csv")).First(), StringComparison.Ordinal);
        Assert.True(File.Exists(folder.File("e/figures/froc.svg")));
    }

    [Fact]
    public void A_label_that_only_one_folder_has_is_warned_of_and_counted()
    {
        using var folder = new TemporaryFolder();
        foreach (var (name, value) in new[] { ("p", (byte)2), ("r", (byte)1) })
        {
            Directory.CreateDirectory(folder.File(name));
            ImageFile.Write(folder.File($"{name}/a.png"), new Volume<byte>(new Geometry(new(3, 1, 1)), [value, 0, 0]));
        }
        var (code, _, error) = SenoProcess.Run("evaluate", folder.File("p"), folder.File("r"), "-o", folder.File("e"), "--metrics", "dsc");
        Assert.Equal(0, code);
        Assert.Contains("label 2 is in the predictions only", error, StringComparison.Ordinal);
        Assert.Contains("label 1 is in the references only", error, StringComparison.Ordinal);
        using var json = JsonDocument.Parse(File.ReadAllText(folder.File("e/summary.json")));
        Assert.Equal(1, json.RootElement.GetProperty("labels").GetProperty("1").GetProperty("missed").GetInt32());
        Assert.Equal(1, json.RootElement.GetProperty("labels").GetProperty("2").GetProperty("falseAlarms").GetInt32());
    }
}

/// <summary>A tiny data set and a run trained on it, once for all tests.</summary>
public sealed class TrainedRun : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public TrainedRun()
    {
        using (var writer = new DatasetWriter(Dataset)
        {
            Description = new() { Name = "discs", Modality = "ultrasound", Channels = ["ultrasound"], Labels = new Dictionary<string, byte> { ["background"] = 0, ["lesion"] = 1 }, FileEnding = ".png" },
        })
        {
            for (var i = 0; i < 10; i++)
            {
                var truth = new Volume<byte>(new Geometry(new(48, 40, 1)));
                for (var k = 0; k < truth.Array.Length; k++)
                    truth.Array[k] = (byte)(Math.Pow(k % 48 - 15 - 2 * i, 2) + Math.Pow(k / 48 - 20, 2) < 60 ? 1 : 0);
                writer.Add($"disc_{i}", [truth.Map(label => label == 0 ? 180f : 60f)], truth, new Dictionary<string, string> { ["patient"] = $"{i}" });
            }
            writer.Finish();
        }
        var (code, output, error) = SenoProcess.Run("train", Dataset, "-o", Run, "--iterations", "6", "--input-size", "32", "--width", "4", "--batch-size", "2", "--foreground-oversampling", "0.5", "--precision", "fp32", "--json");
        Assert.True(code == 0, error);
        Output = output;
    }

    public string Dataset => folder.File("dataset");

    public string Run => folder.File("run");

    public string Output { get; }

    public void Dispose() => folder.Dispose();
}

internal static class SenoProcess
{
    public static (int Code, string Output, string Error) Run(params string[] arguments)
    {
        using var process = Start(arguments);
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.GetAwaiter().GetResult());
    }

    /// <returns>Standard output of a command that must succeed.</returns>
    public static string Succeed(params string[] arguments)
    {
        var (code, output, error) = Run(arguments);
        Assert.True(code == 0, error);
        return output;
    }

    public static Process Start(params string[] arguments) => Start(arguments, []);

    public static Process Start(string[] arguments, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "seno.dll"));
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return Process.Start(start)!;
    }
}
