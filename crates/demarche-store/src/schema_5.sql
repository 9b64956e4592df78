-- Schema 5: what `demarche brief` counts, beside the rows that it shows: it reads no words of those that it does not show. Readable by any SQLite from 3.37 on.

ALTER TABLE crisis_party ADD COLUMN kind TEXT;   -- state, organisation, person, armed group, …
ALTER TABLE kinship ADD COLUMN outlet TEXT;      -- of the report, which is itself long

CREATE TABLE taken_position (                    -- rows of `answer` of the kind `claims` in which a party that is known denies, rejects, withholds, confirms or accuses
  answer   INTEGER PRIMARY KEY REFERENCES answer,
  party    INTEGER NOT NULL REFERENCES party,
  position TEXT NOT NULL,
  day      TEXT NOT NULL                         -- of the row; '~' where it is not known
) STRICT;

-- Claims are made anew, with what is kept beside them now.
DELETE FROM answer_party WHERE answer IN (SELECT id FROM answer WHERE kind = 'claims');
DELETE FROM own_claim;
DELETE FROM answer WHERE kind = 'claims';
UPDATE settled SET fresh = 0, form = '';
