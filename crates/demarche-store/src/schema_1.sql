-- The store, schema 1. Readable by any SQLite from 3.37 on: Python's sqlite3, R's RSQLite, DuckDB's sqlite extension.
-- Days are ISO text (2025-06-17; --04-18 where the year is not known). Spans are code points into article.text.

CREATE TABLE coder (                       -- what made the records: a row for each combination of versions that was ever used
  number   INTEGER PRIMARY KEY,
  program  TEXT NOT NULL,                  -- version of demarche
  lexicon  TEXT NOT NULL,                  -- hash of the word lists
  ontology TEXT NOT NULL,                  -- version of the event types
  UNIQUE (program, lexicon, ontology)
) STRICT;

CREATE TABLE article (                     -- a report, one row for each version of its text
  number       INTEGER PRIMARY KEY,        -- order of arrival
  id           TEXT NOT NULL UNIQUE,       -- hash of place and raw body
  place        TEXT NOT NULL,              -- the key that its container gave, or where it came from: the same for all versions
  key          TEXT,
  origin       TEXT NOT NULL,
  outlet       TEXT,
  outlet_country TEXT,
  title        TEXT,
  url          TEXT,
  language     TEXT,
  published_from TEXT,
  published_to TEXT,
  text         TEXT NOT NULL,              -- the clean text
  text_hash    TEXT NOT NULL,              -- for `demarche verify`
  source       BLOB NOT NULL,              -- the report as it came, deflated: what `demarche recode` reads again
  ingested     TEXT NOT NULL,              -- when this store learned of it (UTC)
  superseded   INTEGER REFERENCES article, -- the later version, if there is one
  coder        INTEGER NOT NULL REFERENCES coder
) STRICT;
CREATE INDEX article_by_place ON article (place);
CREATE INDEX article_by_day ON article (published_from);

CREATE TABLE record (                      -- what a report says, as `demarche-record/1`, deflated
  article INTEGER PRIMARY KEY REFERENCES article,
  json    BLOB NOT NULL
) STRICT;

CREATE VIRTUAL TABLE article_text USING fts5 (
  title, text, content = 'article', content_rowid = 'number', tokenize = 'porter unicode61 remove_diacritics 2'
);

CREATE TABLE statement (
  article   INTEGER NOT NULL REFERENCES article,
  number    INTEGER NOT NULL,              -- 1 is s1
  speaker   TEXT,                          -- neutral name
  speaker_actor TEXT,
  speaker_country TEXT,
  speaker_sector TEXT,
  speaker_ground TEXT NOT NULL,
  cue       TEXT,
  form      TEXT NOT NULL,
  position  TEXT NOT NULL,
  negated   INTEGER NOT NULL,
  hedged    INTEGER NOT NULL,
  addressees TEXT NOT NULL,                -- codes, separated by blanks
  channel   TEXT,
  said_from TEXT,
  said_to   TEXT,
  inside    INTEGER,
  cut_short INTEGER NOT NULL,
  content   TEXT NOT NULL,
  first     INTEGER NOT NULL,              -- evidence, first span
  last      INTEGER NOT NULL,
  rule      TEXT NOT NULL,
  PRIMARY KEY (article, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX statement_by_actor ON statement (speaker_actor);
CREATE INDEX statement_by_country ON statement (speaker_country);

CREATE TABLE event (
  article   INTEGER NOT NULL REFERENCES article,
  number    INTEGER NOT NULL,              -- 1 is e1
  plover    TEXT NOT NULL,
  mode      TEXT,
  cameo     TEXT,
  quad      INTEGER NOT NULL,
  intensity REAL,
  actors    TEXT NOT NULL,                 -- codes, separated by blanks
  recipients TEXT NOT NULL,
  occurrence TEXT NOT NULL,
  stance    TEXT NOT NULL,
  on_word_of TEXT NOT NULL,                -- numbers of statements, separated by blanks
  day_from  TEXT,
  day_to    TEXT,
  place     TEXT,
  place_country TEXT,
  lat       REAL,
  lon       REAL,
  killed_min INTEGER,
  killed_max INTEGER,
  wounded_min INTEGER,
  wounded_max INTEGER,
  mediation TEXT,
  word      TEXT,                          -- own-mouth or second-hand
  evidence  TEXT NOT NULL,
  first     INTEGER NOT NULL,
  last      INTEGER NOT NULL,
  rule      TEXT NOT NULL,
  PRIMARY KEY (article, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX event_by_type_day ON event (plover, day_from);

CREATE TABLE decision (                    -- what people decided of statements and events; coding again never deletes a row
  number   INTEGER PRIMARY KEY,
  article  TEXT NOT NULL,                  -- article.id
  kind     TEXT NOT NULL CHECK (kind IN ('statement', 'event')),
  exact    TEXT NOT NULL,                  -- the words judged, by which the decision finds its row again
  first    INTEGER NOT NULL,
  verdict  TEXT NOT NULL CHECK (verdict IN ('accept', 'reject', 'edit', 'undo')),
  edit     TEXT,                           -- the corrected fields, JSON
  reviewer TEXT NOT NULL,
  decided  TEXT NOT NULL
) STRICT;
CREATE INDEX decision_by_article ON decision (article);

CREATE VIEW statements_flat AS
SELECT a.id AS article, 's' || s.number AS id, a.outlet, a.published_from AS published, s.speaker, s.speaker_country, s.speaker_sector, s.cue, s.form,
       s.position, s.negated, s.hedged, s.addressees, s.channel, s.said_from, s.said_to, s.content, s.first AS span_start, s.last AS span_end, s.rule
FROM statement s JOIN article a ON a.number = s.article WHERE a.superseded IS NULL;

CREATE VIEW events_flat AS
SELECT a.id AS article, 'e' || e.number AS id, a.outlet, a.published_from AS published, e.plover, e.mode, e.cameo, e.quad, e.intensity, e.actors, e.recipients,
       e.occurrence, e.stance, e.on_word_of, e.day_from, e.day_to, e.place, e.place_country, e.lat, e.lon, e.mediation, e.word,
       e.evidence, e.first AS span_start, e.last AS span_end, e.rule
FROM event e JOIN article a ON a.number = e.article WHERE a.superseded IS NULL;
