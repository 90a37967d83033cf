"""Every act and every sheet has a schema, and what the demo really does fits it."""

import json
from datetime import datetime
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from gedragen.access.doing import Action
from gedragen.api.schema import act_schema, acts_by_name, sheets, whole_schema
from gedragen.cases.engine.act import Act
from gedragen.config.demo import load_demo
from tests.api.as_json import as_json


def test_every_action_of_the_table_is_an_act_with_a_schema() -> None:
    acts = acts_by_name()
    assert {one.action for one in acts.values()} == set(Action)
    assert set(whole_schema()["acts"]) == set(acts)


@pytest.mark.parametrize("name", sorted(acts_by_name()))
def test_the_schema_of_an_act_stands_by_itself_and_says_what_it_is(name: str) -> None:
    schema = act_schema(name)
    Draft202012Validator.check_schema(schema)
    asked = schema["$defs"][schema["$ref"].rpartition("/")[2]] if "$ref" in schema else schema
    assert asked["type"] == "object"
    assert asked["description"]


def test_the_whole_is_a_schema_and_leads_nowhere_else() -> None:
    whole = whole_schema()
    Draft202012Validator.check_schema(whole)
    led = {part.partition('"')[0] for part in json.dumps(whole).split("#/$defs/")[1:]}
    assert led <= set(whole["$defs"])
    assert list(whole["$defs"]) == sorted(whole["$defs"])
    assert len(whole["sheets"]) == len(sheets()) > 30


def test_what_is_left_out_or_made_up_does_not_fit() -> None:
    footing = Draft202012Validator(act_schema("set_footing"))
    assert footing.is_valid({"footing": "voluntary"})
    assert not footing.is_valid({"was": ""})
    assert not footing.is_valid({"footing": "happy"})
    assert not footing.is_valid({"footing": "voluntary", "by": 3})
    assert not Draft202012Validator(act_schema("join")).is_valid({"seat": 3})


@pytest.mark.django_db
def test_what_the_demo_does_fits(at: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    names = {id(one.command): name for name, one in acts_by_name().items()}
    holds = {name: Draft202012Validator(act_schema(name)) for name in names.values()}
    carry_out, done = Act.__call__, set()

    def hold(act: Act[Any], case_id: int, *asked: Any, **who: Any) -> Any:
        name = names[id(act)]
        holds[name].validate(as_json(asked[0]) if asked else {})
        done.add(name)
        return carry_out(act, case_id, *asked, **who)

    monkeypatch.setattr(Act, "__call__", hold)
    load_demo(at=at)
    assert len(done) > 40
