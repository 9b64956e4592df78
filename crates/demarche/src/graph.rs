//! A network as a graph: rows of `network` in, GraphML or GEXF out, for Gephi, igraph, networkx.
//!
//! "Iran → Israel, 12 events, -87.5" is an edge from IRN to ISR with those numbers.

use serde_json::Value;
use std::collections::BTreeSet;
use std::fmt::Write;

/// Numbers of an edge: name in the row, type.
const NUMBERS: &[(&str, &str)] = &[
    ("count", "int"),
    ("verbal_cooperation", "int"),
    ("material_cooperation", "int"),
    ("verbal_conflict", "int"),
    ("material_conflict", "int"),
    ("goldstein", "double"),
    ("origins", "int"),
];

/// The network as GraphML.
pub(crate) fn graphml(rows: &[Value]) -> String {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n",
    );
    for (name, kind) in NUMBERS {
        let _ = writeln!(out, "  <key id=\"{name}\" for=\"edge\" attr.name=\"{name}\" attr.type=\"{kind}\"/>");
    }
    out.push_str("  <graph edgedefault=\"directed\">\n");
    for node in nodes(rows) {
        let _ = writeln!(out, "    <node id=\"{}\"/>", escaped(node));
    }
    for (number, row) in rows.iter().enumerate() {
        let _ = writeln!(
            out,
            "    <edge id=\"e{number}\" source=\"{}\" target=\"{}\">",
            escaped(text(row, "actor")),
            escaped(text(row, "recipient"))
        );
        for (name, _) in NUMBERS {
            let _ = writeln!(out, "      <data key=\"{name}\">{}</data>", row.get(*name).unwrap_or(&Value::Null));
        }
        out.push_str("    </edge>\n");
    }
    out.push_str("  </graph>\n</graphml>\n");
    out
}

/// The network as GEXF 1.3.
pub(crate) fn gexf(rows: &[Value]) -> String {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<gexf xmlns=\"http://gexf.net/1.3\" version=\"1.3\">\n  <graph defaultedgetype=\"directed\">\n    <attributes class=\"edge\">\n",
    );
    for (name, kind) in NUMBERS {
        let kind = if *kind == "int" { "integer" } else { kind };
        let _ = writeln!(out, "      <attribute id=\"{name}\" title=\"{name}\" type=\"{kind}\"/>");
    }
    out.push_str("    </attributes>\n    <nodes>\n");
    for node in nodes(rows) {
        let _ = writeln!(out, "      <node id=\"{0}\" label=\"{0}\"/>", escaped(node));
    }
    out.push_str("    </nodes>\n    <edges>\n");
    for (number, row) in rows.iter().enumerate() {
        let weight = row.get("count").unwrap_or(&Value::Null);
        let _ = writeln!(
            out,
            "      <edge id=\"{number}\" source=\"{}\" target=\"{}\" weight=\"{weight}\">\n        <attvalues>",
            escaped(text(row, "actor")),
            escaped(text(row, "recipient"))
        );
        for (name, _) in NUMBERS {
            let _ = writeln!(
                out,
                "          <attvalue for=\"{name}\" value=\"{}\"/>",
                row.get(*name).unwrap_or(&Value::Null)
            );
        }
        out.push_str("        </attvalues>\n      </edge>\n");
    }
    out.push_str("    </edges>\n  </graph>\n</gexf>\n");
    out
}

fn text<'a>(row: &'a Value, name: &str) -> &'a str {
    row.get(name).and_then(Value::as_str).unwrap_or_default()
}

fn nodes(rows: &[Value]) -> BTreeSet<&str> {
    rows.iter().flat_map(|row| [text(row, "actor"), text(row, "recipient")]).collect()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn names_cannot_break_the_graph() {
        let rows = [json!({"actor": "A & \"B\"", "recipient": "OST", "count": 2, "goldstein": -3.5})];
        for graph in [graphml(&rows), gexf(&rows)] {
            assert!(graph.contains("A &amp; &quot;B&quot;") && graph.contains("-3.5"), "{graph}");
            assert_eq!(graph.matches("<node id").count(), 2);
        }
    }
}
