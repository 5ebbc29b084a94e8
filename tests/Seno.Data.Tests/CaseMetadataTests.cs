using Seno.Core;
using Seno.Data.Checking;

namespace Seno.Data.Tests;

public sealed class CaseMetadataTests
{
    /// <summary>cases.csv of the training cases 001, 002 and Müller (composed), and what is said of it.</summary>
    public static readonly TheoryData<string, string> Refused = new()
    {
        { "case,patient\n1,p\n002,p\nMüller,q\n", "'1', but there is no such image. Did you mean '001'? A spreadsheet drops" },
        { "case,patient\n001,p\n2.0,p\nMüller,q\n", "Did you mean '002'?" },
        { "case,patient\n001,p\n002,p\nmüller,q\n", "Did you mean 'Müller'? Capitals count" },
        { "case,patient\n001.png,p\n002,p\nMüller,q\n", "Did you mean '001'? Case ids are without channel number and ending" },
        { "case,patient\n001_0000,p\n002,p\nMüller,q\n", "Did you mean '001'?" },
        { "case,patient\n001_0000.nii.gz,p\n002,p\nMüller,q\n", "Did you mean '001'?" },
        { "case,patient\n001,p\n002,p\nMuller,q\n", "Did you mean 'Müller'?" },
        { "case,patient\n001,p\n002,p\n", "has no row for 'Müller'" },
        { "case,patient\n001,p\n002,p\nMüller,q\nsomebody-else,r\n", "'somebody-else', but there is no such image" },
        { "case,patient\n001,p\n002,p\n,x\nMüller,q\n", "a row without a case id" },
        { "case,patient\n001,p\n001,p\n002,p\nMüller,q\n", "names case '001' twice" },
        { "case,patient,patient\n001,p,x\n002,p,x\nMüller,q,x\n", "has the column 'patient' twice" },
        { "Case,patient\n001,p\n002,p\nMüller,q\n", "Rename the column 'Case' to 'case'" },
        { "case_id,patient\n001,p\n002,p\nMüller,q\n", "Rename the column 'case_id' to 'case'" },
        { "filename,patient\n001,p\n002,p\nMüller,q\n", "has no column 'case'" },
        { "case;patient\n001;p\n002;p\nMüller;q\n", "has no column 'case'" },
        { "case\tpatient\n001\tp\n002\tp\nMüller\tq\n", "has no column 'case'" },
        { "case,patient\n", "has no rows" },
        { "", "has no rows" },
    };

    [Theory, MemberData(nameof(Refused))]
    public void A_table_that_does_not_match_is_refused_with_the_nearest_match(string table, string expected)
    {
        using var tiny = Cases(table);
        Assert.Contains(expected, Assert.Throws<DataException>(() => Dataset.Open(tiny.Path)).Message, StringComparison.Ordinal);
        Assert.Contains(
            DatasetCheck.Run(tiny.Path, folds: 2),
            problem => problem.Severity == ProblemSeverity.Error
                && $"{problem.Problem}. {problem.Cure}".Contains(expected, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Patient", "patient")]
    [InlineData("patient_id", "patient")]
    [InlineData("PatientID", "patient")]
    [InlineData("Patient ID", "patient")]
    [InlineData("patients", "patient")]
    [InlineData("pateint", "patient")]
    [InlineData("patinet", "patient")]
    [InlineData("subject", "patient")]
    [InlineData("Subject_ID", "patient")]
    [InlineData("participant_id", "patient")]
    [InlineData("Group", "group")]
    [InlineData("center", "centre")]
    [InlineData("Centre", "centre")]
    [InlineData("Scanner", "scanner")]
    [InlineData("Class", "class")]
    public void A_column_of_nearly_a_known_name_is_to_be_renamed(string column, string known)
    {
        using var tiny = Cases($"case,{column}\n001,p\n002,p\nMüller,q\n");
        Assert.Contains(
            $"Rename the column '{column}' to '{known}'",
            Assert.Throws<DataException>(() => Dataset.Open(tiny.Path)).Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("patient_age")]
    [InlineData("age_group")]
    [InlineData("glass")]
    [InlineData("side")]
    [InlineData("birads")]
    [InlineData("lesion_kind")]
    [InlineData("date")]
    public void A_column_of_another_meaning_stays(string column)
    {
        using var tiny = Cases($"case,patient,{column}\n001,p,1\n002,p,2\nMüller,q,3\n");
        Assert.Equal("2", Dataset.Open(tiny.Path).Cases[1].Metadata[column]);
    }

    [Fact]
    public void A_near_name_beside_the_exact_one_is_let_through()
    {
        using var tiny = Cases("case,patient,Patient_ID\n001,p,1\n002,p,2\nMüller,q,3\n");
        Assert.Equal(["p", "p", "q"], Dataset.Open(tiny.Path).Cases.Select(item => item.Group));
    }

    [Fact]
    public void Either_form_of_a_letter_is_the_same_id()
    {
        using var tiny = Cases("case,patient\n001,p\n002,p\nMu\u0308ller,p\n,\n");
        Assert.Equal(["p", "p", "p"], Dataset.Open(tiny.Path).Cases.Select(item => item.Group));
    }

    [Fact]
    public void Either_form_of_a_letter_is_the_same_patient()
    {
        using var tiny = Cases("case,patient\n001,J\u00F6\n002,Jo\u0308\nMüller,q\n");
        Assert.Equal(["J\u00F6", "J\u00F6", "q"], Dataset.Open(tiny.Path).Cases.Select(item => item.Group));
    }

    [Theory]
    [InlineData("BUS-1", "Did you mean 'BUS-001'? Leading zeros count")]
    [InlineData("bus-01", "Did you mean 'BUS-001'?")]
    [InlineData("BUS-2", "Did you mean 'BUS-02'?")]
    public void A_number_within_an_id_is_compared_without_its_zeros(string given, string expected)
    {
        using var tiny = new TinyDataset(("BUS-001", "1"), ("BUS-02", "2"), ("BUS-002", "3"));
        File.WriteAllText(tiny.File("cases.csv"), $"case,patient\n{given},p\n");
        Assert.Contains(expected, Assert.Throws<DataException>(() => Dataset.Open(tiny.Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_data_set_without_patients_is_known_to_be_so()
    {
        using var tiny = Cases("case,scanner\n001,a\n002,b\nMüller,b\n");
        Assert.False(Dataset.Open(tiny.Path).PatientsKnown);
        Assert.Contains(DatasetCheck.Run(tiny.Path, folds: 2), problem => problem.Kind == "patients");
        File.Delete(tiny.File("cases.csv"));
        Assert.False(Dataset.Open(tiny.Path).PatientsKnown);
    }

    [Fact]
    public void A_patient_left_blank_among_others_is_warned_of()
    {
        using var tiny = Cases("case,patient\n001,p\n002,\nMüller,q\n");
        var said = new List<string>();
        Assert.Equal(["p", "002", "q"], Dataset.Open(tiny.Path, warn: said.Add).Cases.Select(item => item.Group));
        Assert.Contains("names no patient of 1 case (002)", Assert.Single(said), StringComparison.Ordinal);
    }

    [Fact]
    public void Locked_test_cases_kept_elsewhere_may_have_rows()
    {
        using var tiny = Cases("case,patient\n001,p\n002,p\nMüller,q\nelsewhere,r\n");
        File.WriteAllText(tiny.File(LockedCases.FileName), """{"testCases": {"elsewhere": {}}}""");
        Assert.Equal(3, Dataset.Open(tiny.Path).Cases.Count);
    }

    private static TinyDataset Cases(string table)
    {
        var tiny = new TinyDataset(("001", "1"), ("002", "2"), ("M\u00FCller", "3"));
        File.WriteAllText(tiny.File("cases.csv"), table);
        return tiny;
    }
}
