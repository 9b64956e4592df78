-- Schema 6: an event that is only known to have been told by some day (`day_from` empty, `day_to` that day) has that day in the views of GDELT and POLECAT,
-- which know no such bounds. Readable by any SQLite from 3.37 on.

DROP VIEW gdelt_events;
DROP VIEW polecat_events;

-- The events in the shape of GDELT 2.0 (61 columns), one row for each pair of actor and recipient. GDELT has no status, so that events which are negated, planned, hypothetical
-- or denied are left out. Columns that GDELT fills from sources of its own (ethnic and religious codes, FIPS codes of places, tone) are empty.
CREATE VIEW gdelt_events AS
SELECT e.number * 1000000 + coalesce(a.place, 0) * 1000 + coalesce(r.place, 0) AS GLOBALEVENTID,
       replace(coalesce(e.day_from, e.day_to), '-', '') AS SQLDATE, substr(replace(coalesce(e.day_from, e.day_to), '-', ''), 1, 6) AS MonthYear, substr(coalesce(e.day_from, e.day_to), 1, 4) AS Year,
       round(substr(coalesce(e.day_from, e.day_to), 1, 4) + (substr(coalesce(e.day_from, e.day_to), 6, 2) * 30 + substr(coalesce(e.day_from, e.day_to), 9, 2)) / 365.0, 4) AS FractionDate,
       coalesce(a.code, '') AS Actor1Code, coalesce(a.name, '') AS Actor1Name, coalesce(a.country, '') AS Actor1CountryCode,
       '' AS Actor1KnownGroupCode, '' AS Actor1EthnicCode, '' AS Actor1Religion1Code, '' AS Actor1Religion2Code,
       coalesce(a.sector, '') AS Actor1Type1Code, '' AS Actor1Type2Code, '' AS Actor1Type3Code,
       coalesce(r.code, '') AS Actor2Code, coalesce(r.name, '') AS Actor2Name, coalesce(r.country, '') AS Actor2CountryCode,
       '' AS Actor2KnownGroupCode, '' AS Actor2EthnicCode, '' AS Actor2Religion1Code, '' AS Actor2Religion2Code,
       coalesce(r.sector, '') AS Actor2Type1Code, '' AS Actor2Type2Code, '' AS Actor2Type3Code,
       1 AS IsRootEvent, e.cameo AS EventCode, substr(e.cameo, 1, 3) AS EventBaseCode, substr(e.cameo, 1, 2) AS EventRootCode,
       CASE WHEN e.plover IN ('AGREE', 'CONSULT', 'SUPPORT', 'CONCEDE') THEN 1 WHEN e.plover IN ('COOPERATE', 'AID', 'RETREAT') THEN 2
            WHEN e.plover IN ('REQUEST', 'ACCUSE', 'REJECT', 'THREATEN') THEN 3 ELSE 4 END AS QuadClass,
       e.intensity AS GoldsteinScale, e.tellings AS NumMentions, e.outlets AS NumSources,
       (SELECT count(DISTINCT t.article) FROM telling t WHERE t.event = e.number) AS NumArticles, NULL AS AvgTone,
       NULL AS Actor1Geo_Type, '' AS Actor1Geo_FullName, '' AS Actor1Geo_CountryCode, '' AS Actor1Geo_ADM1Code,
       '' AS Actor1Geo_ADM2Code, NULL AS Actor1Geo_Lat, NULL AS Actor1Geo_Long, '' AS Actor1Geo_FeatureID,
       NULL AS Actor2Geo_Type, '' AS Actor2Geo_FullName, '' AS Actor2Geo_CountryCode, '' AS Actor2Geo_ADM1Code,
       '' AS Actor2Geo_ADM2Code, NULL AS Actor2Geo_Lat, NULL AS Actor2Geo_Long, '' AS Actor2Geo_FeatureID,
       CASE e.place_precision WHEN 'country' THEN 1 ELSE CASE WHEN e.place IS NULL THEN NULL ELSE 4 END END AS ActionGeo_Type, coalesce(e.place, '') AS ActionGeo_FullName,
       '' AS ActionGeo_CountryCode, '' AS ActionGeo_ADM1Code, '' AS ActionGeo_ADM2Code, e.lat AS ActionGeo_Lat, e.lon AS ActionGeo_Long,
       coalesce(e.geonames, '') AS ActionGeo_FeatureID, strftime('%Y%m%d%H%M%S', f.ingested) AS DATEADDED, coalesce(f.url, f.place) AS SOURCEURL
FROM crisis_event e
LEFT JOIN crisis_party a ON a.event = e.number AND a.role = 'actor'
LEFT JOIN crisis_party r ON r.event = e.number AND r.role = 'recipient'
LEFT JOIN article f ON f.number = (SELECT min(t.article) FROM telling t WHERE t.event = e.number)
WHERE e.occurrence = 'actual' AND e.stance <> 'denied' AND coalesce(e.day_from, e.day_to) GLOB '[0-9]*';

-- The same events in the shape of POLECAT's public files (40 columns), one row an event; lists are separated by `; `.
CREATE VIEW polecat_events AS
SELECT 'v' || e.number AS "Event ID", coalesce(e.day_from, e.day_to) AS "Event Date", e.plover AS "Event Type", e.mode AS "Event Mode", e.intensity AS "Intensity",
       CASE WHEN e.plover IN ('AGREE', 'CONSULT', 'SUPPORT', 'CONCEDE') THEN 'VERBAL COOPERATION' WHEN e.plover IN ('COOPERATE', 'AID', 'RETREAT') THEN 'MATERIAL COOPERATION'
            WHEN e.plover IN ('REQUEST', 'ACCUSE', 'REJECT', 'THREATEN') THEN 'VERBAL CONFLICT' ELSE 'MATERIAL CONFLICT' END AS "Quad Code", NULL AS "Contexts",
       (SELECT group_concat(name, '; ') FROM crisis_party p WHERE p.event = e.number AND p.role = 'actor') AS "Actor Name",
       (SELECT group_concat(country, '; ') FROM crisis_party p WHERE p.event = e.number AND p.role = 'actor') AS "Actor Country", NULL AS "Actor COW",
       (SELECT sector FROM crisis_party p WHERE p.event = e.number AND p.role = 'actor' ORDER BY place LIMIT 1) AS "Primary Actor Sector",
       (SELECT group_concat(sector, '; ') FROM crisis_party p WHERE p.event = e.number AND p.role = 'actor') AS "Actor Sectors", NULL AS "Actor Title",
       NULL AS "Actor Name Raw", NULL AS "Wikipedia Actor ID",
       (SELECT group_concat(name, '; ') FROM crisis_party p WHERE p.event = e.number AND p.role = 'recipient') AS "Recipient Name",
       (SELECT group_concat(country, '; ') FROM crisis_party p WHERE p.event = e.number AND p.role = 'recipient') AS "Recipient Country", NULL AS "Recipient COW",
       (SELECT sector FROM crisis_party p WHERE p.event = e.number AND p.role = 'recipient' ORDER BY place LIMIT 1) AS "Primary Recipient Sector",
       (SELECT group_concat(sector, '; ') FROM crisis_party p WHERE p.event = e.number AND p.role = 'recipient') AS "Recipient Sectors", NULL AS "Recipient Title",
       NULL AS "Recipient Name Raw", NULL AS "Wikipedia Recipient ID",
       e.place AS "Placename", CASE e.place_precision WHEN 'city' THEN e.place END AS "City", NULL AS "District", NULL AS "Province", e.place_country AS "Country",
       e.lat AS "Latitude", e.lon AS "Longitude", e.geonames AS "GeoNames ID", NULL AS "Raw Placename", NULL AS "Feature Type",
       f.outlet AS "Source", f.published_from AS "Publication Date", NULL AS "Story People", NULL AS "Story Organizations", NULL AS "Story Locations",
       f.language AS "Language", c.program || '/' || c.ontology AS "Version"
FROM crisis_event e
LEFT JOIN article f ON f.number = (SELECT min(t.article) FROM telling t WHERE t.event = e.number)
LEFT JOIN settled s ON s.id = 1 LEFT JOIN coder c ON c.number = s.coder
WHERE e.occurrence = 'actual' AND e.stance <> 'denied' AND coalesce(e.day_from, e.day_to) GLOB '[0-9]*';

-- Days are told anew.
UPDATE settled SET fresh = 0, form = '';
