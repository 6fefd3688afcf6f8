"""A series of numbers says whose it is; those that were there before are the whole district's."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("kernel", "0006_open_cases_by_organ"),
    ]

    operations = [
        migrations.AddField(
            model_name="series",
            name="organ_path",
            field=models.CharField(blank=True, default="", max_length=400, verbose_name="取号机关"),
        ),
    ]
