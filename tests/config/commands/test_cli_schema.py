"""`gedragen schema`: what a program beside ours must know, without a database."""

import json
from pathlib import Path

from tests.support.installation import gedragen, surroundings_in


def test_all_or_one_is_printed_and_an_unknown_one_is_told(tmp_path: Path) -> None:
    made = surroundings_in(tmp_path)
    whole = gedragen(made, "schema")
    assert json.loads(whole.stdout)["acts"]["join"]["type"] == "object"
    one = json.loads(gedragen(made, "schema", "set_footing").stdout)
    assert one["$defs"]["starting.SetFooting"]["required"] == ["footing"]
    unknown = gedragen(made, "schema", "fly")
    assert (unknown.returncode, unknown.stdout) == (1, "")
    assert "no act 'fly'" in unknown.stderr
    assert not list(tmp_path.rglob("*.sqlite3"))
