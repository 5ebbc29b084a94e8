using System.Globalization;
using System.Text;
using Seno.Core;
using Seno.Studies.Reports.Charts;
using Seno.Studies.Reports.Tables;

namespace Seno.Studies.Reports;

/// <summary>report.html: one file that needs nothing beside it and nothing from the network.</summary>
public static class HtmlReport
{
    public static void Write(string path, ReportContent content) => AtomicFile.WriteText(path, Render(content));

    internal static string Render(ReportContent content)
    {
        var html = new StringBuilder();
        html.Append(CultureInfo.InvariantCulture, $"<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>{Text(content.Title)}</title><style>{Style}</style></head>\n<body><main><h1>{Text(content.Title)}</h1>\n");
        AppendKeyFigures(html, content);
        AppendStatements(html, content);
        AppendShown(html, content);
        AppendCharts(html, "Distributions", content.ResultCharts);
        AppendMetrics(html, content);
        AppendSections(html, content);
        AppendCharts(html, "Training", content.TrainingCharts);
        AppendFacts(html, content);
        AppendCases(html, content);
        return html.Append(CultureInfo.InvariantCulture, $"</main><script>{Script}</script></body></html>\n").ToString();
    }

    private static void AppendKeyFigures(StringBuilder html, ReportContent content)
    {
        if (content.KeyFigures.Count == 0)
            return;
        html.Append("<div class=cards>");
        foreach (var (value, name, detail) in content.KeyFigures)
            html.Append(CultureInfo.InvariantCulture, $"<div><b>{Text(value)}</b><span>{Text(name)}</span><small>{Text(detail)}</small></div>");
        html.Append("</div>\n");
    }

    private static void AppendStatements(StringBuilder html, ReportContent content)
    {
        foreach (var (heading, sentences) in content.Statements)
        {
            html.Append(CultureInfo.InvariantCulture, $"<h2>{Text(heading)}</h2>\n");
            foreach (var sentence in sentences)
                html.Append(CultureInfo.InvariantCulture, $"<p>{Text(sentence)}</p>\n");
        }
    }

    private static void AppendFacts(StringBuilder html, ReportContent content)
    {
        if (content.Facts.Count == 0)
            return;
        html.Append(CultureInfo.InvariantCulture, $"<h2>{Text(content.FactsTitle)}</h2><dl>");
        foreach (var (name, value) in content.Facts)
            html.Append(CultureInfo.InvariantCulture, $"<div><dt>{Text(name)}</dt><dd>{Text(value)}</dd></div>");
        html.Append("</dl>\n");
    }

    private static void AppendMetrics(StringBuilder html, ReportContent content)
    {
        if (content.MetricsTable is not { } table)
            return;
        html.Append("<h2>Metrics</h2>\n");
        HtmlTable.Append(html, table);
    }

    private static void AppendSections(StringBuilder html, ReportContent content)
    {
        foreach (var section in content.Sections)
        {
            html.Append(CultureInfo.InvariantCulture, $"<h2>{Text(section.Title)}</h2>\n");
            foreach (var sentence in section.Text)
                html.Append(CultureInfo.InvariantCulture, $"<p>{Text(sentence)}</p>\n");
            if (section.Figures.Count > 0)
                html.Append("<div class=charts>\n").AppendJoin("", section.Figures.Select(figure => figure.Svg)).Append("</div>\n");
            foreach (var table in section.Tables)
            {
                if (section.Tables.Count > 1)
                    html.Append(CultureInfo.InvariantCulture, $"<h3>{Text(table.Title)}</h3>\n");
                HtmlTable.Append(html, table);
            }
        }
    }

    private static void AppendShown(StringBuilder html, ReportContent content)
    {
        if (content.Shown.Count == 0)
            return;
        html.Append(CultureInfo.InvariantCulture, $"<h2>Cases to look at</h2><p class=key><i style=\"background:{Palette.Reference}\"></i>reference{(content.Shown.Any(group => group.Cases.Any(shown => shown.Prediction is not null)) ? $" <i style=\"background:{Palette.Prediction}\"></i>prediction" : "")}</p>\n");
        foreach (var group in content.Shown)
        {
            html.Append(CultureInfo.InvariantCulture, $"<h3>{Text(group.Title)}</h3>{(group.Explanation.Length > 0 ? $"<p class=quiet>{Text(group.Explanation)}</p>" : "")}<div class=sheet>\n");
            foreach (var shown in group.Cases)
                html.Append(CultureInfo.InvariantCulture, $"<figure><img alt=\"{Text(shown.Id)}: {Text(shown.Caption)}\" src=\"data:image/png;base64,{Convert.ToBase64String(ContactSheet.RenderCase(shown))}\"><figcaption><b>{Text(shown.Id)}</b><br>{Text(shown.Caption)}</figcaption></figure>\n");
            html.Append("</div>\n");
        }
    }

    private static void AppendCharts(StringBuilder html, string heading, IReadOnlyList<NamedChart> charts)
    {
        var drawn = charts.Where(chart => !chart.Chart.IsEmpty).ToArray();
        if (drawn.Length == 0)
            return;
        html.Append(CultureInfo.InvariantCulture, $"<h2>{Text(heading)}</h2><div class=charts>\n");
        foreach (var chart in drawn)
            html.Append(ChartSvg.Draw(chart.Chart));
        html.Append("</div>\n");
    }

    private static void AppendCases(StringBuilder html, ReportContent content)
    {
        if (content.CasesTable is not { } table)
            return;
        html.Append("<h2>Every case</h2><p>Missed first, then false alarms, then the worst. Click a heading to sort.</p>\n");
        HtmlTable.Append(html, table);
    }

    private static string Text(string text) => MarkupText.Of(text);

    /// <summary>Three digits that matter: three decimals below 10, fewer above.</summary>
    internal static string Number(double value) => value switch
    {
        double.PositiveInfinity => "∞",
        double.NegativeInfinity => "−∞",
        double.NaN => "–",
        _ => value.ToString(Math.Abs(value) < 10 ? "0.000" : Math.Abs(value) < 100 ? "0.00" : "0.0", CultureInfo.InvariantCulture).Replace('-', '−'),
    };

    internal const string Style = """
        :root{color:#1f2933;background:#fff;font:15px/1.5 system-ui,"Segoe UI","Helvetica Neue","DejaVu Sans",Arial,sans-serif}*{box-sizing:border-box}
        main{max-width:1160px;margin:0 auto;padding:32px 24px 64px}
        h1{font-size:28px;line-height:1.2;margin:0 0 20px}h2{font-size:20px;margin:44px 0 10px}h3{font-size:16px;margin:24px 0 6px}p{margin:8px 0}.quiet,small{color:#52606d;font-weight:400}
        .cards{display:grid;grid-template-columns:repeat(auto-fit,minmax(230px,1fr));gap:16px}.cards div{padding:16px 20px;background:#f5f7fa;border-radius:8px}.cards b{display:block;font-size:34px;line-height:1.2;font-variant-numeric:tabular-nums}.cards span,.cards small{display:block}
        dl{display:grid;grid-template-columns:repeat(auto-fill,minmax(250px,1fr));gap:12px 24px;margin:0;padding:16px 20px;background:#f5f7fa;border-radius:8px}
        dt{font-size:12.5px;color:#52606d}dd{margin:0;overflow-wrap:anywhere}
        table{border-collapse:collapse;width:100%;font-size:14px}th,td{text-align:left;padding:6px 7px;border-bottom:1px solid #e4e7eb}
        th{font-weight:600;border-bottom:2px solid #9aa5b1;vertical-align:bottom}.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}th.n{white-space:normal}
        .sortable th{cursor:pointer;background:#fff;position:sticky;top:0}.sortable th:hover{background:#f5f7fa}
        th[aria-sort=ascending]::after{content:" ↑"}th[aria-sort=descending]::after{content:" ↓"}
        .wrong td{background:#fdf1e7}.key i{display:inline-block;width:22px;height:4px;border-radius:2px;margin:0 8px 3px 14px;vertical-align:middle}.key i:first-child{margin-left:0}
        .sheet{display:grid;grid-template-columns:repeat(auto-fill,minmax(300px,1fr));gap:20px}figure{margin:0}figure img{width:100%;height:auto;display:block;background:#000;border-radius:4px}
        figcaption{font-size:14px;margin-top:6px;overflow-wrap:anywhere}.charts{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(420px,100%),1fr));gap:24px}svg{width:100%;max-width:620px;height:auto}
        @media(max-width:1140px){.wide{overflow-x:auto}}@media(max-width:900px){main{padding:20px 14px 40px}}
        @media print{@page{size:A4;margin:12mm}:root{font-size:11px}main{max-width:none;padding:0}.sheet{grid-template-columns:repeat(3,1fr);gap:3mm}.sheet img{width:auto;max-width:100%;max-height:50mm}.charts{grid-template-columns:1fr 1fr}.cards b{font-size:24px}table{font-size:9px}th,td{padding:2px 4px}h2{margin:24px 0 6px}figure,svg,tr,.cards div,dl,table:not(.sortable){break-inside:avoid}h2,h3{break-after:avoid}.sortable th{position:static}*{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
        """;

    private const string Script = """
        document.querySelectorAll('.sortable').forEach(table=>table.querySelectorAll('th').forEach((th,column)=>th.addEventListener('click',()=>{
          const up=th.getAttribute('aria-sort')!=='ascending',body=table.tBodies[0];
          const key=row=>{const cell=row.cells[column];return 'v' in cell.dataset?Number(cell.dataset.v):cell.textContent};
          const order=(a,b)=>typeof a==='number'?(isNaN(a)-isNaN(b)||(a<b?-1:a>b?1:0)):a.localeCompare(b,undefined,{numeric:true});
          [...body.rows].sort((a,b)=>(up?1:-1)*order(key(a),key(b))).forEach(row=>body.append(row));
          table.querySelectorAll('th').forEach(other=>other.removeAttribute('aria-sort'));
          th.setAttribute('aria-sort',up?'ascending':'descending');
        })));
        """;
}
