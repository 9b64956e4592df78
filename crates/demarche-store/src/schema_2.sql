-- Schema 2: what is found across reports is kept. Everything below `digest` is derived from the reports: `demarche ingest` writes it when all reports are in
-- ("settles" the store), and whoever opens a store that was cut off before that settles it first. Readable by any SQLite from 3.37 on.

ALTER TABLE statement ADD COLUMN day TEXT;  -- the day it was said, else the day of publication: what statements are sorted by
UPDATE statement SET day = coalesce(said_from, (SELECT published_from FROM article WHERE number = statement.article));
CREATE INDEX statement_by_day ON statement (day);
ALTER TABLE event ADD COLUMN day TEXT;      -- the day it happened, else the day of publication
UPDATE event SET day = coalesce(day_from, (SELECT published_from FROM article WHERE number = event.article));
CREATE INDEX event_by_day ON event (day);

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
  article INTEGER REFERENCES article,       -- the first report whose words it shows
  published_first TEXT,                     -- first and last publication of what it rests on
  published_last  TEXT,
  hash    INTEGER NOT NULL,                 -- of all the others: tells what changed when a store is settled again
  json    TEXT NOT NULL
) STRICT;
CREATE INDEX answer_by_day ON answer (kind, day);
CREATE INDEX answer_by_event ON answer (event, kind) WHERE event IS NOT NULL;
CREATE INDEX answer_by_article ON answer (article);

CREATE TABLE answer_party (
  answer INTEGER NOT NULL REFERENCES answer,
  party  INTEGER NOT NULL REFERENCES party,
  PRIMARY KEY (answer, party)
) STRICT, WITHOUT ROWID;
CREATE INDEX answer_by_party ON answer_party (party, answer);

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
