//! Distances on the globe: two points in degrees in, kilometres out.
//!
//! Damascus to Homs is about 140 km.

/// Kilometres between two points (haversine on a sphere of 6,371 km).
pub(super) fn kilometres(from: (f64, f64), to: (f64, f64)) -> f64 {
    let (lat, lon) = (from.0.to_radians(), from.1.to_radians());
    let (lat2, lon2) = (to.0.to_radians(), to.1.to_radians());
    let half = ((lat2 - lat) / 2.0).sin().powi(2) + lat.cos() * lat2.cos() * ((lon2 - lon) / 2.0).sin().powi(2);
    2.0 * 6371.0 * half.sqrt().min(1.0).asin()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_distances() {
        let (damascus, homs) = ((33.51, 36.29), (34.73, 36.71));
        assert!((kilometres(damascus, homs) - 141.0).abs() < 3.0);
        assert!((kilometres((0.0, 179.5), (0.0, -179.5)) - 111.2).abs() < 1.0);
        assert!(kilometres(damascus, damascus) < 1e-9);
    }
}
