"""Documents as JSON-ready data and back, without loss: what approval and publication keep."""

import datetime as dt
from dataclasses import fields, is_dataclass
from decimal import Decimal
from typing import Any

from reports.content import document as model

CLASSES: dict[str, type] = {
    each.__name__: each
    for each in (
        model.Run,
        model.Heading,
        model.Paragraph,
        model.Column,
        model.Row,
        model.Table,
        model.Picture,
        model.Annex,
        model.Issuer,
        model.Signature,
        model.Mark,
        model.Document,
        model.Slide,
        model.Deck,
    )
}


def to_data(value: Any) -> Any:
    """Return a content value as what JSON can hold: a dict with its class under “is”, a list, a scalar."""
    if is_dataclass(value):
        named = {each.name: to_data(getattr(value, each.name)) for each in fields(value)}
        return {"is": type(value).__name__, **named}
    if isinstance(value, tuple):
        return [to_data(each) for each in value]
    if isinstance(value, Decimal):
        return {"is": "Decimal", "value": str(value)}
    if isinstance(value, dt.date):
        return {"is": "date", "value": value.isoformat()}
    return value


def from_data(data: Any) -> Any:
    """Return the content value that `to_data` made this of. Raises `KeyError` on a class that it does not know."""
    if isinstance(data, list):
        return tuple(from_data(each) for each in data)
    if not isinstance(data, dict):
        return data
    if data["is"] == "Decimal":
        return Decimal(data["value"])
    if data["is"] == "date":
        return dt.date.fromisoformat(data["value"])
    named = {key: from_data(each) for key, each in data.items() if key != "is"}
    return CLASSES[data["is"]](**named)
