using System.Globalization;
using System.Net;
using System.Text;
using Seno.Core;

namespace Seno.Studies.Reports;

/// <summary>report.html: one file that needs nothing beside it and nothing from the network.</summary>
public static class HtmlReport
{
    public static void Write(string path, ReportContent content) => AtomicFile.WriteText(path, Render(content));

    internal static string Render(ReportContent content)
    {
        var html = new StringBuilder();
        html.Append(CultureInfo.InvariantCulture, $"<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>{Text(content.Title)}</title><style>{Style}</style></head>\n<body><main><h1>{Text(content.Title)}</h1>\n");
        AppendFacts(html, content);
        AppendSummary(html, content);
        AppendShown(html, content);
        AppendCurves(html, content);
        AppendCases(html, content);
        return html.Append(CultureInfo.InvariantCulture, $"</main><script>{Script}</script></body></html>\n").ToString();
    }

    private static void AppendFacts(StringBuilder html, ReportContent content)
    {
        if (content.Facts.Count == 0)
            return;
        html.Append("<dl>");
        foreach (var (name, value) in content.Facts)
            html.Append(CultureInfo.InvariantCulture, $"<div><dt>{Text(name)}</dt><dd>{Text(value)}</dd></div>");
        html.Append("</dl>\n");
    }

    private static void AppendSummary(StringBuilder html, ReportContent content)
    {
        if (content.Summary.Count == 0)
            return;
        html.Append("<h2>Results</h2><table><thead><tr><th>Label<th>Metric<th class=n>Mean<th class=n>95 % CI of the mean<th class=n>Median<th class=n>SD<th class=n>N</tr></thead><tbody>\n");
        foreach (var row in content.Summary)
            html.Append(CultureInfo.InvariantCulture, $"<tr><td>{Text(row.Label)}<td>{Text(row.Metric)}{(row.Unit.Length > 0 ? $" <small>{Text(row.Unit)}</small>" : "")}<td class=n><b>{Number(row.Mean)}</b><td class=n>{Number(row.Low)} to {Number(row.High)}<td class=n>{Number(row.Median)}<td class=n>{Number(row.Std)}<td class=n>{row.N}</tr>\n");
        html.Append(CultureInfo.InvariantCulture, $"</tbody></table><p><b>{content.Missed}</b> missed, <b>{content.FalseAlarms}</b> false {(content.FalseAlarms == 1 ? "alarm" : "alarms")}. Missed means that no predicted voxel touches the lesion: overlap 0, conformity −∞, and, where nothing was predicted, the image’s diagonal as distance.</p>\n");
    }

    private static void AppendShown(StringBuilder html, ReportContent content)
    {
        if (content.Shown.Count == 0)
            return;
        html.Append(CultureInfo.InvariantCulture, $"<h2>Examples</h2><p class=key><i style=\"background:{Palette.Reference}\"></i>reference <i style=\"background:{Palette.Prediction}\"></i>prediction</p><div class=sheet>\n");
        foreach (var shown in content.Shown)
            html.Append(CultureInfo.InvariantCulture, $"<figure><img alt=\"{Text(shown.Id)}: {Text(shown.Caption)}\" src=\"data:image/png;base64,{Convert.ToBase64String(ContactSheet.RenderCase(shown))}\"><figcaption><b>{Text(shown.Id)}</b><br>{Text(shown.Caption)}</figcaption></figure>\n");
        html.Append("</div>\n");
    }

    private static void AppendCurves(StringBuilder html, ReportContent content)
    {
        if (content.Curves.Count == 0)
            return;
        html.Append("<h2>Training</h2><p class=key>");
        for (var i = 0; i < content.Curves.Count; i++)
            html.Append(CultureInfo.InvariantCulture, $"<i style=\"background:{Palette.Of(i)}\"></i>{Text(content.Curves[i].Fold)} ");
        html.Append(CultureInfo.InvariantCulture, $"</p><div class=curves>{CurveFigure.LossSvg(content.Curves)}{CurveFigure.PseudoDiceSvg(content.Curves)}</div>\n");
    }

    private static void AppendCases(StringBuilder html, ReportContent content)
    {
        if (content.Cases.Count == 0)
            return;
        var unit = Text(content.DistanceUnit);
        html.Append(CultureInfo.InvariantCulture, $"<h2>Cases</h2><p>Missed first, then the worst. Click a heading to sort.</p><table id=cases><thead><tr><th>Case<th>Label<th class=n>DSC<th class=n>IoU<th class=n>Conformity<th class=n>Sensitivity<th class=n>Precision<th class=n>HD95 <small>{unit}</small><th class=n>ASSD <small>{unit}</small><th>Missed</tr></thead><tbody>\n");
        foreach (var row in content.Cases.OrderByDescending(row => row.Missed).ThenBy(row => row.Dsc).ThenBy(row => row.Id, StringComparer.Ordinal))
        {
            html.Append(CultureInfo.InvariantCulture, $"<tr{(row.Missed ? " class=missed" : "")}><td>{Text(row.Id)}<td>{Text(row.Label)}");
            foreach (var value in new[] { row.Dsc, row.Iou, row.Conformity, row.Sensitivity, row.Precision, row.Hd95, row.Assd })
                html.Append(CultureInfo.InvariantCulture, $"<td class=n data-v=\"{Exact(value)}\">{Number(value)}");
            html.Append(CultureInfo.InvariantCulture, $"<td>{(row.Missed ? "missed" : "")}</tr>\n");
        }
        html.Append("</tbody></table>\n");
    }

    private static string Text(string text) => WebUtility.HtmlEncode(text);

    /// <summary>Three digits that matter: three decimals below 10, fewer above.</summary>
    private static string Number(double value) => value switch
    {
        double.PositiveInfinity => "∞",
        double.NegativeInfinity => "−∞",
        double.NaN => "–",
        _ => value.ToString(Math.Abs(value) < 10 ? "0.000" : Math.Abs(value) < 100 ? "0.00" : "0.0", CultureInfo.InvariantCulture).Replace('-', '−'),
    };

    /// <summary>As JavaScript reads it.</summary>
    private static string Exact(double value) =>
        double.IsInfinity(value) ? value > 0 ? "Infinity" : "-Infinity" : value.ToString("R", CultureInfo.InvariantCulture);

    private const string Style = """
        :root{color:#1f2933;background:#fff;font:15px/1.5 system-ui,"Segoe UI","Helvetica Neue",Arial,sans-serif}
        main{max-width:1100px;margin:0 auto;padding:32px 24px 64px}
        h1{font-size:28px;line-height:1.2;margin:0 0 20px}h2{font-size:19px;margin:40px 0 10px}p{margin:8px 0}
        dl{display:grid;grid-template-columns:repeat(auto-fill,minmax(230px,1fr));gap:12px 24px;margin:0;padding:16px 20px;background:#f5f7fa;border-radius:8px}
        dt{font-size:12.5px;color:#52606d}dd{margin:0;overflow-wrap:anywhere}
        table{border-collapse:collapse;width:100%;font-size:14px}th,td{text-align:left;padding:6px 10px;border-bottom:1px solid #e4e7eb}
        th{font-weight:600;border-bottom:2px solid #9aa5b1;white-space:nowrap}.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
        small{color:#52606d;font-weight:400}#cases th{cursor:pointer;background:#fff;position:sticky;top:0}#cases th:hover{background:#f5f7fa}
        th[aria-sort=ascending]::after{content:" ↑"}th[aria-sort=descending]::after{content:" ↓"}
        .missed td{background:#fdf1e7}.key i{display:inline-block;width:22px;height:4px;border-radius:2px;margin:0 8px 3px 14px;vertical-align:middle}.key i:first-child{margin-left:0}
        .sheet{display:grid;grid-template-columns:repeat(auto-fill,minmax(300px,1fr));gap:20px}figure{margin:0}figure img{width:100%;height:auto;display:block;background:#000;border-radius:4px}
        figcaption{font-size:14px;margin-top:6px}.curves{display:grid;grid-template-columns:repeat(auto-fit,minmax(420px,1fr));gap:24px}svg{width:100%;height:auto;font-family:inherit}
        @media print{main{max-width:none;padding:0}figure,svg,tr{break-inside:avoid}}
        """;

    private const string Script = """
        document.querySelectorAll('#cases th').forEach((th,column)=>th.addEventListener('click',()=>{
          const up=th.getAttribute('aria-sort')!=='ascending',body=document.querySelector('#cases tbody');
          const key=row=>{const cell=row.cells[column];return 'v' in cell.dataset?Number(cell.dataset.v):cell.textContent};
          const order=(a,b)=>typeof a==='number'?(isNaN(a)-isNaN(b)||(a<b?-1:a>b?1:0)):a.localeCompare(b,undefined,{numeric:true});
          [...body.rows].sort((a,b)=>(up?1:-1)*order(key(a),key(b))).forEach(row=>body.append(row));
          document.querySelectorAll('#cases th').forEach(other=>other.removeAttribute('aria-sort'));
          th.setAttribute('aria-sort',up?'ascending':'descending');
        }));
        """;
}
