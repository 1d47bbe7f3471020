"""What units should have and what they have: kinds, norms, holdings, plans, headquarters projects."""

from resources.models.holding import ClosingPlan, Holding, PlanState
from resources.models.norm import Norm, ResourceGroup, ResourceKind, UnitNorm
from resources.models.project import HeadquartersProject, ProjectKind, ProjectStage, ProjectStep

__all__ = [
    "ClosingPlan",
    "HeadquartersProject",
    "Holding",
    "Norm",
    "PlanState",
    "ProjectKind",
    "ProjectStage",
    "ProjectStep",
    "ResourceGroup",
    "ResourceKind",
    "UnitNorm",
]
