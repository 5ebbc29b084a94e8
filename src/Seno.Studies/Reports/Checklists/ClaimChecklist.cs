namespace Seno.Studies.Reports.Checklists;

/// <summary>The Checklist for Artificial Intelligence in Medical Imaging, its 42 items of 2020.</summary>
internal static class ClaimChecklist
{
    public static Checklist Table { get; } = new(
        "CLAIM",
        "Numbers and topics after Mongan, Moy and Kahn, Radiology: Artificial Intelligence 2, 2020, in our words. The update of 2024 numbers some items otherwise and says reference standard for ground truth: submit the journal’s own form.",
        [
            new("Title, abstract, introduction",
            [
                new("1", "The title or abstract says that the work uses artificial intelligence, and of which kind", DesignFacts.Kind, "Write it into the title or abstract."),
                new("2", "Structured abstract: design, methods, results, conclusions", "The abstract."),
                new("3", "Scientific and clinical background; what the system is meant to be used for", "Background, intended use, place in the clinical pathway."),
                new("4", "Aims and hypotheses", DesignFacts.Hypothesis, "The aims, and the hypotheses as they stood before the data were seen."),
            ]),
            new("Study design and data",
            [
                new("5", "Prospective or retrospective", "Which of the two."),
                new("6", "Goal of the study: a new model, feasibility, non-inferiority, …", DesignFacts.Goal, "The goal in a sentence."),
                new("7", "Where the data come from", DataFacts.Source, "Hospitals, period, scanners and protocols, whether the images are public, and ethics approval."),
                new("8", "Who was included and excluded, how found, where and when", "Inclusion and exclusion criteria, how patients were found (symptoms, register, consecutive or convenience), dates and places."),
                new("9", "Preprocessing", DataFacts.Preprocessing, "What was done to the images before Seno read them (export, conversion, cropping)."),
                new("10", "Selection of parts of the data, where only parts were used", "Whether regions, slices or phases were selected, how, and by whom; or that none were."),
                new("11", "Definitions of the data elements", DataFacts.Elements, "What each label and each column of cases.csv means, by a common vocabulary where there is one."),
                new("12", "De-identification", "How the images and tables were de-identified."),
                new("13", "Missing data", DataFacts.Missing, "Examinations that were lost or unusable before the data set was made, and why."),
            ]),
            new("Ground truth (reference standard)",
            [
                new("14", "What the reference is", ReferenceFacts.Definition, "How a lesion’s border was defined, in enough detail to be repeated; proof by histology if any."),
                new("15", "Why this reference was chosen", "The reason, and its known errors."),
                new("16", "Who annotated, and with which training", ReferenceFacts.Annotators, "Profession, years of experience, instructions, whether blinded to each other and to the result."),
                new("17", "Annotation tools", "Software and version, window settings, display."),
                new("18", "Variability within and between readers, and what was done about it", ReferenceFacts.Variability, "A second reading, or why there is none: two readers’ masks as labelsTr.READER let 'seno agreement' measure it."),
            ]),
            new("Data partitions",
            [
                new("19", "Intended sample size, and how it was determined", DesignFacts.SampleSize, "The calculation ('seno power' makes one), or that the cohort was all there was."),
                new("20", "How cases were assigned to partitions", PartitionFacts.Assignment, "How partitions that Seno did not make were made."),
                new("21", "The level at which partitions are disjoint (patient, study, image)", PartitionFacts.Level, "Which cases are of one patient: the column 'patient' of cases.csv."),
            ]),
            new("Model",
            [
                new("22", "The model: inputs, outputs, layers", ModelFacts.Model, "A figure of the network or a citation of its description (docs/methods)."),
                new("23", "Software, versions, hardware", ModelFacts.Software, "Name and version of every other program that took part."),
                new("24", "Initialisation of the parameters", ModelFacts.Initialisation, "How the weights began, and whether any were trained on other data."),
            ]),
            new("Training",
            [
                new("25", "Training: augmentation, hyperparameters, number of steps", ModelFacts.Training, "The training in full."),
                new("26", "How the final model was selected", ModelFacts.Selection, "What was tried besides, on which cases, and how the settings were chosen."),
                new("27", "Ensembling, where used", ModelFacts.Ensembling, "Whether several models were combined, and how."),
            ]),
            new("Evaluation",
            [
                new("28", "Metrics of performance", ResultFacts.Metrics, "The metrics, and which of them is primary."),
                new("29", "Statistics: uncertainty, significance and their level", ResultFacts.Statistics, "The tests, whether corrected for their number, and the level."),
                new("30", "Robustness, sensitivity analysis", ResultFacts.Robustness, "Results by scanner, centre, size or another division ('seno evaluate --by … --strata …')."),
                new("31", "Explanations of the output, where used", "How explanations were made and checked; or that none were."),
                new("32", "Test on data from elsewhere", ResultFacts.External, "Results on patients of another hospital; or, among the limitations, that there are none."),
            ]),
            new("Results",
            [
                new("33", "Flow of cases from those found to those analysed", PartitionFacts.Flow, "The steps before the data set, with counts, as a flow diagram."),
                new("34", "Demographic and clinical characteristics of each partition", PartitionFacts.Characteristics, "Age, sex, lesion types, sizes and stages by partition."),
                new("35", "Performance on every partition", ResultFacts.Partitions, "Results on the partitions that are not listed; a table of them."),
                new("36", "Estimates of accuracy, with their precision", ResultFacts.Estimates, "The results with 95 % intervals."),
                new("37", "Analysis of failures", ResultFacts.Failures, "What the failures have in common, with pictures, and what they would cost a patient."),
            ]),
            new("Discussion and other information",
            [
                new("38", "Limitations: bias, uncertainty, generality", ResultFacts.Limits, "The limitations."),
                new("39", "What follows for practice, the intended use", "Consequences, and what must be shown before any use on patients."),
                new("40", "Registration", DesignFacts.Registration, "Number and name of the register; or that the study was not registered."),
                new("41", "Where the protocol can be read; availability of code and data", DesignFacts.Protocol, "Links to the protocol, the run folder, the code and the data, or why they cannot be given."),
                new("42", "Funding, and the funders’ part", "Sources of money and support, and what the funders had to say in the work."),
            ]),
        ]);
}
