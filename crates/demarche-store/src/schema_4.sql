-- Schema 4: what a line of positions is drawn by, beside the claims: `demarche drift` reads no words of those that it does not show. Readable by any SQLite from 3.37 on.

CREATE TABLE own_claim (                    -- rows of `answer` of the kind `claims` in which somebody of the list of actors speaks for himself
  answer   INTEGER PRIMARY KEY REFERENCES answer,
  speaker  TEXT NOT NULL,                   -- id in the list of actors
  day      TEXT NOT NULL,                   -- the day it was said, else that of publication
  position TEXT NOT NULL,
  outlet   TEXT,
  words    INTEGER NOT NULL                 -- hash of the words: the same words are told again
) STRICT;

-- Claims are made anew, with what is kept beside them now.
DELETE FROM answer_party WHERE answer IN (SELECT id FROM answer WHERE kind = 'claims');
DELETE FROM answer WHERE kind = 'claims';
UPDATE settled SET fresh = 0, form = '';
