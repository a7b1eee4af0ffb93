-- Boxes are random: PLAIN storage neither tries to compress them nor moves them to a second table. The planner needs
-- no statistics to find a row by its key, and without them none are kept of these columns.
CREATE TABLE beholden.{name} (
    label bytea NOT NULL CONSTRAINT label_length CHECK (octet_length(label) = 16),
    box bytea NOT NULL CONSTRAINT box_length CHECK (octet_length(box) = {box})
) WITH (autovacuum_enabled = off);
ALTER TABLE beholden.{name}
    ALTER COLUMN label SET STORAGE PLAIN, ALTER COLUMN label SET STATISTICS 0,
    ALTER COLUMN box SET STORAGE PLAIN, ALTER COLUMN box SET STATISTICS 0;
REVOKE ALL ON TABLE beholden.{name} FROM PUBLIC;
COMMENT ON TABLE beholden.{name} IS 'cells, format 1, boxes of {box} bytes';
