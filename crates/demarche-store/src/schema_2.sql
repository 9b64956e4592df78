-- Schema 2: what is found across reports is kept. Everything below `digest` is derived from the reports: `demarche ingest` writes it when all reports are in
-- ("settles" the store), and whoever opens a store that was cut off before that settles it first. Readable by any SQLite from 3.37 on.

ALTER TABLE statement ADD COLUMN day TEXT;  -- the day it was said, else the day of publication: what statements are sorted by
UPDATE statement SET day = coalesce(said_from, (SELECT published_from FROM article WHERE number = statement.article));
CREATE INDEX statement_by_day ON statement (day);
ALTER TABLE event ADD COLUMN day TEXT;      -- the day it happened, else the day of publication
UPDATE event SET day = coalesce(day_from, (SELECT published_from FROM article WHERE number = event.article));
CREATE INDEX event_by_day ON event (day);

CREATE INDEX statement_by_speaker ON statement (speaker);
CREATE INDEX article_current ON article (published_from) WHERE superseded IS NULL;
CREATE INDEX article_earlier ON article (superseded) WHERE superseded IS NOT NULL;
CREATE INDEX article_by_outlet ON article (outlet);

CREATE TABLE digest (                       -- what work across reports needs of a report; internal, made again from `record` where `form` is not the program's
  article INTEGER PRIMARY KEY REFERENCES article,
  form    TEXT NOT NULL,
  facts   BLOB NOT NULL,
  sketch  BLOB NOT NULL
) STRICT;

CREATE TABLE settled (                      -- one row: whether the tables below are those of the reports above
  id      INTEGER PRIMARY KEY CHECK (id = 1),
  fresh   INTEGER NOT NULL,                 -- 0: reports came or went since
  form    TEXT NOT NULL,                    -- by which algorithms and word lists
  coder   INTEGER REFERENCES coder,         -- by which program
  settled TEXT                              -- when (UTC)
) STRICT;
INSERT INTO settled VALUES (1, 0, '', NULL, NULL);

CREATE TABLE kinship (                      -- what a report is to others; earlier versions of a report are not in it
  article     INTEGER PRIMARY KEY REFERENCES article,
  story       INTEGER NOT NULL,             -- 1 is t1
  copy_of     INTEGER REFERENCES article,   -- the earlier report that it was taken from
  copy_whole  INTEGER,                      -- 1: a reprint; 0: passages
  copy_shared REAL                          -- share of its five-word runs that stand there
) STRICT;
CREATE INDEX kinship_by_story ON kinship (story);

CREATE TABLE crisis_event (                 -- an event, told once or often
  number      INTEGER PRIMARY KEY,          -- 1 is v1
  what        TEXT,                         -- one neutral line
  lane        TEXT,                         -- kinetic, diplomatic, mediation, humanitarian, legal
  plover      TEXT,
  mode        TEXT,
  cameo       TEXT,
  intensity   REAL,
  day_from    TEXT,
  day_to      TEXT,
  place       TEXT,
  place_country TEXT,
  lat         REAL,
  lon         REAL,
  geonames    INTEGER,
  place_precision TEXT,                     -- city, region, country, …
  occurrence  TEXT,                         -- of the event as a whole
  stance      TEXT,
  disputed    INTEGER NOT NULL,             -- 1: some tell what others deny
  tellings    INTEGER NOT NULL,
  outlets     INTEGER NOT NULL,
  origins     INTEGER NOT NULL,             -- independent voices
  published_first TEXT,                     -- publication of its first and last telling
  published_last  TEXT
) STRICT;
CREATE INDEX crisis_event_by_day ON crisis_event (day_from);

CREATE TABLE crisis_party (                 -- who does it, and to whom
  event   INTEGER NOT NULL REFERENCES crisis_event,
  role    TEXT NOT NULL CHECK (role IN ('actor', 'recipient')),
  place   INTEGER NOT NULL,                 -- 1 is the first named
  name    TEXT NOT NULL,
  actor   TEXT,                             -- id in the list of actors
  code    TEXT,
  country TEXT,                             -- ISO 3166-1 alpha-3
  sector  TEXT,                             -- PLOVER
  PRIMARY KEY (event, role, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE telling (                      -- which events of reports (table `event`) tell it
  event   INTEGER NOT NULL REFERENCES crisis_event,
  article INTEGER NOT NULL REFERENCES article,
  number  INTEGER NOT NULL,
  PRIMARY KEY (event, article, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX telling_by_article ON telling (article, number);

CREATE TABLE origin (                       -- independent voices that tell it, and the reports that carry each
  event   INTEGER NOT NULL REFERENCES crisis_event,
  name    TEXT NOT NULL,
  kind    TEXT NOT NULL,                    -- outlet, agency, official, unnamed
  article INTEGER NOT NULL REFERENCES article,
  PRIMARY KEY (event, name, article)
) STRICT, WITHOUT ROWID;

CREATE TABLE hedge_lost (                   -- reports that print as fact what their source attributes
  article   INTEGER NOT NULL REFERENCES article,
  origin    INTEGER NOT NULL REFERENCES article,
  statement INTEGER NOT NULL,               -- of the origin
  PRIMARY KEY (article, origin, statement)
) STRICT, WITHOUT ROWID;

CREATE TABLE party (                        -- everybody whom a row of `answer` names
  number  INTEGER PRIMARY KEY,
  name    TEXT NOT NULL,
  actor   TEXT NOT NULL,                    -- '' where there is none; so for the others
  code    TEXT NOT NULL,
  country TEXT NOT NULL,
  sector  TEXT NOT NULL,
  UNIQUE (name, actor, code, country, sector)
) STRICT;

CREATE TABLE answer (                       -- rows of `demarche-answers/1` as they are printed, beside what they are found by
  id      INTEGER PRIMARY KEY,              -- kind and number within it
  kind    TEXT NOT NULL,                    -- timeline, claims, mediation, …: the verb
  event   INTEGER,                          -- crisis_event.number
  day     TEXT NOT NULL,                    -- first day; '~' where it is not known
  day_to  TEXT,
  status  TEXT,                             -- position, state, stance of the row itself
  origins INTEGER,                          -- of its event
  marks   TEXT NOT NULL,                    -- its status, and occurrence, stance and `disputed` of its event, each between blanks
  article INTEGER REFERENCES article,       -- the first report whose words it shows
  published_first TEXT,                     -- first and last publication of what it rests on
  published_last  TEXT,
  hash    INTEGER NOT NULL,                 -- of all the others: tells what changed when a store is settled again
  json    TEXT NOT NULL
) STRICT;
CREATE INDEX answer_by_day ON answer (kind, day, origins, marks);
CREATE INDEX answer_by_event ON answer (event, kind) WHERE event IS NOT NULL;
CREATE INDEX answer_by_article ON answer (article);

CREATE TABLE answer_party (
  answer INTEGER NOT NULL REFERENCES answer,
  party  INTEGER NOT NULL REFERENCES party,
  PRIMARY KEY (answer, party)
) STRICT, WITHOUT ROWID;
CREATE INDEX answer_by_party ON answer_party (party, answer);

CREATE TABLE forgotten (                    -- reports that were taken out on request; no word of them is kept
  id         TEXT PRIMARY KEY,              -- hash of place and raw body, by which the report is passed over when it comes again
  reason     TEXT NOT NULL,
  forgotten  TEXT NOT NULL,                 -- when (UTC)
  statements INTEGER NOT NULL,
  events     INTEGER NOT NULL
) STRICT;

CREATE VIEW claims_flat AS
SELECT 'v' || w.event AS event, json_extract(w.json, '$.party.name') AS party, json_extract(w.json, '$.party.country') AS country, w.status AS position,
       json_extract(w.json, '$.word') AS word, nullif(w.day, '~') AS said_on, json_extract(w.json, '$.evidence.text') AS evidence, a.id AS article, a.outlet,
       a.published_from AS published
FROM answer w JOIN article a ON a.number = w.article WHERE w.kind = 'claims';

CREATE VIEW numbers_flat AS
SELECT 'v' || w.event AS event, json_extract(w.json, '$.kind') AS kind, json_extract(w.json, '$.min') AS min, json_extract(w.json, '$.max') AS max,
       json_extract(w.json, '$.claimant.name') AS claimant, nullif(w.day, '~') AS day, json_extract(w.json, '$.evidence.text') AS evidence, a.id AS article,
       a.outlet, a.published_from AS published
FROM answer w JOIN article a ON a.number = w.article WHERE w.kind = 'numbers';

-- The events in the shape of GDELT 2.0 (61 columns), one row for each pair of actor and recipient. GDELT has no status, so that events which are negated, planned, hypothetical
-- or denied are left out. Columns that GDELT fills from sources of its own (ethnic and religious codes, FIPS codes of places, tone) are empty.
CREATE VIEW gdelt_events AS
SELECT e.number * 1000000 + coalesce(a.place, 0) * 1000 + coalesce(r.place, 0) AS GLOBALEVENTID,
       replace(e.day_from, '-', '') AS SQLDATE, substr(replace(e.day_from, '-', ''), 1, 6) AS MonthYear, substr(e.day_from, 1, 4) AS Year,
       round(substr(e.day_from, 1, 4) + (substr(e.day_from, 6, 2) * 30 + substr(e.day_from, 9, 2)) / 365.0, 4) AS FractionDate,
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
WHERE e.occurrence = 'actual' AND e.stance <> 'denied' AND e.day_from GLOB '[0-9]*';

-- The same events in the shape of POLECAT's public files (40 columns), one row an event; lists are separated by `; `.
CREATE VIEW polecat_events AS
SELECT 'v' || e.number AS "Event ID", e.day_from AS "Event Date", e.plover AS "Event Type", e.mode AS "Event Mode", e.intensity AS "Intensity",
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
WHERE e.occurrence = 'actual' AND e.stance <> 'denied' AND e.day_from GLOB '[0-9]*';
