"""Administration of who issues and signs; documents have a workflow and can only be looked at here."""

from reports.admin import documents, issuers

__all__ = ["documents", "issuers"]
