//! The title and the byline: what was declared, what the text has, and what of either is the outlet's name.
//!
//! "Kremlin offers to mediate | The Example Post" over a report that begins "Kremlin offers to mediate": the rest is the outlet.

/// A title, and the outlet that its end may name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Title {
    /// The title.
    pub(crate) text: Option<String>,
    /// The outlet.
    pub(crate) outlet: Option<String>,
}

/// Settles the title from the declared one and the headline of the text.
pub(crate) fn settle(declared: Option<&str>, headline: Option<&str>) -> Title {
    let declared =
        declared.map(|title| title.split_whitespace().collect::<Vec<_>>().join(" ")).filter(|title| !title.is_empty());
    let (Some(declared), Some(headline)) = (&declared, headline) else {
        return Title { text: declared.or_else(|| headline.map(str::to_owned)), outlet: None };
    };
    let outlet = site_name(declared).filter(|(title, _)| super::fold(title) == super::fold(headline));
    match outlet {
        Some((title, name)) => Title { text: Some(title.to_owned()), outlet: Some(name.to_owned()) },
        None => Title { text: Some(declared.clone()), outlet: None },
    }
}

/// The title without, and the name of, the site behind its last bar or dash.
fn site_name(title: &str) -> Option<(&str, &str)> {
    let bar = [" | ", " - ", " – ", " — ", " :: "]
        .iter()
        .filter_map(|bar| title.rfind(bar).map(|at| (at, bar.len())))
        .max()?;
    let (text, name) = (title.get(..bar.0)?, title.get(bar.0 + bar.1..)?);
    (name.split_whitespace().count() <= 5 && !name.is_empty()).then_some((text, name))
}

/// The author and the outlet of a byline: "By Jane Roe, The Example Post".
pub(crate) fn byline(line: &str) -> Option<(String, Option<String>)> {
    let names = ["By ", "by ", "BY ", "Written by "].iter().find_map(|by| line.strip_prefix(by))?;
    let (name, outlet) = match names.split_once([',', '|']) {
        Some((name, outlet)) => (name.trim(), Some(outlet.trim())),
        None => (names.trim(), None),
    };
    let outlet =
        outlet.filter(|outlet| outlet.split_whitespace().count() <= 5 && !outlet.is_empty() && !outlet.contains(','));
    (!name.is_empty()).then(|| (name.to_owned(), outlet.map(str::to_owned)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_site_behind_the_title_is_the_outlet() {
        let title = settle(Some("Kremlin offers to mediate | The Example Post"), Some("Kremlin offers to mediate"));
        assert_eq!(title.text.as_deref(), Some("Kremlin offers to mediate"));
        assert_eq!(title.outlet.as_deref(), Some("The Example Post"));
    }

    #[test]
    fn a_dash_in_a_headline_is_none() {
        let title = settle(Some("Iran - Israel war enters fifth day"), Some("Iran - Israel war enters fifth day"));
        assert_eq!(title, Title { text: Some("Iran - Israel war enters fifth day".to_owned()), outlet: None });
    }

    #[test]
    fn bylines_name_author_and_outlet() {
        assert_eq!(
            byline("By Jane Roe, The Example Post"),
            Some(("Jane Roe".to_owned(), Some("The Example Post".to_owned())))
        );
        assert_eq!(byline("Reporting by Jane Roe"), None);
    }
}
