-- What the pages of a big council need beside big_council.sql: on each file a note that a complaint was received. Made once.
ALTER TABLE files_casenote DISABLE TRIGGER USER;
INSERT INTO files_casenote (authority_id, child_id, team_id, folder_key, case_id, kind, text, day, made_at)
SELECT folder.authority_id, folder.child_id, folder.team_id, folder.key, one.id, 'alert',
    'A complaint (' || one.reference || ') was received.', one.opened_on, now()
FROM files_folder folder JOIN cases_case one ON one.child_id = folder.child_id
WHERE folder.key = 'complaints' AND one.reference LIKE 'BC-%'
    AND NOT EXISTS (SELECT 1 FROM files_casenote WHERE text LIKE 'A complaint (BC-%');
SET CONSTRAINTS ALL IMMEDIATE;
ALTER TABLE files_casenote ENABLE TRIGGER USER;
