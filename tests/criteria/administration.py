"""How an administrator's browser talks to the admin site."""

from django.urls import reverse

from criteria.models import Criterion, CriterionGroup, ResultClass

SETS = "/admin/criteria/criteriaset/"
PARTS = {"criteriongroup": CriterionGroup, "criterion": Criterion, "resultclass": ResultClass}


def text_of(response):
    return " ".join(response.content.decode().split())


def said(response):
    return [str(message) for message in response.context["messages"]]


def page_of(part):
    return reverse(f"admin:criteria_{part._meta.model_name}_change", args=[part.pk])


def typed(client, address, **changes):
    """What the form of a page would send, with `changes` typed over it."""
    form = client.get(address).context["adminform"].form
    values = {name: form[name].value() for name in form.fields}
    shown = {
        name: form.fields[name].prepare_value(value) if hasattr(form.fields[name], "prepare_value") else value
        for name, value in values.items()
    }
    return {name: value for name, value in {**shown, **changes}.items() if value not in (None, False)}


def save(client, address, **changes):
    return client.post(address, typed(client, address, **changes), follow=True)


def errors_of(response):
    return response.context["adminform"].form.errors
