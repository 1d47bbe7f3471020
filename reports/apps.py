from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportsConfig(AppConfig):
    name = "reports"
    verbose_name = _("Văn bản, báo cáo")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        # The words need the models, which are there only now.
        from assessments.display.notices import register  # noqa: PLC0415  exception: apps are loaded by now
        from reports.display.notices import WORDS  # noqa: PLC0415  exception: apps are loaded by now

        register(WORDS)
