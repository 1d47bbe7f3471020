"""The Ministry's four model-unit programmes, which every installation starts with."""

from django.db import migrations

PROGRAMMES = [
    ("model-ward", "Công an phường điển hình, kiểu mẫu về an ninh trật tự và văn minh đô thị", "Công an phường kiểu mẫu"),
    ("model-commune", "Xã điển hình về phong trào toàn dân bảo vệ an ninh Tổ quốc", "Xã điển hình"),
    ("safe-commune", "Xã, phường, thị trấn đạt tiêu chuẩn “An toàn về an ninh, trật tự”", "An toàn về ANTT"),
    ("movement", "Phân loại phong trào toàn dân bảo vệ an ninh Tổ quốc", "Phong trào BVANTQ"),
]


def add_programmes(apps, schema_editor):
    programme = apps.get_model("units", "Programme")
    for position, (code, title, short_title) in enumerate(PROGRAMMES, start=1):
        programme.objects.get_or_create(
            code=code, defaults={"title": title, "short_title": short_title, "position": position}
        )


class Migration(migrations.Migration):
    dependencies = [("units", "0001_initial")]
    operations = [migrations.RunPython(add_programmes, migrations.RunPython.noop)]
