-- Schema 3: what settling has to know of the last settling to find again only what new reports touch. Readable by any SQLite from 3.37 on.

CREATE TABLE side (                         -- who uses force and who suffers it, by stretches of thirty days of publication
  stretch     INTEGER NOT NULL,             -- days since 1 January 1970 divided by thirty; -1000000 for reports of no day
  country     TEXT NOT NULL,                -- ISO 3166-1 alpha-3
  attacks     INTEGER NOT NULL,             -- 1: some report tells that it does
  is_attacked INTEGER NOT NULL,             -- 1: some report tells that it is
  at_war      INTEGER NOT NULL,             -- 1: it is in a good part of the deeds of that time
  PRIMARY KEY (stretch, country)
) STRICT, WITHOUT ROWID;

-- Names were numbered in the order in which they were met; now the name alone says the number, so that stores of the same reports are the same.
DELETE FROM answer_party;
DELETE FROM party;
DELETE FROM answer;
UPDATE settled SET fresh = 0, form = '';
