-- A council as big as they come (big_council.py): each part is one step, {names} are filled in.

-- part: vocabulary
CREATE TEMP TABLE vocabulary AS
SELECT number, CASE WHEN number <= 60 THEN (string_to_array('visit,worker,meeting,review,school,family,carer,plan,home,letter,call,
contact,report,assessment,placement,answer,week,apology,change,support,mother,father,brother,sister,team,manager,decision,notice,
delay,transport,equipment,allowance,respite,holiday,review,panel,doctor,hospital,teacher,health,money,telephone,email,minutes,
question,record,file,mistake,promise,offer,complaint,concern,upset,angry,late,missed,cancelled,moved,stopped,refused', ','))[number]
    ELSE (array['b','d','f','g','k','l','m','n','p','r','s','t','v'])[1 + number % 13]
        || (array['a','e','i','o','u'])[1 + (number / 13) % 5] || (array['ll','nd','rk','st','mp','ck','rr','nt'])[1 + (number / 65) % 8]
        || (array['a','e','i','o'])[1 + (number / 520) % 4] || (array['n','r','s','t','l'])[1 + (number / 2080) % 5] END AS word
FROM generate_series(1, 8000) number;
CREATE UNIQUE INDEX ON vocabulary (number);
-- Few words are common and many are rare, as in what people write.
CREATE TEMP TABLE sentences AS
SELECT line, (SELECT string_agg(v.word, ' ') FROM generate_series(1, 25) one JOIN vocabulary v
    ON v.number = 1 + floor(8000 * power(((hashint8(line * 1000 + one) & 2147483647) / 2147483648.0), 3))::integer) AS text
FROM generate_series(0, 9999) line;
CREATE UNIQUE INDEX ON sentences (line);
ANALYZE vocabulary, sentences;
CREATE FUNCTION pg_temp.line(seed bigint) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT text FROM sentences WHERE line = (hashint8(seed) & 2147483647) % 10000
$$;
CREATE FUNCTION pg_temp.words(seed bigint, lines integer) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT string_agg(pg_temp.line(seed * 16 + one), ' ') FROM generate_series(1, lines) one
$$;
CREATE FUNCTION pg_temp.name(seed bigint) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT initcap((array['ai','be','ca','de','el','fe','gw','ha','is','ja','ke','li','ma','no','ol','pe'])[1 + seed % 16]
            || (array['sha','n','rla','v','la','mi','en','ssan','kub'])[1 + (seed / 16) % 9])
        || ' ' || initcap((array['exa','sam','inve','pre','fic','ima','spe','pla','made','noti'])[1 + (seed / 144) % 10]
            || (array['mple','ntia','tenda','tion','gina','cimen','ceho','lder','upp','onal'])[1 + (seed / 1440) % 10]
            || (array['','s','son','ton','ley'])[1 + (seed / 14400) % 5])
$$;

-- part: teams
INSERT INTO authority_team (authority_id, name, service, department)
SELECT a.id, 'Team ' || n, 'Service ' || n / 6, 'Department ' || n / 15 FROM authority_authority a, generate_series(1, 60) n
WHERE a.id = (SELECT min(id) FROM authority_authority);
CREATE TEMP TABLE teams AS SELECT id, row_number() OVER (ORDER BY id) - 1 AS place, authority_id FROM authority_team
WHERE authority_id = (SELECT min(id) FROM authority_authority) AND name LIKE 'Team %';

-- part: people
WITH made AS (
    INSERT INTO people_person (password, email, name, is_active, authority_id)
    SELECT p.password, 'person.' || n || '@larkshire.example', pg_temp.name(n * 7), true, p.authority_id
    FROM generate_series(1, {people}) n, (SELECT * FROM people_person ORDER BY id LIMIT 1) p RETURNING id)
INSERT INTO people_post (role, from_date, person_id, team_id)
SELECT CASE WHEN m.place <= 60 THEN 'team_manager' WHEN m.place <= 70 THEN 'service_manager' WHEN m.place <= 74 THEN 'head_of_service'
    WHEN m.place <= 100 THEN 'complaints_officer' ELSE 'front_line_worker' END, '2019-01-07', m.id,
    CASE WHEN m.place BETWEEN 75 AND 100 THEN NULL ELSE t.id END
FROM (SELECT id, row_number() OVER (ORDER BY id) AS place FROM made) m JOIN teams t ON t.place = (m.place - 1) % 60;

-- part: cases
CREATE TEMP TABLE originals AS
SELECT c.*, row_number() OVER (ORDER BY c.id) - 1 AS place, count(*) OVER () AS many FROM cases_case c
WHERE c.authority_id = (SELECT min(id) FROM authority_authority);
CREATE TEMP TABLE copies AS
SELECT n, o.id AS original, (SELECT max(id) FROM cases_case) + n AS id, (SELECT max(id) FROM people_child) + n AS child,
    (SELECT max(id) FROM people_complainant) + n AS complainant, t.id AS team, o.authority_id
FROM generate_series(1, {cases}) n JOIN originals o ON o.place = n % o.many JOIN teams t ON t.place = (n * 31) % 60;
CREATE UNIQUE INDEX ON copies (n);
INSERT INTO people_complainant (id, authority_id, name, relationship, email, phone, address, contact_by, format, advocate_name,
    advocate_contact)
SELECT complainant, authority_id, pg_temp.name(n * 3), 'Parent', 'post' || n || '@post.example', '07700 9' || lpad((n % 100000)::text, 5, '0'),
    n % 90 || ' Nowhere Street' || E'\n' || 'Madeupton', 'E-mail', '', '', '' FROM copies;
INSERT INTO people_child (id, authority_id, name, born, team_id, record_number)
SELECT child, authority_id, pg_temp.name(n * 5), date '2008-01-01' + (n * 13 % 5800), team, 'KC' || n FROM copies;
INSERT INTO cases_case (id, reference, procedure, edition, calendar_edition, summary, happened, happened_on_words, wants, channel,
    opened_on, last_seq, authority_id, child_id, complainant_id, officer_id, team_id, closures)
SELECT k.id, 'BC-' || (2000 + n / 10000) || '-' || lpad((n % 10000)::text, 4, '0'), o.procedure, o.edition, o.calendar_edition,
    initcap(split_part(pg_temp.line(n), ' ', 3) || ' ' || split_part(pg_temp.line(n + 7), ' ', 4) || ' ' || split_part(pg_temp.line(n + 9), ' ', 5)), pg_temp.words(n + 1000000, 2), '', pg_temp.line(n + 2000000), o.channel, o.opened_on, o.last_seq,
    k.authority_id, k.child, k.complainant, o.officer_id, k.team, o.closures
FROM copies k JOIN originals o ON o.id = k.original;
INSERT INTO cases_row (seq, kind, date, answers, salt, answers_digest, recorded_at, key, previous_hash, hash, redacted, authority_id,
    case_id, recorded_by_id)
SELECT r.seq, r.kind, r.date, r.answers, r.salt, r.answers_digest, r.recorded_at, 'B' || k.n || '-' || r.seq, r.previous_hash, r.hash,
    r.redacted, r.authority_id, k.id, r.recorded_by_id
FROM copies k JOIN cases_row r ON r.case_id = k.original ORDER BY k.n, r.seq;
INSERT INTO cases_due (kind, rule, title, state, owed_by, owed_by_title, due, is_limit, reference, complainant_name, child_name,
    team_name, officer_name, procedure, stage, stage_title, authority_id, case_id, officer_id, team_id)
SELECT d.kind, d.rule, d.title, d.state, d.owed_by, d.owed_by_title, d.due, d.is_limit, c.reference, p.name, h.name, t.name, d.officer_name,
    d.procedure, d.stage, d.stage_title, d.authority_id, k.id, d.officer_id, k.team
FROM copies k JOIN cases_due d ON d.case_id = k.original JOIN cases_case c ON c.id = k.id
    JOIN people_complainant p ON p.id = k.complainant JOIN people_child h ON h.id = k.child JOIN authority_team t ON t.id = k.team;

-- part: documents
INSERT INTO files_folder (authority_id, child_id, team_id, key, title)
SELECT k.authority_id, k.child, k.team, f.key, f.title
FROM copies k, (VALUES ('complaints', 'Complaints'), ('allegations', 'Allegations Against Staff')) f (key, title);
CREATE TEMP TABLE papers AS
SELECT paper.n, (SELECT coalesce(max(id), 0) FROM files_document) + paper.n AS document,
    (SELECT coalesce(max(id), 0) FROM files_version) + paper.n AS version, f.id AS folder, f.key, k.authority_id, k.id AS case_id,
    (SELECT min(id) FROM people_person) AS by
FROM generate_series(1, {documents}) paper (n) JOIN copies k ON k.n = 1 + paper.n % {cases}
    JOIN files_folder f ON f.child_id = k.child AND f.key = CASE WHEN paper.n % 4 = 0 THEN 'allegations' ELSE 'complaints' END;
INSERT INTO files_document (id, title, kind, made_at, destroyed_why, authority_id, case_id, folder_id, made_by_id, current_id)
SELECT document, initcap(split_part(pg_temp.line(n + 5), ' ', 6) || ' ' || split_part(pg_temp.line(n + 3), ' ', 7)), '', timestamptz '2024-01-01' + n * interval '5 minutes', '', authority_id, case_id,
    folder, by, NULL FROM papers;
INSERT INTO files_version (id, number, name, kind, media_type, size, sha256, salt, state, problem, removed, place, sealed_key, key_id,
    kept_size, made_at, scanned_at, cleaned_at, tried, released_why, document_id, made_by_id)
SELECT version, 1, '', 'pdf', 'application/pdf', 10, repeat('0', 64), '', 'clean', '', '[]', lpad(to_hex(n), 32, '0'), '', 'bench', 10,
    now(), now(), now(), 1, '', document, by FROM papers;
UPDATE files_document d SET current_id = p.version FROM papers p WHERE d.id = p.document;
INSERT INTO files_documenttext (version_id, authority_id, text)
SELECT version, authority_id, pg_temp.words(n + 4000000, 6)
    || CASE WHEN n % 100 = 4 THEN ' {hidden}' WHEN n % 100 = 5 THEN ' {open}' ELSE '' END FROM papers;
