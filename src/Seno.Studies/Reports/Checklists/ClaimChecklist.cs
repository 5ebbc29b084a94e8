namespace Seno.Studies.Reports.Checklists;

/// <summary>The Checklist for Artificial Intelligence in Medical Imaging, its 42 items of 2020 and what the update of 2024 adds.</summary>
internal static class ClaimChecklist
{
    public static Checklist Table { get; } = new(
        "CLAIM",
        "Topics in our words. Items 1 to 42 of Mongan, Moy and Kahn, Radiology: Artificial Intelligence 2, 2020; where the update of Tejani et al., Radiology: Artificial Intelligence 6, 2024 (44 items, reference standard for ground truth) numbers an item otherwise or adds one, its number follows. The numbers of 2024 are from summaries, not compared with the published table: submit the journal’s own form.",
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
                new("2024: 13", "How the images were acquired", DataFacts.Acquisition, "Manufacturer, model, protocol, dose or field strength, contrast agent, voxel size."),
                new("11 (2020 only)", "Definitions of the data elements", DataFacts.Elements, "What each label and each column of cases.csv means, by a common vocabulary where there is one."),
                new("12 (2024: 11)", "De-identification", "How the images and tables were de-identified."),
                new("13 (2024: 12)", "Missing data", DataFacts.Missing, "Examinations that were lost or unusable before the data set was made, and why."),
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
                new("19 (2024: 21)", "Intended sample size, and how it was determined", DesignFacts.SampleSize, "The calculation ('seno power' makes one), or that the cohort was all there was."),
                new("20 (2024: 19)", "How cases were assigned to partitions", PartitionFacts.Assignment, "How partitions that Seno did not make were made."),
                new("21 (2024: 20)", "The level at which partitions are disjoint (patient, study, image)", PartitionFacts.Level, "Which cases are of one patient: the column 'patient' of cases.csv."),
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
                new("2024: 32", "Test on data from the same source", ResultFacts.Internal, "Results on cases that took no part in training."),
                new("32 (2024: 33)", "Test on data from elsewhere", ResultFacts.External, "Results on patients of another hospital; or, among the limitations, that there are none."),
            ]),
            new("Results",
            [
                new("33 (2024: 35)", "Flow of cases from those found to those analysed", PartitionFacts.Flow, "The steps before the data set, with counts, as a flow diagram."),
                new("34 (2024: 36)", "Demographic and clinical characteristics of each partition", PartitionFacts.Characteristics, "Age, sex, lesion types, sizes and stages by partition."),
                new("35 (2024: 37)", "Performance on every partition", ResultFacts.Partitions, "Results on the partitions that are not listed; a table of them."),
                new("36 (2024: 38)", "Estimates of accuracy, with their precision", ResultFacts.Estimates, "The results with 95 % intervals."),
                new("37 (2024: 39)", "Analysis of failures", ResultFacts.Failures, "What the failures have in common, with pictures, and what they would cost a patient."),
            ]),
            new("Discussion and other information",
            [
                new("38 (2024: 40)", "Limitations: bias, uncertainty, generality", ResultFacts.Limits, "The limitations."),
                new("39 (2024: 41)", "What follows for practice, the intended use", "Consequences, and what must be shown before any use on patients."),
                new("40 (2024: 34)", "Registration", DesignFacts.Registration, "Number and name of the register; or that the study was not registered."),
                new("41 (2024: 42)", "Where the full protocol can be read", DesignFacts.Protocol, "A link to the protocol."),
                new("2024: 43", "Availability of software, model and data", DesignFacts.Availability, "Where each can be had and under which conditions, or why not."),
                new("42 (2024: 44)", "Funding, and the funders’ part", "Sources of money and support, and what the funders had to say in the work."),
            ]),
        ]);
}
