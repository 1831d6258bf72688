"""A chaser may go out again: a row is for one case, one chaser and one occasion, which stays as it was claimed."""

from django.db import migrations, models

REFUSE = """
CREATE OR REPLACE FUNCTION chasers_outgoing_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state = 'sent' THEN
        RAISE EXCEPTION 'A chaser that was sent can be neither changed nor taken away.'
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    IF ({new}) IS DISTINCT FROM ({old}) THEN
        RAISE EXCEPTION 'Which chaser a row is for, and its Message-ID, stay as they were claimed.'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
"""


def refuse(*columns: str) -> str:
    new, old = (", ".join(f"{row}.{column}" for column in columns) for row in ("NEW", "OLD"))
    return REFUSE.format(new=new, old=old)


class Migration(migrations.Migration):

    dependencies = [("chasers", "0003_wall")]

    operations = [
        migrations.RemoveConstraint(model_name="outgoing", name="outgoing_once"),
        migrations.AddField(
            model_name="outgoing",
            name="occasion",
            field=models.PositiveIntegerField(default=1, verbose_name="the how manyth time that it goes out on this case"),
        ),
        migrations.AddConstraint(
            model_name="outgoing",
            constraint=models.UniqueConstraint(fields=("case", "chaser", "occasion"), name="outgoing_once"),
        ),
        migrations.RunSQL(
            refuse("case_id", "chaser", "occasion", "message_id"), refuse("case_id", "chaser", "message_id")
        ),
    ]
