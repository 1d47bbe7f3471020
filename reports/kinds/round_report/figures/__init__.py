"""All figures of a round's report, whatever its words refer to: last period's wording may name any of them."""

from reports.kinds.ledger import Ledger
from reports.kinds.round_report.figures import business, results, round_itself


def figures_of(facts):
    """Return {name: `Figure`} of a round's facts."""
    ledger = Ledger()
    round_itself.write(ledger, facts)
    results.write(ledger, facts)
    business.write(ledger, facts)
    return ledger.figures
