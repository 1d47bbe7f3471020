from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CommitteeConfig(AppConfig):
    name = "committee"
    verbose_name = _("Công việc của Ban Chỉ đạo")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        # The words need the models, which are there only now.
        from assessments.display.notices import register  # noqa: PLC0415  exception: apps are loaded by now
        from committee.display.notices import WORDS  # noqa: PLC0415  exception: apps are loaded by now

        register(WORDS)
