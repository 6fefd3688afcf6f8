"""What lay in the dossiers of decisions moves to the dossiers of all procedures, each row under the number it had."""

from django.core.management.color import no_style
from django.db import migrations

ORDER = ("Draft", "Answer", "Comment", "CommentReceipt", "Sheet")


def copy(apps, schema_editor):
    if schema_editor.connection.alias != "default":
        return
    made = []
    for name in ORDER:
        old, new = apps.get_model("decisions", name), apps.get_model("dossiers", name)
        columns = [field.attname for field in new._meta.concrete_fields]
        rows = (new(**row) for row in old.objects.order_by("pk").values(*columns).iterator())
        new.objects.bulk_create(rows, batch_size=500)
        made.append(new)
    for statement in schema_editor.connection.ops.sequence_reset_sql(no_style(), made):
        schema_editor.execute(statement)


class Migration(migrations.Migration):

    dependencies = [
        ('decisions', '0003_dossier'),
        ('dossiers', '0001_initial'),
    ]

    operations = [migrations.RunPython(copy, migrations.RunPython.noop)]
