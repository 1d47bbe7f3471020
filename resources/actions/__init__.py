"""The only gates through which units' resources change. Each is atomic, asks `permissions`, and is recorded.

What is counted and planned is recorded in the stream `resources:<unit>`, a project in its own.
"""

from resources.actions.holdings import record_holding, record_holdings
from resources.actions.plans import close_plan, plan_closing
from resources.actions.projects import drop_project, record_step, start_project

__all__ = [
    "close_plan",
    "drop_project",
    "plan_closing",
    "record_holding",
    "record_holdings",
    "record_step",
    "start_project",
]
